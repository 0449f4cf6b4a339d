import LinearProgramming
import SupplyModel

/// Plans what to buy and what to move over the horizon of a scenario.
package struct ReplenishmentPlanner: Sendable {
  let context: SKUModel.Context
  let limits: SharedLimits
  private let notices: [Notice]

  /// - Parameters:
  ///   - forecast: what is expected to be asked for; its periods are those of the plan.
  ///   - rhythm: whether it is planned again and again.
  ///   - lots: the ages of the scenario's stock, row by row; nil = all of it is fresh.
  /// - Complexity: O(nodes^2 + n log n) for n rows of stock, supply, levels and forecast.
  package init(
    _ scenario: Scenario, forecast: DemandForecast, rhythm: PlanningRhythm = .once, lots: [[StockLot]]? = nil
  ) {
    let network = SupplyNetwork(scenario)
    let calendar = PeriodCalendar(scenario, periods: forecast.periods, rhythm: rhythm)
    let schedule = LinkSchedule(network, calendar: calendar)
    limits = SharedLimits(scenario, network: network, calendar: calendar)
    var goods = GoodsTable(scenario, forecast: forecast, network: network, rhythm: rhythm, lots: lots)
    if rhythm == .rolling {
      goods.setCarriage(
        network, StockWorth.carriage(scenario, network: network, limits: limits, forecast: forecast))
    }
    context = SKUModel.Context(
      scenario: scenario, network: network, schedule: schedule, goods: goods, forecast: forecast,
      closed: [Bool](repeating: false, count: network.links.count * forecast.periods.count))
    notices = network.notices + PlanNotices(context).notices
  }

  /// What `planned` begins before a day: for who plans again from then on, without proof and outlook.
  package func beginning(before day: Day, budget: Budget) throws(LinearProgramError) -> [GoodsMove] {
    var options = PlannedSearch.Options()
    options.shareTrials = 0
    let periods = context.periods
    options.closingPeriods = (0..<periods.count).count { periods.start($0) < day }
    var search = PlannedSearch(context, limits: limits, budget: budget, options: options)
    return PlanReport(context, limits: limits, threads: budget.threads)
      .beginning(try search.run().moves, before: day)
  }

  /// A plan under a policy.
  /// - Parameters:
  ///   - budget: `planned` asks it between rounds; what there is then is finished as a plan.
  ///   - method: how `planned` finds the least cost of a SKU.
  /// - Throws: where GLPK is asked and fails.
  package func plan(
    _ policy: ReplenishmentPolicy, budget: Budget = Budget(), method: FlowMethod = .network
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
