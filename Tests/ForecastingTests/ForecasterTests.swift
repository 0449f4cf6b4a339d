import Forecasting
import SupplyModel
import TestSupport
import Testing

@Suite struct ForecasterTests {
  private func named(_ scenario: Scenario, _ result: ForecastResult) -> [String: ArraySlice<Double>] {
    var found: [String: ArraySlice<Double>] = [:]
    for (index, row) in result.forecast.rows.enumerated() {
      found["\(scenario.nodes[Int(row.node)].id) \(scenario.skuIDs[row.sku])"] =
        result.forecast.means[result.forecast.figures(index)]
    }
    return found
  }

  private func mean(_ figures: ArraySlice<Double>?) -> Double {
    figures.map { $0.reduce(0, +) / Double(max(1, $0.count)) } ?? -1
  }

  @Test func aSteadyWeekGoesOn() throws {
    var world = HistoryScenario()
    // 2 a day on weekdays (Wednesday is as_of), 5 on Saturdays, nothing on Sundays.
    for day in Int32(1)...182 {
      switch (world.asOf + -day).weekday {
      case .sunday: break
      case .saturday: world.walkIn("S1", "A", daysBefore: day, 5)
      default: world.walkIn("S1", "A", daysBefore: day, 2)
      }
    }
    let forecast = try world.forecast()
    let row = try #require(forecast["S1 A"])
    for period in 0..<4 {
      #expect(abs(row.means[period] - 15) < 0.2)
      // Nothing ever differed: less than Poisson's variance, as far as a couple of dozen weeks can show.
      #expect(row.deviations[period] * row.deviations[period] < 11)
    }
    let result = try Forecaster.forecast(world.scenario)
    #expect(result.backtest.series[0].comparisons == 42)
    #expect(result.backtest.series[0].days == 182)
    #expect(result.backtest.series[0].units == 15 * 26)
  }

