import SupplyModel

/// The days that are replayed, and how they are cut.
struct ReplayWindow: Hashable, Sendable {
  let start: Day
  let days: Int
  /// Days at the beginning that are not measured.
  let warmup: Int
  /// Minutes from one batch of orders to the next; 0 = each order as it comes.
  let batchMinutes: Int
  /// Days from one replenishment review to the next.
  let reviewDays: Int

  var end: Day { start + Int32(days) }
  var measured: Day { start + Int32(warmup) }

  /// The minutes of a day at which a batch is served, 1 ... 1440: whole multiples from the start of the replay.
  /// - Parameter day: counted from the start.
  func batches(_ day: Int) -> [Int] {
    guard batchMinutes > 0 else { return [] }
    let first = day * 1_440
    let next = (first / batchMinutes + 1) * batchMinutes
    return stride(from: next, through: first + 1_440, by: batchMinutes).map { $0 - first }
  }

  /// Whether a batch comes before the end for an order of this minute.
  func isDecided(_ day: Int, _ minute: Int) -> Bool {
    // A batch at 24:00 comes before who orders at 0:00.
    batchMinutes == 0 || day * 1_440 + max(1, minute) <= days * 1_440 / batchMinutes * batchMinutes
  }

  /// The number of a day from the start; nil outside.
  func index(_ day: Day) -> Int? {
    let index = Int(day - start)
    return index >= 0 && index < days ? index : nil
  }
}

extension ReplayWindow {
  /// Where scenario.yaml names no `review_days`: a week.
  private static let defaultReviewDays: Int32 = 7

  /// The days that scenario.yaml names; where it names none, from as_of to the last day of demand.
  /// - Throws: where there is nothing to replay.
  init(_ scenario: Scenario) throws(ScenarioErrors) {
    let settings = scenario.settings.simulation
    let start = settings.start ?? scenario.settings.asOf
    var last: Day?
    for row in scenario.demand where row.day >= start { last = max(last ?? row.day, row.day) }
    for order in scenario.orders {
      guard let placed = order.placedAt else { continue }
      let day = scenario.settings.clock.local(placed).day
      if day >= start { last = max(last ?? day, day) }
    }
    let known = last.map { $0 - start + 1 }
    guard let days = settings.days ?? known else {
      throw ScenarioErrors(
        ScenarioError(
          file: "scenario.yaml", column: "simulation.days",
          message: "nothing to replay: expected demand from \(start) on in demand.csv or orders.csv, or "
            + "simulation.demand and simulation.days"))
    }
    if settings.warmupDays >= days {
      throw ScenarioErrors(
        ScenarioError(
          file: "scenario.yaml", column: "simulation.warmup_days",
          message: "\(settings.warmupDays) of \(days) days leave none to measure; expected fewer"))
    }
    self.init(
      start: start, days: Int(days), warmup: Int(settings.warmupDays),
      batchMinutes: Int(((settings.everyHours ?? 24) * 60).rounded()),
      reviewDays: Int(
        settings.reviewDays ?? scenario.settings.replenishment.periodDays ?? ReplayWindow.defaultReviewDays))
  }
}
