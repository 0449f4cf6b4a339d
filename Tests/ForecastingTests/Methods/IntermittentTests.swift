import Forecasting
import Testing

@Suite struct CrostonTests {
  /// Hyndman and Athanasopoulos, "Forecasting: principles and practice", second edition, 12.2: with alpha = 0.1 the
  /// last size is 2.750, the last interval 2.793, the forecast 0.985.
  @Test func lubricantHasThePublishedForecast() {
    var croston = Croston(alphas: SIMD4(0.1, 0.5, 0.1, 0.1), warmup: 1)
    for value in PublishedSeries.lubricant { croston.observe(value) }
    #expect(abs(croston.sizes[0] - 2.750) < 0.0005)
    #expect(abs(croston.intervals[0] - 2.793) < 0.0005)
    #expect(abs(croston.rates[0] - 0.985) < 0.0005)
  }

  /// Figures that R's `croston` printed, in sktime's test of the same method: repository sktime/sktime,
  /// sktime/forecasting/tests/test_croston.py. From the first demand on, as there.
  @Test func prescriptionsHaveTheForecastsOfR() {
    var croston = Croston(alphas: SIMD4(0.1, 0.5, 0.05, 0.1), warmup: 1)
    for value in PublishedSeries.prescriptions { croston.observe(value) }
    #expect(PublishedSeries.prescriptions.count == 204)
    for (lane, published, step) in [(0, 0.8688921, 1e-7), (1, 0.6754646, 1e-7), (2, 1.405808, 1e-6)] {
      #expect(abs(croston.rates[lane] - published) <= step / 2, "\(croston.rates[lane])")
    }
  }

  /// What statsforecast printed for CrostonClassic and CrostonSBA, alpha = 0.1: repository Nixtla/statsforecast,
  /// docs/docs/models/crostonclassic.html.md and crostonsba.html.md. `mean` is the forecast after the last hour, with
  /// eight decimals; the end of `fitted` the one before it, in single precision.
  ///
  /// The pages begin a year earlier than the hours here. The state before them, ours or theirs, weighs 0.9 to the power
  /// of the 207 demands since, less than 1e-9: the end alone has the printed forecast.
  @Test func hoursHaveThePublishedForecastsOfCrostonAndSBA() {
    var croston = Croston(alphas: SIMD4(0.1, 0.5, 0.1, 0.1), warmup: 1)
    for value in PublishedSeries.hours.dropLast() { croston.observe(value) }
    #expect(abs(croston.rates[0] - 30.61961) < 2e-6)
    #expect(abs(croston.unbiasedRates[0] - 29.088629) < 2e-6)
    croston.observe(PublishedSeries.hours[475])
    #expect(abs(croston.rates[0] - 27.41841685) < 1e-8, "\(croston.rates[0])")
    #expect(abs(croston.unbiasedRates[0] - 26.04749601) < 1e-8, "\(croston.unbiasedRates[0])")
  }

  /// The same pages at the beginning: nothing and then 10 make 5 an hour, 4.75 by SBA.
  @Test func firstDemandHasThePublishedForecasts() {
    var croston = Croston(alphas: SIMD4(repeating: 0.1), warmup: 1)
    for value in [0.0, 10] { croston.observe(value) }
    #expect(abs(croston.rates[0] - 5) < 1e-12)
    #expect(abs(croston.unbiasedRates[0] - 4.75) < 1e-12)
  }

  /// Syntetos and Boylan 2005: each constant takes its own half away.
  @Test func correctionTakesHalfOfAlphaAway() {
    var croston = Croston(alphas: SIMD4(0.1, 0.5, 0.1, 0.1), warmup: 1)
    for value in PublishedSeries.lubricant { croston.observe(value) }
    #expect(abs(croston.unbiasedRates[0] - 0.95 * croston.rates[0]) < 1e-12)
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
    for value in PublishedSeries.lubricant { croston.observe(value) }
    let before = croston.rates
    for _ in 0..<100 { croston.observe(0) }
    #expect(croston.rates == before)
  }
}

@Suite struct TSBTests {
  /// What statsforecast printed for TSB, 0.8 for sizes and 0.9 for the chance: repository Nixtla/statsforecast,
  /// docs/docs/models/tsb.html.md. `mean` is the forecast after the last hour, with eight decimals; the end of `fitted`
  /// the three before it, in single precision. As with Croston, the year before these hours has no weight left.
  @Test func hoursHaveThePublishedForecasts() {
    var fading = TSB(alphas: SIMD4(0.8, 0.1, 0.1, 0.1), betas: SIMD4(0.9, 0.1, 0.1, 0.1), warmup: (1, 1))
    for value in PublishedSeries.hours.dropLast(3) { fading.observe(value) }
    for (value, published) in zip(PublishedSeries.hours.suffix(3), [14.937817, 1.4937816, 0.14937817]) {
      #expect(abs(fading.rates[0] - published) < 1e-7 * published, "\(fading.rates[0])")
      fading.observe(value)
    }
    #expect(abs(fading.rates[0] - 65.58645721) < 1e-8, "\(fading.rates[0])")
  }

  /// A table of forecasts, 0.3 for sizes and 0.1 for the chance: repository pmrgn/intermittent-forecast,
  /// tests/test_croston.py, demand 0 0 3 0 4 0 0 0 2 0. There the first day leaves a state that looks ahead, a size of
  /// 3 and a chance of 3 days in 10; here ten days with three demands of 3 lead to it, and the other nine days follow.
  @Test func smallSeriesHasThePublishedTable() {
    var fading = TSB(alphas: SIMD4(repeating: 0.3), betas: SIMD4(repeating: 0.1), warmup: (3, 10))
    for value in [3.0, 3, 3, 0, 0, 0, 0, 0, 0, 0] { fading.observe(value) }
    #expect(abs(fading.rates[0] - 0.9) < 1e-12)
    let published = [0.81, 1.029, 0.9261, 1.2468390, 1.1221551, 1.0099396, 0.9089456, 1.0123723, 0.9111351]
    for (value, forecast) in zip([0.0, 3, 0, 4, 0, 0, 0, 2, 0], published) {
      fading.observe(value)
      #expect(abs(fading.rates[0] - forecast) < 5.1e-8, "\(fading.rates[0])")
    }
  }

  /// Every lane by hand, alpha 0.2 and beta 0.1, demand 0 4 0 0 6: size 4, chance 1/2 on the second day; 0.45, 0.405;
  /// then chance 0.405 + 0.1 x 0.595 = 0.4645 and size 4 + 0.2 x 2 = 4.4.
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
    for value in PublishedSeries.lubricant { fading.observe(value) }
    let before = fading.rates[0]
    for _ in 0..<10 { fading.observe(0) }
    #expect(abs(fading.rates[0] / before - 0.34867844) < 1e-8)
  }
}
