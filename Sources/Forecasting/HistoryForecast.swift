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
    var parts = concurrentMap((count + size - 1) / size, threads: threads) { index in
      SeriesForecasts(
        index * size..<min(count, (index + 1) * size), context, plan, periods, training: training, whole: whole)
    }
    means.reserveCapacity(count * periods.count)
    variances.reserveCapacity(count * periods.count)
    var growth = HorizonGrowth(horizons: plan.horizons)
    for part in parts { growth.add(part.growth) }
    let factors = growth.factors(periods: periods.count)
    for index in parts.indices {
      let part = parts[index]
      parts[index] = SeriesForecasts()
      means += part.means
      for (number, series) in part.series.enumerated() {
        for period in 0..<periods.count {
          variances.append(part.variances[number * periods.count + period] * factors[series.method, period])
        }
      }
      backtest.series += part.series
      backtest.scores += part.scores
      accuracy.add(part.accuracy)
    }
    let empty = backtest.series.count { $0.days == 0 }
    if empty > 0 {
      notices.append(
        Notice("\(empty) series have no day that counts, out of season or sold out throughout: they expect nothing"))
    }
  }
}
