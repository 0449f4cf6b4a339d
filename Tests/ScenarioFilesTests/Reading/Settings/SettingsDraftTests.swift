import ScenarioFiles
import SupplyModel
import TestSupport
import Testing

@Suite struct SettingsDraftTests {
  @Test(arguments: [
    FaultCase(
      "scenario.yaml", "horizon_days", "horizen_days",
      #"scenario.yaml:6:horizen_days: unknown key "horizen_days"; maybe you meant "horizon_days"?"#,
      sound: "horizon_days"),
    FaultCase(
      "scenario.yaml", "up_to_km: 500", "upto_km: 500",
      """
      scenario.yaml:15:tariffs[0].bands[1].upto_km: unknown key "upto_km"; maybe you meant "up_to_km"?
      scenario.yaml:15:tariffs[0].bands[1].up_to_km: is missing; only the last band may be without a limit
      """, sound: "up_to_km: 50.001"),
    FaultCase(
      "scenario.yaml", "up_to_km: 500", "up_to_km: 50",
      "scenario.yaml:15:tariffs[0].bands[1].up_to_km: 50 km is not beyond the band before it (50 km); expected ascending bands",
      sound: "up_to_km: 51"),
    FaultCase(
      "scenario.yaml", "up_to_km: 500", "up_to_km: null",
      "scenario.yaml:15:tariffs[0].bands[1].up_to_km: is missing; only the last band may be without a limit",
      sound: "up_to_km: 1e3"),
    FaultCase(
      "scenario.yaml", "service: express", "service: standard",
      #"scenario.yaml:17:tariffs[1].service: "standard" has a tariff already, tariffs[0]; expected one for each service"#,
      sound: "service: express"),
    FaultCase(
      "scenario.yaml", "per_shipment: 12", "per_shipment: twelve",
      #"scenario.yaml:16:tariffs[0].bands[2].per_shipment: "twelve" is not a number; expected a number from 0 to 1000000000000 with at most 6 decimals"#,
      sound: "per_shipment: \"12\""),
    FaultCase(
      "scenario.yaml", "per_shipment: 12", "per_shipment: 0.1234567",
      #"scenario.yaml:16:tariffs[0].bands[2].per_shipment: "0.1234567" has too many decimals; expected a number from 0 to 1000000000000 with at most 6 decimals"#,
      sound: "per_shipment: 0.123456"),
    FaultCase(
      "scenario.yaml", "speed_km_per_day: 600", "speed_km_per_day: 0",
      #"scenario.yaml:10:tariffs[0].speed_km_per_day: "0" is too small; expected a number of kilometres a day from 1 to 1000000000"#,
      sound: "speed_km_per_day: ~"),
    FaultCase(
      "scenario.yaml", "version: 1", "version: 2",
      #"scenario.yaml:1:version: "2" is not a version known here; expected 1"#, sound: "version: 1"),
    FaultCase(
      "scenario.yaml", "version: 1\n", "", "scenario.yaml:1:version: the required key is missing",
      sound: "version: '1'\n"),
    FaultCase(
      "scenario.yaml", "as_of: 2026-11-11", "as_of: 11.11.2026",
      #"scenario.yaml:5:as_of: "11.11.2026" is not a date; expected one such as 2026-11-11"#,
      sound: "as_of: '2026-11-11'"),
    FaultCase(
      "scenario.yaml", "as_of: 2026-11-11\n", "", "scenario.yaml:1:as_of: the required key is missing",
      sound: "as_of: 2026-12-01\n"),
    FaultCase(
      "scenario.yaml", "timezone: Asia/Shanghai", "timezone: Asia/Shanghia",
      #"scenario.yaml:4:timezone: unknown time zone "Asia/Shanghia"; expected a name such as Asia/Shanghai; maybe you meant "Asia/Shanghai"?"#,
      sound: "timezone: UTC"),
    FaultCase(
      "scenario.yaml", "policy: optimal", "policy: optimum",
      #"scenario.yaml:25:policy: "optimum" is not a policy; expected one of optimal, cheapest, central-first, nearest-store-first; maybe you meant "optimal"?"#,
      sound: "policy: central-first"),
    FaultCase(
      "scenario.yaml", "policy: optimal", "name: again",
      "scenario.yaml:2:name: the key stands twice; expected it once", sound: "policy: cheapest"),
    FaultCase(
      "scenario.yaml", "lateness: { per_order_day: 4 }", "lateness: 4",
      #"scenario.yaml:22:lateness: is "4"; expected a group of keys"#, sound: "lateness: {}"),
    FaultCase(
      "scenario.yaml", "lateness: { per_order_day: 4 }", "lateness: { per_order_day: [4] }",
      "scenario.yaml:22:lateness.per_order_day: is a list; expected one value", sound: "lateness:"),
    FaultCase(
      "scenario.yaml", "service_level: 0.95", "service_level: 95",
      #"scenario.yaml:24:replenishment.service_level: "95" is too large; expected a share between 0 and 1, both excluded"#,
      sound: "service_level: 0.999"),
    FaultCase(
      "scenario.yaml", "max_shipments_per_order: 3", "max_shipments_per_order: -1",
      #"scenario.yaml:23:limits.max_shipments_per_order: "-1" is negative; expected a whole number from 1 to 2147483647"#,
      sound: "max_shipments_per_order: null"),
    FaultCase(
      "scenario.yaml", "to: 2026-10-12", "to: 2026-10-09",
      "scenario.yaml:38:simulation.promotions[0].to: 2026-10-09 is before from 2026-10-10", sound: "to: 2026-10-10"),
    FaultCase(
      "scenario.yaml", "unfilled: { per_order: 0, per_line: 0, per_unit: 5, margin_factor: 1.0 }\n", "",
      "scenario.yaml:1:unfilled: the required key is missing", sound: "unfilled: {}\n"),
    FaultCase(
      "scenario.yaml", "name: full", "name: [full",
      "scenario.yaml:3: is not YAML: while parsing a flow sequence: did not find expected ',' or ']'",
      sound: "name: \"full\""),
    FaultCase(
      "scenario.yaml", "", "", "scenario.yaml: is empty",
      sound: "version: 1\nas_of: 2026-11-11\nunfilled: {per_unit: 1}\ntariffs: [{service: express, bands: [{}]}]\n"),
    FaultCase(
      "scenario.yaml", "", "# nothing\n", "scenario.yaml:1: holds no keys",
      sound: "{version: 1, as_of: 2026-11-11, unfilled: {per_unit: 1}}"),
    FaultCase(
      "scenario.yaml", "", "version: 1\nas_of: 2026-11-11\nunfilled: {per_unit: 1e12, margin_factor: 1e6}",
      "scenario.yaml: costs could add up to more than 64 bits hold; expected smaller prices, costs or quantities",
      sound: "version: 1\nas_of: 2026-11-11\nunfilled: {per_unit: 1e6, margin_factor: 1}"),
  ])
  func refuses(_ fault: FaultCase) throws { try fault.check() }

  @Test func refusesADefaultServiceThatNobodyHas() throws {
    let yaml = (TemporaryScenario.minimal["scenario.yaml"] ?? "") + "default_service: standrad\n"
    let folder = try TemporaryScenario(["scenario.yaml": yaml])
    let errors = #expect(throws: ScenarioErrors.self) { _ = try readScenario(at: folder.path) }
    #expect(
      errors?.listed.map(\.description) == [
        #"scenario.yaml:15:default_service: unknown service "standrad"; no tariff and no lane has it; maybe you meant "standard"?"#
      ])
  }

  @Test func noticesThatNothingShipsByTheDefaultService() throws {
    let yaml = TemporaryScenario.minimal["scenario.yaml"]?.replacing("service: standard", with: "service: express")
    let folder = try TemporaryScenario(["scenario.yaml": yaml])
    #expect(
      try readScenario(at: folder.path).notices.map(\.text) == [
        #"orders without a service have "standard", which no tariff and no lane has: none can be shipped"#
      ])
  }

