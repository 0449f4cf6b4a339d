import SupplyModel

/// A plan under construction: which node serves which units of every open line, and what is left of every resource.
struct AssignmentState: Sendable {
  /// By resource id; `Int32.max` = unlimited.
  private(set) var remaining: [Int32]
  /// Where each order's pieces stand in `pool`, and how many there are and fit.
  private var starts: [Int32]
  private var counts: [Int32]
  private var capacities: [Int32]
  /// Pieces of all orders; room that outgrown orders leave is not reused.
  private var pool: [NodePiece] = []

  /// Nothing is served yet.
  init(orders: Int, tables: ScenarioTables) {
    remaining = tables.resources.limits
    starts = [Int32](repeating: 0, count: orders)
    counts = starts
    capacities = starts
  }

  /// Forgets who is served, and goes on with other orders and what is left. Complexity: O(orders).
  mutating func begin(orders: Int) {
    for keyPath in [\AssignmentState.starts, \.counts, \.capacities] {
      self[keyPath: keyPath].removeAll(keepingCapacity: true)
      self[keyPath: keyPath].append(contentsOf: repeatElement(0, count: orders))
    }
    pool.removeAll(keepingCapacity: true)
  }

  /// Sets what is left of a resource; `Int32.max` = unlimited.
  mutating func set(_ resource: Int, to amount: Int32) { remaining[resource] = amount }

  /// Lends what is left of all resources, for whoever changes much of it.
  mutating func withRemaining<Result>(_ body: (UnsafeMutablePointer<Int32>) -> Result) -> Result? {
    remaining.withUnsafeMutableBufferPointer { $0.baseAddress.map(body) }
  }

  /// Leaves nothing of a node that serves nobody yet.
  mutating func close(_ node: NodeIndex, tables: ScenarioTables) {
    remaining[tables.resources.capacityOrders(node)] = 0
  }

  /// The pieces that serve an order, by node and line.
  func pieces(of order: Int) -> ArraySlice<NodePiece> {
    let start = Int(starts[order])
    return pool[start..<start + Int(counts[order])]
  }

  /// Gives an order other pieces and settles what they take. Complexity: O(pieces log holders).
  mutating func serve(_ order: Int, with pieces: [NodePiece], scenario: Scenario, tables: ScenarioTables) {
    release(order, scenario: scenario, tables: tables)
    if pieces.count > Int(capacities[order]) {
      starts[order] = Int32(pool.count)
      capacities[order] = Int32(pieces.count)
      pool.append(contentsOf: pieces)
    } else {
      let start = Int(starts[order])
      for (offset, piece) in pieces.enumerated() { pool[start + offset] = piece }
    }
    counts[order] = Int32(pieces.count)
    forEachUse(of: self.pieces(of: order), order: order, scenario: scenario, tables: tables) {
      if remaining[$0] != .max { remaining[$0] -= $1 }
    }
  }

  /// Serves a flat order that nothing serves yet, and settles what it takes.
  /// - Parameter rows: the stock row for each of its lines, -1 for none.
  /// - Complexity: O(lines log lines).
  mutating func serve(_ order: Int, from rows: UnsafePointer<Int32>, _ flat: FlatScenario) {
    let lines = flat.orders.lines(order)
    let start = pool.count
    let resources = flat.tables.resources
    func take(_ resource: Int, _ amount: Int32) {
      if remaining[resource] != .max { remaining[resource] -= amount }
    }
    for (position, line) in lines.enumerated() where rows[position] >= 0 {
      let (row, quantity) = (rows[position], flat.orders.quantities[line])
      pool.append(NodePiece(line: LineIndex(line), node: flat.rowNodes[Int(row)], quantity: quantity))
      take(resources.stock(row), quantity)
      take(resources.protected(row), quantity)
    }
    starts[order] = Int32(start)
    counts[order] = Int32(pool.count - start)
    capacities[order] = counts[order]
    if pool.count - start > 1 { pool[start...].sort { ($0.node, $0.line) < ($1.node, $1.line) } }
    let places = flat.network.places.base + Int(flat.orders.destinations[order]) * flat.network.nodes
    for index in start..<pool.count {
      let (node, quantity) = (pool[index].node, pool[index].quantity)
      take(resources.capacityUnits(node), quantity)
      let lane = flat.hasLanes ? flat.tables.arcs.lanes[Int(places[Int(node)].arc)] : -1
      if lane >= 0 { take(resources.lane(lane), quantity) }
      if index == start || pool[index - 1].node != node { take(resources.capacityOrders(node), 1) }
    }
  }

  /// Takes an order out of the plan.
  mutating func release(_ order: Int, scenario: Scenario, tables: ScenarioTables) {
    guard counts[order] > 0 else { return }
    let pieces = self.pieces(of: order)
    counts[order] = 0
    forEachUse(of: pieces, order: order, scenario: scenario, tables: tables) {
      if remaining[$0] != .max { remaining[$0] += $1 }
    }
  }

  /// Calls `take` with each resource that pieces of one order use.
  /// - Parameter pieces: by node.
  func forEachUse(
    of pieces: ArraySlice<NodePiece>, order: Int, scenario: Scenario, tables: ScenarioTables,
    _ take: (_ resource: Int, _ amount: Int32) -> Void
  ) {
    let destination = tables.destinationOf[order]
    let resources = tables.resources
    var previous: NodeIndex = -1
    var lane: Int32 = -1
    for piece in pieces {
      if piece.node != previous {
        previous = piece.node
        lane = -1
        if destination >= 0 {
          let arc = tables.arcs.arc(destination: destination, node: piece.node)
          if arc >= 0 { lane = tables.arcs.lanes[Int(arc)] }
        }
        if !isLocked(order, at: piece.node, scenario: scenario, tables: tables) {
          take(resources.capacityOrders(piece.node), 1)
        }
      }
      let row = tables.stock.row(node: piece.node, sku: scenario.lines[Int(piece.line)].sku)
      take(resources.stock(row), piece.quantity)
      if destination >= 0 { take(resources.protected(row), piece.quantity) }
      take(resources.capacityUnits(piece.node), piece.quantity)
      if lane >= 0 { take(resources.lane(lane), piece.quantity) }
    }
  }

  private func isLocked(_ order: Int, at node: NodeIndex, scenario: Scenario, tables: ScenarioTables) -> Bool {
    guard tables.hasLocked[order] else { return false }
    return scenario.orders[order].lines.contains { scenario.lines[Int($0)].lockedNode == node }
  }
}

extension OrderProblem {
  /// Local pieces as the plan keeps them.
  /// - Parameter pieces: sorted by source and line.
  func nodePieces(_ pieces: [Piece]) -> [NodePiece] {
    pieces.map {
      NodePiece(line: lines[Int($0.line)].line, node: sources[Int($0.source)].node, quantity: $0.quantity)
    }
  }

  /// Pieces of the plan as local ones; nil where one of them is no source of the order.
  func localPieces(_ pieces: ArraySlice<NodePiece>) -> [Piece]? {
    var local: [Piece] = []
    for piece in pieces {
      guard let source = sources.firstIndex(where: { $0.node == piece.node }),
        let line = lines.firstIndex(where: { $0.line == piece.line })
      else { return nil }
      local.append(Piece(source: Int32(source), line: Int32(line), quantity: piece.quantity))
    }
    return local
  }
}
