import Fulfillment
import SupplyModel
import TestSupport
import Testing

/// Rule policies, order by order, against their definition read independently.
@Suite struct SlowRuleTests {
  private static let seeds = 0..<1_500 as Range<UInt64>

  /// Calls `check` for each order in the rule's sequence with what is left when its turn comes.
  private func replay(
    _ plan: FulfillmentPlan, _ world: ReferenceWorld, _ check: (_ order: Int, _ takes: [Take], [Limit: Int]) -> Void
  ) {
    let takes = world.takes(of: plan)
    var left = world.limits()
    for order in world.ruleSequence() {
      check(order, takes[order], left)
      left = world.left(of: left, order: order, takes: takes[order])
    }
  }

  @Test func cheapestServesEachOrderAsDefined() throws {
    for seed in SlowRuleTests.seeds {
      let world = ReferenceWorld(scenario: RandomScenario.make(seed: seed))
      let plan = try FulfillmentPlanner(world.scenario).auditedPlan(.cheapest)
      replay(plan, world) { order, takes, left in
        #expect(world.isCheapest(order: order, takes: takes, within: left), "seed \(seed), order \(order)")
      }
    }
  }

  @Test(arguments: [(Policy.centralFirst, [Tier.central, .store]), (.nearestStoreFirst, [.store, .regional])])
  func tieredRulesServeEachOrderAsDefined(policy: Policy, tiers: [Tier]) throws {
    for seed in SlowRuleTests.seeds {
      let world = ReferenceWorld(scenario: RandomScenario.make(seed: seed))
      let plan = try FulfillmentPlanner(world.scenario).auditedPlan(policy)
      replay(plan, world) { order, takes, left in
        let expected = world.tiered(tiers, order: order, within: left)
        #expect(Set(takes) == Set(expected), "seed \(seed), order \(order)")
      }
    }
  }

  @Test(arguments: Policy.allCases)
  func everyPlanIsFeasibleCostsWhatItSaysAndNoLessThanTheOptimum(policy: Policy) throws {
    for seed in SlowRuleTests.seeds {
      let world = ReferenceWorld(scenario: RandomScenario.make(seed: seed))
      let plan = try FulfillmentPlanner(world.scenario).auditedPlan(policy)
      let takes = world.takes(of: plan)
      #expect(world.isFeasible(takes), "seed \(seed)")
      let total = plan.summary.cost.total.millionths
      #expect(world.cost(takes) == total, "seed \(seed)")
      #expect(total >= BruteForce.optimum(world.scenario), "seed \(seed)")
    }
  }
}
