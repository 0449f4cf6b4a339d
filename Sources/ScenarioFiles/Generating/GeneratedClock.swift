import RandomStreams

/// When customers buy: a curve over the hours of the day, repeated over days, weekends stronger.
package struct GeneratedClock: Sendable {
  /// The planning day of all generated scenarios, 2026-11-11, in days since 1970-01-01: a Wednesday, and the year's
  /// largest sale. Fixed: files must not depend on the day on which they are made.
  static let firstDay = 20_768

  /// Orders by hour of the day: little at night, a peak in the evening.
  private static let hourWeights: [Double] = [
    3, 2, 1, 1, 1, 1, 2, 4, 6, 8, 10, 10, 9, 8, 8, 8, 8, 8, 9, 11, 13, 13, 10, 6,
  ]

  private let hours: CumulativeTable

  /// The curve over `days` days. O(days).
  init(days: Int) {
    hours = CumulativeTable(
      weights: (0..<days).flatMap { day in
        GeneratedClock.hourWeights.map { $0 * GeneratedClock.dayWeight(day) }
      })
  }

  /// The demand of day `day` (0 = the planning day) relative to a working day's.
  static func dayWeight(_ day: Int) -> Double {
    // Day 0 of the calendar, 1970-01-01, was a Thursday: remainders 2 and 3 are Saturday and Sunday.
    (2...3).contains((firstDay + day) % 7) ? 1.3 : 1
  }

  /// The second, from the start of the planning day, by which the share `position` (0 ..< 1) of all demand has
  /// come; ascending in `position`. O(log days).
  func second(at position: Double) -> Int32 {
    let (hour, fraction) = hours.place(at: position)
    return Int32(hour * 3600 + Int(fraction * 3600))
  }

  /// Year, month and day of day `day` (0 = the planning day) in the Gregorian calendar.
  ///
  /// Source: Hinnant, "chrono-compatible low-level date algorithms", civil_from_days. O(1).
  package static func date(_ day: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = firstDay + day + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }
}
