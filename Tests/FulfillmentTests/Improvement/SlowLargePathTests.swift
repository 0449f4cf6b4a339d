import Fulfillment
import SupplyModel
import TestSupport
import Testing

/// The way large scenarios take (prices, greedy, groups, relocation) on scenarios small enough to be judged.
@Suite struct SlowLargePathTests {
  @Test func plansAreFeasibleAndBoundsHold() throws {
    var (optimal, covered) = (0, 0)
    let seeds = 0..<2_000 as Range<UInt64>
    for seed in seeds {
      let world = ReferenceWorld(scenario: RandomScenario.make(seed: seed))
      var planner = FulfillmentPlanner(world.scenario)
      planner.options.exactOrders = 0
      let plan = try planner.auditedPlan(.optimal)
      let takes = world.takes(of: plan)
      let total = plan.summary.cost.total.millionths
      let least = BruteForce.optimum(world.scenario)
      #expect(world.isFeasible(takes), "seed \(seed)")
      #expect(world.cost(takes) == total, "seed \(seed)")
      #expect(total >= least, "seed \(seed)")
      let bound = try #require(plan.bound)
      #expect(bound.lowerBound.millionths <= least, "seed \(seed)")
      #expect(bound.priceBound <= bound.lowerBound, "seed \(seed)")
      // Batches of one unit an order are flows; what prices do not prove, covers do.
      #expect(bound.method == .prices || bound.method == .flow || !plan.coverProof.isEmpty)
      if !plan.coverProof.isEmpty { covered += 1 }
      if total == least { optimal += 1 }
    }
    #expect(optimal > seeds.count * 4 / 5, "\(optimal) of \(seeds.count)")
    #expect(covered > 20, "\(covered) with covers")
  }

  @Test func aSpentBudgetStillGivesAPlanAndABound() throws {
    for seed in 0..<300 as Range<UInt64> {
      let world = ReferenceWorld(scenario: RandomScenario.make(seed: seed))
      let least = BruteForce.optimum(world.scenario)
      for policy in Policy.allCases {
        let plan = try FulfillmentPlanner(world.scenario).auditedPlan(policy, budget: Budget(isExhausted: { true }))
        // A rule cut short has no plan; `optimal` always has one.
        #expect(plan.isUnfinished == (policy != .optimal), "seed \(seed)")
        guard policy == .optimal else { continue }
        let takes = world.takes(of: plan)
        #expect(world.isFeasible(takes), "seed \(seed)")
        #expect(world.cost(takes) == plan.summary.cost.total.millionths, "seed \(seed)")
        if let bound = plan.bound { #expect(bound.lowerBound.millionths <= least, "seed \(seed)") }
      }
    }
  }

  @Test(arguments: 0..<6 as Range<UInt64>)
  func hundredsOfOrdersKeepEveryLimit(seed: UInt64) throws {
    var sizes = ScenarioSizes(orders: 300...400, nodes: 4...8, skus: 6...10, lines: 1...4)
    sizes.zones = 3...5
    let scenario = RandomScenario.make(seed: seed, sizes: sizes, never: [.closedDays, .capacityInOrders])
    let world = ReferenceWorld(scenario: scenario)
    let plan = try FulfillmentPlanner(scenario).auditedPlan(.optimal)
    let takes = world.takes(of: plan)
    #expect(world.isFeasible(takes))
    #expect(world.cost(takes) == plan.summary.cost.total.millionths)
    let bound = try #require(plan.bound)
    #expect(bound.lowerBound <= plan.summary.cost.total)
    for rule in [Policy.cheapest, .centralFirst, .nearestStoreFirst] {
      let other = try FulfillmentPlanner(scenario).auditedPlan(rule)
      #expect(bound.lowerBound <= other.summary.cost.total)
      #expect(plan.summary.cost.total <= other.summary.cost.total)
    }
  }
}
