import SupplyModel

/// The parameters that are tried for each method; the first holds as long as nothing tells them apart.
enum MethodGrid {
  static let windows = [112, 56, 28, 364]
  static let alphas = SIMD8<Double>(0.07, 0.01, 0.02, 0.04, 0.11, 0.18, 0.28, 0.4)
  static let sizeAlphas = SIMD4<Double>(0.1, 0.02, 0.05, 0.2)
  /// Slower than for sizes: the chance of a demand moves every day.
  static let chanceBetas = SIMD4<Double>(0.02, 0.005, 0.05, 0.12)
  /// Two weeks make the first level: every weekday twice.
  static let warmup = 14
  /// A first gap alone can be anything: with one sale on the first day it would promise one a day.
  static let sizeWarmup = 5
  static let chanceWarmup = 56
}

/// What all methods with all their parameters expect of a day at one moment.
struct MethodRates: Sendable {
  var naive = SIMD8<Double>.zero
  var average = SIMD4<Double>.zero
  var smoothed = SIMD8<Double>.zero
  var croston = SIMD4<Double>.zero
  var unbiased = SIMD4<Double>.zero
  var fading = SIMD16<Double>.zero
}

/// What some days weigh: as plain days, by weekday, and by the factors of their weekdays.
struct DayWeights: Sendable {
  var plain = 0.0
  var byWeekday = SIMD8<Double>.zero
  var seasonal = 0.0

  @inline(__always)
  mutating func add(_ weekday: Int, _ factors: WeekdayFactors, weight: Double = 1) {
    plain += weight
    byWeekday[weekday] += weight
    seasonal += weight * factors[weekday]
  }
}

extension MethodRates {
  /// What a method with its parameter number `choice` expects of some days. Complexity: O(1).
  @inline(__always)
  func total(_ method: ForecastMethod, _ choice: Int, of days: DayWeights) -> Double {
    switch method {
    case .seasonalNaive: (naive * days.byWeekday).sum()
    case .movingAverage: average[choice] * days.plain
    case .exponentialSmoothing: smoothed[choice] * days.seasonal
    case .croston: croston[choice] * days.plain
    case .sba: unbiased[choice] * days.plain
    case .tsb: fading[choice] * days.plain
    case .mean, .file: 0
    }
  }
}
