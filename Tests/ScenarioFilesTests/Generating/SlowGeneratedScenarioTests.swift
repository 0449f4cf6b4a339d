import ScenarioFiles
import Testing

@Suite struct SlowGeneratedScenarioTests {
  /// The sizes that published figures refer to: about 0.94 million stock rows and a million lanes at L.
  @Test func theLargestSizeHasThePublishedShape() throws {
    let folder = try GeneratedFolder(GeneratorOptions(size: .l))
    let scenario = folder.scenario
    #expect(scenario.orders.count == 1_000_000)
    #expect(abs(scenario.orders.sku.count - 1_580_000) < 5000)
    #expect(abs(scenario.stock.count - 940_000) < 20_000)
    #expect((0.12...0.14).contains(scenario.shareOfShortSkus))
    #expect(abs(scenario.capacityOverOrders - 1.1) < 1e-9)
    for (name, rows) in [("lanes.csv", 1_000_000), ("stock.csv", scenario.stock.count), ("skus.csv", 50_000)] {
      #expect(try folder.bytes(name).count { $0 == UInt8(ascii: "\n") } == rows + 1)
    }
  }

  @Test func theMiddleSizeHasThePublishedShape() throws {
    let scenario = try generateScenario(GeneratorOptions(size: .m))
    #expect(scenario.orders.count == 100_000)
    #expect(abs(scenario.orders.sku.count - 158_000) < 1500)
    #expect((0.12...0.14).contains(scenario.shareOfShortSkus))
    #expect(abs(scenario.capacityOverOrders - 1.1) < 1e-9)
  }
}
