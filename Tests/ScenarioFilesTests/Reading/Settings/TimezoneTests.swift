import ScenarioFiles
import SupplyModel
import TestSupport
import Testing

/// Times without a zone are the scenario's, on both sides of a change of the clocks.
@Suite struct TimezoneTests {
  @Test(arguments: [
    ("UTC", "2026-11-11T00:00", Int64(1_794_355_200)),
    ("Asia/Shanghai", "2026-11-11T00:00", 1_794_326_400),
    ("Europe/Berlin", "2026-07-01T12:00:00", 1_782_900_000),
    ("Europe/Berlin", "2026-12-01T12:00:00", 1_796_122_800),
    // The clocks of New York go back from 02:00 to 01:00 on 2026-11-01: the first 01:30 is meant.
    ("America/New_York", "2026-11-01T01:30:00", 1_793_511_000),
    // And forward from 02:00 to 03:00 on 2026-03-08: 02:30 is read with the offset before.
    ("America/New_York", "2026-03-08T02:30:00", 1_772_955_000),
    ("Asia/Kolkata", "2026-11-11T09:30:00Z", 1_794_389_400),
    ("Asia/Kolkata", "2026-11-11T09:30:00.25-0330", 1_794_402_000),
    ("Asia/Kolkata", "2026-11-11", 1_794_335_400),
  ])
  func placesAnOrderInTime(_ zone: String, _ text: String, _ seconds: Int64) throws {
    let yaml = TemporaryScenario.minimal["scenario.yaml"]?.replacing("Asia/Shanghai", with: zone)
    let orders = "order_id,sku_id,quantity,placed_at,zone_id\nO1,A,1,\(text),Z1\n"
    let folder = try TemporaryScenario(["scenario.yaml": yaml, "orders.csv": orders])
    #expect(try readScenario(at: folder.path).orders[0].placedAt?.seconds == seconds)
  }
}
