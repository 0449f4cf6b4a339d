import SupplyModel

extension FlatScenario {
  /// Calls `take` with each resource, limited or not, that an order uses with its lines from these rows.
  /// - Parameter rows: a row or -1 for each line of the order.
  /// - Complexity: O(lines²), of few lines.
  @inline(__always)
  func forEachUse(_ order: Int, _ rows: UnsafePointer<Int32>, _ take: (_ resource: Int, _ amount: Int32) -> Void) {
    let layout = tables.resources
    for (position, line) in orders.lines(order).enumerated() where rows[position] >= 0 {
      let quantity = orders.quantities[line]
      take(layout.stock(rows[position]), quantity)
      take(layout.protected(rows[position]), quantity)
    }
    forEachNodeUse(order, rows, take)
  }

  /// The same without stock: what an order uses of nodes and lanes.
  @inline(__always)
  func forEachNodeUse(_ order: Int, _ rows: UnsafePointer<Int32>, _ take: (_ resource: Int, _ amount: Int32) -> Void) {
    let layout = tables.resources
    for (position, line) in orders.lines(order).enumerated() where rows[position] >= 0 {
      let node = rowNodes[Int(rows[position])]
      let quantity = orders.quantities[line]
      take(layout.capacityUnits(node), quantity)
      if hasLanes {
        let place = network.places[Int(orders.destinations[order]) * network.nodes + Int(node)]
        let lane = tables.arcs.lanes[Int(place.arc)]
        if lane >= 0 { take(layout.lane(lane), quantity) }
      }
      if isFirst(position, rows) { take(layout.capacityOrders(node), 1) }
    }
  }

  /// Whether no line before this one comes from the same node.
  @inline(__always)
  func isFirst(_ position: Int, _ rows: UnsafePointer<Int32>) -> Bool {
    let node = rowNodes[Int(rows[position])]
    for other in 0..<position where rows[other] >= 0 && rowNodes[Int(rows[other])] == node { return false }
    return true
  }

  /// What an order costs with its lines from these rows, activation apart: the exact figure of the cost model.
  /// - Returns: millionths; `infeasible` where a lane does not take a parcel.
  /// - Complexity: O(lines²), of few lines.
  func cost(of order: Int, _ rows: UnsafePointer<Int32>) -> Int64 {
    let lines = orders.lines(order)
    let places = network.places.base + Int(orders.destinations[order]) * network.nodes
    var cost: Int64 = 0
    for (position, line) in lines.enumerated() {
      let row = rows[position]
      guard row >= 0 else { continue }
      let node = Int(rowNodes[Int(row)])
      let place = places[node]
      cost += (place.unit + useCosts[Int(row)]) * Int64(orders.quantities[line])
      if network.hasCommission { cost += commission(line, node) }
      guard isFirst(position, rows) else { continue }
      cost += place.fixed
      if !orders.isAffine[order] {
        cost += carrier(order, from: position, rows, place)
        if cost >= infeasible { return infeasible }
      }
    }
    return cost + unfilledCost(of: order, rows)
  }

  /// What an order pays for its lines without a row (millionths).
  /// - Complexity: O(lines).
  func unfilledCost(of order: Int, _ rows: UnsafePointer<Int32>) -> Int64 {
    var penalty: Int64 = 0
    var isComplete = true
    for (position, line) in orders.lines(order).enumerated() where rows[position] < 0 {
      penalty += orders.penalties[line]
      isComplete = false
    }
    return isComplete ? 0 : weighted(penalty + orders.orderPenalty, order)
  }

  /// The carrier's price for what an order takes from the node of a line and all later ones.
  private func carrier(_ order: Int, from first: Int, _ rows: UnsafePointer<Int32>, _ place: FlatPlace) -> Int64 {
    let lines = orders.lines(order)
    let node = rowNodes[Int(rows[first])]
    var (units, weight) = (Int32(0), Int64(0))
    for position in first..<lines.count where rows[position] >= 0 && rowNodes[Int(rows[position])] == node {
      let line = lines.lowerBound + position
      units += orders.quantities[line]
      weight += Int64(orders.quantities[line]) * weights[Int(orders.skus[line])]
    }
    return carrier(place.arc, units, weight)
  }

  /// What the carrier takes for a parcel; `infeasible` where no band takes its weight.
  func carrier(_ arc: Int32, _ units: Int32, _ weight: Int64) -> Int64 {
    tables.band(arc, weight: weight)?.cost(units: units, weight: weight) ?? infeasible
  }

  /// A node's commission on a line (millionths).
  func commission(_ line: Int, _ node: Int) -> Int64 {
    let rate = commissions[node]
    if rate.billionths == 0 { return 0 }
    return Money(millionths: orders.values[line]).times(rate).millionths
  }

  /// An unfilled penalty times the order's priority, rounded.
  @inline(__always)
  func weighted(_ penalty: Int64, _ order: Int) -> Int64 {
    if orders.priorities.isEmpty || orders.priorities[order] == .one { return penalty }
    return Money(millionths: penalty).times(orders.priorities[order]).millionths
  }
}

extension FlatScenario {
  /// What an order costs with its lines from these rows and the prices of what it takes (millionths).
  /// - Complexity: O(lines²), of few lines.
  func pricedCost(of order: Int, _ rows: UnsafePointer<Int32>, _ prices: FlatPrices) -> Int64 {
    var value = cost(of: order, rows)
    guard value < infeasible else { return infeasible }
    for (position, line) in orders.lines(order).enumerated() where rows[position] >= 0 {
      let row = Int(rows[position])
      let node = Int(rowNodes[row])
      let units = Int64(orders.quantities[line])
      value += (prices.rows[row].price - useCosts[row] + prices.nodeUnits[node]) * units
      if hasLanes {
        let place = network.places[Int(orders.destinations[order]) * network.nodes + node]
        let lane = tables.arcs.lanes[Int(place.arc)]
        if lane >= 0 { value += prices.lanes[Int(lane)] * units }
      }
      if isFirst(position, rows) { value += prices.nodeOrders[node] }
    }
    return value
  }
}
