import Forecasting
import SupplyModel
import TestSupport
import Testing

@Suite struct BacktestTests {
  private func score(_ method: ForecastMethod, _ result: ForecastResult, _ series: Int) -> ForecastBacktest.Score {
    let scores = Array(result.backtest.scores(of: series))
    return scores[ForecastMethod.judged.firstIndex(of: method) ?? 0]
  }

  /// Every series of three synthetic years against the second, slow backtest.
  @Test(arguments: [(UInt64(11), Int32(364)), (12, 300), (13, 77)])
  func scoresAreThoseOfASecondProgram(seed: UInt64, days: Int32) throws {
    let (scenario, _) = SyntheticDemand(stores: 4, skus: 15, days: days, seed: seed).make()
    let result = try Forecaster.forecast(scenario, threads: 2)
    let start = try #require(scenario.demand.map(\.day).min())
    var compared = 0
    for (number, series) in result.backtest.series.enumerated() {
      let mine = scenario.demand.filter { $0.sku == series.row.sku }
      let first = try #require(mine.map(\.day).min())
      #expect(first >= start)
      var values = [Double](repeating: 0, count: Int(scenario.settings.asOf - first))
      for row in mine where row.node == series.row.node { values[Int(row.day - first)] += Double(row.quantity) }
      #expect(series.days == Int32(values.count))
      guard series.comparisons > 0 else {
        #expect(values.count / 7 < 7)
        continue
      }
      compared += 1
      let reference = ReferenceBacktest(values: values)
      for (method, expected) in [
        (ForecastMethod.seasonalNaive, reference.score(ReferenceBacktest.naive)),
        (.movingAverage, reference.score(ReferenceBacktest.average)),
        (.croston, reference.score(ReferenceBacktest.croston)),
      ] {
        let found = score(method, result, number)
        #expect(series.comparisons == Int32(expected.comparisons))
        #expect(abs((found.mase ?? -1) - (expected.mase ?? -1)) < 1e-9, "\(method) of \(series.row)")
        // A quantile on the edge of a probability may fall to either side by the last bit.
        #expect(abs((found.pinball ?? -1) - expected.pinball) < 0.05 * expected.pinball + 1e-9, "\(method)")
      }
    }
    #expect(compared > 30)
  }

  /// A series that never changed has no scale: no MASE, and no division by zero.
  @Test func aSeriesThatNeverChangesHasNoScale() throws {
    var world = HistoryScenario()
    for day in Int32(1)...70 { world.walkIn("S1", "A", daysBefore: day, 3) }
    let result = try Forecaster.forecast(world.scenario)
    #expect(result.backtest.scores(of: 0).allSatisfy { $0.mase == nil && $0.pinball != nil })
    #expect(result.summary.chosen.meanMASE == nil)
    // SBA corrects a bias that is not there, by half of its alpha.
    #expect(abs(result.summary.chosen.biasShare ?? 1) < 0.011)
    #expect(result.forecast.means.allSatisfy { abs($0 - 21) < 0.011 * 21 })
  }

  @Test func whatIsNoLongerAskedForFades() throws {
    var world = HistoryScenario()
    for day in Int32(60)...364 where day % 3 == 0 { world.walkIn("S1", "A", daysBefore: day, 2) }
    world.walkIn("S2", "B", daysBefore: 1)
    let result = try Forecaster.forecast(world.scenario)
    // Two months of silence: TSB or another that sees it, not Croston; far below the 14/3 a week of before.
    #expect(result.methods[0] != .croston && result.methods[0] != .sba)
    #expect(result.forecast.means[0] < 14.0 / 3 / 4)
  }
}
