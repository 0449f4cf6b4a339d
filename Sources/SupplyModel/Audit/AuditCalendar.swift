/// When nodes are open and what they can do on as_of, from nodes.csv and calendar.csv.
struct AuditCalendar {
  private let scenario: Scenario
  private let entries: RowGroups
  private var nextOpenDays: [Day?]

  init(_ scenario: Scenario) {
    self.scenario = scenario
    entries = RowGroups(groups: scenario.nodes.count, rows: scenario.calendar.count) { scenario.calendar[$0].node }
    nextOpenDays = [Day?](repeating: nil, count: scenario.nodes.count)
  }

  private func entry(_ node: Int, on day: Day) -> CalendarEntry? {
    for row in entries[node] where scenario.calendar[Int(row)].day == day { return scenario.calendar[Int(row)] }
    return nil
  }

  func isOpen(_ node: Int, on day: Day) -> Bool {
    entry(node, on: day)?.open ?? scenario.nodes[node].openDays.contains(WeekdaySet(day.weekday))
  }

  /// A node's capacity on as_of, 0 when closed; nil = unlimited.
  func capacity(_ node: Int, _ kind: PlanBreach.CapacityKind) -> Int64? {
    let asOf = scenario.settings.asOf
    guard isOpen(node, on: asOf) else { return 0 }
    let entry = entry(node, on: asOf)
    let limit =
      switch kind {
      case .orders: entry?.capacityOrders ?? scenario.nodes[node].capacityOrders
      case .units: entry?.capacityUnits ?? scenario.nodes[node].capacityUnits
      }
    return limit.map { Int64($0) }
  }

  /// The day on which what a node serves of an order leaves it.
  mutating func shipsOn(_ node: Int, _ order: Order) -> Day {
    let asOf = scenario.settings.asOf
    guard let cutoff = scenario.nodes[node].cutoff, let placedAt = order.placedAt else { return asOf }
    let (day, minute) = scenario.settings.clock.local(placedAt)
    return day == asOf && minute > cutoff ? nextOpenDay(node) : asOf
  }

  /// The first open day after as_of; as_of itself where the node never opens again.
  private mutating func nextOpenDay(_ node: Int) -> Day {
    if let known = nextOpenDays[node] { return known }
    let asOf = scenario.settings.asOf
    // Past the last calendar entry the week repeats.
    let last = entries[node].map { scenario.calendar[Int($0)].day }.max() ?? asOf
    var found = asOf
    var day = asOf + 1
    while day <= max(last, asOf) + 7 {
      if isOpen(node, on: day) {
        found = day
        break
      }
      day = day + 1
    }
    nextOpenDays[node] = found
    return found
  }
}
