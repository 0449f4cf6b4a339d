import SupplyModel

/// Backtest and forecast of some series in turn, on one thread.
struct SeriesForecasts: Sendable {
  /// Series by series, a value for each period; variances before they grow with the horizon.
  private(set) var means: [Double] = []
  private(set) var variances: [Double] = []
  private(set) var series: [ForecastBacktest.Series] = []
  private(set) var scores: [ForecastBacktest.Score] = []
  private(set) var growth = HorizonGrowth(horizons: 0)
  private(set) var accuracy = AccuracyTally()

  init() {}

  /// - Parameters:
  ///   - training: weekday factors of the nodes before the first origin of any series.
  ///   - whole: the same of all history.
  init(
    _ range: Range<Int>, _ context: DailySeries.Context, _ plan: BacktestPlan, _ periods: PlanningPeriods,
    training: NodeWeekdays, whole: NodeWeekdays
  ) {
    growth = HorizonGrowth(horizons: plan.horizons)
    var daily = DailySeries()
    var blocks = SeriesBlocks()
    var backtest = SeriesBacktest()
    for number in range {
      daily.load(number, context)
      let row = context.history.series[number]
      let origins = plan.origins(daily.values.count)
      let factors = daily.weekdayFactors(days: plan.trainingDays(daily.values.count), group: training[row.node])
      blocks.run(daily, plan, factors)
      backtest.judge(blocks, plan, origins: origins)
      var future = FutureDays(row.sku, periods, context)
      if backtest.count > 0 {
        let (choice, meanSquare) = backtest.errors.best(backtest.chosen)
        var rates = blocks.rates[blocks.count]
        if backtest.chosen == .exponentialSmoothing {
          // The factors may now know the periods that they were tested on.
          let known = daily.weekdayFactors(days: daily.values.count, group: whole[row.node])
          rates.smoothed = daily.smoothedLevels(known)
          future.weigh(periods, context, known)
        } else {
          future.weigh(periods, context, .flat)
        }
        future.expect(
          &means, &variances, wholeDays: Double(plan.blockDays),
          variance: {
            ErrorVariance.variance(mean: $0, meanSquare: meanSquare, count: backtest.errors.count)
          }, mean: { rates.total(backtest.chosen, choice, of: $0) })
      } else {
        let rate = daily.countedDays > 0 ? daily.units / Double(daily.countedDays) : 0
        let spread = daily.blockVariance(plan.blockDays)
        future.weigh(periods, context, .flat)
        future.expect(
          &means, &variances, wholeDays: Double(plan.blockDays), variance: { max($0, spread) },
          mean: { rate * $0.plain })
      }
      growth.add(backtest, plan)
      note(row, daily, backtest)
    }
  }

  private mutating func note(_ row: DemandForecast.Row, _ daily: DailySeries, _ backtest: SeriesBacktest) {
    let method = backtest.count > 0 ? backtest.chosen : .mean
    series.append(
      ForecastBacktest.Series(
        row: row, days: Int32(daily.countedDays), units: daily.units, method: method,
        comparisons: Int32(backtest.count)))
    for tally in backtest.all {
      guard backtest.count > 0 else {
        scores.append(ForecastBacktest.Score())
        continue
      }
      scores.append(
        ForecastBacktest.Score(
          mase: backtest.scale > 0 ? tally.absolute / backtest.count / backtest.scale : nil,
          pinball: tally.pinball / backtest.count))
    }
    accuracy.add(backtest)
  }
}
