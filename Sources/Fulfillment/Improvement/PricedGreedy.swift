import SupplyModel

/// A first plan from prices: orders that are hardest to place come first, each takes its least priced way among what
/// is left.
struct PricedGreedy {
  let scenario: Scenario
  let tables: ScenarioTables

  /// - Complexity: one search an order.
  func run(_ prices: Prices, skipping flat: FlatOrders, budget: Budget) -> AssignmentState {
    var state = AssignmentState(orders: scenario.orders.count, tables: tables)
    let finder = WayFinder(scenario: scenario, tables: tables)
    let sequence = largestFirst()
    for (done, order) in sequence.enumerated() where !flat.isFlat(order) {
      if done % 8192 == 0 { budget.report(PhaseReport(phase: "rounding", done: done, total: sequence.count)) }
      finder.load(order)
      guard !finder.problem.sources.isEmpty else { continue }
      withQuery(prices, remaining: state.remaining) { finder.search($0) }
      if !finder.pieces.isEmpty {
        state.serve(order, with: finder.problem.nodePieces(finder.pieces), scenario: scenario, tables: tables)
      }
    }
    return state
  }

  /// By falling number of lines, then units: a large order finds room only while there is much.
  private func largestFirst() -> [Int] {
    let size = scenario.orders.map { order in
      order.lines.reduce(Int64(order.lines.count) << 32) { $0 + Int64(scenario.lines[Int($1)].quantity) }
    }
    return scenario.orders.indices.sorted { (size[$0], $1) > (size[$1], $0) }
  }
}
