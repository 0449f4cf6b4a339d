/// Seasonal naive: a day is expected to be like the last day of its place in the season.
///
/// Source: Hyndman and Athanasopoulos, "Forecasting: principles and practice", 5.2. O(1) a day.
package struct SeasonalNaive: Sendable {
  /// The last value of each place in the season; 0 before there was any. A week takes the first seven.
  package private(set) var last = SIMD8<Double>.zero

  package init() {}

  /// - Parameter place: the day's place in the season, 0 ..< 8.
  @inline(__always)
  package mutating func observe(_ value: Double, at place: Int) { last[place] = value }

  /// What days of each place bring together.
  @inline(__always)
  package func total(of days: SIMD8<Double>) -> Double { (last * days).sum() }
}
