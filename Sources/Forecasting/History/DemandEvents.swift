import SupplyModel

/// What customers asked for before as_of, SKU by SKU: events `starts[sku] ..< starts[sku + 1]`, not yet at a node.
struct DemandEvents: Sendable {
  struct Event: Sendable {
    var day: Int32
    /// A node from 0 on, else the complement of a destination.
    var place: Int32
    var quantity: Int32
  }

  private(set) var starts: [Int32] = [0]
  private(set) var events: [Event] = []
  /// Rows of demand.csv on as_of or later.
  private(set) var laterRows = 0
  /// Orders that were placed on as_of or later, or nobody knows when.
  private(set) var laterOrders = 0
  /// Units asked for at vendors, whose stock nobody plans.
  private(set) var vendorUnits: Int64 = 0

  /// - Complexity: O(rows of demand + order lines).
  init(_ scenario: Scenario, homes: HomeNodes?) {
    let asOf = scenario.settings.asOf
    let isVendor = scenario.nodes.map { $0.tier == .vendor }
    let places = DemandEvents.places(of: scenario, homes: homes)
    laterOrders = places.count { $0.day == Int32.max }
    var next = [Int32](repeating: 0, count: scenario.skus.count + 1)
    for row in scenario.demand {
      if row.day >= asOf {
        laterRows += 1
      } else if isVendor[Int(row.node)] {
        vendorUnits += Int64(row.quantity)
      } else {
        next[Int(row.sku) + 1] += 1
      }
    }
    for (order, place) in zip(scenario.orders, places) where place.day != Int32.max {
      for line in scenario.lines[Int(order.lines.lowerBound)..<Int(order.lines.upperBound)] {
        if place.place >= 0 && isVendor[Int(place.place)] {
          vendorUnits += Int64(line.quantity)
        } else {
          next[Int(line.sku) + 1] += 1
        }
      }
    }
    for sku in scenario.skus.indices { next[sku + 1] += next[sku] }
    starts = next
    events = [Event](repeating: Event(day: 0, place: 0, quantity: 0), count: Int(starts[scenario.skus.count]))
    for row in scenario.demand where row.day < asOf && !isVendor[Int(row.node)] {
      events[Int(next[Int(row.sku)])] = Event(day: row.day.number, place: row.node, quantity: row.quantity)
      next[Int(row.sku)] += 1
    }
    for (order, place) in zip(scenario.orders, places)
    where place.day != Int32.max && !(place.place >= 0 && isVendor[Int(place.place)]) {
      for line in scenario.lines[Int(order.lines.lowerBound)..<Int(order.lines.upperBound)] {
        events[Int(next[Int(line.sku)])] = Event(day: place.day, place: place.place, quantity: line.quantity)
        next[Int(line.sku)] += 1
      }
    }
  }

  /// The day and place of each order; the day is `Int32.max` where it is no history.
  private static func places(of scenario: Scenario, homes: HomeNodes?) -> [(day: Int32, place: Int32)] {
    let settings = scenario.settings
    return scenario.orders.map { order in
      guard let placedAt = order.placedAt else { return (.max, 0) }
      let day = settings.clock.local(placedAt).day
      guard day < settings.asOf else { return (.max, 0) }
      switch order.method {
      case .pickup(let node): return (day.number, node)
      case .ship(let zone):
        guard let homes else { return (.max, 0) }
        return (day.number, ~homes.destination(zone: zone, service: order.service))
      }
    }
  }
}
