import SupplyModel

extension AssignmentState {
  /// What the plan costs beyond its locked lines, activation included (millionths).
  /// - Complexity: O(orders) problems loaded, and their pieces.
  func cost(scenario: Scenario, tables: ScenarioTables) -> Int64 {
    let problem = OrderProblem(scenario: scenario, tables: tables)
    var cost = NodeUsers(self, scenario: scenario, tables: tables).cost
    for order in scenario.orders.indices {
      problem.load(order)
      if let pieces = problem.localPieces(self.pieces(of: order)) { cost += problem.cost(of: pieces) }
    }
    return cost
  }

  /// The part of it that is paid for lines that stay unfilled.
  /// - Complexity: that of `cost`.
  func unfilledCost(scenario: Scenario, tables: ScenarioTables) -> Int64 {
    let problem = OrderProblem(scenario: scenario, tables: tables)
    var cost: Int64 = 0
    for order in scenario.orders.indices {
      problem.load(order)
      guard let pieces = problem.localPieces(self.pieces(of: order)) else { continue }
      cost += problem.unfilledCost { line in
        pieces.reduce(problem.lines[line].quantity) { Int($1.line) == line ? $0 - $1.quantity : $0 }
      }
    }
    return cost
  }

  /// Serves several orders anew. All of them leave before the first comes back: one may take what another gives up.
  /// - Parameter ways: of different orders.
  mutating func serve(_ ways: [Way], scenario: Scenario, tables: ScenarioTables) {
    for way in ways { release(way.order, scenario: scenario, tables: tables) }
    for way in ways { serve(way.order, with: way.pieces, scenario: scenario, tables: tables) }
  }
}
