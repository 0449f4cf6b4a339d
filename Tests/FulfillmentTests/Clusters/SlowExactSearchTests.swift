import Fulfillment
import SupplyModel
import TestSupport
import Testing

/// Scenarios that are decided as a whole: the same plan from any number of threads, whatever work they may take.
@Suite struct SlowExactSearchTests {
  private let sizes = ScenarioSizes(orders: 30...50, nodes: 4...7, skus: 2...6, lines: 1...3)

  private func scenario(_ seed: UInt64) -> Scenario {
    RandomScenario.make(
      seed: seed, sizes: sizes,
      always: [.scarceStock, .penaltyPerUnit, .tariffs, .activation, .capacityInUnits, .capacityInOrders],
      never: [.splitByUnits])
  }

  @Test func threadsDoNotChangeThePlan() throws {
    for seed in 0..<25 as Range<UInt64> {
      let planner = FulfillmentPlanner(scenario(seed))
      let one = try planner.plan(.optimal, budget: Budget(threads: 1))
      for threads in [2, 3] {
        let other = try planner.plan(.optimal, budget: Budget(threads: threads))
        #expect(other.bound == one.bound, "seed \(seed), \(threads) threads")
        #expect(other.assignments == one.assignments, "seed \(seed), \(threads) threads")
        #expect(other.prices == one.prices, "seed \(seed), \(threads) threads")
      }
    }
  }

  /// More work proves more, and never something else.
  @Test func boundsAndPlansOfAnyWorkFitTogether() throws {
    for seed in 100..<115 as Range<UInt64> {
      var planner = FulfillmentPlanner(scenario(seed))
      var (highest, least) = (Int64.min, Int64.max)
      for work in [0, 1_000_000, 5_000_000, 60_000_000] {
        planner.options.treeWork = work
        let plan = try planner.auditedPlan(.optimal)
        highest = max(highest, try #require(plan.bound).lowerBound.millionths)
        least = min(least, plan.summary.cost.total.millionths)
        #expect(highest <= least, "seed \(seed), work \(work)")
      }
    }
  }
}