  @Test func tooShortASeriesHasTheMeanOfItsDays() throws {
    var world = HistoryScenario()
    world.walkIn("S1", "A", daysBefore: 20, 4)
    world.walkIn("S1", "A", daysBefore: 3, 6)
    let result = try Forecaster.forecast(world.scenario)
    #expect(result.methods == [.mean])
    #expect(result.backtest.series[0].comparisons == 0)
    #expect(result.backtest.scores(of: 0).allSatisfy { $0.mase == nil && $0.pinball == nil })
    // 10 units in 20 days.
    for mean in result.forecast.means { #expect(abs(mean - 3.5) < 1e-12) }
  }

  @Test func aNewSKUBeginsWithItsFirstSaleAnywhere() throws {
    var world = HistoryScenario()
    world.walkIn("S2", "B", daysBefore: 40)
    world.walkIn("S2", "A", daysBefore: 10, 5)
    world.walkIn("S1", "A", daysBefore: 5, 5)
    let forecast = try world.forecast()
    // Both over ten days, not forty; B over forty.
    #expect(abs(mean(forecast["S1 A"]?.means[...]) - 3.5) < 1e-12)
    #expect(abs(mean(forecast["S2 A"]?.means[...]) - 3.5) < 1e-12)
    #expect(abs(mean(forecast["S2 B"]?.means[...]) - 7.0 / 40) < 1e-12)
  }

  @Test func outOfSeasonNothingCountsAndNothingComes() throws {
    var world = HistoryScenario()
    world.walkIn("S2", "B", daysBefore: 40)
    world.walkIn("S1", "A", daysBefore: 30, 100)
    world.walkIn("S1", "A", daysBefore: 10, 20)
    world.scenario.skus[0].seasonStart = world.asOf + -20
    world.scenario.skus[0].seasonEnd = world.asOf + 9
    let forecast = try world.forecast()
    // 20 units in 20 days of season; ten days are left of it.
    let means = try #require(forecast["S1 A"]?.means)
    #expect(abs(means[0] - 7) < 1e-12)
    #expect(abs(means[1] - 3) < 1e-12)
    #expect(means[2...] == [0, 0])
    world.scenario.skus[0].seasonEnd = world.asOf + -5
    #expect(try world.forecast()["S1 A"]?.means == [0, 0, 0, 0])
  }

  @Test func daysSoldOutAreNoDaysWithoutDemand() throws {
    var world = HistoryScenario()
    for day in Int32(11)...20 { world.walkIn("S1", "A", daysBefore: day, 2) }
    // Sold out from the tenth day before on, with a straggler; full again four days before.
    world.walkIn("S1", "A", daysBefore: 3, 2)
    func snapshot(_ daysBefore: Int32, _ onHand: Int32) {
      world.scenario.stockHistory.append(
        StockSnapshot(day: world.asOf + -daysBefore, node: 2, sku: 0, onHand: onHand))
    }
    #expect(abs(mean(try world.forecast()["S1 A"]?.means[...]) - 22.0 / 20 * 7) < 1e-12)
    snapshot(4, 50)
    snapshot(10, 0)
    // Six days fall out: 22 units in 14 days.
    #expect(abs(mean(try world.forecast()["S1 A"]?.means[...]) - 22.0 / 14 * 7) < 1e-12)
    // The day of a snapshot of 0 ended early, whatever was sold on it.
    snapshot(11, 0)
    #expect(abs(mean(try world.forecast()["S1 A"]?.means[...]) - 20.0 / 13 * 7) < 1e-12)
    // Demand on a day after it shows that there was stock.
    world.walkIn("S1", "A", daysBefore: 8, 6)
    #expect(abs(mean(try world.forecast()["S1 A"]?.means[...]) - 26.0 / 14 * 7) < 1e-12)
  }

  @Test func promotionsLeaveHistoryAndEnterTheFuture() throws {
    var world = HistoryScenario()
    world.scenario.skuCategories = ["tents", "lamps"]
    for day in Int32(1)...20 {
      world.walkIn("S1", "A", daysBefore: day, day <= 10 ? 6 : 2)
      world.walkIn("S1", "B", daysBefore: day, 2)
    }
    let asOf = world.asOf
    world.scenario.settings.simulation.promotions = [
      Promotion(from: asOf + -10, to: asOf + -1, category: "tents", factor: 3),
      Promotion(from: asOf + 7, to: asOf + 13, category: nil, factor: 1.5),
      Promotion(from: asOf + 7, to: asOf + 20, category: "tents", factor: 2),
    ]
    let forecast = try world.forecast()
    func near(_ a: [Double]?, _ b: [Double]) -> Bool {
      a.map { zip($0, b).allSatisfy { abs($0 - $1) < 1e-9 } } ?? false
    }
    #expect(near(forecast["S1 A"]?.means, [14, 42, 28, 14]))
    #expect(near(forecast["S1 B"]?.means, [14, 21, 14, 14]))
    // A factor of 0 means that the days say nothing.
    world.scenario.settings.simulation.promotions[0].factor = 0
    #expect(near(try world.forecast()["S1 A"]?.means, [14, 42, 28, 14]))
  }

  @Test func aSeriesWithoutADayThatCountsIsSaid() throws {
    var world = HistoryScenario()
    world.walkIn("S1", "A", daysBefore: 2)
    world.scenario.skus[0].seasonEnd = world.asOf + -30
    #expect(
      try world.notices() == [
        "series that expect nothing, since every day was out of season or sold out: 1"
      ])
  }

  // MARK: Properties

  @Test(arguments: [UInt64(1), 2, 3])
  func demandTimesFourIsForecastTimesFour(seed: UInt64) throws {
    let world = SyntheticDemand(seed: seed)
    let (one, _) = world.make()
    let (four, _) = world.make(scale: 4)
    let a = try Forecaster.forecast(one)
    let b = try Forecaster.forecast(four)
    // Units are whole, so that losses do not scale and a choice may change: the same choice scales exactly.
    var same = 0
    for row in a.methods.indices where a.methods[row] == b.methods[row] {
      same += 1
      for figure in a.forecast.figures(row) {
        #expect(abs(b.forecast.means[figure] - 4 * a.forecast.means[figure]) <= 1e-9 * b.forecast.means[figure])
      }
    }
    #expect(same > a.methods.count / 3)
    let sums = (a.forecast.means.reduce(0, +), b.forecast.means.reduce(0, +))
    #expect(abs(sums.1 / sums.0 - 4) < 0.1)
  }

