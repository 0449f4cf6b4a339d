import LinearProgramming
import SupplyModel

/// Plans what to buy and what to move over the horizon of a scenario.
package struct ReplenishmentPlanner: Sendable {
  let context: SKUModel.Context
  let limits: SharedLimits
  private let notices: [Notice]

  /// - Parameter forecast: what is expected to be asked for; its periods are those of the plan.
  /// - Complexity: O(nodes^2 + n log n) for n rows of stock, supply, levels and forecast.
  package init(_ scenario: Scenario, forecast: DemandForecast) {
    let network = SupplyNetwork(scenario)
    let calendar = PeriodCalendar(scenario, periods: forecast.periods)
    let schedule = LinkSchedule(network, nodes: scenario.nodes.count, calendar: calendar)
    let goods = GoodsTable(scenario, forecast: forecast, network: network)
    context = SKUModel.Context(
      scenario: scenario, network: network, schedule: schedule, goods: goods, forecast: forecast,
      closed: [Bool](repeating: false, count: network.links.count * forecast.periods.count))
    limits = SharedLimits(scenario, network: network, calendar: calendar)
    notices = network.notices + PlanNotices(context).notices
  }

  /// A plan under a policy.
  /// - Parameters:
  ///   - budget: `planned` asks it between rounds; what there is then is finished as a plan.
  ///   - method: how `planned` finds the least cost of a SKU.
  ///   - sharpensBound: whether `planned` looks for shares of journeys that prove more. The plan is the same without, and
  ///     there sooner.
  /// - Throws: where GLPK is asked and fails.
  package func plan(
    _ policy: ReplenishmentPolicy, budget: Budget = Budget(), method: FlowMethod = .network, sharpensBound: Bool = true
  ) throws(LinearProgramError) -> ReplenishmentPlan {
    let report = PlanReport(context, limits: limits, threads: budget.threads)
    var plan: ReplenishmentPlan
    switch policy {
    case .none: plan = report.plan(policy, []).plan
    case .minMax, .baseStock:
      var rule = LevelPolicy(context, limits: limits, rule: policy == .minMax ? .minMax : .baseStock)
      plan = report.plan(policy, rule.run()).plan
    case .planned:
      var options = PlannedSearch.Options()
      options.method = method
      if !sharpensBound { options.shareTrials = 0 }
      var search = PlannedSearch(context, limits: limits, budget: budget, options: options)
      let result = try search.run()
      budget.report(PhaseReport(phase: "projection", done: 0, total: 0))
      // The model looks at periods one by one; where the projection does not bear a SKU's moves out, they are left out.
      let reported = report.plan(policy, result.moves, leavesOut: true)
      plan = reported.plan
      let cost = reported.leftOut.reduce(result.cost) { $0 + result.savings[$1] }
      plan.summary.objective = Money(millionths: Int64(cost.rounded()))
      plan.summary.lowerBound = Money(millionths: Int64(result.bound.rounded(.down)))
    }
    plan.notices = notices + plan.notices
    return plan
  }
}
