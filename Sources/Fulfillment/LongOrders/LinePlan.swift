import SupplyModel

/// A plan for the orders of a line table: which option serves each line, what is left, and what it costs.
///
/// Changes can be taken back: `mark` begins a trial, `undo` returns to its beginning.
struct LinePlan {
  let table: LineTable
  private let tables: ScenarioTables

  /// By line: its option, or -1.
  private(set) var options: [Int32]
  /// Cost of the plan with activation, locked lines apart (millionths; priorities round by line, not by order).
  private(set) var cost: Int64 = 0
  /// By row: units left.
  private(set) var left: [Int32]
  /// By row: the same whenever it serves the same lines.
  private(set) var signatures: [UInt64]
  /// By order: lines that are not served, and sources that serve any.
  private(set) var missing: [Int32]
  private(set) var used: [Int32]
  /// By source: lines, units and milligrams it sends.
  private(set) var counts: [Int32]
  private var units: [Int32]
  private var weights: [Int64]
  /// By node: orders served, and what is left of its capacities.
  private(set) var nodeOrders: [Int32]
  private var ordersLeft: [Int64]
  private var unitsLeft: [Int64]
  /// The lines that a row serves, as lists: the first by row, the next and the former by line.
  private var first: [Int32]
  private var next: [Int32]
  private var former: [Int32]
  /// Options added (as they are) and removed (as -1 - option) since the mark.
  private var changes: [Int32] = []
  private var markedCost: Int64 = 0

  /// Nothing is served.
  init(_ table: LineTable, _ tables: ScenarioTables) {
    self.table = table
    self.tables = tables
    options = [Int32](repeating: -1, count: table.lines.count)
    (next, former) = (options, options)
    first = [Int32](repeating: -1, count: table.limits.count)
    left = table.limits
    signatures = [UInt64](repeating: 0, count: table.limits.count)
    missing = (0..<table.orderCount).map { Int32(table.lines(of: $0).count) }
    used = [Int32](repeating: 0, count: table.orderCount)
    counts = [Int32](repeating: 0, count: table.nodes.count)
    units = counts
    weights = [Int64](repeating: 0, count: table.nodes.count)
    nodeOrders = [Int32](repeating: 0, count: tables.nodes.count)
    let limits = tables.resources
    let limit = { (resource: Int) in limits.limits[resource] == .max ? Int64.max : Int64(limits.limits[resource]) }
    ordersLeft = (0..<tables.nodes.count).map { limit(limits.capacityOrders(NodeIndex($0))) }
    unitsLeft = (0..<tables.nodes.count).map { limit(limits.capacityUnits(NodeIndex($0))) }
    for line in table.lines.indices { cost += Int64(table.penalties[line]) }
    for order in 0..<table.orderCount where missing[order] > 0 { cost += Int64(table.orderPenalties[order]) }
  }

  /// What a node's activation adds if one more order used it.
  func activation(_ node: Int) -> Int64 {
    nodeOrders[node] > 0 || tables.nodes[node].isActive ? 0 : tables.nodes[node].activationCost
  }

  /// Whether a node has room for one more order.
  func hasRoom(_ node: Int) -> Bool { ordersLeft[node] > 0 }

  private func parcel(_ source: Int, units: Int32, weight: Int64) -> Int64 {
    guard units > 0 else { return 0 }
    guard let band = tables.band(table.arcs[source], weight: weight) else { return infeasible }
    return tables.nodes[Int(table.nodes[source])].handlingPerShipment + band.cost(units: units, weight: weight)
  }

  /// What it costs to serve a line by an option beside what its order has: less than 0 where it pays. The stock of the
  /// row is not looked at; `infeasible` where anything else forbids it.
  /// - Precondition: the line is not served.
  /// - Complexity: O(bands).
  func change(adding option: Int) -> Int64 {
    let line = Int(table.optionLines[option])
    let order = Int(table.orders[line])
    let source = table.source(of: option)
    let node = Int(table.nodes[source])
    let (quantity, weight) = (table.quantities[line], table.weights[line])
    guard unitsLeft[node] >= Int64(quantity) else { return infeasible }
    var change = Int64(table.costs[option]) - Int64(table.penalties[line])
    if missing[order] == 1 { change -= Int64(table.orderPenalties[order]) }
    if counts[source] == 0 {
      guard ordersLeft[node] > 0, used[order] < table.mostSources[order] else { return infeasible }
      change += activation(node)
    }
    let joint = parcel(source, units: units[source] + quantity, weight: weights[source] + weight)
    guard joint < infeasible else { return infeasible }
    return change + joint - parcel(source, units: units[source], weight: weights[source])
  }

