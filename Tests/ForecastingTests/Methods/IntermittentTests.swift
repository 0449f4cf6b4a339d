import Forecasting
import Testing

/// Monthly sales of a lubricant can, Hyndman and Athanasopoulos, "Forecasting: principles and practice", second edition,
/// section 12.2 (`productC`).
private let lubricant: [Double] = [
  0, 2, 0, 1, 0, 11, 0, 0, 0, 0, 2, 0, 6, 3, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 3, 1, 0, 0, 1, 0, 1, 0, 0,
]

@Suite struct CrostonTests {
  /// The book: with alpha = 0.1 the last size is 2.750, the last interval 2.793, the forecast 0.985.
  @Test func lubricantHasThePublishedForecast() {
    var croston = Croston(alphas: SIMD4(0.1, 0.5, 0.1, 0.1), warmup: 1)
    for value in lubricant { croston.observe(value) }
    #expect(abs(croston.sizes[0] - 2.750) < 0.0005)
    #expect(abs(croston.intervals[0] - 2.793) < 0.0005)
    #expect(abs(croston.rates[0] - 0.985) < 0.0005)
  }

  /// Syntetos and Boylan 2005 publish the factor (1 - alpha / 2), not a table: 0.95 of the book's figure, derived here.
  @Test func correctionTakesHalfOfAlphaAway() {
    var croston = Croston(alphas: SIMD4(0.1, 0.5, 0.1, 0.1), warmup: 1)
    for value in lubricant { croston.observe(value) }
    #expect(abs(croston.unbiasedRates[0] - 0.95 * croston.rates[0]) < 1e-12)
    #expect(abs(croston.unbiasedRates[0] - 0.935) < 0.001)
    #expect(abs(croston.unbiasedRates[1] - 0.75 * croston.rates[1]) < 1e-12)
  }

  @Test func nothingYetIsNothing() {
    var croston = Croston(alphas: SIMD4(repeating: 0.1), warmup: 1)
    for _ in 0..<5 { croston.observe(0) }
    #expect(croston.rates == .zero)
    croston.observe(6)
    #expect(croston.rates == SIMD4(repeating: 1))
  }

  @Test func firstSizesAndIntervalsAreAveraged() {
    var croston = Croston(alphas: SIMD4(repeating: 0.5), warmup: 2)
    for value in [8.0, 0, 0, 2] { croston.observe(value) }
    #expect(croston.sizes[0] == 5)
    #expect(croston.intervals[0] == 2)
    croston.observe(9)
    #expect(croston.sizes[0] == 7)
    #expect(croston.intervals[0] == 1.5)
  }

  @Test func silenceMovesNothing() {
    var croston = Croston(alphas: SIMD4(repeating: 0.3), warmup: 1)
    for value in lubricant { croston.observe(value) }
    let before = croston.rates
    for _ in 0..<100 { croston.observe(0) }
    #expect(croston.rates == before)
  }
}

@Suite struct TSBTests {
  /// Teunter, Syntetos and Babai 2011 give the recursion and no worked table; by hand, alpha 0.2 and beta 0.1, demand
  /// 0 4 0 0 6: size 4, chance 1/2 on the second day; 0.45, 0.405; then chance 0.405 + 0.1 x 0.595 = 0.4645 and size
  /// 4 + 0.2 x 2 = 4.4.
  @Test func recursionByHand() {
    var fading = TSB(alphas: SIMD4(0.2, 0.5, 0.5, 0.5), betas: SIMD4(0.1, 0.3, 0.3, 0.3), warmup: (1, 2))
    for value in [0.0, 4] { fading.observe(value) }
    #expect(fading.rates[0] == 2)
    fading.observe(0)
    #expect(abs(fading.rates[0] - 4 * 0.45) < 1e-12)
    fading.observe(0)
    fading.observe(6)
    #expect(abs(fading.rates[0] - 4.4 * 0.4645) < 1e-12)
    // Lane 4 b + a: size by 0.5 is 5, chance by 0.3 is 0.5, 0.35, 0.245, 0.4715.
    #expect(abs(fading.rates[5] - 5 * 0.4715) < 1e-12)
    #expect(abs(fading.rates[4] - 4.4 * 0.4715) < 1e-12)
    #expect(abs(fading.rates[1] - 5 * 0.4645) < 1e-12)
  }

  @Test func silenceFades() {
    var fading = TSB(alphas: SIMD4(repeating: 0.2), betas: SIMD4(repeating: 0.1), warmup: (1, 1))
    for value in lubricant { fading.observe(value) }
    let before = fading.rates[0]
    for _ in 0..<10 { fading.observe(0) }
    #expect(abs(fading.rates[0] / before - 0.34867844) < 1e-8)
  }
}
