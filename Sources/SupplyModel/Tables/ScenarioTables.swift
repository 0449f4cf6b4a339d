/// A scenario in dense, flat form for the planners: structs of arrays, compressed rows, no names.
///
/// Built once from a validated `Scenario`; planners copy what they change (the limits) and share the rest.
package struct ScenarioTables: Sendable {
  package let asOf: Day
  package private(set) var nodes: [NodeFacts]
  package let stock: StockTable
  package let arcs: ArcTable
  /// Limits on as_of, locked lines already taken off.
  package private(set) var resources: Resources
  /// The destination of each order in `arcs`; -1 for pickup.
  package private(set) var destinationOf: [Int32]
  /// The local minute at which each order was placed on as_of; -1 = before that day, or unknown.
  package private(set) var placedMinute: [Int16]
  /// Whether any line of each order is locked.
  package private(set) var hasLocked: [Bool]
  package private(set) var notices: [Notice] = []

  /// - Parameter threads: the tables are the same for any number.
  /// - Complexity: O(stock + lanes + lines + destinations x nodes), up to logarithms.
  package init(_ scenario: Scenario, threads: Int = 1) {
    let settings = scenario.settings
    asOf = settings.asOf
    var exceptions = [[CalendarEntry]](repeating: [], count: scenario.nodes.count)
    for entry in scenario.calendar { exceptions[Int(entry.node)].append(entry) }
    nodes = scenario.nodes.indices.map {
      NodeFacts(scenario.nodes[$0], asOf: settings.asOf, exceptions: exceptions[$0])
    }
    stock = StockTable(scenario)
    arcs = ArcTable(scenario, threads: threads)
    resources = Resources(stock: stock, nodes: nodes.count, laneLimits: arcs.laneLimits)
    for (index, node) in scenario.nodes.enumerated() {
      let today = exceptions[index].last { $0.day == settings.asOf }
      let node32 = NodeIndex(index)
      let isOpen = nodes[index].isOpen
      resources.limits[resources.capacityOrders(node32)] =
        isOpen ? today?.capacityOrders ?? node.capacityOrders ?? .max : 0
      resources.limits[resources.capacityUnits(node32)] =
        isOpen ? today?.capacityUnits ?? node.capacityUnits ?? .max : 0
    }
    destinationOf = []
    placedMinute = []
    hasLocked = [Bool](repeating: false, count: scenario.orders.count)
    destinationOf.reserveCapacity(scenario.orders.count)
    placedMinute.reserveCapacity(scenario.orders.count)
    var placedLater = 0
    for order in scenario.orders {
      if case .ship(let zone) = order.method {
        destinationOf.append(arcs.destination(zone: zone, service: order.service))
      } else {
        destinationOf.append(-1)
      }
      var minute: Int16 = -1
      if let placedAt = order.placedAt {
        let local = settings.clock.local(placedAt)
        if local.day == settings.asOf { minute = local.minute.minutes }
        if local.day > settings.asOf { placedLater += 1 }
      }
      placedMinute.append(minute)
    }
    if placedLater > 0 {
      notices.append(
        Notice(
          "\(placedLater) order\(placedLater == 1 ? " is" : "s are") placed after as_of (\(settings.asOf)) and planned "
            + "as if placed in time"))
    }
    if settings.limits.maxDistance != nil, arcs.distances.contains(.max) {
      notices.append(Notice("max_km cannot exclude lanes without coordinates at both ends: they are allowed"))
    }
    noteUnreachable(scenario)
    takeLocked(scenario)
  }

  /// The tables of a few orders on one day of a replay: stock, arcs and the layout of resources are those of the whole
  /// replay, shared and not copied. What is left of anything is kept elsewhere: the limits in here say nothing.
  /// - Parameters:
  ///   - scenario: with these orders only, none of them locked.
  ///   - frame: the tables of the replay.
  ///   - nodes: as they are on that day.
  /// - Complexity: O(orders).
  package init(_ scenario: Scenario, frame: ScenarioTables, asOf: Day, nodes: [NodeFacts]) {
    self.asOf = asOf
    self.nodes = nodes
    stock = frame.stock
    arcs = frame.arcs
    resources = frame.resources
    destinationOf = []
    placedMinute = []
    hasLocked = [Bool](repeating: false, count: scenario.orders.count)
    destinationOf.reserveCapacity(scenario.orders.count)
    placedMinute.reserveCapacity(scenario.orders.count)
    for order in scenario.orders {
      if case .ship(let zone) = order.method {
        destinationOf.append(arcs.destination(zone: zone, service: order.service))
      } else {
        destinationOf.append(-1)
      }
      placedMinute.append(ScenarioTables.minute(of: order, on: asOf, clock: scenario.settings.clock))
    }
  }

  /// The tables of a few orders on one day of a replay as a problem of their own, small enough to be solved anew each day.
  /// - Parameters:
  ///   - scenario: with these orders only, none of them locked, and the stock that they may have.
  ///   - frame: the tables of the replay.
  ///   - nodes: as they are on that day. Their capacities are for `setLimit` to say.
  /// - Complexity: O(orders + stock + arcs of their destinations + zones + SKUs).
  package init(_ scenario: Scenario, of frame: ScenarioTables, asOf: Day, nodes: [NodeFacts]) {
    self.asOf = asOf
    self.nodes = nodes
    stock = StockTable(scenario)
    var isWanted = [Bool](repeating: false, count: frame.arcs.destinations.count)
    var wanted: [Int32] = []
    for order in scenario.orders {
      guard case .ship(let zone) = order.method else { continue }
      let destination = frame.arcs.destination(zone: zone, service: order.service)
      guard destination >= 0, !isWanted[Int(destination)] else { continue }
      isWanted[Int(destination)] = true
      wanted.append(destination)
    }
    arcs = ArcTable(frame.arcs, destinations: wanted)
    resources = Resources(stock: stock, nodes: nodes.count, laneLimits: arcs.laneLimits)
    destinationOf = []
    placedMinute = []
    hasLocked = [Bool](repeating: false, count: scenario.orders.count)
    for order in scenario.orders {
      if case .ship(let zone) = order.method {
        destinationOf.append(arcs.destination(zone: zone, service: order.service))
      } else {
        destinationOf.append(-1)
      }
      placedMinute.append(ScenarioTables.minute(of: order, on: asOf, clock: scenario.settings.clock))
    }
  }

  /// Sets what there is of a resource; `Int32.max` = unlimited. For whoever makes a problem of what is left of another.
  package mutating func setLimit(_ resource: Int, to amount: Int32) { resources.limits[resource] = amount }

  /// The local minute at which an order was placed on a day; -1 = before, or unknown.
  private static func minute(of order: Order, on day: Day, clock: LocalClock) -> Int16 {
    guard let placedAt = order.placedAt else { return -1 }
    let local = clock.local(placedAt)
    return local.day == day ? local.minute.minutes : -1
  }

  /// Orders to places that no node reaches are seldom meant: one notice names the first of those places.
  private mutating func noteUnreachable(_ scenario: Scenario) {
    var orders = 0
    var zones: [ZoneIndex] = []
    for destination in destinationOf where destination >= 0 {
      guard arcs.starts[Int(destination)] == arcs.starts[Int(destination) + 1] else { continue }
      orders += 1
      let zone = arcs.destinations[Int(destination)].zone
      if zones.count < 5, !zones.contains(zone) { zones.append(zone) }
    }
    guard orders > 0 else { return }
    let names = zones.map { scenario.zones[Int($0)].id }.joined(separator: ", ")
    let lacking = zones.contains { scenario.zones[Int($0)].coordinates == nil } ? "; a tariff needs coordinates" : ""
    notices.append(
      Notice(
        "\(orders) shipped order\(orders == 1 ? " goes" : "s go") where no lane and no tariff leads from any node "
          + "(zones \(names)\(zones.count == 5 ? ", …" : "")\(lacking))"))
  }

  /// The day on which a shipment of an order leaves a node; nil where the node has no open day to come.
  @inline(__always)
  package func shipsOn(order: Int, node: NodeIndex) -> Day? {
    placedMinute[order] > nodes[Int(node)].cutoff ? nodes[Int(node)].nextOpenDay : asOf
  }

  /// The bands of an arc. Complexity: O(1).
  @inline(__always)
  package func bands(_ arc: Int32) -> Range<Int> {
    Int(arcs.bandStarts[Int(arc)])..<Int(arcs.bandStarts[Int(arc) + 1])
  }

  /// Takes the capacity that locked lines use; beyond capacity leaves 0, and a notice.
  private mutating func takeLocked(_ scenario: Scenario) {
    var over: Set<NodeIndex> = []
    func take(_ resource: Int, _ amount: Int32, _ node: NodeIndex) {
      guard resources.limits[resource] != .max else { return }
      if resources.limits[resource] < amount { over.insert(node) }
      resources.limits[resource] = max(0, resources.limits[resource] - amount)
    }
    for (index, order) in scenario.orders.enumerated() {
      var seen: [NodeIndex] = []
      for line in order.lines {
        guard let node = scenario.lines[Int(line)].lockedNode else { continue }
        let quantity = scenario.lines[Int(line)].quantity
        hasLocked[index] = true
        nodes[Int(node)].isActive = true
        if !seen.contains(node) {
          seen.append(node)
          take(resources.capacityOrders(node), 1, node)
        }
        take(resources.capacityUnits(node), quantity, node)
        if destinationOf[index] >= 0 {
          let arc = arcs.arc(destination: destinationOf[index], node: node)
          if arc >= 0, arcs.lanes[Int(arc)] >= 0 { take(resources.lane(arcs.lanes[Int(arc)]), quantity, node) }
        }
      }
    }
    if !over.isEmpty {
      let names = over.sorted().map { scenario.nodes[Int($0)].id }
      notices.append(
        Notice("locked lines use more than the capacity of \(names.joined(separator: ", ")): nothing is left there"))
    }
  }
}
