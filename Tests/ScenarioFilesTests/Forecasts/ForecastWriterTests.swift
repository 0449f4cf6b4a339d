import ScenarioFiles
import SupplyModel
import TestSupport
import Testing

@Suite struct ForecastWriterTests {
  private func parts() -> (Scenario, DemandForecast, ForecastQuantiles, ForecastBacktest, ForecastSummary) {
    var hand = HandScenario()
    hand.node("N,1")
    hand.sku("A")
    let periods = PlanningPeriods(first: hand.scenario.settings.asOf, days: 10, periodDays: 7)
    let forecast = DemandForecast(
      periods: periods, skus: 1, rows: [DemandForecast.Row(sku: 0, node: 0)], means: [1.5, 2.0 / 3],
      deviations: [1.25, 0])
    let quantiles = ForecastQuantiles(units: [0, 1, 1, 2, 3, 4, 5, 0, 0, 1, 1, 2, 2, 3])
    var backtest = ForecastBacktest()
    backtest.series = [
      ForecastBacktest.Series(row: forecast.rows[0], days: 60, units: 12.5, method: .sba, comparisons: 42)
    ]
    backtest.scores = ForecastMethod.judged.map {
      $0 == .sba ? ForecastBacktest.Score(mase: nil, pinball: 0.25) : ForecastBacktest.Score(mase: 1.5, pinball: 2)
    }
    var summary = ForecastSummary(scenario: "hand", periods: periods)
    summary.series = 1
    summary.chosen = ForecastSummary.Accuracy(meanMASE: 1.23456789, medianMASE: nil, pinballShare: 0.5)
    return (hand.scenario, forecast, quantiles, backtest, summary)
  }

  @Test func filesHoldEveryFigure() throws {
    let (scenario, forecast, quantiles, backtest, summary) = parts()
    let target = try TemporaryFolder()
    let folder = try OutputFolder(at: target.path(of: "out"), command: "forecast")
    try ForecastWriter(scenario: scenario).write(
      forecast, quantiles, backtest, summary, notices: [Notice("a note")], to: folder)
    try folder.commit(RunRecord(command: "forecast", version: "0"))
    #expect(
      String(decoding: try target.bytes(of: "out/forecast.csv"), as: UTF8.self) == """
        node_id,zone_id,sku_id,period_start,mean,sd,q10,q25,q50,q75,q90,q95,q99
        "N,1",,A,2026-11-11,1.5,1.25,0,1,1,2,3,4,5
        "N,1",,A,2026-11-18,0.666667,0,0,0,1,1,2,2,3

        """)
    let rows = String(decoding: try target.bytes(of: "out/backtest.csv"), as: UTF8.self).split(separator: "\n")
    #expect(
      rows[0].hasSuffix(
        ",sba_mase,sba_pinball,tsb_mase,tsb_pinball,croston_mase,croston_pinball,"
          + "seasonal_naive_mase,seasonal_naive_pinball"))
    #expect(rows[1] == "\"N,1\",A,60,12.5,sba,42,1.5,2,1.5,2,,0.25,1.5,2,1.5,2,1.5,2")
    let json = String(decoding: try target.bytes(of: "out/summary.json"), as: UTF8.self)
    #expect(json == summary.json(notices: [Notice("a note")]))
    #expect(json.contains("\"mean_mase\": 1.234568,"))
    #expect(json.contains("\"median_mase\": null,"))
    #expect(json.contains("\"held_out\": {\n      \"mean_mase\": null,"))
  }
}
