import SupplyModel

/// What demand history lets expect, series by series in the order of the history.
struct HistoryForecast: Sendable {
  /// Series by series, a value for each period.
  private(set) var means: [Double] = []
  private(set) var variances: [Double] = []
  private(set) var backtest = ForecastBacktest()

  private struct Part: Sendable {
    var means: [Double] = []
    var variances: [Double] = []
    var series: [ForecastBacktest.Series] = []
  }

  /// - Complexity: O(series x days).
  init(_ scenario: Scenario, history: DemandHistory, periods: PlanningPeriods, threads: Int) {
    let context = DailySeries.Context(scenario, history: history, horizonEnd: periods.end)
    let size = 256
    let count = history.series.count
    let parts = concurrentMap((count + size - 1) / size, threads: threads) { index in
      var part = Part()
      var series = DailySeries()
      for number in index * size..<min(count, (index + 1) * size) {
        series.load(number, context)
        let row = history.series[number]
        let rate = series.countedDays > 0 ? series.units / Double(series.countedDays) : 0
        for period in 0..<periods.count {
          let mean = rate * FutureDays.weight(of: period, periods, row.sku, context)
          part.means.append(mean)
          part.variances.append(mean)
        }
        part.series.append(
          ForecastBacktest.Series(
            row: row, days: Int32(series.countedDays), units: series.units, method: .mean, comparisons: 0))
      }
      return part
    }
    for part in parts {
      means += part.means
      variances += part.variances
      backtest.series += part.series
    }
    backtest.scores = [ForecastBacktest.Score](
      repeating: ForecastBacktest.Score(), count: count * ForecastMethod.judged.count)
  }
}

/// What the days to come weigh: promotions multiply, days out of season count nothing.
enum FutureDays {
  static func weight(of period: Int, _ periods: PlanningPeriods, _ sku: SKUIndex, _ context: DailySeries.Context)
    -> Double
  {
    let first = context.history.first
    let season = context.seasons[Int(sku)]
    var weight = 0.0
    for day in periods.start(period) - first..<periods.start(period + 1) - first
    where day >= season.start && day <= season.end {
      weight += context.promotions.factor(sku, Int(day))
    }
    return weight
  }
}
