/// Teunter, Syntetos and Babai 2011, several smoothing constants side by side: the size of a demand is smoothed when
/// there is one, the chance of one every day, so that what nobody asks for any more fades away.
///
/// Begins with the first demand: its size, and one over the days that it took. O(1) a day.
package struct TSB: Sendable {
  private let alphas: SIMD4<Double>
  private let betas: SIMD4<Double>
  private var gap = 0.0
  private var hasBegun = false
  /// By alpha.
  package private(set) var sizes = SIMD4<Double>.zero
  /// By beta.
  package private(set) var chances = SIMD4<Double>.zero

  /// - Parameters:
  ///   - alphas: for sizes.
  ///   - betas: for the chance of a demand.
  package init(alphas: SIMD4<Double>, betas: SIMD4<Double>) {
    self.alphas = alphas
    self.betas = betas
  }

  @inline(__always)
  package mutating func observe(_ value: Double) {
    if hasBegun {
      chances -= betas * chances
      if value > 0 {
        chances += betas
        sizes += alphas * (SIMD4(repeating: value) - sizes)
      }
    } else {
      gap += 1
      guard value > 0 else { return }
      sizes = SIMD4(repeating: value)
      chances = SIMD4(repeating: 1 / gap)
      hasBegun = true
    }
  }

  /// What a day is expected to bring: lane `4 b + a` by alpha a and beta b.
  package var rates: SIMD16<Double> {
    SIMD16(
      lowHalf: SIMD8(lowHalf: sizes * chances[0], highHalf: sizes * chances[1]),
      highHalf: SIMD8(lowHalf: sizes * chances[2], highHalf: sizes * chances[3]))
  }
}