  /// What it costs to leave a served line. Complexity: O(bands).
  func change(removing line: Int) -> Int64 {
    let option = Int(options[line])
    let order = Int(table.orders[line])
    let source = table.source(of: option)
    var change = Int64(table.penalties[line]) - Int64(table.costs[option])
    if missing[order] == 0 { change += Int64(table.orderPenalties[order]) }
    let node = Int(table.nodes[source])
    if counts[source] == 1 && nodeOrders[node] == 1 && !tables.nodes[node].isActive {
      change -= tables.nodes[node].activationCost
    }
    let (quantity, weight) = (table.quantities[line], table.weights[line])
    change += parcel(source, units: units[source] - quantity, weight: weights[source] - weight)
    return change - parcel(source, units: units[source], weight: weights[source])
  }

  /// Whether the row of an option has the whole line left.
  func hasStock(_ option: Int) -> Bool {
    left[Int(table.rows[option])] >= table.quantities[Int(table.optionLines[option])]
  }

  /// Serves a line. - Precondition: `change(adding:)` is feasible and the row has the units.
  mutating func add(_ option: Int) {
    cost += change(adding: option)
    settle(option, 1)
    changes.append(Int32(option))
  }

  /// Leaves a served line.
  mutating func remove(_ line: Int) {
    let option = Int(options[line])
    cost += change(removing: line)
    settle(option, -1)
    changes.append(-1 - Int32(option))
  }

  private mutating func settle(_ option: Int, _ sign: Int32) {
    let line = Int(table.optionLines[option])
    let order = Int(table.orders[line])
    let source = table.source(of: option)
    let (node, row) = (Int(table.nodes[source]), Int(table.rows[option]))
    let quantity = sign * table.quantities[line]
    if counts[source] == 0 || counts[source] + sign == 0 {
      nodeOrders[node] += sign
      used[order] += sign
      if ordersLeft[node] != .max { ordersLeft[node] -= Int64(sign) }
    }
    counts[source] += sign
    units[source] += quantity
    weights[source] += Int64(sign) * table.weights[line]
    missing[order] -= sign
    left[row] -= quantity
    signatures[row] ^= (UInt64(line) &+ 1) &* 0x9E37_79B9_7F4A_7C15
    if unitsLeft[node] != .max { unitsLeft[node] -= Int64(quantity) }
    if sign > 0 {
      options[line] = Int32(option)
      (next[line], former[line]) = (first[row], -1)
      if first[row] >= 0 { former[Int(first[row])] = Int32(line) }
      first[row] = Int32(line)
    } else {
      options[line] = -1
      if former[line] >= 0 { next[Int(former[line])] = next[line] } else { first[row] = next[line] }
      if next[line] >= 0 { former[Int(next[line])] = former[line] }
    }
  }

  /// Calls `take` with lines that a row serves, the last to come first.
  @inline(__always)
  func forEachLine(ofRow row: Int, most: Int, _ take: (Int) -> Void) {
    var (line, count) = (first[row], 0)
    while line >= 0 && count < most {
      count += 1
      take(Int(line))
      line = next[Int(line)]
    }
  }

  /// Begins a trial.
  mutating func mark() {
    changes.removeAll(keepingCapacity: true)
    markedCost = cost
  }

  /// Takes everything since the mark back.
  mutating func undo() {
    while let change = changes.popLast() {
      settle(change >= 0 ? Int(change) : Int(-1 - change), change >= 0 ? -1 : 1)
    }
    cost = markedCost
  }

  /// The best feasible option of an unserved line among the sources that serve its order, but one row.
  /// - Complexity: O(options).
  func bestJoining(_ line: Int, butRow row: Int32 = -1) -> (option: Int, change: Int64)? {
    let order = Int(table.orders[line])
    let sources = Int(table.sourceStarts[order])
    var best: (option: Int, change: Int64)?
    for option in table.options(of: line) {
      guard table.rows[option] != row, counts[sources + Int(table.optionSources[option])] > 0, hasStock(option) else {
        continue
      }
      let change = change(adding: option)
      if change < best?.change ?? 0 { best = (option, change) }
    }
    return best
  }

  /// The plan as the engine keeps it.
  func state(_ scenario: Scenario) -> AssignmentState {
    var state = AssignmentState(orders: scenario.orders.count, tables: tables)
    for order in 0..<table.orderCount {
      var pieces: [NodePiece] = []
      for line in table.lines(of: order) where options[line] >= 0 {
        pieces.append(
          NodePiece(
            line: table.lines[line], node: table.nodes[table.source(of: Int(options[line]))],
            quantity: table.quantities[line]))
      }
      pieces.sort { ($0.node, $0.line) < ($1.node, $1.line) }
      if !pieces.isEmpty { state.serve(order, with: pieces, scenario: scenario, tables: tables) }
    }
    return state
  }
}
