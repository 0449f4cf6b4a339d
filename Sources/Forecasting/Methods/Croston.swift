/// Croston's method and its correction, several smoothing constants side by side: sizes of demand and the days between
/// are smoothed apart, and only when there is demand.
///
/// Croston 1972 expects size / interval a day; Syntetos and Boylan 2005 (SBA) (1 - alpha / 2) of it, since the mean of a
/// quotient is more than the quotient of the means. Sizes and intervals begin as the means of the first ones. O(1) a day.
package struct Croston: Sendable {
  private let alphas: SIMD4<Double>
  private let warmup: Int
  private var gap = 0.0
  private var seen = 0
  package private(set) var sizes = SIMD4<Double>.zero
  package private(set) var intervals = SIMD4<Double>(repeating: 1)

  /// - Parameters:
  ///   - alphas: between 0 and 1.
  ///   - warmup: how many demands make the first size and interval; 1 begins with the first demand.
  package init(alphas: SIMD4<Double>, warmup: Int) {
    precondition(warmup >= 1, "a size needs a demand")
    self.alphas = alphas
    self.warmup = warmup
  }

  @inline(__always)
  package mutating func observe(_ value: Double) {
    gap += 1
    guard value > 0 else { return }
    seen += 1
    let weights = seen > warmup ? alphas : SIMD4(repeating: 1 / Double(seen))
    sizes += weights * (SIMD4(repeating: value) - sizes)
    intervals += weights * (SIMD4(repeating: gap) - intervals)
    gap = 0
  }

  /// Croston: what a day is expected to bring; 0 before the first demand.
  package var rates: SIMD4<Double> { sizes / intervals }

  /// SBA: the same without its bias.
  package var unbiasedRates: SIMD4<Double> { (1 - alphas / 2) * rates }
}
