import Fulfillment
import SupplyModel
import TestSupport
import Testing

/// `optimal` against GLPK on the whole problem: more orders and nodes than can be enumerated.
@Suite struct SlowReferenceProgramTests {
  private func check(_ scenario: Scenario, _ name: String) throws -> Bool {
    guard let program = ReferenceProgram(scenario, most: 6_000) else { return false }
    let plan = try FulfillmentPlanner(scenario).auditedPlan(.optimal)
    let known = try program.solve()
    let total = plan.summary.cost.total.millionths
    let bound = try #require(plan.bound).lowerBound.millionths
    #expect(bound <= known, "\(name): the bound is above a plan")
    #expect(bound <= total, "\(name)")
    if bound == total { #expect(total <= known, "\(name): proven, and yet dearer than a plan") }
    // The solver prunes within a relative tolerance of 1e-7.
    #expect(total >= known - max(10, abs(known) / 1_000_000), "\(name): cheaper than the least")
    #expect(total <= known + abs(known) / 100, "\(name): far from the least")
    return true
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func nothingIsCheaper(block: UInt64) throws {
    let sizes = ScenarioSizes(orders: 7...14, nodes: 2...6, skus: 1...4, lines: 1...2)
    var checked = 0
    for seed in block * 200..<(block + 1) * 200
    where try check(RandomScenario.make(seed: 500_000 + seed, sizes: sizes), "seed \(seed)") { checked += 1 }
    #expect(checked > 150)
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func nothingIsCheaperWhereAllContend(block: UInt64) throws {
    let sizes = ScenarioSizes(orders: 10...16, nodes: 3...6, skus: 1...3, lines: 1...2)
    var checked = 0
    for seed in block * 100..<(block + 1) * 100 {
      let scenario = RandomScenario.make(
        seed: 600_000 + seed, sizes: sizes,
        always: [.scarceStock, .penaltyPerUnit, .tariffs, .activation, .capacityInOrders, .capacityInUnits],
        never: [.splitByUnits])
      if try check(scenario, "crowded seed \(seed)") { checked += 1 }
    }
    #expect(checked > 80)
  }

  /// One SKU, activation, capacity in units: facility location, by whole orders or by units.
  @Test(arguments: [true, false])
  func nothingIsCheaperThanTheFacilitiesChosen(divides: Bool) throws {
    var sizes = ScenarioSizes(orders: 6...14, nodes: 3...6, skus: 1...1, lines: 1...1)
    sizes.quantity = divides ? 1...3 : 1...5
    var always: Set<ScenarioFeature> = [.activation, .capacityInUnits, .penaltyPerUnit, .tariffs]
    if divides { always.insert(.splitByUnits) }
    var checked = 0
    for seed in 0..<300 as Range<UInt64> {
      let scenario = RandomScenario.make(
        seed: 700_000 + seed, sizes: sizes, always: always, never: divides ? [] : [.splitByUnits])
      if try check(scenario, "facility seed \(seed)") { checked += 1 }
    }
    #expect(checked > 200)
  }
}
