import Foundation

/// The backtest of one series whose days all count, by weeks, written a second time: slowly, from the definitions of
/// scenarios/README.md alone. Methods without a weekly factor only.
struct ReferenceBacktest {
  let values: [Double]

  struct Score {
    var mase: Double?
    var pinball: Double
    var comparisons: Int
  }

  /// What a week after day `end` brings, by parameter.
  typealias Method = (_ values: ArraySlice<Double>) -> [Double]

  static func naive(_ values: ArraySlice<Double>) -> [Double] { [values.suffix(7).reduce(0, +)] }

  static func average(_ values: ArraySlice<Double>) -> [Double] {
    [112, 56, 28, 364].map { window in
      let last = values.suffix(window)
      return last.isEmpty ? 0 : last.reduce(0, +) / Double(last.count) * 7
    }
  }

  static func croston(_ values: ArraySlice<Double>) -> [Double] {
    [0.1, 0.02, 0.05, 0.2].map { alpha in
      var (size, interval, gap, demands) = (0.0, 1.0, 0.0, 0.0)
      for value in values {
        gap += 1
        if value == 0 { continue }
        demands += 1
        let weight = demands <= 5 ? 1 / demands : alpha
        size = (1 - weight) * size + weight * value
        interval = (1 - weight) * interval + weight * gap
        gap = 0
      }
      return size / interval * 7
    }
  }

  /// - Parameter warmWeeks: weeks before the first error that counts.
  func score(_ method: Method, warmWeeks: Int = 2) -> Score {
    let weeks = values.count / 7
    let first = values.count - weeks * 7
    let totals = (0..<weeks).map { values[first + 7 * $0..<first + 7 * $0 + 7].reduce(0, +) }
    let forecasts = (0..<weeks).map { method(values[..<(first + 7 * $0)]) }
    let origin = weeks - min(12, weeks - 4)
    var changes = (1..<origin).map { abs(totals[$0] - totals[$0 - 1]) }
    if changes.allSatisfy({ $0 == 0 }) { changes = (1..<weeks).map { abs(totals[$0] - totals[$0 - 1]) } }
    let scale = changes.reduce(0, +) / Double(changes.count)
    var (absolute, pinball, count) = (0.0, 0.0, 0)
    for start in origin..<weeks {
      let past = Array(warmWeeks..<start)
      let squares = forecasts[0].indices.map { parameter in
        past.reduce(0.0) { $0 + pow(forecasts[$1][parameter] - totals[$1], 2) }
      }
      let best = squares.indices.min { squares[$0] < squares[$1] } ?? 0
      let mean = forecasts[start][best]
      let square = squares[best] / Double(past.count)
      let variance = square >= mean ? square : (Double(past.count) * square + 20 * mean) / Double(past.count + 20)
      for week in start..<min(start + 4, weeks) {
        absolute += abs(totals[week] - mean)
        for p in [0.1, 0.25, 0.5, 0.75, 0.9, 0.95] {
          let quantile = ReferenceBacktest.quantile(p, mean: mean, variance: variance)
          pinball += max(p * (totals[week] - quantile), (p - 1) * (totals[week] - quantile)) / 6
        }
        count += 1
      }
    }
    return Score(
      mase: scale > 0 ? absolute / Double(count) / scale : nil, pinball: pinball / Double(count), comparisons: count)
  }

  /// Negative binomial or Poisson by logarithms of factorials; binomial by its own.
  static func quantile(_ p: Double, mean: Double, variance: Double) -> Double {
    if mean < 1e-9 { return 0 }
    var (below, units) = (0.0, 0.0)
    while true {
      below += exp(logProbability(units, mean, variance))
      if below >= p - 1e-11 || units > 5_000 { return units }
      units += 1
    }
  }

  private static func logProbability(_ units: Double, _ mean: Double, _ variance: Double) -> Double {
    if variance > mean * (1 + 1e-6) {
      let r = mean * mean / (variance - mean)
      return lgamma(units + r) - lgamma(r) - lgamma(units + 1) + r * log(r / (r + mean)) + units
        * log(mean / (r + mean))
    }
    if variance >= mean * (1 - 1e-6) { return units * log(mean) - mean - lgamma(units + 1) }
    let trials = max(mean.rounded(.up), (mean * mean / (mean - variance)).rounded())
    let chance = mean / trials
    if units > trials { return -.infinity }
    if chance >= 1 { return units == trials ? 0 : -.infinity }
    return lgamma(trials + 1) - lgamma(units + 1) - lgamma(trials - units + 1) + units * log(chance)
      + (trials - units) * log(1 - chance)
  }
}
