import SupplyModel

/// `optimal` for scenarios of long orders: a first plan, prices, a plan rounded from them, exchanges.
///
/// Improvement by whole orders knows the ways of an order one by one; a real invoice has too many of them. Here it
/// works line by line.
struct LongOrderSearch {
  struct Options: Sendable {
    /// Sweeps over all orders before there are prices.
    var firstSweeps = 3
    /// Sweeps after: those of a week of invoices (90,000 options) take seconds, and larger scenarios have fewer.
    var sweeps: Int
    /// Sweeps of pairs after that, and the gap up to which they are not worth their time.
    var pairSweeps: Int
    var pairGap = 0.01
    /// Ways to go on from the rounded plan, of which the best counts: one for each of two cores.
    var walks = 2
    /// Millionths of the plan's cost by order: how much worse a change may make the plan in the first sweep.
    var temperature = 0.1
    var pairTemperature = 0.005

    init(options: Int) {
      sweeps = max(4, min(24, 2_400_000 / max(1, options)))
      pairSweeps = min(24, 1_000_000 / max(1, options))
    }
  }

  let scenario: Scenario
  let tables: ScenarioTables
  let table: LineTable
  let options: Options

  struct Result {
    var plan: LinePlan
    var prices: Prices
    /// But for locked lines (millionths).
    var bound: Int64
  }

  init(scenario: Scenario, tables: ScenarioTables, table: LineTable) {
    self.scenario = scenario
    self.tables = tables
    self.table = table
    options = Options(options: table.rows.count)
  }

  /// - Returns: nil where the scenario has other orders too.
  init?(scenario: Scenario, tables: ScenarioTables) {
    guard let table = LineTable(scenario: scenario, tables: tables) else { return nil }
    self.init(scenario: scenario, tables: tables, table: table)
  }

  func run(budget: Budget) -> Result {
    let first = firstPlan(budget)
    var dual = LineDual(table, tables: tables, options: .init(options: table.rows.count))
    dual.run(upper: first.cost, budget: budget)
    let rounded = LineRounding(table: table, tables: tables).run(dual)
    let bound = dual.bound
    // Each walk is drawn anew; the threads share them out.
    let walks = OrderChunks(count: options.walks, size: 1, threads: budget.threads).map { range in
      improve(rounded, seed: UInt64(range.lowerBound), bound: bound, budget: budget)
    }
    var best = first
    for plan in walks where plan.cost < best.cost { best = plan }
    return Result(plan: best, prices: dual.prices, bound: bound)
  }

  /// Without prices: every order as the others leave it, then by pushing lines of others out.
  private func firstPlan(_ budget: Budget) -> LinePlan {
    var orders = OrderExchange(table, seed: 0)
    var plan = LinePlan(table, tables)
    _ = orders.sweep(&plan, temperature: 0, pushes: false, budget: budget)
    for _ in 0..<options.firstSweeps where !budget.isExhausted() {
      _ = orders.sweep(&plan, temperature: 0, pushes: true, budget: budget)
    }
    return plan
  }

  /// Sweeps that accept ever less of a loss, and the best plan on the way.
  private func improve(_ rounded: LinePlan, seed: UInt64, bound: Int64, budget: Budget) -> LinePlan {
    var orders = OrderExchange(table, seed: seed)
    var rows = RowPairExchange(table, tables)
    var (plan, best) = (rounded, rounded)
    let scale = Double(abs(rounded.cost)) / Double(max(1, table.orderCount))
    let start = options.temperature * scale
    let all = options.sweeps + options.pairSweeps
    for index in 0..<options.sweeps {
      budget.report(PhaseReport(phase: "improving", done: index, total: all))
      if budget.isExhausted() || isGoodEnough(best, bound, budget) { break }
      let share = 1 - Double(index + 1) / Double(options.sweeps)
      var changes = orders.sweep(&plan, temperature: start * share * share, pushes: true, budget: budget)
      if index % 3 == 0 || index + 3 >= options.sweeps { changes += rows.sweep(&plan, budget: budget) }
      if plan.cost < best.cost { best = plan }
      if changes == 0 { break }
    }
    plan = best
    for index in 0..<options.pairSweeps {
      budget.report(PhaseReport(phase: "improving", done: options.sweeps + index, total: all))
      if budget.isExhausted() || isGoodEnough(best, bound, budget) || isNear(best, bound) { break }
      let share = 1 - Double(index + 1) / Double(options.pairSweeps)
      let temperature = options.pairTemperature * scale * share * share
      _ = orders.sweepPairs(&plan, temperature: temperature, budget: budget)
      if index % 6 == 5 { _ = rows.sweep(&plan, budget: budget) }
      if plan.cost < best.cost { best = plan }
    }
    return best
  }

  private func isNear(_ plan: LinePlan, _ bound: Int64) -> Bool {
    bound > .min && Double(plan.cost) - Double(bound) <= options.pairGap * Double(abs(plan.cost))
  }

  private func isGoodEnough(_ plan: LinePlan, _ bound: Int64, _ budget: Budget) -> Bool {
    guard budget.targetGap > 0, bound > .min else { return false }
    return budget.isMet(cost: plan.cost, bound: bound)
  }
}
