import SupplyModel

/// The cohort of orders placed on measured days.
struct OrderTally: Sendable {
  private(set) var orders = 0
  private(set) var complete = 0
  private(set) var shipped = 0
  private(set) var shipments = 0
  /// Of two or more units, and those of them in more than one shipment.
  private(set) var divisible = 0
  private(set) var divided = 0
  private(set) var local = 0
  private(set) var promised = 0
  private(set) var onTime = 0
  /// Promises that fall after the run's end, which nobody can judge.
  private(set) var promisedLater = 0
  /// Days from placed to delivered; `Int32.max` for orders that were not by the run's end.
  private var cycleTimes: [Int32] = []

  mutating func add(_ order: Int, _ book: OrderBook, _ scenario: Scenario, _ window: ReplayWindow) {
    let record = scenario.orders[order]
    let units = record.lines.reduce(Int64(0)) { $0 + Int64(scenario.lines[Int($1)].quantity) }
    let isComplete = book.unitsLeft[order] == 0
    let isDelivered = isComplete && Int(book.lastArrival[order]) < window.days
    let shipments = Int(book.shipments[order])
    orders += 1
    complete += isComplete ? 1 : 0
    shipped += shipments > 0 ? 1 : 0
    self.shipments += shipments
    if units >= 2 {
      divisible += 1
      divided += shipments > 1 ? 1 : 0
    }
    local += isComplete && book.isLocal[order] ? 1 : 0
    cycleTimes.append(isDelivered ? book.lastArrival[order] - book.placed[order] : .max)
    guard let promise = record.promiseBy else { return }
    guard promise < window.end else {
      promisedLater += 1
      return
    }
    promised += 1
    onTime += isDelivered && book.lastArrival[order] <= promise - window.start ? 1 : 0
  }

  /// The time within which a share of the orders was delivered (nearest rank); nil where fewer were by the run's end.
  func cycleTime(_ share: Double) -> Double? {
    guard !cycleTimes.isEmpty else { return nil }
    let sorted = cycleTimes.sorted()
    let rank = max(1, Int((share * Double(sorted.count)).rounded(.up)))
    return sorted[rank - 1] == .max ? nil : Double(sorted[rank - 1])
  }
}
