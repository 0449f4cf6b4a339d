import SupplyModel

/// A series cut into blocks, and what every method expected at the start of each: a worker's scratch memory.
struct SeriesBlocks: Sendable {
  /// Blocks of the series; one more start than blocks, the last one as_of.
  private(set) var count = 0
  /// At the start of block `i`, and at `count` for what comes.
  private(set) var rates: [MethodRates] = []
  private(set) var days: [DayWeights] = []
  private(set) var totals: [Double] = []
  private var average = MovingAverage(windows: MethodGrid.windows)

  /// Runs all methods over a series.
  /// - Parameter factors: of its weekdays.
  /// - Complexity: O(days x parameters).
  mutating func run(_ series: DailySeries, _ plan: BacktestPlan, _ factors: WeekdayFactors) {
    count = plan.blocks(series.values.count)
    rates.removeAll(keepingCapacity: true)
    days.removeAll(keepingCapacity: true)
    totals.removeAll(keepingCapacity: true)
    average.restart()
    var naive = SeasonalNaive()
    var smoothed = ExponentialSmoothing(alphas: MethodGrid.alphas, warmup: MethodGrid.warmup)
    var croston = Croston(alphas: MethodGrid.sizeAlphas, warmup: MethodGrid.sizeWarmup)
    var fading = TSB(
      alphas: MethodGrid.sizeAlphas, betas: MethodGrid.chanceBetas,
      warmup: (MethodGrid.sizeWarmup, MethodGrid.chanceWarmup))
    var weekday = series.weekday
    var weights = DayWeights()
    var total = 0.0
    var next = series.values.count - count * plan.blockDays
    for day in 0...series.values.count {
      if day == next {
        if !rates.isEmpty {
          days.append(weights)
          totals.append(total)
        }
        rates.append(
          MethodRates(
            naive: naive.last, average: average.rates, smoothed: smoothed.levels, croston: croston.rates,
            unbiased: croston.unbiasedRates, fading: fading.rates))
        weights = DayWeights()
        total = 0
        next += plan.blockDays
      }
      guard day < series.values.count else { break }
      if series.counts[day] {
        let value = series.values[day]
        naive.observe(value, at: weekday)
        average.observe(value)
        croston.observe(value)
        fading.observe(value)
        if factors[weekday] >= WeekdayFactors.leastTelling { smoothed.observe(value / factors[weekday]) }
        weights.add(weekday, factors)
        total += value
      }
      weekday = weekday == 6 ? 0 : weekday + 1
    }
  }
}
