import SupplyModel

/// Whether a plan is for itself, or one of many.
package enum PlanningRhythm: Sendable {
  /// What comes on a day can be sent on that day, and what is left at the end of the horizon is worth nothing.
  case once
  /// At every review it is planned anew. Whoever decides in the evening what leaves in the morning cannot send what comes
  /// during the day, but on the next; and what is left at the end of the horizon saves a journey later (`StockWorth`).
  case rolling

  /// Days from that on which goods come to that on which they can leave.
  var handoverDays: Int32 { self == .rolling ? 1 : 0 }
}

/// On which days nodes work, period by period, and what they can take in.
struct PeriodCalendar: Sendable {
  let periods: PlanningPeriods
  let rhythm: PlanningRhythm
  private let openDays: [WeekdaySet]
  /// The calendar entries of each node by day.
  private var exceptions: [[CalendarEntry]]

  init(_ scenario: Scenario, periods: PlanningPeriods, rhythm: PlanningRhythm = .once) {
    self.periods = periods
    self.rhythm = rhythm
    openDays = scenario.nodes.map(\.openDays)
    exceptions = [[CalendarEntry]](repeating: [], count: scenario.nodes.count)
    for entry in scenario.calendar { exceptions[Int(entry.node)].append(entry) }
  }

  func entry(_ node: NodeIndex, _ day: Day) -> CalendarEntry? { exceptions[Int(node)].last { $0.day == day } }

  func isOpen(_ node: NodeIndex, _ day: Day) -> Bool {
    entry(node, day)?.open ?? openDays[Int(node)].contains(WeekdaySet(day.weekday))
  }

  /// The day on which goods leave a node in a period: its first open one; nil where it is closed throughout.
  func departure(_ node: NodeIndex, _ period: Int) -> Day? {
    (0..<periods.length(period)).lazy.map { periods.start(period) + $0 }.first { isOpen(node, $0) }
  }

  /// The day on which goods that come on a day are taken in: then, or on the next open one within two months.
  func arrival(_ node: NodeIndex, _ day: Day) -> Day? { (0..<62).lazy.map { day + $0 }.first { isOpen(node, $0) } }

  /// The period for whose sales goods count that are taken in on a day: that of the day, or the next where more than
  /// half of it has passed. nil beyond the horizon.
  func period(servedFrom day: Day) -> Int? {
    guard day >= periods.first else { return 0 }
    guard let period = periods.period(of: day) else { return nil }
    if (day - periods.start(period)) * 2 <= periods.length(period) { return period }
    return period + 1 < periods.count ? period + 1 : nil
  }

  /// The first period at whose start goods that were taken in on a day can be sent on; nil beyond the horizon. Of periods of
  /// several days a day more at the start is part of it.
  func period(sentFrom day: Day) -> Int? {
    let first = periods.periodDays > 1 ? day : day + rhythm.handoverDays
    return (0..<periods.count).first { periods.start($0) >= first }
  }

  /// The sum of a daily limit over the open days of a period; nil = unlimited.
  func total(
    _ node: NodeIndex, _ period: Int, daily: Int64?, exception: (CalendarEntry) -> Int64?
  ) -> Int64? {
    var sum: Int64 = 0
    for offset in 0..<periods.length(period) {
      let day = periods.start(period) + offset
      guard isOpen(node, day) else { continue }
      guard let limit = entry(node, day).flatMap(exception) ?? daily else { return nil }
      sum += limit
    }
    return sum
  }
}