  @Test func theOrderOfNodesMeansNothing() throws {
    let world = SyntheticDemand()
    let (forth, _) = world.make()
    let (back, _) = world.make(order: [5, 0, 3, 1, 4, 2])
    let a = named(forth, try Forecaster.forecast(forth))
    let b = named(back, try Forecaster.forecast(back))
    #expect(a.keys.sorted() == b.keys.sorted())
    for (name, means) in a {
      for (one, other) in zip(means, b[name] ?? []) { #expect(abs(one - other) <= 1e-9 * one, "\(name)") }
    }
  }

  @Test func threadsChangeNoBit() throws {
    let (scenario, _) = SyntheticDemand(stores: 10, skus: 40).make()
    let one = try Forecaster.forecast(scenario, threads: 1)
    for threads in 2...3 {
      let other = try Forecaster.forecast(scenario, threads: threads)
      #expect(one.forecast.means == other.forecast.means)
      #expect(one.forecast.deviations == other.forecast.deviations)
      #expect(one.methods == other.methods)
      #expect(one.backtest.scores == other.backtest.scores)
      #expect(one.summary == other.summary)
      #expect(one.quantiles().units == other.quantiles(threads: threads).units)
    }
  }

  /// 4 seeds x 120 series x 4 weeks. Quantiles of whole units cover a little more than they say; the weeks of a series
  /// share the error of its mean, so that the band is wide.
  @Test func quantilesCoverWhatTheySay() throws {
    var below = [Double](repeating: 0, count: ForecastQuantiles.levels.count)
    var count = 0.0
    for seed in UInt64(1)...4 {
      let (scenario, future) = SyntheticDemand(seed: seed).make()
      let result = try Forecaster.forecast(scenario)
      let quantiles = result.quantiles()
      for (index, row) in result.forecast.rows.enumerated() {
        let actual = future["\(scenario.nodes[Int(row.node)].id) \(scenario.skuIDs[row.sku])"] ?? []
        for (week, figure) in result.forecast.figures(index).enumerated() {
          count += 1
          for (level, units) in quantiles.quantiles(of: figure).enumerated() where actual[week] <= Double(units) {
            below[level] += 1
          }
        }
      }
    }
    #expect(count == 1_920)
    for (level, bounds) in [(2, 0.50...0.72), (4, 0.88...0.96), (5, 0.93...0.985), (6, 0.97...1.0)] {
      #expect(bounds.contains(below[level] / count), "\(ForecastQuantiles.levels[level].name): \(below[level] / count)")
    }
  }

  @Test func everyMethodIsJudgedAndTheSummaryAddsUp() throws {
    let (scenario, _) = SyntheticDemand().make()
    let result = try Forecaster.forecast(scenario)
    let summary = result.summary
    #expect(summary.methods.reduce(0) { $0 + $1.series } == result.backtest.series.count)
    #expect(abs(summary.methods.reduce(0) { $0 + $1.units } - summary.historyUnits) < 1e-6)
    #expect(summary.historyUnits == Double(scenario.demand.reduce(0) { $0 + Int($1.quantity) }))
    for line in summary.methods where line.method != .mean {
      let share = try #require(line.everywhere?.pinballShare)
      // The choice has seen what it is judged on; no method everywhere does much better.
      #expect(share > (summary.chosen.pinballShare ?? 1) * 0.97, "\(line.method)")
    }
    // A season by weekday and nothing else: the last week alone is the worst guide.
    let worst = summary.methods.max { ($0.everywhere?.pinballShare ?? 0) < ($1.everywhere?.pinballShare ?? 0) }
    #expect(worst?.method == .seasonalNaive)
  }
}
