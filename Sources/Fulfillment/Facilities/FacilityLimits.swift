import SupplyModel

/// What orders could ask of each limit: whether one number of units and one of orders say all about a node.
struct FacilityLimits {
  private let resources: Resources
  /// By resource id: the units, or orders, that could be asked of it.
  private var wanted: [Int]
  /// By node: the stock row that its offers ask; -1 none yet, -2 several.
  private var rows: [Int32]

  init(_ tables: ScenarioTables) {
    resources = tables.resources
    wanted = [Int](repeating: 0, count: tables.resources.limits.count)
    rows = [Int32](repeating: -1, count: tables.nodes.count)
  }

  mutating func add(_ problem: OrderProblem, source: Int, units: Int32) {
    let (place, row) = (problem.sources[source], problem.rows[source])
    let node = Int(place.node)
    if rows[node] == -1 { rows[node] = row } else if rows[node] != row { rows[node] = -2 }
    wanted[resources.capacityOrders(place.node)] += 1
    wanted[resources.capacityUnits(place.node)] += Int(units)
    wanted[resources.stock(row)] += Int(units)
    wanted[resources.protected(row)] += Int(units)
    if place.lane >= 0 { wanted[Int(place.lane)] += Int(units) }
  }

  private func isShort(_ resource: Int) -> Bool { wanted[resource] > Int(resources.limits[resource]) }

  /// - Returns: units and orders that each node can serve; nil where a lane or one of several stock rows could run short.
  func byNode(_ tables: ScenarioTables) -> (units: [Int], orders: [Int])? {
    let lanes = resources.lane(0)..<wanted.count
    if lanes.contains(where: isShort) { return nil }
    for row in 0..<Int32(tables.stock.count) where rows[Int(tables.stock.nodes[Int(row)])] == -2 {
      if isShort(resources.stock(row)) || isShort(resources.protected(row)) { return nil }
    }
    var units: [Int] = []
    var orders: [Int] = []
    for node in 0..<NodeIndex(rows.count) {
      let row = rows[Int(node)]
      var limit = resources.capacityUnits(node)
      var most = min(wanted[limit], Int(resources.limits[limit]))
      if row >= 0 {
        limit = resources.stock(row)
        most = min(most, Int(resources.limits[limit]))
        most = min(most, Int(resources.limits[resources.protected(row)]))
      }
      units.append(most)
      orders.append(min(wanted[resources.capacityOrders(node)], Int(resources.limits[resources.capacityOrders(node)])))
    }
    return (units, orders)
  }
}
