import Fulfillment
import SupplyModel
import TestSupport
import Testing

/// `optimal` against every plan there is.
@Suite struct SlowBruteForceTests {
  @Test(arguments: 0..<8)
  func optimalIsTheLeastOfAllPlans(block: Int) throws {
    for seed in UInt64(block * 250)..<UInt64(block * 250 + 250) {
      let scenario = RandomScenario.make(seed: seed)
      let plan = try FulfillmentPlanner(scenario).plan(.optimal)
      let least = BruteForce.optimum(scenario)
      let total = plan.summary.cost.total.millionths
      #expect(total == least, "seed \(seed)")
      let bound = try #require(plan.bound)
      #expect(bound.lowerBound.millionths == least, "seed \(seed): bound \(bound.lowerBound) total \(total)")
      #expect(bound.priceBound <= bound.lowerBound, "seed \(seed)")
    }
  }
}
