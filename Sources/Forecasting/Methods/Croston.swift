/// Croston's method and its correction, several smoothing constants side by side: sizes of demand and the days between
/// are smoothed apart, and only when there is demand.
///
/// Croston 1972 expects size / interval a day; Syntetos and Boylan 2005 (SBA) (1 - alpha / 2) of it, since the mean of a
/// quotient is more than the quotient of the means. Both begin with the first demand. O(1) a day.
package struct Croston: Sendable {
  private let alphas: SIMD4<Double>
  private var gap = 0.0
  private var hasBegun = false
  package private(set) var sizes = SIMD4<Double>.zero
  package private(set) var intervals = SIMD4<Double>(repeating: 1)

  package init(alphas: SIMD4<Double>) { self.alphas = alphas }

  @inline(__always)
  package mutating func observe(_ value: Double) {
    gap += 1
    guard value > 0 else { return }
    if hasBegun {
      sizes += alphas * (SIMD4(repeating: value) - sizes)
      intervals += alphas * (SIMD4(repeating: gap) - intervals)
    } else {
      sizes = SIMD4(repeating: value)
      intervals = SIMD4(repeating: gap)
      hasBegun = true
    }
    gap = 0
  }

  /// Croston: what a day is expected to bring; 0 before the first demand.
  package var rates: SIMD4<Double> { sizes / intervals }

  /// SBA: the same without its bias.
  package var unbiasedRates: SIMD4<Double> { (1 - alphas / 2) * rates }
}
