import SupplyModel

/// Serves orders one after the other by a rule: the way most order systems work, and the yardstick for `optimal`.
struct RuleWalk {
  let scenario: Scenario
  let tables: ScenarioTables
  let flat: FlatScenario
  /// Off, every order takes the general way: the same plan by other code, for tests.
  var usesFlat = true

  /// Orders that are looked at together before the first of them has its turn.
  private static let batch = 8_192

  /// Orders as a rule takes them: by priority (highest first), then placed_at (unknown last), then file order.
  /// - Complexity: O(orders log orders), O(orders) where the file has them in turn.
  static func sequence(of scenario: Scenario) -> [Int] {
    let orders = scenario.orders
    let keys = orders.map { (priority: $0.priority, time: $0.placedAt?.seconds ?? .max) }
    func isBefore(_ a: Int, _ b: Int) -> Bool {
      if keys[a].priority != keys[b].priority { return keys[a].priority > keys[b].priority }
      return keys[a].time != keys[b].time ? keys[a].time < keys[b].time : a < b
    }
    if orders.indices.dropFirst().allSatisfy({ isBefore($0 - 1, $0) }) { return Array(orders.indices) }
    return orders.indices.sorted(by: isBefore)
  }

  /// Walks all orders, committing each choice before the next order.
  ///
  /// Flat orders are looked at a batch at a time on all threads, as if none of the batch were served yet. In its turn,
  /// an order gets what it would have got then if that is still there, and is looked at again if not (see `FlatRule`).
  /// - Parameter rule: loads nothing; says which pieces serve the loaded order.
  /// - Returns: nil where the budget was exhausted before the last order had its turn: a walk cut short is no plan.
  func run<Rule: OrderRule>(_ rule: Rule, budget: Budget) -> AssignmentState? {
    var state = AssignmentState(orders: scenario.orders.count, tables: tables)
    let finder = WayFinder(scenario: scenario, tables: tables)
    let prices = Prices(tables)
    let sequence = RuleWalk.sequence(of: scenario)
    let looks = FlatLooks(flat, size: RuleWalk.batch, threads: budget.threads) { rule.flatRule(flat) }
    var again = rule.flatRule(flat)
    for (done, order) in sequence.enumerated() {
      if done % 4096 == 0 {
        budget.report(PhaseReport(phase: "assigning", done: done, total: sequence.count))
        if budget.isExhausted() { return nil }
      }
      if usesFlat && done % RuleWalk.batch == 0 {
        looks.look(sequence[done..<min(sequence.count, done + RuleWalk.batch)], state.remaining)
      }
      if usesFlat && flat.orders.isFlat(order) {
        let rows = looks.rows(done % RuleWalk.batch)
        var isDecided = looks.isDecided[done % RuleWalk.batch]
        state.remaining.withUnsafeBufferPointer { remaining in
          guard isDecided, let left = remaining.baseAddress else { return }
          if !FlatRuleView(flat, left: left).stillHolds(rows, order) {
            isDecided = again.choose(order, left: left, rows: rows)
          }
        }
        if isDecided {
          state.serve(order, from: rows, flat)
          continue
        }
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
  associatedtype Flat: FlatRule

  /// The same rule for flat orders.
  func flatRule(_ flat: FlatScenario) -> Flat

  /// The pieces that serve the loaded order within what is left, sorted by source and line; empty for none.
  func serve(_ finder: WayFinder, _ query: WayQuery) -> [Piece]
}
