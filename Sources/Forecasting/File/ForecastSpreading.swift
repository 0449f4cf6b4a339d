import SupplyModel

/// Spreads the rows of one series of forecast.csv over the planning periods, day by day in proportion.
struct ForecastSpreading: Sendable {
  let periods: PlanningPeriods
  /// Days of the last row of a series that has only one.
  private let lastLength: Int32
  /// The first day of the whole file.
  private let earliest: Int32
  private let seasons: [(start: Int32, end: Int32)]

  init(_ scenario: Scenario, periods: PlanningPeriods, lastLength: Int32, earliest: Int32) {
    self.periods = periods
    self.lastLength = lastLength
    self.earliest = earliest
    seasons = scenario.skus.map { ($0.seasonStart?.number ?? .min, $0.seasonEnd?.number ?? .max) }
  }

  /// Adds a series.
  /// - Parameters:
  ///   - rows: of one place and SKU, by start.
  ///   - place: where the figures of its first period stand.
  /// - Returns: how many rows lie wholly outside the horizon, and whether days had to be filled in.
  /// - Complexity: O(rows + periods).
  func add(
    _ rows: [ForecastRow], to means: inout [Double], and variances: inout [Double], at place: Int
  ) -> (outside: Int, isContinued: Bool) {
    var outside = 0
    let (first, end) = (periods.first.number, periods.end.number)
    var length = lastLength
    for (index, row) in rows.enumerated() {
      let start = row.periodStart.number
      if index + 1 < rows.count { length = rows[index + 1].periodStart.number - start }
      let rate = DailyRate(row, days: length)
      if start >= end || start + length <= first { outside += 1 }
      add(rate, from: start, to: start + length, &means, &variances, place)
    }
    var isContinued = false
    guard let head = rows.first, let tail = rows.last else { return (outside, false) }
    let season = seasons[Int(head.sku)]
    let tailEnd = tail.periodStart.number + length
    if tailEnd < end {
      let from = max(tailEnd, season.start)
      let to = season.end == .max ? end : min(end, season.end + 1)
      isContinued = max(from, first) < to
      add(DailyRate(tail, days: length), from: from, to: to, &means, &variances, place)
    }
    if first < earliest {
      let days = rows.count > 1 ? rows[1].periodStart.number - head.periodStart.number : length
      let from = max(first, season.start)
      let to = min(end, earliest)
      if head.periodStart.number == earliest, from < to {
        isContinued = true
        add(DailyRate(head, days: days), from: from, to: to, &means, &variances, place)
      }
    }
    return (outside, isContinued)
  }

  private struct DailyRate {
    let mean: Double
    let variance: Double

    init(_ row: ForecastRow, days: Int32) {
      mean = row.mean / Double(days)
      variance = (row.standardDeviation.map { $0 * $0 } ?? row.mean) / Double(days)
    }
  }

  private func add(
    _ rate: DailyRate, from: Int32, to: Int32, _ means: inout [Double], _ variances: inout [Double], _ place: Int
  ) {
    let (first, end) = (periods.first.number, periods.end.number)
    let (from, to) = (max(from, first), min(to, end))
    guard from < to else { return }
    for period in Int((from - first) / periods.periodDays)...Int((to - 1 - first) / periods.periodDays) {
      let days = min(to, periods.start(period + 1).number) - max(from, periods.start(period).number)
      means[place + period] += rate.mean * Double(days)
      variances[place + period] += rate.variance * Double(days)
    }
  }
}
