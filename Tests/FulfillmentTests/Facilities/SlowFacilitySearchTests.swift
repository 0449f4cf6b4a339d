import Fulfillment
import SupplyModel
import TestSupport
import Testing

/// The search for facilities against every plan there is, and against GLPK on the whole problem.
@Suite struct SlowFacilitySearchTests {
  private static let always: Set<ScenarioFeature> = [.activation, .capacityInUnits, .penaltyPerUnit, .tariffs]
  private static let never: Set<ScenarioFeature> = [.lockedLines, .pickupOrders, .manyLines]

  private func scenario(_ seed: UInt64, orders: ClosedRange<Int>, nodes: ClosedRange<Int>, divides: Bool) -> Scenario {
    var sizes = ScenarioSizes(orders: orders, nodes: nodes, skus: seed % 4 == 0 ? 1...2 : 1...1, lines: 1...1)
    sizes.quantity = divides ? 1...4 : 1...6
    var (always, never) = (Self.always, Self.never)
    if divides { always.insert(.splitByUnits) } else { never.insert(.splitByUnits) }
    return RandomScenario.make(seed: 800_000 + seed, sizes: sizes, always: always, never: never)
  }

  /// Odd penalties, bands, promises, units that ship alone: whatever the cost model says of one line.
  @Test(arguments: [false, true])
  func boundAndPlanEncloseTheLeastOfAllPlans(divides: Bool) {
    var (looked, exact, near) = (0, 0, 0)
    for seed in 0..<1_500 as Range<UInt64> {
      let scenario = scenario(seed, orders: 2...6, nodes: 2...5, divides: divides)
      guard let found = EngineProbe(scenario).facilities() else { continue }
      looked += 1
      let least = BruteForce.optimum(scenario)
      #expect(found.bound <= least, "seed \(seed): bound \(found.bound), optimum \(least)")
      #expect(least <= found.cost, "seed \(seed): optimum \(least), plan \(found.cost)")
      if found.cost == least { exact += 1 }
      if Double(least - found.bound) <= 0.05 * Double(abs(least)) { near += 1 }
    }
    #expect(looked > 400, "\(looked) scenarios are of the kind")
    #expect(exact > looked * 8 / 10, "\(exact) of \(looked) plans are optimal")
    #expect(near > looked * 6 / 10, "\(near) of \(looked) bounds are near")
  }

  /// More orders and nodes than can be enumerated.
  @Test(arguments: [false, true])
  func boundAndPlanEncloseWhatTheSolverFinds(divides: Bool) throws {
    var looked = 0
    for seed in 10_000..<10_600 as Range<UInt64> {
      let scenario = scenario(seed, orders: 8...14, nodes: 4...7, divides: divides)
      guard let found = EngineProbe(scenario).facilities(), let program = ReferenceProgram(scenario, most: 4_000) else {
        continue
      }
      looked += 1
      let known = try program.solve()
      #expect(found.bound <= known, "seed \(seed): bound \(found.bound), known \(known)")
      // The solver prunes within a relative tolerance of 1e-7.
      #expect(found.cost >= known - max(10, abs(known) / 1_000_000), "seed \(seed)")
    }
    #expect(looked > 150, "\(looked) scenarios are of the kind")
  }

  /// However little work it may do, what it says holds.
  @Test(arguments: [0, 10_000, 100_000])
  func aSearchCutShortStillProvesWhatItSays(work: Int) {
    for seed in 20_000..<20_200 as Range<UInt64> {
      let scenario = scenario(seed, orders: 4...6, nodes: 3...5, divides: seed % 2 == 0)
      guard let found = EngineProbe(scenario).facilities(maxWork: work) else { continue }
      let least = BruteForce.optimum(scenario)
      #expect(found.bound <= least && least <= found.cost, "seed \(seed)")
    }
  }

  @Test func anyNumberOfThreadsFindsTheSame() throws {
    var looked = 0
    for seed in 30_000..<30_030 as Range<UInt64> {
      let scenario = scenario(seed, orders: 60...90, nodes: 8...14, divides: seed % 2 == 0)
      let probe = EngineProbe(scenario)
      guard let one = probe.facilities(threads: 1) else { continue }
      looked += 1
      for threads in [2, 3] { #expect(probe.facilities(threads: threads) == one, "seed \(seed), \(threads) threads") }
    }
    #expect(looked > 5, "\(looked) scenarios are of the kind")
  }
}
