import Forecasting
import SupplyModel
import TestSupport
import Testing

@Suite struct FileForecastTests {
  private func near(_ a: [Double]?, _ b: [Double]) -> Bool {
    guard let a, a.count == b.count else { return false }
    return zip(a, b).allSatisfy { abs($0 - $1) < 1e-9 }
  }

  @Test func rowsOfThePlannedPeriodsAreTheForecast() throws {
    var world = HistoryScenario()
    for week in 0..<4 { world.row("S1", "A", in: Int32(week) * 7, Double(week + 1) * 7, 3) }
    let forecast = try world.forecast()
    #expect(near(forecast["S1 A"]?.means, [7, 14, 21, 28]))
    #expect(near(forecast["S1 A"]?.deviations, [3, 3, 3, 3]))
    #expect(try world.notices().isEmpty)
  }

  @Test func withoutADeviationDemandIsPoisson() throws {
    var world = HistoryScenario()
    for week in 0..<4 { world.row("S1", "A", in: Int32(week) * 7, 4) }
    #expect(near(try world.forecast()["S1 A"]?.deviations, [2, 2, 2, 2]))
  }

  @Test func otherPeriodsAreSpreadByDays() throws {
    var world = HistoryScenario()
    // Two rows of 14 days, the first begun 7 days ago: 1 a day, then 2.
    world.row("S1", "A", in: -7, 14, 14.0.squareRoot())
    world.row("S1", "A", in: 7, 28, 2)
    let forecast = try world.forecast()
    #expect(near(forecast["S1 A"]?.means, [7, 14, 14, 14]))
    #expect(near(forecast["S1 A"]?.deviations.map { $0 * $0 }, [7, 2, 2, 2]))
    #expect(
      try world.notices() == [
        "forecast.csv, series without rows for the whole horizon, where the nearest row's daily rate goes on: 1"
      ])
  }

  @Test func aPeriodMayEndWithinAPlannedOne() throws {
    var world = HistoryScenario()
    world.scenario.settings.horizonDays = 10
    for place in 0..<4 { world.row("S1", "A", in: Int32(place) * 3, 3 * Double(place + 1)) }
    // Days at 1 1 1 2 2 2 3 | 3 3 4
    #expect(near(try world.forecast()["S1 A"]?.means, [12, 10]))
  }

  @Test func rowsOutsideTheHorizonAreCounted() throws {
    var world = HistoryScenario()
    for week in -2..<6 { world.row("S1", "A", in: Int32(week) * 7, 7) }
    #expect(near(try world.forecast()["S1 A"]?.means, [7, 7, 7, 7]))
    #expect(try world.notices() == ["forecast.csv, rows wholly outside the horizon: 4"])
  }

  @Test func zonesAddUpAtTheirHome() throws {
    var world = HistoryScenario()
    for zone in ["Z1", "Z2"] {
      for week in 0..<4 { world.row(zone, "A", in: Int32(week) * 7, zone == "Z1" ? 5 : 3, 1) }
    }
    for week in 0..<4 { world.row("RW", "A", in: Int32(week) * 7, 10, 2) }
    for week in 0..<4 { world.row("V", "A", in: Int32(week) * 7, 10, 2) }
    let forecast = try world.forecast()
    #expect(forecast.keys.sorted() == ["DC A", "RW A"])
    #expect(near(forecast["DC A"]?.means, [5, 5, 5, 5]))
    #expect(near(forecast["RW A"]?.means, [13, 13, 13, 13]))
    #expect(near(forecast["RW A"]?.deviations.map { $0 * $0 }, [5, 5, 5, 5]))
    #expect(try world.notices() == ["forecast.csv, series of vendors, left out: 1"])
  }

  @Test func aSeriesThatBeginsLaterThanTheFileExpectsNothingBefore() throws {
    var world = HistoryScenario()
    for week in 1..<4 { world.row("S1", "A", in: Int32(week) * 7, 7) }
    for week in 2..<4 { world.row("S2", "B", in: Int32(week) * 7, 7) }
    let forecast = try world.forecast()
    // The file begins on the second week: S1 goes back from there, S2 is new in the third.
    #expect(near(forecast["S1 A"]?.means, [7, 7, 7, 7]))
    #expect(near(forecast["S2 B"]?.means, [0, 0, 7, 7]))
  }

  @Test func theFileOverrulesHistoryWhereItSpeaks() throws {
    var world = HistoryScenario()
    world.walkIn("S1", "A", daysBefore: 1, 50)
    world.walkIn("S2", "B", daysBefore: 1, 4)
    for week in 0..<4 { world.row("S1", "A", in: Int32(week) * 7, 7) }
    let forecast = try world.forecast()
    #expect(near(forecast["S1 A"]?.means, [7, 7, 7, 7]))
    #expect(near(forecast["S2 B"]?.means, [28, 28, 28, 28]))
    #expect(try world.notices() == ["series with demand history where forecast.csv holds instead: 1 of 2"])
  }
}
