import LinearProgramming
@_spi(Benchmarks) import SupplyModel

/// The door through which microbenchmarks reach the phases of `optimal`, each from a state that the ones before it made.
/// Nothing else uses it.
@_spi(Benchmarks) public struct FulfillmentKernels: Sendable {
  private let scenario: Scenario
  private let flat: FlatScenario
  private let walk: OrderWalk
  private let budget: Budget
  private var prices: Prices
  private var start: AssignmentState

  /// Prices after `passes` passes, and the plan that they round to.
  public init(_ box: ScenarioBox, passes: Int, threads: Int) {
    scenario = box.scenario
    let tables = ScenarioTables(scenario)
    flat = FlatScenario(scenario, tables: tables)
    walk = OrderWalk(flat)
    budget = Budget(threads: threads)
    prices = Prices(tables)
    start = AssignmentState(orders: scenario.orders.count, tables: tables)
    prices = prices(passes: passes)
    start = rounded()
  }

  /// Dense tables of the scenario. Returns the number of resources.
  public func tables() -> Int { ScenarioTables(scenario).resources.count }

  /// What the searches of single orders read. Returns the number of SKUs and one.
  public func candidates() -> Int { FlatScenario(scenario, tables: flat.tables).rowStarts.count }

  /// One pass of the prices over all orders. Returns the number of prices.
  public func pricePass() -> Int { prices(passes: 1).resources.count }

  /// One exact search of every order over all nodes. Returns millionths.
  public func bound() -> Int64 { evaluate().value }

  /// The first plan. Returns the pieces of the first order.
  public func rounding() -> Int { rounded().pieces(of: 0).count }

  /// One pass of improvement over the first plan. Returns the cost of the first order, in millionths.
  public func improvementPass() -> Int64 {
    let plan = FlatPlan(start, walk: walk)
    var options = ChainImprovement.Options()
    (options.chainPasses, options.rebuildPasses) = (1, 0)
    ChainImprovement(scenario: scenario, walk: walk, options: options)
      .run(plan, isFirst: true, prices: prices, budget: budget) { _ in false }
    return plan.costs[0]
  }

  /// A whole plan of the usual rule, for writing.
  public func usualPlan() throws -> PlanBox {
    PlanBox(try FulfillmentPlanner(scenario).plan(.cheapest, budget: budget))
  }

  private func prices(passes: Int) -> Prices {
    var options = DualAscent.Options()
    options.rows = .finding(passes: passes, firstStep: options.rows.firstStep, lastStep: options.rows.lastStep)
    options.coverRounds = 0
    return DualAscent(scenario: scenario, walk: walk, options: options).run(budget: budget).prices
  }

  private func evaluate() -> LagrangianBound {
    LagrangianBound.evaluate(prices, scenario: scenario, walk: walk, lockedCost: 0, threads: budget.threads)
  }

  private func rounded() -> AssignmentState {
    var state = PricedGreedy(scenario: scenario, tables: flat.tables)
      .run(prices, skipping: flat.orders, budget: budget)
    let plan = FlatPlan(state, walk: walk)
    FlatRounding(scenario: scenario, walk: walk).run(plan, prices, budget: budget)
    plan.write(to: &state, scenario: scenario)
    return state
  }
}
