import Fulfillment
import SupplyModel
import TestSupport
import Testing

/// Orders too long for the dynamic programs: the bound stays valid, the plan feasible and near the optimum.
@Suite struct SlowLongOrderTests {
  @Test func boundAndPlanEncloseTheOptimumOfPlainLanes() throws {
    var met = 0
    let seeds = 0..<300 as Range<UInt64>
    for seed in seeds {
      let order = LongOrder(seed: seed, lines: 12...40, nodes: 2...6)
      let plan = try FulfillmentPlanner(order.scenario).auditedPlan(.optimal)
      let bound = try #require(plan.bound).lowerBound.millionths
      let (least, total) = (order.optimum, plan.summary.cost.total.millionths)
      #expect(bound <= least, "seed \(seed)")
      #expect(least <= total, "seed \(seed)")
      if total == least { met += 1 }
      // On plain lanes the linear functions lose only what they round down.
      #expect(bound >= least - 500, "seed \(seed): bound \(bound), optimum \(least)")
    }
    #expect(met == seeds.count, "\(met) of \(seeds.count)")
  }

  /// Every feature, eleven lines, two nodes: 3^11 ways, all of them looked at.
  @Test(arguments: 0..<12 as Range<UInt64>)
  func boundAndPlanEncloseTheOptimumWithEveryFeature(seed: UInt64) throws {
    var sizes = ScenarioSizes(orders: 1...1, nodes: 2...2, skus: 11...12, lines: 11...11)
    sizes.zones = 1...1
    let scenario = RandomScenario.make(
      seed: seed, sizes: sizes, always: [.tariffs], never: [.splitNever, .splitByUnits, .manyLines])
    try check(scenario, "seed \(seed)")
  }

  /// Three lines of ten units, any part from any of two nodes.
  @Test(arguments: 0..<8 as Range<UInt64>)
  func boundAndPlanEncloseTheOptimumByUnits(seed: UInt64) throws {
    var sizes = ScenarioSizes(orders: 1...1, nodes: 2...2, skus: 3...3, lines: 3...3)
    sizes.zones = 1...1
    sizes.quantity = 10...10
    var scenario = RandomScenario.make(
      seed: seed, sizes: sizes, always: [.tariffs],
      never: [.splitNever, .splitByUnits, .scarceStock, .nodesThatDoNotShip, .manyLines])
    scenario.orders[0].split = .units
    try check(scenario, "seed \(seed)")
  }

  private func check(_ scenario: Scenario, _ name: String) throws {
    let world = ReferenceWorld(scenario: scenario)
    let least = BruteForce.optimum(scenario)
    for policy in [Policy.optimal, .cheapest] {
      let plan = try FulfillmentPlanner(scenario).auditedPlan(policy)
      let takes = world.takes(of: plan)
      #expect(world.isFeasible(takes), "\(name)")
      #expect(world.cost(takes) == plan.summary.cost.total.millionths, "\(name)")
      #expect(least <= plan.summary.cost.total.millionths, "\(name)")
      if let bound = plan.bound {
        #expect(bound.lowerBound.millionths <= least, "\(name)")
        #expect(bound.priceBound <= bound.lowerBound, "\(name)")
      }
    }
  }
}
