import Forecasting
import SupplyModel
import TestSupport
import Testing

@Suite struct DemandHistoryTests {
  @Test func onlyDaysBeforeTheFirstPlannedOneCount() throws {
    var world = HistoryScenario()
    world.walkIn("S1", "A", daysBefore: 1)
    world.walkIn("S1", "B", daysBefore: 0)
    world.order("1", to: "Z1", "A", daysBefore: 0)
    world.order("2", to: "Z1", "A", daysBefore: nil)
    world.order("3", to: "Z2", "A", daysBefore: -2)
    #expect(try world.forecast().keys.sorted() == ["S1 A"])
    #expect(
      try world.notices() == [
        "demand.csv, rows on as_of (2026-11-11) or later, which are no history: 1",
        "orders placed on as_of (2026-11-11) or later, or nobody says when, which are no history: 3",
      ])
  }

  @Test func theDayOfAnOrderIsLocal() throws {
    var world = HistoryScenario()
    world.scenario.settings.clock = .fixed(offsetSeconds: 8 * 3_600)
    // 17:00 of the day before by UTC is 01:00 of as_of in Shanghai.
    world.order("1", to: "Z1", "A", daysBefore: 1)
    world.scenario.orders[0].placedAt = Instant(seconds: Int64(world.asOf.number) * 86_400 - 7 * 3_600)
    #expect(throws: ScenarioErrors.self) { try world.forecast() }
    world.scenario.orders[0].placedAt = Instant(seconds: Int64(world.asOf.number) * 86_400 - 9 * 3_600)
    #expect(try world.forecast().keys.sorted() == ["DC A"])
  }

  @Test func demandAtVendorsIsLeftOutAndCounted() throws {
    var world = HistoryScenario()
    world.walkIn("V", "A", daysBefore: 2, 5)
    world.order("1", to: "V", "A", daysBefore: 2, 3)
    world.walkIn("S1", "A", daysBefore: 1)
    #expect(try world.forecast().keys.sorted() == ["S1 A"])
    #expect(try world.notices() == ["units asked for at vendors, left out of the forecast: 8"])
  }

  @Test func nothingAtAllIsAFault() throws {
    let world = HistoryScenario()
    let errors = #expect(throws: ScenarioErrors.self) { try world.forecast() }
    #expect(
      errors?.listed.map(\.description) == [
        "demand.csv: nothing to forecast from: expected demand before as_of (2026-11-11) here or in orders.csv, or rows "
          + "in forecast.csv"
      ])
  }

  @Test func aForecastFileWithoutRowsIsNamed() throws {
    var world = HistoryScenario()
    world.scenario.forecastFile = "forecast.csv.gz"
    world.walkIn("S1", "A", daysBefore: -1)
    let errors = #expect(throws: ScenarioErrors.self) { try world.forecast() }
    #expect(
      errors?.listed.map(\.description) == [
        "forecast.csv.gz: nothing to forecast from: expected rows below the header, or demand before as_of (2026-11-11) "
          + "in demand.csv or orders.csv (demand.csv, rows on as_of (2026-11-11) or later, which are no history: 1)"
      ])
    world.walkIn("S1", "A", daysBefore: 1)
    #expect(try world.forecast().keys.sorted() == ["S1 A"])
  }

  @Test func silenceBeforeTheFirstPlannedDayIsSaid() throws {
    var world = HistoryScenario()
    world.walkIn("S1", "A", daysBefore: 20)
    #expect(
      try world.notices() == [
        "the last demand is of 2026-10-22, 20 days before as_of: the days since count as without"
      ])
  }
}
