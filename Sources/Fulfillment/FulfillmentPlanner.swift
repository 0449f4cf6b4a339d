import LinearProgramming
import SupplyModel

/// Batch order assignment: which node serves which line of which order.
///
/// Pure: reads no clock, file or environment and prints nothing. One instance serves any number of policies on the same
/// scenario.
package struct FulfillmentPlanner: Sendable {
  /// How hard `optimal` works. Counts, not seconds: the same options give the same plan.
  package struct Options: Sendable {
    /// Scenarios of at most so many orders are decided as a whole, to a proven optimum where the work allows.
    package var exactOrders = 2_000
    /// Nodes of each branch and bound tree over such a scenario.
    package var treeNodes = 20_000
    /// Up to so many orders the best prices that prices.csv can state are computed, too: whoever checks the plan of a
    /// small scenario by hand then finds its bound in them.
    package var plainOrders = 100
    /// Up to so many orders of facility location are decided by which nodes are active.
    package var facilityOrders = 500
    /// Larger scenarios than this are not searched by clusters: there the same time gains more elsewhere.
    package var clusterOrders = 20_000
    /// What all relaxations of such a scenario may take, in steps over rows and columns: a few seconds.
    package var treeWork = 200_000_000

    package init() {}
  }

  package let scenario: Scenario
  package let tables: ScenarioTables
  private let flat: FlatScenario
  private let features: UnmodelledFeatures
  package var options = Options()

  /// - Parameters:
  ///   - scenario: given up where nobody else holds it.
  ///   - threads: for the tables; the same for any number.
  ///   - keepsRows: whether the scenario keeps rows that the tables hold as well, for others to read.
  /// - Complexity: that of `ScenarioTables`.
  package init(_ scenario: consuming Scenario, threads: Int = 1, keepsRows: Bool = true) {
    tables = ScenarioTables(copy scenario, threads: threads)
    features = UnmodelledFeatures(copy scenario)
    if !keepsRows { scenario.dropWhatTablesHold() }
    flat = FlatScenario(copy scenario, tables: tables)
    self.scenario = scenario
  }

  /// A plan under a policy, with a proven bound where the policy is `optimal`.
  ///
  /// A budget that is exhausted early ends the search of `optimal` with the best plan so far; a rule that has not had
  /// all orders by then has no plan, and `isUnfinished` says so.
  /// - Throws: `LinearProgramError` where the solver fails on a scenario that is decided as a whole.
  package func plan(_ policy: Policy, budget: Budget = Budget()) throws(LinearProgramError) -> FulfillmentPlan {
    var plan: FulfillmentPlan
    switch policy {
    case .cheapest: plan = walk(CheapestRule(), policy, budget)
    case .centralFirst: plan = walk(TieredRule.centralFirst(tables), policy, budget)
    case .nearestStoreFirst: plan = walk(TieredRule.nearestStoreFirst(tables), policy, budget)
    case .optimal:
      let search = OptimalSearch(scenario: scenario, tables: tables, flat: flat, options: options)
      let found = try search.run(budget: budget)
      plan = build(found.state, policy, threads: budget.threads)
      plan.prices = found.prices.rows(tables)
      if features.boundHolds {
        plan.bound = found.bound(total: plan.summary.cost.total)
        plan.summary.bound = plan.bound
        plan.coverProof = found.coverProof(tables) ?? CoverProof()
      }
    }
    plan.notices += features.notices
    return plan
  }

  private func walk(_ rule: some OrderRule, _ policy: Policy, _ budget: Budget) -> FulfillmentPlan {
    guard
      let state = RuleWalk(scenario: scenario, tables: tables, flat: flat).run(
        rule, budget: budget)
    else {
      let summary = AssignSummary(scenario: scenario.settings.name, policy: policy, asOf: tables.asOf)
      var plan = FulfillmentPlan(policy: policy, asOf: tables.asOf, summary: summary)
      plan.isUnfinished = true
      return plan
    }
    return build(state, policy, threads: budget.threads, rule: rule as? TieredRule)
  }

  private func build(
    _ state: AssignmentState, _ policy: Policy, threads: Int, rule: TieredRule? = nil
  ) -> FulfillmentPlan {
    PlanBuilder.plan(
      state, scenario: scenario, flat: flat, policy: policy, rule: rule, threads: threads)
  }
}
