import SupplyModel

/// Puts forecast.csv and what history lets expect together: where the file has a node and SKU, it alone holds.
struct ForecastMerge {
  let result: ForecastResult

  init(
    _ scenario: Scenario, file: FileForecast, expected: HistoryForecast, history: DemandHistory,
    periods: PlanningPeriods
  ) {
    let count = periods.count
    var rows: [DemandForecast.Row] = []
    var means: [Double] = []
    var deviations: [Double] = []
    var methods: [ForecastMethod] = []
    rows.reserveCapacity(file.rows.count + history.series.count)
    means.reserveCapacity(rows.capacity * count)
    deviations.reserveCapacity(rows.capacity * count)
    var overruled = 0
    var at = 0
    func append(_ row: DemandForecast.Row, _ mean: ArraySlice<Double>, _ variance: ArraySlice<Double>) {
      rows.append(row)
      means += mean
      for value in variance { deviations.append(value.squareRoot()) }
    }
    func appendHistory() {
      let range = at * count..<(at + 1) * count
      append(history.series[at], expected.means[range], expected.variances[range])
      methods.append(expected.backtest.series[at].method)
      at += 1
    }
    for (index, row) in file.rows.enumerated() {
      while at < history.series.count, (history.series[at].sku, history.series[at].node) < (row.sku, row.node) {
        appendHistory()
      }
      if at < history.series.count, history.series[at] == row {
        overruled += 1
        at += 1
      }
      let range = index * count..<(index + 1) * count
      append(row, file.means[range], file.variances[range])
      methods.append(.file)
    }
    while at < history.series.count { appendHistory() }
    var notices = history.notices + expected.notices + file.notices
    if overruled > 0 {
      notices.append(
        Notice("series with demand history where forecast.csv holds instead: \(overruled) of \(rows.count)"))
    }
    let forecast = DemandForecast(
      periods: periods, skus: scenario.skus.count, rows: rows, means: means, deviations: deviations)
    var summary = ForecastSummary(scenario: scenario.settings.name, periods: periods)
    summary.series = rows.count
    summary.seriesOfFile = file.rows.count
    summary.historyDays = history.series.isEmpty ? 0 : history.dayCount
    summary.historyUnits = expected.backtest.series.reduce(0) { $0 + $1.units }
    summary.expectedUnits = means.reduce(0, +)
    expected.accuracy.fill(&summary, expected.backtest.series)
    result = ForecastResult(
      forecast: forecast, methods: methods, backtest: expected.backtest, summary: summary, notices: notices)
  }
}
