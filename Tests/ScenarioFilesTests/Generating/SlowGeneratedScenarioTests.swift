import ScenarioFiles
import Testing

@Suite struct SlowGeneratedScenarioTests {
  /// The sizes that published figures refer to: about 0.94 million stock rows and a million lanes at L.
  @Test func theLargestSizeHasThePublishedShape() throws {
    let clock = ContinuousClock()
    var made: GeneratedFolder?
    let time = try clock.measure { made = try GeneratedFolder(GeneratorOptions(size: .l)) }
    let folder = try #require(made)
    let scenario = folder.scenario
    print("L: \(scenario.stock.count) stock rows, \(scenario.orders.sku.count) lines, \(time)")
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
    print("M: \(scenario.stock.count) stock rows, \(scenario.orders.sku.count) lines")
    #expect((0.12...0.14).contains(scenario.shareOfShortSkus))
    #expect(abs(scenario.capacityOverOrders - 1.1) < 1e-9)
  }
}
