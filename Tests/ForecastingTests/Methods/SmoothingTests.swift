import Forecasting
import Testing

@Suite struct SeasonalNaiveTests {
  /// Hyndman and Athanasopoulos, "Forecasting: principles and practice", second edition, 3.4: seasonal naive RMSE
  /// 14.31, MAE 13.40; R prints 14.31084 and 13.4 for their code.
  @Test func beerHasThePublishedErrors() {
    var naive = SeasonalNaive()
    for (quarter, value) in PublishedSeries.beer.training.enumerated() { naive.observe(value, at: quarter % 4) }
    let errors = PublishedSeries.beer.test.enumerated().map { quarter, actual in
      var day = SIMD8<Double>.zero
      day[quarter % 4] = 1
      return actual - naive.total(of: day)
    }
    let absolute = errors.reduce(0) { $0 + abs($1) } / 10
    let square = errors.reduce(0) { $0 + $1 * $1 } / 10
    #expect(abs(absolute - 13.4) < 1e-9)
    #expect(abs(square.squareRoot() - 14.31084) < 0.000005)
  }

  @Test func aYearIsTheSumOfItsLastQuarters() {
    var naive = SeasonalNaive()
    for (quarter, value) in PublishedSeries.beer.training.enumerated() { naive.observe(value, at: quarter % 4) }
    #expect(naive.total(of: SIMD8(1, 1, 1, 1, 0, 0, 0, 0)) == 427 + 383 + 394 + 473)
  }
}

@Suite struct MovingAverageTests {
  /// The same book, 6.2: five years' averages of the electricity, as R prints them for `ma(elecsales, 5)`. There an
  /// average stands at its middle year, here it is known after its last.
  @Test func electricityHasThePublishedAverages() {
    let published = [
      2381.530, 2424.556, 2463.758, 2552.598, 2627.700, 2750.622, 2858.348, 3014.704, 3077.300, 3144.520, 3188.700,
      3202.320, 3216.940, 3307.296, 3398.754, 3485.434,
    ]
    var average = MovingAverage(windows: [5, 1, 2, 64])
    for (year, value) in PublishedSeries.electricity.enumerated() {
      average.observe(value)
      if year >= 4 { #expect(abs(average.rates[0] - published[year - 4]) < 0.0005, "\(1989 + year)") }
      #expect(abs(average.rates[1] - value) < 1e-9)
    }
  }

  /// The same book, 3.4: the mean of all beer of the training has RMSE 38.45 and MAE 34.83 (R: 38.44724 and 34.82500).
  @Test func beerHasThePublishedErrorsOfTheMean() {
    var mean = MovingAverage(windows: [64, 64, 64, 64])
    for value in PublishedSeries.beer.training { mean.observe(value) }
    let errors = PublishedSeries.beer.test.map { $0 - mean.rates[0] }
    #expect(abs(errors.reduce(0) { $0 + abs($1) } / 10 - 34.825) < 1e-9)
    #expect(abs((errors.reduce(0) { $0 + $1 * $1 } / 10).squareRoot() - 38.44724) < 0.000005)
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
  /// error 19.0 (the page squares errors that it has rounded: its sum, 208.94, is not to be had to the last digit). The
  /// next page, 6.4.3.2, forecasts 71.50 for the thirteenth value.
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
    #expect(abs(smoothing.levels[0] - 71.50) < 0.005)
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
  /// Stevenson, "Operations Management", a problem on seasonal relatives: visitors of a tourist center that opens on
  /// Fridays, Saturdays and Sundays, six weeks; by simple averages 0.7808, 1.3428 and 0.8763 (data and solution as
  /// published by homeworkocean.com).
  ///
  /// The book takes the days as they are; ours are drawn towards the group's, flat here, as if by a hundred demand
  /// days, which endless ones undo. Days that never are keep the group's 1, and the mean of the others is 1 as well.
  @Test func weekendsHaveThePublishedRelatives() {
    let visitors = [
      (4, [148.0, 151, 154, 152, 156, 163], 0.7808), (5, [252.0, 256, 264, 266, 275, 276], 1.3428),
      (6, [168.0, 161, 174, 173, 177, 184], 0.8763),
    ]
    var units = SIMD8<Double>.zero
    for (day, weeks, _) in visitors { units[day] = weeks.reduce(0, +) }
    let days = SIMD8<Double>(0, 0, 0, 0, 6, 6, 6, 0)
    let own = WeekdayFactors(units: units, days: days, demandDays: 1e12)
    let drawn = WeekdayFactors(units: units, days: days, demandDays: 18)
    for (day, _, relative) in visitors {
      #expect(abs(own[day] - relative) < 0.00005, "\(own[day])")
      #expect(abs(drawn[day] - (1 + (relative - 1) * 18 / 118)) < 0.00001)
    }
    for day in 0..<4 { #expect(abs(own[day] - 1) < 1e-9) }
  }

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
