import SupplyModel

/// Improvement one order at a time: take it out, serve it again in the cheapest way that is left at real costs.
///
/// A node's activation cost counts in full where no other order uses the node, and not at all where one does. The cost
/// of the plan never rises.
struct Relocation {
  let scenario: Scenario
  let tables: ScenarioTables

  /// Passes until nothing improves, or `most` passes.
  /// - Complexity: one search an order and pass.
  func run(_ state: inout AssignmentState, most: Int, budget: Budget) {
    let finder = WayFinder(scenario: scenario, tables: tables)
    var users = NodeUsers(state, scenario: scenario, tables: tables)
    var isSettled = [Bool](repeating: false, count: scenario.orders.count)
    for pass in 0..<most {
      var changes = 0
      for order in scenario.orders.indices where !isSettled[order] {
        if order % 8192 == 0 {
          budget.report(PhaseReport(phase: "improving", done: order, total: scenario.orders.count))
          if budget.isExhausted() { return }
        }
        if improve(order, &state, &users, finder) { changes += 1 } else if pass > 0 { isSettled[order] = true }
      }
      if changes == 0 { return }
    }
  }

  private func improve(_ order: Int, _ state: inout AssignmentState, _ users: inout NodeUsers, _ finder: WayFinder)
    -> Bool
  {
    finder.load(order)
    let problem = finder.problem
    guard !problem.sources.isEmpty else { return false }
    let old = Array(state.pieces(of: order))
    guard let local = problem.localPieces(old[...]) else { return false }
    state.release(order, scenario: scenario, tables: tables)
    users.remove(old)
    let (before, after) = withQuery(users.prices, remaining: state.remaining) { query in
      finder.search(query)
      return (problem.pricedCost(of: local, query), finder.value)
    }
    let improves = after < before
    let new = improves ? problem.nodePieces(finder.pieces) : old
    state.serve(order, with: new, scenario: scenario, tables: tables)
    users.add(new)
    return improves
  }
}

/// How many orders each node serves, and what one more pays for its activation.
struct NodeUsers {
  /// Zero but for the activation of nodes that nobody uses.
  private(set) var prices: Prices
  private var counts: [Int32]
  private let activation: [Int64]

  init(_ state: AssignmentState, scenario: Scenario, tables: ScenarioTables) {
    prices = Prices(tables)
    counts = [Int32](repeating: 0, count: tables.nodes.count)
    activation = tables.nodes.map { $0.isActive ? 0 : $0.activationCost }
    prices.activation = activation
    for order in scenario.orders.indices { add(Array(state.pieces(of: order))) }
  }

  /// - Parameter pieces: of one order, by node.
  mutating func add(_ pieces: [NodePiece]) {
    forEachNode(pieces) { node, counts in
      counts[node] += 1
    }
  }

  mutating func remove(_ pieces: [NodePiece]) {
    forEachNode(pieces) { node, counts in
      counts[node] -= 1
    }
  }

  /// The activation cost of all nodes in use, those with locked lines apart.
  var cost: Int64 { counts.indices.reduce(0) { $0 + (counts[$1] > 0 ? activation[$1] : 0) } }

  private mutating func forEachNode(_ pieces: [NodePiece], _ change: (Int, inout [Int32]) -> Void) {
    var previous: NodeIndex = -1
    for piece in pieces where piece.node != previous {
      previous = piece.node
      change(Int(piece.node), &counts)
      prices.activation[Int(piece.node)] = counts[Int(piece.node)] > 0 ? 0 : activation[Int(piece.node)]
    }
  }
}
