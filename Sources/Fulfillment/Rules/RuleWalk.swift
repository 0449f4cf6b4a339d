import SupplyModel

/// Serves orders one after the other by a rule: the way most order systems work, and the yardstick for `optimal`.
struct RuleWalk {
  let scenario: Scenario
  let tables: ScenarioTables

  /// Orders as a rule takes them: by priority (highest first), then placed_at (unknown last), then file order.
  /// - Complexity: O(orders log orders).
  static func sequence(of scenario: Scenario) -> [Int] {
    let orders = scenario.orders
    return orders.indices.sorted { a, b in
      let (x, y) = (orders[a], orders[b])
      if x.priority != y.priority { return x.priority > y.priority }
      if x.placedAt != y.placedAt {
        return (x.placedAt?.seconds ?? .max) < (y.placedAt?.seconds ?? .max)
      }
      return a < b
    }
  }

  /// Walks all orders, committing each choice before the next order.
  /// - Parameter rule: loads nothing; says which pieces serve the loaded order.
  /// - Returns: nil where the budget was exhausted before the last order had its turn: a walk cut short is no plan.
  func run(_ rule: some OrderRule, budget: Budget) -> AssignmentState? {
    var state = AssignmentState(orders: scenario.orders.count, tables: tables)
    let finder = WayFinder(scenario: scenario, tables: tables)
    let prices = Prices(tables)
    let sequence = RuleWalk.sequence(of: scenario)
    for (done, order) in sequence.enumerated() {
      if done % 4096 == 0 {
        budget.report(PhaseReport(phase: "assigning", done: done, total: sequence.count))
        if budget.isExhausted() { return nil }
      }
      finder.load(order)
      guard !finder.problem.sources.isEmpty else { continue }
      let chosen = withQuery(prices, remaining: state.remaining) { rule.serve(finder, $0) }
      if !chosen.isEmpty {
        state.serve(order, with: finder.problem.nodePieces(chosen), scenario: scenario, tables: tables)
      }
    }
    return state
  }
}

/// A rule for one order at a time.
protocol OrderRule: Sendable {
  /// The pieces that serve the loaded order within what is left, sorted by source and line; empty for none.
  func serve(_ finder: WayFinder, _ query: WayQuery) -> [Piece]
}
