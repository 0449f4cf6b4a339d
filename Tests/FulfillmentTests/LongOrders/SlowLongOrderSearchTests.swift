import Fulfillment
import SupplyModel
import TestSupport
import Testing

/// The search for long orders, run on short ones, against every plan there is.
@Suite struct SlowLongOrderSearchTests {
  private static let never: Set<ScenarioFeature> = [
    .pickupOrders, .lockedLines, .promises, .shipsAlone, .splitNever, .splitByUnits, .laneCapacity, .manyLines,
  ]

  /// Many orders, few SKUs: what a row holds is never enough.
  @Test(arguments: 0..<4 as Range<UInt64>)
  func boundAndPlanEncloseTheOptimum(block: UInt64) {
    let sizes = ScenarioSizes(orders: 4...6, nodes: 2...4, skus: 1...3, lines: 1...3)
    var (met, exact, looked) = (0, 0, 0)
    for seed in block * 150..<(block + 1) * 150 {
      let scenario = RandomScenario.make(
        seed: seed, sizes: sizes, always: [.scarceStock, .penaltyPerUnit, .tariffs], never: Self.never)
      guard let found = EngineProbe(scenario).longOrders() else { continue }
      looked += 1
      let least = BruteForce.optimum(scenario)
      #expect(found.bound <= least, "seed \(seed): bound \(found.bound), optimum \(least)")
      #expect(least <= found.exactCost, "seed \(seed): optimum \(least), plan \(found.exactCost)")
      // Priorities round once for an order, here once for each line.
      #expect(abs(found.cost - found.exactCost) <= 200, "seed \(seed)")
      if found.exactCost == least { exact += 1 }
      if Double(least - found.bound) <= 0.02 * Double(abs(least)) { met += 1 }
    }
    #expect(looked == 150)
    #expect(exact >= 140, "\(exact) plans are optimal")
    #expect(met >= 125, "\(met) bounds are near")
  }

  @Test func anyNumberOfThreadsFindsTheSame() throws {
    let sizes = ScenarioSizes(orders: 90...120, nodes: 4...6, skus: 8...12, lines: 2...6)
    for seed in 0..<6 as Range<UInt64> {
      let scenario = RandomScenario.make(
        seed: seed, sizes: sizes, always: [.scarceStock, .penaltyPerUnit, .tariffs], never: Self.never)
      let probe = EngineProbe(scenario)
      guard let one = probe.longOrders(threads: 1), let three = probe.longOrders(threads: 3) else { continue }
      #expect(one.bound == three.bound && one.exactCost == three.exactCost, "seed \(seed)")
    }
  }
}
