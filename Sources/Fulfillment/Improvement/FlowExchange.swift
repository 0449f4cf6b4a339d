import SupplyModel

/// Improvement of all flat orders of one unit at once, every other order staying as it is: a network flow over what
/// they may take, solved to the optimum over their most promising rows. No chain of moves among them gains more.
struct FlowExchange {
  struct Options: Sendable {
    /// Rows of each order that take part, the least priced ones; its own comes on top.
    var rows = 16
    /// More orders than this are left alone: a flow grows faster than their number.
    var orders = 200_000
  }

  let flat: FlatScenario
  var options = Options()

  /// Ways of some orders, the cheapest of each first.
  private struct Ways: Sendable {
    var rows: [Int32] = []
    var costs: [Int64] = []
    var counts: [Int32] = []
  }

  /// - Parameter prices: choose the rows that take part.
  /// - Complexity: O(holders of the SKU) an order, and the flow.
  func run(_ plan: FlatPlan, prices: Prices, budget: Budget) {
    // Limited lanes cut across stock rows: no flow.
    guard !flat.hasLanes else { return }
    let orders = (0..<flat.orders.kinds.count).filter {
      flat.orders.isFlat($0) && flat.orders.lines($0).count == 1
        && flat.orders.quantities[flat.orders.lines($0).lowerBound] == 1
    }
    guard !orders.isEmpty, orders.count <= options.orders else { return }
    budget.report(PhaseReport(phase: "flow", done: 0, total: 0))
    let left = released(plan, orders)
    let flatPrices = FlatPrices(prices, flat)
    let parts = OrderChunks(orders: orders.count, threads: budget.threads).map { range in
      ways(orders[range], plan, flatPrices, left)
    }
    var network = NestedAssignment()
    let nodePlaces = (0..<flat.network.nodes).map { node in
      let room = roomOfNode(node, left)
      return room > 0 ? network.addLimit(room, within: -1) : -1
    }
    var rowPlaces = [Int32](repeating: -1, count: flat.rowNodes.count)
    var start = 0
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
      let unserved = orders[start..<start + part.counts.count].map { order in
        withUnsafePointer(to: -1) { flat.cost(of: order, $0) }
      }
      network.append(places: places, costs: part.costs, counts: part.counts, unserved: unserved)
      rows += part.rows
      start += part.counts.count
    }
    let optimum = network.optimum(threads: budget.threads, isExhausted: budget.isExhausted)
    let now = orders.reduce(Int64(0)) { $0 + plan.costs[$1] }
    guard optimum.cost(network) < now else { return }
    for (index, order) in orders.enumerated() {
      let choice = optimum.choices[index]
      let row = choice < 0 ? -1 : rows[Int(choice)]
      if row != plan.rowOf[flat.orders.lines(order).lowerBound] {
        withUnsafePointer(to: row) { plan.serve(order, $0) }
      }
    }
  }

  /// By resource id: what is left when these orders take nothing.
  private func released(_ plan: FlatPlan, _ orders: [Int]) -> FlatArray<Int32> {
    let left = FlatArray<Int32>(repeating: 0, count: plan.left.count)
    left.base.update(from: plan.left.base, count: left.count)
    for order in orders {
      plan.forEachUse(order, plan.rowOf.base + flat.orders.lines(order).lowerBound) { left[$0] += $1 }
    }
    return left
  }

  private func roomOfNode(_ node: Int, _ left: FlatArray<Int32>) -> Int32 {
    let layout = flat.tables.resources
    return min(left[layout.capacityOrders(NodeIndex(node))], left[layout.capacityUnits(NodeIndex(node))])
  }

  private func roomOfRow(_ row: Int, _ left: FlatArray<Int32>) -> Int32 {
    min(left[row], left[flat.tables.resources.protected(Int32(row))])
  }

  /// The least priced rows of each order and its own.
  private func ways(
    _ orders: ArraySlice<Int>, _ plan: FlatPlan, _ prices: FlatPrices, _ left: FlatArray<Int32>
  ) -> Ways {
    var ways = Ways()
    var found: [(value: Int64, row: Int32, cost: Int64)] = []
    for order in orders {
      found.removeAll(keepingCapacity: true)
      let line = flat.orders.lines(order).lowerBound
      let places = flat.network.places.base + Int(flat.orders.destinations[order]) * flat.network.nodes
      let sku = Int(flat.orders.skus[line])
      for row in flat.rowStarts[sku]..<flat.rowStarts[sku + 1] {
        let node = Int(flat.rowNodes[Int(row)])
        guard places[node].unitsLeft >= 0, roomOfRow(Int(row), left) > 0, roomOfNode(node, left) > 0 else { continue }
        let cost = withUnsafePointer(to: row) { flat.cost(of: order, $0) }
        guard cost < infeasible else { continue }
        let isOwn = row == plan.rowOf[line]
        let price =
          prices.rows[Int(row)].price - flat.useCosts[Int(row)] + prices.nodeOrders[node] + prices.nodeUnits[node]
        found.append((isOwn ? .min : cost + price, row, cost))
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
    }
    return ways
  }
}
