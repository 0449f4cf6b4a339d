/// The rows that say a constant or stepwise rate in forecast.csv, so that every reader takes them alike.
///
/// A row holds until the next of its series, and how long a lone row holds is a matter of the whole file: so lone rows
/// mean four weeks, and are written only where all rows of the file are lone, but one series has a second row four weeks
/// later.
struct ForecastPeriods: Sendable {
  /// One row: the rate times this is its mean.
  struct Row: Sendable, Equatable {
    /// Days from the first one.
    let day: Int
    /// Days x factor.
    let units: Double
  }

  /// Days that a lone row stands for.
  static let loneDays = 28

  /// The rows of a series.
  let rows: [Row]

  /// The rows of a rate that never changes: one, or two where a file's first series sets the length.
  static func constant(isFirst: Bool) -> ForecastPeriods {
    let row = Row(day: 0, units: Double(loneDays))
    return ForecastPeriods(rows: isFirst ? [row, Row(day: loneDays, units: Double(loneDays))] : [row])
  }

  private init(rows: [Row]) { self.rows = rows }

  /// The rows of a rate with a factor for each day, at least two of them. O(days).
  init(days: Range<Int>, factor: (Int) -> Double) {
    var starts: [(day: Int, factor: Double)] = []
    for day in days {
      let factor = factor(day)
      if starts.last?.factor != factor { starts.append((day, factor)) }
    }
    if starts.count == 1 { starts.append((starts[0].day + ForecastPeriods.loneDays, starts[0].factor)) }
    rows = starts.indices.map { index in
      // The last row holds as long as the one before it.
      let next = min(index + 1, starts.count - 1)
      return Row(
        day: starts[index].day, units: starts[index].factor * Double(starts[next].day - starts[next - 1].day))
    }
  }
}
