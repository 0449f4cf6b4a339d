import SupplyModel

/// What orders compete for.
enum Limit: Hashable {
  /// Everything that leaves a (node, SKU).
  case stock(Int, SKUIndex)
  /// What is shipped from a (node, SKU).
  case shipped(Int, SKUIndex)
  case orders(Int)
  case units(Int)
  case lane(Int, ZoneIndex, ServiceIndex)
}

extension ReferenceWorld {
  /// What open lines may take of each limited thing, locked lines taken off.
  func limits() -> [Limit: Int] {
    var limits: [Limit: Int] = [:]
    for row in scenario.stock {
      guard let onHand = row.onHand else { continue }
      limits[.stock(Int(row.node), row.sku)] = Int(onHand - row.reserved)
      limits[.shipped(Int(row.node), row.sku)] = max(0, Int(onHand - row.reserved - row.protected))
    }
    for (index, node) in scenario.nodes.enumerated() {
      let today = scenario.calendar.filter { $0.node == NodeIndex(index) && $0.day == scenario.settings.asOf }.last
      let isOpen = isOpen(index, on: scenario.settings.asOf)
      limits[.orders(index)] = isOpen ? (today?.capacityOrders ?? node.capacityOrders).map { Int($0) } : 0
      limits[.units(index)] = isOpen ? (today?.capacityUnits ?? node.capacityUnits).map { Int($0) } : 0
    }
    for lane in scenario.lanes {
      guard case .zone(let zone, let service) = lane.destination, let units = lane.capacityUnits else { continue }
      limits[.lane(Int(lane.origin), zone, service)] = Int(units)
    }
    for order in scenario.orders.indices {
      let locked = locked(order)
      for node in Set(locked.map(\.node)) { limits[.orders(node)]? -= 1 }
      for take in locked {
        limits[.units(take.node)]? -= take.units
        if let lane = laneLimit(order: order, node: take.node) { limits[lane]? -= take.units }
      }
    }
    return limits.mapValues { max(0, $0) }
  }

  private func laneLimit(order: Int, node: Int) -> Limit? {
    guard case .ship(let zone) = scenario.orders[order].method else { return nil }
    return .lane(node, zone, scenario.orders[order].service)
  }

  /// What an order's open lines take of each limit.
  func uses(order: Int, takes: [Take]) -> [Limit: Int] {
    var uses: [Limit: Int] = [:]
    let isShipped = if case .ship = scenario.orders[order].method { true } else { false }
    for take in takes {
      let sku = scenario.lines[take.line].sku
      uses[.stock(take.node, sku), default: 0] += take.units
      if isShipped { uses[.shipped(take.node, sku), default: 0] += take.units }
      uses[.units(take.node), default: 0] += take.units
      if let lane = laneLimit(order: order, node: take.node) { uses[lane, default: 0] += take.units }
    }
    let held = Set(locked(order).map(\.node))
    for node in Set(takes.map(\.node)) where !held.contains(node) { uses[.orders(node)] = 1 }
    return uses
  }

  /// Whether an order may be served so by its own rules (nodes, lanes, split, max_shipments), limits apart.
  func isAllowed(order: Int, takes: [Take]) -> Bool {
    let lines = openLines(order)
    let held = Set(locked(order).map(\.node))
    let nodes = Set(takes.map(\.node))
    guard takes.allSatisfy({ $0.units > 0 && canServe(order: order, line: $0.line, node: $0.node) }) else {
      return false
    }
    let fresh = nodes.subtracting(held)
    if !fresh.isEmpty && fresh.count + held.count > mostNodes(order) { return false }
    let filled = lines.map { line in takes.reduce(0) { $0 + ($1.line == line ? $1.units : 0) } }
    let wanted = lines.map { Int(scenario.lines[$0].quantity) }
    guard zip(filled, wanted).allSatisfy({ $0 <= $1 }) else { return false }
    switch scenario.orders[order].split {
    case .units: return true
    case .lines:
      return lines.allSatisfy { line in
        let parts = takes.filter { $0.line == line }
        return parts.isEmpty || (parts.count == 1 && parts[0].units == Int(scenario.lines[line].quantity))
      }
    case .never: return takes.isEmpty || (filled == wanted && nodes.union(held).count == 1)
    }
  }

  /// Whether limits allow an order to be served so.
  func fits(_ uses: [Limit: Int], in limits: [Limit: Int]) -> Bool {
    uses.allSatisfy { limit, units in limits[limit].map { units <= $0 } ?? true }
  }
}
