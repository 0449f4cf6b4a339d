/// Moving averages: a day is expected to bring the mean of the last days. Several windows side by side.
///
/// Source: Hyndman and Athanasopoulos, "Forecasting: principles and practice", 3.3 (the average), 5.2. O(1) a day.
package struct MovingAverage: Sendable {
  private let windows: [Int]
  /// Sums of the values so far; `sums[n]` is of the first n.
  private var sums: [Double] = [0]

  /// - Parameter windows: four of them, in days; fewer days than that are averaged as long as there are no more.
  package init(windows: [Int]) {
    precondition(windows.count == 4 && windows.allSatisfy { $0 > 0 }, "four windows of at least a day")
    self.windows = windows
  }

  /// Forgets all values.
  mutating func restart() { sums.removeSubrange(1...) }

  @inline(__always)
  package mutating func observe(_ value: Double) { sums.append(sums[sums.count - 1] + value) }

  /// What a day is expected to bring by each window; 0 before the first value.
  package var rates: SIMD4<Double> {
    let count = sums.count - 1
    var rates = SIMD4<Double>.zero
    guard count > 0 else { return rates }
    for place in 0..<4 {
      let days = min(windows[place], count)
      // A difference of running sums may come out below 0 by its last bit.
      rates[place] = max(0, sums[count] - sums[count - days]) / Double(days)
    }
    return rates
  }
}
