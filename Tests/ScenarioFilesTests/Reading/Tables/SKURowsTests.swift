import ScenarioFiles
import SupplyModel
import TestSupport
import Testing

@Suite struct SKURowsTests {
  @Test(arguments: [
    FaultCase(
      "skus.csv", "K,Set", "A,Set", #"skus.csv:5:sku_id: "A" is here twice; the first is on line 2"#, sound: "a,Set"),
    FaultCase(
      "skus.csv", "2027-02-28", "2026-08-31",
      "skus.csv:2:season_end: 2026-08-31 is before season_start 2026-09-01", sound: "2026-09-01"),
    FaultCase(
      "skus.csv", "365,12", "365,0",
      #"skus.csv:4:pack_size: "0" is too small; expected a whole number from 1 to 2147483647"#, sound: "365,1"),
    FaultCase(
      "skus.csv", "365,12", "0,12",
      #"skus.csv:4:shelf_life_days: "0" is too small; expected a whole number of days from 1 to 36500"#,
      sound: ",12"),
    FaultCase(
      "skus.csv", "12.345678", "1.2.3",
      #"skus.csv:3:weight_kg: "1.2.3" is not a number; expected a number of kilograms from 0 to 1000000000"#,
      sound: "12.3456785"),
    FaultCase(
      "skus.csv", "12.345678", "inf",
      #"skus.csv:3:weight_kg: "inf" is not a number; expected a number of kilograms from 0 to 1000000000"#,
      sound: "0"),
    FaultCase(
      "skus.csv", "12.345678", "\"1,2\"",
      #"skus.csv:3:weight_kg: "1,2" is not a number; expected a number of kilograms from 0 to 1000000000"#,
      sound: "\"1.2\""),
    FaultCase(
      "skus.csv", "A:1;C:2", "A:1;D:2", #"skus.csv:5:kit_of: unknown SKU "D""#, sound: "A:1;B:2"),
    FaultCase(
      "skus.csv", "A:1;C:2", "A:1;C", #"skus.csv:5:kit_of: "C" is not a part; expected sku:qty;sku:qty"#,
      sound: "A:1"),
    FaultCase(
      "skus.csv", "A:1;C:2", "A:1;C:0",
      #"skus.csv:5:kit_of: of part "C": "0" is too small; expected a whole number from 1 to 2147483647"#,
      sound: "A:1;C:1"),
    FaultCase(
      "skus.csv", "A:1;C:2", "A:1;A:2", #"skus.csv:5:kit_of: names the part "A" twice; expected it once"#,
      sound: "A:3"),
    FaultCase(
      "skus.csv", "A:1;C:2", "A:1;K:2", #"skus.csv:5:kit_of: "K" is the kit itself; expected other SKUs"#, sound: ""),
    FaultCase(
      "skus.csv", "6,no,", "6,no,K:1",
      #"skus.csv:2:kit_of: the kits form a circle: "A", then "K", then "A""#, sound: "6,no,C:1"),
  ])
  func refuses(_ fault: FaultCase) throws { try fault.check() }

  @Test func readsEveryColumn() throws {
    let folder = try TemporaryScenario(base: TemporaryScenario.full)
    let scenario = try readScenario(at: folder.path)
    let skus = scenario.skus
    #expect(scenario.skuNames == ["Boot", "Crate", "Sock", "Set"])
    #expect(scenario.skuCategories == ["shoes", "boxes", "socks", "sets"])
    #expect(skus.map(\.price?.description) == ["100", "40", "19.9", "120"])
    #expect(skus.map(\.unitCost.description) == ["60", "25", "8", "70"])
    #expect(skus.map(\.weight.milligrams) == [500_000, 12_345_678, 100_000, 700_000])
    #expect(skus.map(\.volumeMillilitres) == [3_000, 60_000, 200, 0])
    #expect(skus[0].holdingRate.description == "0.25")
    #expect(skus[0].seasonStart?.description == "2026-09-01")
    #expect(skus[0].seasonEnd?.description == "2027-02-28")
    #expect(skus[0].salvageValue.description == "20")
    #expect(skus.map(\.shelfLifeDays) == [nil, nil, 365, nil])
    #expect(skus.map(\.packSize) == [6, 1, 12, 1])
    #expect(skus.map(\.shipsAlone) == [false, true, false, false])
    #expect(skus.map(\.kit) == [0..<0, 0..<0, 0..<0, 0..<2])
    #expect(scenario.kitParts.map(\.sku) == [0, 2])
    #expect(scenario.kitParts.map(\.quantity) == [1, 2])
  }
}
