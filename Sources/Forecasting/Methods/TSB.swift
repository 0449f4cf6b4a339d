/// Teunter, Syntetos and Babai 2011, several smoothing constants side by side: the size of a demand is smoothed when
/// there is one, the chance of one every day, so that what nobody asks for any more fades away.
///
/// Sizes begin as the mean of the first ones, the chance as the share of the first days that had a demand. O(1) a day.
package struct TSB: Sendable {
  private let alphas: SIMD4<Double>
  private let betas: SIMD4<Double>
  private let warmup: (demands: Int, days: Int)
  private var demands = 0
  private var days = 0
  /// By alpha.
  package private(set) var sizes = SIMD4<Double>.zero
  /// By beta.
  package private(set) var chances = SIMD4<Double>.zero

  /// - Parameters:
  ///   - alphas: for sizes.
  ///   - betas: for the chance of a demand.
  ///   - warmup: how many demands make the first size, and how many days the first chance.
  package init(alphas: SIMD4<Double>, betas: SIMD4<Double>, warmup: (demands: Int, days: Int)) {
    precondition(warmup.demands >= 1 && warmup.days >= 1, "a beginning needs a demand and a day")
    self.warmup = warmup
    self.alphas = alphas
    self.betas = betas
  }

  @inline(__always)
  package mutating func observe(_ value: Double) {
    days += 1
    let steps = days > warmup.days ? betas : SIMD4(repeating: 1 / Double(days))
    chances -= steps * chances
    guard value > 0 else { return }
    chances += steps
    demands += 1
    let weights = demands > warmup.demands ? alphas : SIMD4(repeating: 1 / Double(demands))
    sizes += weights * (SIMD4(repeating: value) - sizes)
  }

  /// What a day is expected to bring: lane `4 b + a` by alpha a and beta b.
  package var rates: SIMD16<Double> {
    SIMD16(
      lowHalf: SIMD8(lowHalf: sizes * chances[0], highHalf: sizes * chances[1]),
      highHalf: SIMD8(lowHalf: sizes * chances[2], highHalf: sizes * chances[3]))
  }
}