  @Test func readsEveryKey() throws {
    let folder = try TemporaryScenario(base: TemporaryScenario.full)
    let settings = try readScenario(at: folder.path).settings
    #expect(settings.name == "full")
    #expect(settings.currency == "CNY")
    #expect(settings.timezone == "Asia/Shanghai")
    #expect(settings.asOf.description == "2026-11-11")
    #expect(settings.horizonDays == 28)
    #expect(settings.defaultService == 0)
    #expect(settings.tariffs.map(\.service) == [0, 1])
    #expect(settings.tariffs[0].speedMillimetresPerDay == 600_000_000)
    #expect(settings.tariffs[0].minimumDays == 1)
    #expect(settings.tariffs[0].includedWeight.description == "1")
    #expect(settings.tariffs[0].bands.map(\.upTo?.metres) == [50_000, 500_000, nil])
    #expect(settings.tariffs[0].bands.map(\.perShipment.description) == ["6", "8", "12"])
    #expect(settings.tariffs[0].bands.map(\.perKilogram.description) == ["1", "2", "4"])
    #expect(settings.tariffs[1].bands.map(\.perShipment.description) == ["20.5"])
    #expect(settings.transferTariff?.perKilometre.description == "0.02")
    #expect(settings.transferTariff?.speedMillimetresPerDay == 500_000_000)
    #expect(settings.unfilled?.perUnit.description == "5")
    #expect(settings.unfilled?.marginFactor == .one)
    #expect(settings.latenessPerOrderDay.description == "4")
    #expect(settings.limits.maxShipmentsPerOrder == 3)
    #expect(settings.limits.maxDistance == nil)
    #expect(settings.replenishment.serviceLevel == 0.95)
    #expect(settings.replenishment.budget == nil)
    #expect(settings.policy == .optimal)
    #expect(settings.usesSimulation)
    let simulation = settings.simulation
    #expect(simulation.start?.description == "2026-10-01")
    #expect(simulation.days == 30)
    #expect(simulation.warmupDays == 7)
    #expect(simulation.fulfilment == .cheapest)
    #expect(simulation.everyHours == 4)
    #expect(simulation.replenishment == .minMax)
    #expect(simulation.reviewDays == 7)
    #expect(simulation.channels == .unified)
    #expect(simulation.stockout == .lost)
    #expect(simulation.demandScale == 1.5)
    #expect(simulation.promotions.map(\.factor) == [2])
    #expect(simulation.promotions.map(\.category) == ["shoes"])
    #expect(simulation.returnsRate == 0.1)
    #expect(simulation.seed == 7)
  }
}
