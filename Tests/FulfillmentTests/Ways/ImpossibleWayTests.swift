import Fulfillment
import SupplyModel
import TestSupport
import Testing

/// Ways that cannot be must not look possible, whatever negative costs stand beside them.
@Suite struct ImpossibleWayTests {
  private let nothing = EngineProbe.PriceVector.init

  /// A takes no parcel of two kilograms, but pays to be rid of its stock.
  @Test(arguments: [1, 2, 3])
  func aNegativeUseCostDoesNotLiftAWeightLimit(lines: Int) throws {
    var hand = HandScenario()
    hand.node("A")
    hand.zone("Z")
    hand.lane("A", "Z", upTo: 1) { $0.costPerShipment = Money(units: 3) }
    for line in 0..<lines {
      hand.sku("S\(line)", kilograms: 2) { $0.shipsAlone = line > 0 }
      hand.stock("A", "S\(line)", 5, use: Money(units: -7))
    }
    hand.order("O", to: "Z", (0..<lines).map { .init("S\($0)") })
    let probe = EngineProbe(hand.scenario)
    for fillsMost in [false, true] {
      let found = probe.leastWay(of: 0, at: nothing(probe.tables), fillsMost: fillsMost)
      #expect(found.rows.isEmpty)
      #expect(found.value == Int64(lines) * 5_000_000)
    }
    #expect(try FulfillmentPlanner(hand.scenario).auditedPlan(.cheapest).assignments.isEmpty)
  }

  /// Two lines at two nodes that hold one each, and a third that nobody holds.
  @Test(arguments: [SplitRule.lines, .units])
  func aNegativeUseCostFillsNoLineThatNobodyHolds(split: SplitRule) throws {
    var hand = HandScenario()
    hand.zone("Z")
    for (node, sku) in [("A", "X"), ("B", "Y")] {
      hand.node(node)
      hand.sku(sku)
      hand.stock(node, sku, 2, use: Money(units: -20))
      hand.lane(node, "Z") { $0.costPerShipment = Money(units: 3) }
    }
    hand.sku("V")
    hand.order("O", to: "Z", [.init("X"), .init("Y"), .init("V")]) {
      $0.split = split
      $0.maxShipments = 2
    }
    let probe = EngineProbe(hand.scenario)
    for fillsMost in [false, true] {
      let found = probe.leastWay(of: 0, at: nothing(probe.tables), fillsMost: fillsMost)
      #expect(Set(found.rows.map(\.line)) == [0, 1])
      #expect(found.value == (3 - 20 + 3 - 20 + 5) * 1_000_000)
    }
    #expect(try FulfillmentPlanner(hand.scenario).auditedPlan(.cheapest).summary.cost.total == Money(units: -29))
  }

  @Test func waysOfAnUndividedOrderAreListedOneByOne() throws {
    var hand = HandScenario()
    hand.zone("Z")
    hand.sku("X")
    hand.sku("Y")
    for node in ["A", "B", "C"] {
      hand.node(node)
      hand.stock(node, "X", 2)
      if node != "B" { hand.stock(node, "Y", 2) }
      hand.lane(node, "Z") { $0.costPerShipment = Money(units: 3) }
    }
    hand.order("O", to: "Z", [.init("X"), .init("Y")]) { $0.split = .never }
    let probe = EngineProbe(hand.scenario)
    let ways = try #require(probe.ways(of: 0, at: nothing(probe.tables), within: 100_000_000, most: 10))
    #expect(ways.map { Set($0.map(\.node)) } == [[], [0], [2]])
    #expect(ways.map(\.count) == [0, 2, 2])
  }
}
