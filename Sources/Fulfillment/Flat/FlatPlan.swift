import SupplyModel

/// Which stock row serves each line of the flat orders, who shares a row, and what is left: a plan in a form that
/// changes in constant time. Orders that are not flat keep what they have.
final class FlatPlan: Sendable {
  let walk: OrderWalk
  let flat: FlatScenario
  /// By line: its stock row, or -1.
  let rowOf: FlatArray<Int32>
  /// By resource id.
  let left: FlatArray<Int32>
  /// By order: what it costs beyond locked shipments and activation (millionths).
  let costs: FlatArray<Int64>
  /// By stock row: the first of the lines that it serves; by line: the next and the one before. -1 = none.
  private let firstUser: FlatArray<Int32>
  private let nextUser: FlatArray<Int32>
  private let lastUser: FlatArray<Int32>
  /// By node: whether an order that is not flat is served there.
  private let others: [Bool]
  /// By line.
  let orderOf: FlatArray<Int32>

  /// The flat part of a plan.
  /// - Complexity: O(lines log holders).
  init(_ state: AssignmentState, walk: OrderWalk) {
    self.walk = walk
    flat = walk.flat
    let lines = flat.orders.skus.count
    rowOf = FlatArray(repeating: -1, count: lines)
    left = FlatArray(state.remaining, padding: 0)
    costs = FlatArray(repeating: 0, count: flat.orders.kinds.count)
    firstUser = FlatArray(repeating: -1, count: flat.rowNodes.count)
    nextUser = FlatArray(repeating: -1, count: lines)
    lastUser = FlatArray(repeating: -1, count: lines)
    orderOf = FlatArray(repeating: -1, count: lines)
    var others = [Bool](repeating: false, count: flat.network.nodes)
    for order in 0..<flat.orders.kinds.count where !flat.orders.isFlat(order) {
      for piece in state.pieces(of: walk.scenarioOrder(order)) { others[Int(piece.node)] = true }
    }
    self.others = others
    for order in 0..<flat.orders.kinds.count {
      for line in flat.orders.lines(order) { orderOf[line] = Int32(order) }
      guard flat.orders.isFlat(order) else { continue }
      for piece in state.pieces(of: walk.scenarioOrder(order)) {
        let line = Int(piece.line) - walk.lineOffset(order)
        rowOf[line] = flat.tables.stock.row(node: piece.node, sku: flat.orders.skus[line])
        link(line, rowOf[line])
      }
      costs[order] = flat.cost(of: order, rowOf.base + flat.orders.lines(order).lowerBound)
    }
  }

  /// Calls `body` with each line that a row serves, until it returns false.
  @inline(__always)
  func forEachUser(of row: Int, _ body: (Int) -> Bool) {
    var line = firstUser[row]
    while line >= 0 && body(Int(line)) { line = nextUser[Int(line)] }
  }

  /// Gives the lines of an order other rows; what is left follows.
  /// - Parameter rows: as many as the order has lines.
  /// - Complexity: O(lines).
  func serve(_ order: Int, _ rows: UnsafePointer<Int32>) {
    let lines = flat.orders.lines(order)
    forEachUse(order, rowOf.base + lines.lowerBound) { left[$0] += $1 }
    for (position, line) in lines.enumerated() where rowOf[line] != rows[position] {
      if rowOf[line] >= 0 { unlink(line, rowOf[line]) }
      rowOf[line] = rows[position]
      if rowOf[line] >= 0 { link(line, rowOf[line]) }
    }
    forEachUse(order, rowOf.base + lines.lowerBound) { left[$0] -= $1 }
    costs[order] = flat.cost(of: order, rowOf.base + lines.lowerBound)
  }

  private func link(_ line: Int, _ row: Int32) {
    let next = firstUser[Int(row)]
    nextUser[line] = next
    lastUser[line] = -1
    if next >= 0 { lastUser[Int(next)] = Int32(line) }
    firstUser[Int(row)] = Int32(line)
  }

  private func unlink(_ line: Int, _ row: Int32) {
    let (next, last) = (nextUser[line], lastUser[line])
    if next >= 0 { lastUser[Int(next)] = last }
    if last >= 0 { nextUser[Int(last)] = next } else { firstUser[Int(row)] = next }
  }

  /// Calls `take` with each limited resource that rows of an order use, and how much of it.
  @inline(__always)
  func forEachUse(_ order: Int, _ rows: UnsafePointer<Int32>, _ take: (_ resource: Int, _ amount: Int32) -> Void) {
    flat.forEachUse(order, rows) { resource, amount in
      if flat.limits[resource] != .max { take(resource, amount) }
    }
  }

  /// Writes orders whose rows differ from those of `state` into it.
  /// - Complexity: O(lines log holders).
  func write(to state: inout AssignmentState, scenario: Scenario) {
    var pieces: [NodePiece] = []
    for order in 0..<flat.orders.kinds.count where flat.orders.isFlat(order) {
      pieces.removeAll(keepingCapacity: true)
      for line in flat.orders.lines(order) where rowOf[line] >= 0 {
        pieces.append(
          NodePiece(
            line: LineIndex(line + walk.lineOffset(order)), node: flat.rowNodes[Int(rowOf[line])],
            quantity: flat.orders.quantities[line]))
      }
      if pieces.count > 1 { pieces.sort { ($0.node, $0.line) < ($1.node, $1.line) } }
      let scenarioOrder = walk.scenarioOrder(order)
      if !pieces.elementsEqual(state.pieces(of: scenarioOrder)) {
        state.serve(scenarioOrder, with: pieces, scenario: scenario, tables: flat.tables)
      }
    }
  }
}

extension FlatPlan {
  /// Whether what is left and what the order has now allow these rows.
  /// - Complexity: O(lines²), of few lines.
  func fits(_ order: Int, _ rows: UnsafePointer<Int32>) -> Bool {
    // Booked and taken back: what an order frees and takes may be the same resource.
    let now = rowOf.base + flat.orders.lines(order).lowerBound
    forEachUse(order, now) { left[$0] += $1 }
    forEachUse(order, rows) { left[$0] -= $1 }
    var fits = true
    forEachUse(order, rows) { resource, _ in
      if left[resource] < 0 { fits = false }
    }
    forEachUse(order, rows) { left[$0] += $1 }
    forEachUse(order, now) { left[$0] -= $1 }
    return fits
  }

  /// Whether a node serves any line of an order.
  func uses(_ order: Int, node: Int) -> Bool {
    flat.orders.lines(order).contains { rowOf[$0] >= 0 && Int(flat.rowNodes[Int(rowOf[$0])]) == node }
  }

  /// By node: whether any order is served there, flat or not.
  var isInUse: [Bool] {
    var isInUse = others
    for line in 0..<rowOf.count where rowOf[line] >= 0 { isInUse[Int(flat.rowNodes[Int(rowOf[line])])] = true }
    return isInUse
  }

  /// What the flat orders pay for what stays unfilled (millionths). Complexity: O(lines).
  var unfilled: Int64 {
    (0..<costs.count).lazy.filter(flat.orders.isFlat).reduce(0) {
      $0 + flat.unfilledCost(of: $1, rowOf.base + flat.orders.lines($1).lowerBound)
    }
  }

  /// What the flat orders cost (millionths). Complexity: O(orders).
  var cost: Int64 { (0..<costs.count).reduce(0) { $0 + costs[$1] } }
}
