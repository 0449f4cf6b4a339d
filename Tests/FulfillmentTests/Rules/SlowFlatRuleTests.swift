import Fulfillment
import SupplyModel
import TestSupport
import Testing

/// The rules in flat arrays serve every order as the rules over `OrderProblem` do, to the last tie.
@Suite struct SlowFlatRuleTests {
  private static let rules = [Policy.cheapest, .centralFirst, .nearestStoreFirst]
  /// Orders enough to use up what there is, so that later ones find less than a first look promised.
  private static let crowded = ScenarioSizes(orders: 60...120, nodes: 2...8, skus: 2...7, lines: 1...5)

  @Test(arguments: rules)
  func flatRulesServeAsTheGeneralOnes(policy: Policy) {
    var flat = 0
    for seed in 0..<1_200 as Range<UInt64> {
      // What makes every order general is left out for half of the seeds.
      let never: Set<ScenarioFeature> =
        seed % 2 == 0
        ? [] : [.splitByUnits, .promises, .seasons, .shipsAlone, .lockedLines, .pickupOrders, .repeatedSKU]
      let always: Set<ScenarioFeature> = seed % 3 == 0 ? [.ties] : []
      let probe = EngineProbe(
        RandomScenario.make(seed: seed, sizes: SlowFlatRuleTests.crowded, always: always, never: never))
      flat += probe.flatOrders
      let general = probe.served(by: policy, usesFlat: false)
      #expect(probe.served(by: policy, usesFlat: true) == general, "seed \(seed)")
      #expect(probe.served(by: policy, usesFlat: true, threads: 2) == general, "seed \(seed), two threads")
    }
    // The test says something only while many orders are flat.
    #expect(flat > 20_000)
  }
}
