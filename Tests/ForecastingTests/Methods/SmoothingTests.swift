import Forecasting
import Testing

/// Hyndman and Athanasopoulos, "Forecasting: principles and practice", second edition: Australian quarterly beer
/// production, 1992 Q1 to 2007 Q4 (training) and 2008 Q1 to 2010 Q2, section 3.4.
enum Beer {
  static let training: [Double] = [
    443, 410, 420, 532, 433, 421, 410, 512, 449, 381, 423, 531, 426, 408, 416, 520, 409, 398, 398, 507, 432, 398, 406,
    526, 428, 397, 403, 517, 435, 383, 424, 521, 421, 402, 414, 500, 451, 380, 416, 492, 428, 408, 406, 506, 435, 380,
    421, 490, 435, 390, 412, 454, 416, 403, 408, 482, 438, 386, 405, 491, 427, 383, 394, 473,
  ]
  static let test: [Double] = [420, 390, 410, 488, 415, 398, 419, 488, 414, 374]
}

@Suite struct SeasonalNaiveTests {
  /// Their table: seasonal naive RMSE 14.31, MAE 13.40; mean RMSE 38.45, MAE 34.83.
  @Test func beerHasThePublishedErrors() {
    var naive = SeasonalNaive()
    for (quarter, value) in Beer.training.enumerated() { naive.observe(value, at: quarter % 4) }
    let errors = Beer.test.enumerated().map { quarter, actual in
      var day = SIMD8<Double>.zero
      day[quarter % 4] = 1
      return actual - naive.total(of: day)
    }
    let absolute = errors.reduce(0) { $0 + abs($1) } / 10
    let square = errors.reduce(0) { $0 + $1 * $1 } / 10
    #expect(abs(absolute - 13.40) < 0.005)
    #expect(abs(square.squareRoot() - 14.31) < 0.005)
  }

  @Test func aYearIsTheSumOfItsLastQuarters() {
    var naive = SeasonalNaive()
    for (quarter, value) in Beer.training.enumerated() { naive.observe(value, at: quarter % 4) }
    #expect(naive.total(of: SIMD8(1, 1, 1, 1, 0, 0, 0, 0)) == 427 + 383 + 394 + 473)
  }
}

@Suite struct MovingAverageTests {
  /// The same book, table 6.1: electricity sales to residential customers in South Australia (GWh), 1989 to 1994, and
  /// their moving average of order 5: 2381.53 and 2424.56. Its mean method on the beer above has MAE 34.83.
  @Test func averagesAreThePublishedOnes() {
    let sales = [2354.34, 2379.71, 2318.52, 2468.99, 2386.09, 2569.47]
    var average = MovingAverage(windows: [5, 1, 2, 64])
    for value in sales.prefix(5) { average.observe(value) }
    #expect(abs(average.rates[0] - 2381.53) < 0.005)
    average.observe(sales[5])
    #expect(abs(average.rates[0] - 2424.56) < 0.005)
    #expect(abs(average.rates[1] - 2569.47) < 1e-9)
    var mean = MovingAverage(windows: [64, 64, 64, 64])
    for value in Beer.training { mean.observe(value) }
    #expect(abs(Beer.test.reduce(0) { $0 + abs($1 - mean.rates[0]) } / 10 - 34.83) < 0.006)
  }

  @Test func aWindowThatIsNotFullAveragesWhatThereIs() {
    var average = MovingAverage(windows: [4, 8, 2, 1])
    #expect(average.rates == .zero)
    average.observe(6)
    average.observe(2)
    #expect(average.rates == SIMD4(4, 4, 4, 2))
  }
}

@Suite struct ExponentialSmoothingTests {
  private static let nist: [Double] = [71, 70, 69, 68, 64, 65, 72, 78, 75, 75, 75, 70]

  /// NIST/SEMATECH e-Handbook, 6.4.3.1: alpha = 0.1, S2 = y1; its column of smoothed values, and the mean squared
  /// error 19.0 (the page squares errors that it has rounded: its sum, 208.94, is not to be had to the last digit).
  @Test func nistColumnAndSquaredErrors() {
    let published = [71, 70.9, 70.71, 70.44, 69.80, 69.32, 69.58, 70.43, 70.88, 71.29, 71.67]
    var smoothing = ExponentialSmoothing(alphas: SIMD8(repeating: 0.1), warmup: 1)
    var squares = 0.0
    smoothing.observe(Self.nist[0])
    for (index, value) in Self.nist.dropFirst().enumerated() {
      #expect(abs(smoothing.levels[0] - published[index]) < 0.0051, "S\(index + 2)")
      squares += (value - smoothing.levels[0]) * (value - smoothing.levels[0])
      smoothing.observe(value)
    }
    #expect(abs(squares / 11 - 19.0) < 0.05)
    #expect(abs(squares - 208.94) < 0.2)
  }

  @Test func theLevelBeginsAsAMean() {
    var smoothing = ExponentialSmoothing(alphas: SIMD8(repeating: 0.25), warmup: 3)
    for value in [2.0, 4, 9] { smoothing.observe(value) }
    #expect(abs(smoothing.levels[0] - 5) < 1e-12)
    smoothing.observe(9)
    #expect(abs(smoothing.levels[0] - 6) < 1e-12)
  }
}

@Suite struct WeekdayFactorsTests {
  @Test func manyDaysSpeakForThemselves() {
    // Saturdays bring three times an ordinary day, Sundays nothing: week of 8, mean 8/7.
    let weeks = 10_000.0
    let factors = WeekdayFactors(
      units: SIMD8(1, 1, 1, 1, 1, 3, 0, 0) * weeks, days: SIMD8(1, 1, 1, 1, 1, 1, 1, 0) * weeks, demandDays: 6 * weeks)
    #expect(abs(factors[5] - 21.0 / 8) < 0.01)
    #expect(factors[6] < 0.01)
    #expect(abs((0..<7).reduce(0) { $0 + factors[$1] } - 7) < 1e-12)
  }

  @Test func fewDaysFollowTheGroup() {
    let group = WeekdayFactors(
      units: SIMD8(1, 1, 1, 1, 1, 3, 0, 0) * 1e6, days: SIMD8(1, 1, 1, 1, 1, 1, 1, 0) * 1e6, demandDays: 6e6)
    let own = WeekdayFactors(
      units: SIMD8(4, 0, 0, 0, 0, 0, 0, 0), days: SIMD8(2, 2, 2, 2, 2, 2, 2, 0), demandDays: 1, group: group)
    // One day of demand against a hundred of the group's.
    #expect(abs(own[0] - (1 * 7 + 100 * group[0]) / 101) < 1e-9)
    let none = WeekdayFactors(units: .zero, days: SIMD8(repeating: 1), demandDays: 0, group: group)
    #expect(none == group)
  }
}
