import SupplyModel

/// Demand day by day: walk-ins in the order of demand.csv, orders by the time at which they are placed.
struct DemandCalendar: Sendable {
  /// A customer in a store.
  struct WalkIn: Sendable {
    var row: Int32
    var quantity: Int32
    var customer: Int32
  }

  /// An order of the scenario and the minute of the day.
  struct Arrival: Sendable {
    var order: Int32
    var minute: Int16
  }

  private let walkIns: [WalkIn]
  private let walkInStarts: [Int32]
  private let arrivals: [Arrival]
  private let arrivalStarts: [Int32]

  /// Store customers come between nine and nine, one after the other.
  private static let opening = 540
  private static let openMinutes = 720

  /// - Parameters:
  ///   - scenario: orders before the window are history, those behind it are never seen.
  ///   - walkIns: whether anybody asks for them.
  /// - Complexity: O(demand + orders log orders of a day).
  init(_ scenario: Scenario, stock: StockTable, window: ReplayWindow, walkIns isAsked: Bool = true) {
    var counts = [Int32](repeating: 0, count: window.days + 1)
    let demand = isAsked ? scenario.demand : []
    for row in demand {
      if let day = window.index(row.day) { counts[day + 1] += 1 }
    }
    for day in 0..<window.days { counts[day + 1] += counts[day] }
    walkInStarts = counts
    var walkIns = [WalkIn](repeating: WalkIn(row: 0, quantity: 0, customer: -1), count: Int(counts[window.days]))
    for row in demand {
      guard let day = window.index(row.day) else { continue }
      walkIns[Int(counts[day])] = WalkIn(
        row: stock.row(node: row.node, sku: row.sku), quantity: row.quantity, customer: row.customer ?? -1)
      counts[day] += 1
    }
    self.walkIns = walkIns
    let placed = scenario.orders.map { order -> (day: Int, minute: Int16)? in
      guard let time = order.placedAt else { return (0, 0) }
      let local = scenario.settings.clock.local(time)
      return window.index(local.day).map { ($0, local.minute.minutes) }
    }
    var starts = [Int32](repeating: 0, count: window.days + 1)
    for place in placed { if let place { starts[place.day + 1] += 1 } }
    for day in 0..<window.days { starts[day + 1] += starts[day] }
    arrivalStarts = starts
    var arrivals = [Arrival](repeating: Arrival(order: 0, minute: 0), count: Int(starts[window.days]))
    for (order, place) in placed.enumerated() {
      guard let place else { continue }
      arrivals[Int(starts[place.day])] = Arrival(order: Int32(order), minute: place.minute)
      starts[place.day] += 1
    }
    for day in 0..<window.days {
      arrivals[Int(arrivalStarts[day])..<Int(arrivalStarts[day + 1])].sort {
        ($0.minute, $0.order) < ($1.minute, $1.order)
      }
    }
    self.arrivals = arrivals
  }

  func walkIns(_ day: Int) -> ArraySlice<WalkIn> { walkIns[Int(walkInStarts[day])..<Int(walkInStarts[day + 1])] }
  func arrivals(_ day: Int) -> ArraySlice<Arrival> { arrivals[Int(arrivalStarts[day])..<Int(arrivalStarts[day + 1])] }

  /// The minute at which the n-th of a day's walk-ins comes.
  static func minute(_ position: Int, of count: Int) -> Int { opening + openMinutes * position / max(1, count) }
}
