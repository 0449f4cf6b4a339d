/// Simple exponential smoothing, several smoothing constants side by side.
///
/// The level begins as the mean of the first values, then moves by alpha times the error of each. The season is taken
/// out before and put back after (`WeekdayFactors`). Source: NIST/SEMATECH e-Handbook of Statistical Methods, 6.4.3.1.
/// O(1) a day.
package struct ExponentialSmoothing: Sendable {
  private let alphas: SIMD8<Double>
  private let warmup: Int
  private var seen = 0
  /// What a day is expected to bring, season aside, for each constant.
  package private(set) var levels = SIMD8<Double>.zero

  /// - Parameters:
  ///   - alphas: between 0 and 1.
  ///   - warmup: how many values make the first level; 1 begins with the first value.
  package init(alphas: SIMD8<Double>, warmup: Int) {
    precondition(warmup >= 1, "the level needs a value")
    self.alphas = alphas
    self.warmup = warmup
  }

  @inline(__always)
  package mutating func observe(_ value: Double) {
    seen += 1
    let error = SIMD8<Double>(repeating: value) - levels
    levels += seen > warmup ? alphas * error : error / Double(seen)
  }
}
