import SupplyModel

/// Facility location within a plan: takes the plan as a start, and puts the better one in its place.
struct FacilityDecision {
  /// Up to so many offers programs over ways decide what is left, and find the prices that prove the most.
  static let mostOffersOfPrograms = 1_500
  /// The gap above which they are asked of larger scenarios, too.
  static let smallGap = 0.05

  let scenario: Scenario
  let tables: ScenarioTables
  let table: FacilityTable
  var options: FacilitySearch.Options

  struct Outcome {
    /// Proven: no plan costs less, locked lines apart (millionths).
    var bound: Int64
    /// Whether a search over ways is worth its time.
    var needsPrograms: Bool
  }

  /// - Returns: nil where the scenario is of another kind.
  init?(scenario: Scenario, tables: ScenarioTables) {
    guard let table = FacilityTable(scenario: scenario, tables: tables) else { return nil }
    self.scenario = scenario
    self.tables = tables
    self.table = table
    options = FacilitySearch.Options(offers: table.offers.count)
  }

  /// - Parameter cost: what the plan costs, locked lines apart (millionths).
  func improve(_ state: inout AssignmentState, cost: Int64, budget: Budget) -> Outcome {
    let found = FacilitySearch(table: table, known: cost, options: options).run(
      start: start(state), budget: budget)
    if found.cost < cost {
      write(found.plan, to: &state)
      // Parts of orders that may be divided, where that is cheaper still.
      if table.divides { Relocation(scenario: scenario, tables: tables).run(&state, most: 4, budget: budget) }
    }
    let least = min(found.cost, cost)
    let gap = Double(least - found.bound) / Double(max(1, max(least.magnitude, found.bound.magnitude)))
    let isSmall = table.offers.count <= FacilityDecision.mostOffersOfPrograms
    return Outcome(bound: found.bound, needsPrograms: isSmall || gap > FacilityDecision.smallGap)
  }

  /// The orders that one node serves whole.
  private func start(_ state: AssignmentState) -> FacilityPlan {
    var plan = FacilityPlan(table, isOpen: [Bool](repeating: true, count: table.nodeCount))
    for (index, order) in table.orders.enumerated() {
      let pieces = state.pieces(of: order)
      guard pieces.count == 1, let piece = pieces.first, piece.quantity == table.quantities[index] else { continue }
      plan.move(index, to: Int32(piece.node))
    }
    return plan
  }

  private func write(_ plan: FacilityPlan, to state: inout AssignmentState) {
    for order in table.orders { state.release(order, scenario: scenario, tables: tables) }
    for (index, order) in table.orders.enumerated() where plan.nodes[index] >= 0 {
      let line = scenario.orders[order].lines.first { scenario.lines[Int($0)].lockedNode == nil }
      guard let line else { continue }
      let piece = NodePiece(
        line: LineIndex(line), node: NodeIndex(plan.nodes[index]), quantity: table.quantities[index])
      state.serve(order, with: [piece], scenario: scenario, tables: tables)
    }
  }
}
