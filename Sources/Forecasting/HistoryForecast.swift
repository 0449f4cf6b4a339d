import SupplyModel

/// What demand history lets expect, series by series in the order of the history.
struct HistoryForecast: Sendable {
  /// Series by series, a value for each period.
  private(set) var means: [Double] = []
  private(set) var variances: [Double] = []
  private(set) var backtest = ForecastBacktest()
  private(set) var accuracy = AccuracyTally()
  private(set) var notices: [Notice] = []

  /// Series that one thread takes at a time.
  private static let partSize = 128
  private static let methods = ForecastMethod.judged.count

  /// - Complexity: O(series x days x parameters), series side by side.
  init(_ scenario: Scenario, history: DemandHistory, periods: PlanningPeriods, threads: Int) {
    let count = history.series.count
    guard count > 0 else { return }
    let context = DailySeries.Context(scenario, history: history, horizonEnd: periods.end)
    let plan = BacktestPlan(periods)
    let nodes = scenario.nodes.count
    let training = NodeWeekdays(history, nodes: nodes, days: plan.trainingDays(history.dayCount))
    let whole = NodeWeekdays(history, nodes: nodes, days: history.dayCount)
    let size = HistoryForecast.partSize
    let parts = concurrentMap((count + size - 1) / size, threads: threads) { index in
      SeriesForecasts(
        index * size..<min(count, (index + 1) * size), context, plan, periods, training: training, whole: whole)
    }
    choose(parts, plan, periods)
    let empty = backtest.series.count { $0.days == 0 }
    if empty > 0 {
      notices.append(
        Notice("series that expect nothing, since every day was out of season or sold out: \(empty)"))
    }
  }

  private mutating func choose(_ parts: [SeriesForecasts], _ plan: BacktestPlan, _ periods: PlanningPeriods) {
    var growth = HorizonGrowth(horizons: plan.horizons)
    var choice = MethodChoice()
    var earlyChoice = MethodChoice()
    for part in parts {
      growth.add(part.growth)
      for (number, judgement) in part.judgements.enumerated() {
        let range = HistoryForecast.tallies(number)
        choice.learn(judgement.pattern, part.all[range])
        earlyChoice.learn(judgement.pattern, part.early[range])
      }
    }
    let factors = growth.factors(periods: periods.count)
    for part in parts {
      for (number, judgement) in part.judgements.enumerated() {
        let range = HistoryForecast.tallies(number)
        let chosen = choice.choose(judgement.pattern, part.all[range], count: judgement.count)
        let early = earlyChoice.choose(judgement.pattern, part.early[range], count: judgement.earlyCount)
        accuracy.add(judgement, all: part.all[range], late: part.late[range], chosen: chosen, early: early)
        take(judgement, part.all[range], chosen)
        let figures = (range.lowerBound + chosen) * periods.count
        for period in 0..<periods.count {
          means.append(part.means[figures + period])
          let factor = judgement.count > 0 ? factors[chosen, period] : 1
          variances.append(part.variances[figures + period] * factor)
        }
      }
    }
  }

  private static func tallies(_ series: Int) -> Range<Int> { series * methods..<(series + 1) * methods }

  private mutating func take(
    _ judgement: SeriesForecasts.Judgement, _ tallies: ArraySlice<SeriesBacktest.Tally>, _ chosen: Int
  ) {
    backtest.series.append(
      ForecastBacktest.Series(
        row: judgement.row, days: judgement.days, units: judgement.units,
        method: judgement.count > 0 ? ForecastMethod.judged[chosen] : .mean, comparisons: Int32(judgement.count)))
    for tally in tallies {
      backtest.scores.append(
        judgement.count > 0
          ? ForecastBacktest.Score(
            mase: judgement.scale > 0 ? tally.absolute / judgement.count / judgement.scale : nil,
            pinball: tally.pinball / judgement.count) : ForecastBacktest.Score())
    }
  }
}
