import SupplyModel

/// Improvement of very many lines at once, everything else staying as it is: a network flow over what lines of one unit
/// that have a parcel to themselves may take, solved to the optimum over their most promising rows. No chain of moves
/// among them gains more.
///
/// One line an order takes part, so that the others of its order stay where they are and every move costs what it says.
/// A flow grows faster than its lines do: where they are many, SKUs are dealt out to flows of their own, in parallel, and
/// what is left of a node is divided among these.
struct FlowExchange {
  struct Options: Sendable {
    /// Rows of each line that take part, the least priced ones; its own comes on top.
    var rows = 16
    /// Lines of a flow at most, and, where there are more, of each of several flows. L/3: one flow of all 190,000
    /// orders of one unit gains as much as 20 flows of their lines and those of other orders, in four times the time.
    var most = 40_000
    var part = 20_000

    init() {}
  }

  let flat: FlatScenario
  /// By line of the walk: the rows that may take part; nil: all of its SKU.
  let candidates: RowCandidates?
  var options = Options()

  /// Ways of some lines, the cheapest of each first.
  private struct Ways: Sendable {
    var rows: [Int32] = []
    var costs: [Int64] = []
    var counts: [Int32] = []
    var unserved: [Int64] = []
  }

  /// The row that a flow gives a line.
  private struct Move: Sendable {
    var line: Int32
    var row: Int32
  }

  /// - Parameters:
  ///   - prices: choose the rows that take part.
  /// - Complexity: O(likely rows) a line, and the flows.
  func run(_ plan: FlatPlan, prices: FlatPrices, budget: Budget) {
    // Limited lanes cut across stock rows: no flow.
    guard !flat.hasLanes else { return }
    let lines = lines(plan)
    guard !lines.isEmpty else { return }
    budget.report(PhaseReport(phase: "flow", done: 0, total: 0))
    let parts = deal(lines)
    let left = released(plan, lines)
    let rooms = rooms(plan, parts, left)
    let isWhole = parts.count == 1
    // Each flow reads the plan as it is now and has stock rows, and a part of every node, to itself.
    let moves = concurrentMap(parts.count, threads: budget.threads) { part in
      self.moves(
        parts[part], plan, prices, left, rooms[part], threads: isWhole ? budget.threads : 1,
        isExhausted: budget.isExhausted)
    }
    for move in moves.joined() {
      let order = Int(plan.orderOf[Int(move.line)])
      withRows(plan, order, line: Int(move.line), row: move.row) { plan.serve(order, $0) }
    }
  }

  // MARK: Who takes part

  /// A line of each order that may take part: one unit, in a parcel of its own or unfilled.
  private func lines(_ plan: FlatPlan) -> [Int32] {
    var lines: [Int32] = []
    for order in 0..<flat.orders.kinds.count where flat.orders.isFlat(order) {
      let own = flat.orders.lines(order)
      if own.count == 1 {
        if flat.orders.quantities[own.lowerBound] == 1 { lines.append(Int32(own.lowerBound)) }
        continue
      }
      guard flat.orders.kinds[order] == .anyNodes else { continue }
      if let line = own.first(where: { flat.orders.quantities[$0] == 1 && isAlone($0, own, plan) }) {
        lines.append(Int32(line))
      }
    }
    return lines
  }

  private func isAlone(_ line: Int, _ lines: Range<Int>, _ plan: FlatPlan) -> Bool {
    guard plan.rowOf[line] >= 0 else { return true }
    let node = flat.rowNodes[Int(plan.rowOf[line])]
    for other in lines where other != line && plan.rowOf[other] >= 0 {
      if flat.rowNodes[Int(plan.rowOf[other])] == node { return false }
    }
    return true
  }

  /// The lines of each flow: all lines of a SKU belong to the same.
  private func deal(_ lines: [Int32]) -> [[Int32]] {
    guard lines.count > options.most else { return [lines] }
    let skus = flat.rowStarts.count - 1
    var counts = [Int32](repeating: 0, count: skus)
    for line in lines { counts[Int(flat.orders.skus[Int(line)])] += 1 }
    let parts = (lines.count + options.part - 1) / options.part
    var partOf = [Int32](repeating: 0, count: skus)
    var dealt = 0
    // Scattered: SKUs that follow each other may be wanted together.
    for sku in OrderBatches.scattered(skus) {
      partOf[Int(sku)] = Int32(dealt * parts / lines.count)
      dealt += Int(counts[Int(sku)])
    }
    var found = [[Int32]](repeating: [], count: parts)
    for line in lines { found[Int(partOf[Int(flat.orders.skus[Int(line)])])].append(line) }
    return found.filter { !$0.isEmpty }
  }

  // MARK: What there is for them

  /// By resource id: what is left when these lines take nothing.
  private func released(_ plan: FlatPlan, _ lines: [Int32]) -> FlatArray<Int32> {
    let left = FlatArray<Int32>(repeating: 0, count: plan.left.count)
    left.base.update(from: plan.left.base, count: left.count)
    let layout = flat.tables.resources
    func give(_ resource: Int) { if flat.limits[resource] != .max { left[resource] += 1 } }
    for line in lines {
      let row = plan.rowOf[Int(line)]
      guard row >= 0 else { continue }
      let node = flat.rowNodes[Int(row)]
      give(layout.stock(row))
      give(layout.protected(row))
      give(layout.capacityUnits(node))
      give(layout.capacityOrders(node))
    }
    return left
  }

