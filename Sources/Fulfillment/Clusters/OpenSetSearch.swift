import SupplyModel

/// Good plans where activations matter: which nodes are active is decided by local search (one more, one less, one for
/// another), and orders go where prices and what is left send them.
///
/// Add, drop and interchange are the moves of Kuehn & Hamburger (1963).
struct OpenSetSearch {
  let scenario: Scenario
  let tables: ScenarioTables
  let prices: Prices
  /// By node: what activating it costs; 0 where it is active anyway.
  let activation: [Int64]
  /// All orders, those with the most units first: they find room only while there is much.
  private let sequence: [Int]
  /// Plans that are made at most.
  var maxPlans = 250

  init(scenario: Scenario, tables: ScenarioTables, prices: Prices, activation: [Int64]) {
    self.scenario = scenario
    self.tables = tables
    self.prices = prices
    self.activation = activation
    let units = scenario.orders.map { order in
      order.lines.reduce(Int64(0)) { $0 + Int64(scenario.lines[Int($1)].quantity) }
    }
    sequence = scenario.orders.indices.sorted { (units[$1], $0) < (units[$0], $1) }
  }

  /// - Parameter isOpen: by node; only those whose activation has a cost are ever closed.
  /// - Returns: the pieces of each order in the best plan found.
  /// - Complexity: plans x a few searches an order.
  func run(_ isOpen: [Bool], budget: Budget) -> [[NodePiece]] {
    var best = plan(isOpen)
    var current = isOpen
    var plans = 1
    let nodes = activation.indices.filter { activation[$0] > 0 }
    var improves = true
    while improves {
      improves = false
      for move in moves(nodes, current) {
        if plans >= maxPlans || budget.isExhausted() { return best.pieces }
        var other = current
        for node in move { other[node].toggle() }
        plans += 1
        let found = plan(other)
        if found.cost < best.cost {
          best = found
          current = other
          improves = true
        }
      }
    }
    return best.pieces
  }

  /// One less, one more, then one for another.
  private func moves(_ nodes: [Int], _ isOpen: [Bool]) -> [[Int]] {
    let (open, closed) = (nodes.filter { isOpen[$0] }, nodes.filter { !isOpen[$0] })
    return open.map { [$0] } + closed.map { [$0] } + open.flatMap { from in closed.map { [from, $0] } }
  }

  private func plan(_ isOpen: [Bool]) -> (cost: Int64, pieces: [[NodePiece]]) {
    var state = AssignmentState(orders: scenario.orders.count, tables: tables)
    for node in activation.indices where activation[node] > 0 && !isOpen[node] {
      state.close(NodeIndex(node), tables: tables)
    }
    let finder = WayFinder(scenario: scenario, tables: tables)
    for order in sequence {
      finder.load(order)
      guard !finder.problem.sources.isEmpty else { continue }
      withQuery(prices, remaining: state.remaining) { finder.search($0) }
      guard !finder.pieces.isEmpty else { continue }
      state.serve(order, with: finder.problem.nodePieces(finder.pieces), scenario: scenario, tables: tables)
    }
    Relocation(scenario: scenario, tables: tables).run(&state, most: 4, budget: Budget(threads: 1))
    let cost = state.cost(scenario: scenario, tables: tables)
    return (cost, scenario.orders.indices.map { Array(state.pieces(of: $0)) })
  }
}
