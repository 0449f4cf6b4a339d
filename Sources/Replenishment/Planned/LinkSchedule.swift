import SupplyModel

/// When goods travel: the departure of every link, and of purchases the arrival, period by period.
struct LinkSchedule: Sendable {
  struct Trip: Hashable, Sendable {
    var departs: Day
    /// The day on which the goods are taken in.
    var arrives: Day
    /// The period for whose sales they count.
    var servesFrom: Int16
    /// The period in which they can be sent on; -1 beyond the horizon.
    var sentFrom: Int16
  }

  let calendar: PeriodCalendar
  private let trips: [Trip?]
  /// The links out of node `n` are `outStarts[n] ..< outStarts[n + 1]`.
  private let outStarts: [Int32]

  /// - Complexity: O(links x periods).
  init(_ network: SupplyNetwork, calendar: PeriodCalendar) {
    self.calendar = calendar
    var trips: [Trip?] = []
    for link in network.links {
      for period in 0..<calendar.periods.count {
        guard link.purpose != .balance || period == 0, let departs = calendar.departure(link.from, period) else {
          trips.append(nil)
          continue
        }
        trips.append(LinkSchedule.trip(link.to, departs, link.transitDays, calendar))
      }
    }
    self.trips = trips
    outStarts = network.outStarts
  }

  private static func trip(_ node: NodeIndex, _ departs: Day, _ days: Int32, _ calendar: PeriodCalendar) -> Trip? {
    guard let arrives = calendar.arrival(node, departs + days), let period = calendar.period(servedFrom: arrives) else {
      return nil
    }
    return Trip(
      departs: departs, arrives: arrives, servesFrom: Int16(period),
      sentFrom: Int16(calendar.period(sentFrom: arrives) ?? -1))
  }

  /// The links out of a node. Complexity: O(1).
  func links(from node: NodeIndex) -> Range<Int> { Int(outStarts[Int(node)])..<Int(outStarts[Int(node) + 1]) }

  /// The trip of a link in a period; nil where the origin is closed or the goods would come too late to count.
  func trip(_ link: Int, _ period: Int) -> Trip? { trips[link * calendar.periods.count + period] }

  /// The trip of goods bought at the start of a period.
  func purchase(_ node: NodeIndex, leadDays: Int32, _ period: Int) -> Trip? {
    LinkSchedule.trip(node, calendar.periods.start(period), leadDays, calendar)
  }

  /// The trip of a receipt: goods that are overdue count as coming today.
  func receipt(_ receipt: Receipt) -> Trip? {
    LinkSchedule.trip(receipt.node, max(receipt.due, calendar.periods.first), 0, calendar)
  }
}
