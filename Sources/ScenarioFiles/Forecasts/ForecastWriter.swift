import SupplyModel

/// Writes a forecast as the files of an output folder: the same bytes for any number of threads.
package struct ForecastWriter: Sendable {
  private let scenario: Scenario
  private let threads: Int
  private let skus: IdentifierColumn
  private let nodes: IdentifierColumn

  package init(scenario: Scenario, threads: Int = 1) {
    self.scenario = scenario
    self.threads = threads
    skus = IdentifierColumn(scenario.skuIDs)
    nodes = IdentifierColumn(scenario.nodeIDs)
  }

  /// Writes every file but run.json, which `OutputFolder.commit` adds. O(rows).
  package func write(
    _ forecast: DemandForecast, _ quantiles: ForecastQuantiles, _ backtest: ForecastBacktest,
    _ summary: ForecastSummary, notices: [Notice], to folder: OutputFolder
  ) throws(OutputError) {
    let columns = ForecastWriter.columns + ForecastQuantiles.levels.map(\.name)
    try table("forecast.csv", columns, forecast.rows.count, in: folder) {
      writeForecast(forecast, quantiles, $0, to: $1)
    }
    let scores = ForecastMethod.judged.flatMap { ["\($0.rawValue)_mase", "\($0.rawValue)_pinball"] }
    try table("backtest.csv", ForecastWriter.backtestColumns + scores, backtest.series.count, in: folder) {
      writeBacktest(backtest, $0, to: $1)
    }
    let file = try folder.file("summary.json")
    file.write(summary.json(notices: notices))
    try file.close()
  }

  /// Those of a scenario's forecast.csv.
  private static let columns = ["node_id", "zone_id", "sku_id", "period_start", "mean", "sd"]
  private static let backtestColumns = ["node_id", "sku_id", "days", "units", "method", "comparisons"]

  private func table(
    _ name: String, _ columns: [String], _ count: Int, in folder: OutputFolder,
    _ rows: @Sendable (Range<Int>, FileSink) -> Void
  ) throws(OutputError) {
    let sink = try folder.file(name)
    sink.write(columns.joined(separator: ",") + "\n")
    sink.writeRows(count, threads: threads, rows)
    try sink.close()
  }

  private func writeForecast(
    _ forecast: DemandForecast, _ quantiles: ForecastQuantiles, _ range: Range<Int>, to sink: FileSink
  ) {
    let starts = (0..<forecast.periods.count).map { forecast.periods.start($0).description }
    for index in range {
      let row = forecast.rows[index]
      for (period, figure) in forecast.figures(index).enumerated() {
        nodes.write(row.node, to: sink)
        sink.write(",,")
        skus.write(row.sku, to: sink)
        sink.comma()
        sink.write(starts[period])
        sink.comma()
        sink.write(millionths: forecast.means[figure])
        sink.comma()
        sink.write(millionths: forecast.deviations[figure])
        for quantile in quantiles.quantiles(of: figure) {
          sink.comma()
          sink.write(quantile)
        }
        sink.endRow()
      }
    }
  }

  private func writeBacktest(_ backtest: ForecastBacktest, _ range: Range<Int>, to sink: FileSink) {
    for index in range {
      let series = backtest.series[index]
      nodes.write(series.row.node, to: sink)
      sink.comma()
      skus.write(series.row.sku, to: sink)
      sink.comma()
      sink.write(Int64(series.days))
      sink.comma()
      sink.write(millionths: series.units)
      sink.comma()
      sink.write(series.method.rawValue)
      sink.comma()
      sink.write(Int64(series.comparisons))
      for score in backtest.scores(of: index) {
        sink.comma()
        if let mase = score.mase { sink.write(millionths: mase) }
        sink.comma()
        if let pinball = score.pinball { sink.write(millionths: pinball) }
      }
      sink.endRow()
    }
  }
}

extension FileSink {
  /// Appends a number that is not negative to six decimals.
  fileprivate func write(millionths number: Double) {
    write(Int64(min(number * 1e6, 9e18).rounded(.toNearestOrAwayFromZero)), scale: 6)
  }
}
