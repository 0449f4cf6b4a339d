import Fulfillment
import SupplyModel
import TestSupport
import Testing

/// What all rows of a SKU together can serve.
@Suite struct SkuPoolsTests {
  /// A holds the large line or both small ones, B one small one. Rows by themselves have the large line in A half of the
  /// time, the small ones there the other half and in B in turns: half of the large line's 6 seems enough. Of the eight
  /// units together, either the large line has six and one small line stays (4), or the large line stays.
  @Test func largeLineAndOthersDoNotShareARowInHalves() throws {
    var hand = HandScenario()
    hand.zone("Z")
    hand.sku("S")
    for (node, units) in [("A", 6), ("B", 2)] as [(String, Int32)] {
      hand.node(node)
      hand.lane(node, "Z") { _ in }
      hand.stock(node, "S", units)
    }
    for (order, units) in [("large", 6), ("small", 2), ("other", 2)] as [(String, Int32)] {
      hand.order(order, to: "Z", [HandScenario.Line("S", units)])
    }
    hand.scenario.settings.unfilled?.perUnit = Money(millionths: 500_000)
    hand.scenario.settings.unfilled?.perLine = Money(units: 3)
    let found = try #require(EngineProbe(hand.scenario).longOrders())
    #expect(found.exactCost == 4_000_000)
    #expect(found.exactCost == BruteForce.optimum(hand.scenario))
    #expect(found.bound <= 4_000_000 && found.bound >= 3_900_000, "bound \(found.bound)")
  }
}