  /// By flow and node: how many lines it may serve there. Each keeps what its lines have, and its part of what is left.
  private func rooms(_ plan: FlatPlan, _ parts: [[Int32]], _ left: FlatArray<Int32>) -> [[Int32]] {
    let whole = (0..<flat.network.nodes).map { roomOfNode($0, left) }
    guard parts.count > 1 else { return [whole] }
    var rooms = parts.map { part in
      var own = [Int32](repeating: 0, count: whole.count)
      for line in part where plan.rowOf[Int(line)] >= 0 { own[Int(flat.rowNodes[Int(plan.rowOf[Int(line)])])] += 1 }
      return own
    }
    for node in whole.indices {
      guard whole[node] != .max else {
        for part in parts.indices { rooms[part][node] = .max }
        continue
      }
      let free = Int(whole[node]) - parts.indices.reduce(0) { $0 + Int(rooms[$1][node]) }
      for part in parts.indices {
        // The odd ones go round with the nodes.
        let turn = (part + node) % parts.count
        rooms[part][node] += Int32(free * (turn + 1) / parts.count - free * turn / parts.count)
      }
    }
    return rooms
  }

  private func roomOfNode(_ node: Int, _ left: FlatArray<Int32>) -> Int32 {
    let layout = flat.tables.resources
    return min(left[layout.capacityOrders(NodeIndex(node))], left[layout.capacityUnits(NodeIndex(node))])
  }

  private func roomOfRow(_ row: Int, _ left: FlatArray<Int32>) -> Int32 {
    min(left[row], left[flat.tables.resources.protected(Int32(row))])
  }

  // MARK: One flow

  /// What the best flow of some lines changes.
  private func moves(
    _ lines: [Int32], _ plan: FlatPlan, _ prices: FlatPrices, _ left: FlatArray<Int32>, _ rooms: [Int32],
    threads: Int, isExhausted: () -> Bool
  ) -> [Move] {
    let parts = OrderChunks(orders: lines.count, threads: threads).map { range in
      ways(lines[range], plan, prices, left, rooms)
    }
    var network = NestedAssignment()
    let nodePlaces = rooms.map { $0 > 0 ? network.addLimit($0, within: -1) : -1 }
    var rowPlaces = [Int32](repeating: -1, count: flat.rowNodes.count)
    var rows: [Int32] = []
    for part in parts {
      var places: [Int32] = []
      places.reserveCapacity(part.rows.count)
      for row in part.rows.map(Int.init) {
        if rowPlaces[row] < 0 {
          rowPlaces[row] = network.addLimit(roomOfRow(row, left), within: nodePlaces[Int(flat.rowNodes[row])])
        }
        places.append(rowPlaces[row])
      }
      network.append(places: places, costs: part.costs, counts: part.counts, unserved: part.unserved)
      rows += part.rows
    }
    let optimum = network.optimum(threads: threads, isExhausted: isExhausted)
    let now = lines.reduce(Int64(0)) { $0 + plan.costs[Int(plan.orderOf[Int($1)])] }
    guard optimum.cost(network) < now else { return [] }
    return lines.enumerated().compactMap { index, line in
      let choice = optimum.choices[index]
      let row = choice < 0 ? -1 : rows[Int(choice)]
      return row == plan.rowOf[Int(line)] ? nil : Move(line: line, row: row)
    }
  }

  /// The least priced rows of each line and its own.
  private func ways(
    _ lines: ArraySlice<Int32>, _ plan: FlatPlan, _ prices: FlatPrices, _ left: FlatArray<Int32>, _ rooms: [Int32]
  ) -> Ways {
    var ways = Ways()
    var found: [(value: Int64, row: Int32, cost: Int64)] = []
    for line in lines.map(Int.init) {
      found.removeAll(keepingCapacity: true)
      let order = Int(plan.orderOf[line])
      let places = flat.network.places.base + Int(flat.orders.destinations[order]) * flat.network.nodes
      let own = Int(plan.rowOf[line])
      func add(_ row: Int) {
        let node = Int(flat.rowNodes[row])
        guard places[node].unitsLeft >= 0, roomOfRow(row, left) > 0, rooms[node] > 0 else { return }
        let cost = withRows(plan, order, line: line, row: Int32(row)) { flat.cost(of: order, $0) }
        guard cost < infeasible else { return }
        let price = prices.rows[row].price - flat.useCosts[row] + prices.nodeOrders[node] + prices.nodeUnits[node]
        found.append((row == own ? .min : cost + price, Int32(row), cost))
      }
      if let candidates {
        candidates.forEachRow(line) { if $0 != own { add($0) } }
        if own >= 0 { add(own) }
      } else {
        AllRows(flat).forEachRow(line, add)
      }
      if found.count > options.rows + 1 {
        found.sort { ($0.value, $0.row) < ($1.value, $1.row) }
        found.removeLast(found.count - options.rows - 1)
      }
      found.sort { ($0.cost, $0.row) < ($1.cost, $1.row) }
      for way in found {
        ways.rows.append(way.row)
        ways.costs.append(way.cost)
      }
      ways.counts.append(Int32(found.count))
      ways.unserved.append(withRows(plan, order, line: line, row: -1) { flat.cost(of: order, $0) })
    }
    return ways
  }

  /// The rows of an order with another one for a line.
  @inline(__always)
  private func withRows<Result>(
    _ plan: FlatPlan, _ order: Int, line: Int, row: Int32, _ body: (UnsafePointer<Int32>) -> Result
  ) -> Result {
    let lines = flat.orders.lines(order)
    return withUnsafeTemporaryAllocation(of: Int32.self, capacity: FlatOrders.maxLines) { buffer in
      for (position, other) in lines.enumerated() { buffer[position] = other == line ? row : plan.rowOf[other] }
      // Six elements were asked for: the buffer has an address.
      return body(UnsafePointer(buffer.baseAddress.unsafelyUnwrapped))
    }
  }
}
