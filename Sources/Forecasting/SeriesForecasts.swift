import SupplyModel

/// Backtest and forecast of some series in turn by every method, on one thread; which one counts is chosen later.
struct SeriesForecasts: Sendable {
  /// What the choice and the summary need of a series' backtest.
  struct Judgement: Sendable {
    var row: DemandForecast.Row
    var days: Int32
    var units: Double
    var pattern: DemandPattern
    var scale: Double
    var count: Double
    var lateCount: Double
    var earlyCount: Double
    var comparedUnits: Double
    var lateUnits: Double
  }

  private(set) var judgements: [Judgement] = []
  /// Series by series, by `ForecastMethod.judged`.
  private(set) var all: [SeriesBacktest.Tally] = []
  private(set) var late: [SeriesBacktest.Tally] = []
  private(set) var early: [SeriesBacktest.Tally] = []
  /// Series by series, method by method, a value for each period; variances before they grow with the horizon. A series
  /// that could not be judged has its fallback in place of every method.
  private(set) var means: [Double] = []
  private(set) var variances: [Double] = []
  private(set) var growth = HorizonGrowth(horizons: 0)

  init() {}

  /// - Parameters:
  ///   - training: weekday factors of the nodes before the first origin of any series.
  ///   - whole: the same of all history.
  init(
    _ range: Range<Int>, _ context: DailySeries.Context, _ plan: BacktestPlan, _ periods: PlanningPeriods,
    training: NodeWeekdays, whole: NodeWeekdays
  ) {
    growth = HorizonGrowth(horizons: plan.horizons)
    let figures = range.count * ForecastMethod.judged.count * periods.count
    means.reserveCapacity(figures)
    variances.reserveCapacity(figures)
    var daily = DailySeries()
    var blocks = SeriesBlocks()
    var backtest = SeriesBacktest()
    for number in range {
      daily.load(number, context)
      let row = context.history.series[number]
      let days = daily.values.count
      // Of the days before the test, and those that may know the periods that they were tested on.
      let (factors, known) = daily.weekdayFactors(
        days: plan.trainingDays(days), group: training[row.node], wholeGroup: whole[row.node])
      blocks.run(daily, plan, factors)
      backtest.judge(blocks, plan, origins: plan.origins(days))
      let future = FutureDays(row.sku, periods, context, known)
      if backtest.count > 0 {
        var rates = blocks.rates[blocks.count]
        rates.smoothed = daily.smoothedLevels(known)
        expect(rates, backtest.errors, future, wholeDays: Double(plan.blockDays))
      } else {
        expectMean(daily, future, wholeDays: plan.blockDays)
      }
      growth.add(backtest, plan)
      note(row, daily, backtest)
    }
  }

  private mutating func expect(
    _ rates: MethodRates, _ errors: MethodErrors, _ future: FutureDays, wholeDays: Double
  ) {
    for method in ForecastMethod.judged {
      let (choice, meanSquare) = errors.best(method)
      future.expect(
        &means, &variances, wholeDays: wholeDays,
        variance: { ErrorVariance.variance(mean: $0, meanSquare: meanSquare, count: errors.count) },
        mean: { rates.total(method, choice, of: $0) })
    }
  }

  /// The fallback: the mean of all days, as spread as blocks were, not below Poisson.
  private mutating func expectMean(_ daily: DailySeries, _ future: FutureDays, wholeDays: Int) {
    let rate = daily.countedDays > 0 ? daily.units / Double(daily.countedDays) : 0
    let spread = daily.blockVariance(wholeDays)
    for _ in ForecastMethod.judged {
      future.expect(
        &means, &variances, wholeDays: Double(wholeDays), variance: { max($0, spread) }, mean: { rate * $0.plain })
    }
  }

  private mutating func note(_ row: DemandForecast.Row, _ daily: DailySeries, _ backtest: SeriesBacktest) {
    judgements.append(
      Judgement(
        row: row, days: Int32(daily.countedDays), units: daily.units, pattern: backtest.pattern,
        scale: backtest.scale, count: backtest.count, lateCount: backtest.lateCount, earlyCount: backtest.earlyCount,
        comparedUnits: backtest.units, lateUnits: backtest.lateUnits))
    all += backtest.all
    late += backtest.late
    early += backtest.early
  }
}
