import Forecasting
import SupplyModel
import TestSupport
import Testing

@Suite struct HomeNodesTests {
  /// DC costs 4 + 1 of handling to Z1 and 9 + 1 to Z2, RW 6 and 4; the stores are cheaper, but not in the pool.
  @Test func cheapestParcelOfThePoolIsHome() throws {
    var world = HistoryScenario()
    world.order("1", to: "Z1", "A", daysBefore: 3, 2)
    world.order("2", to: "Z2", "A", daysBefore: 3)
    #expect(try world.forecast().keys.sorted() == ["DC A", "RW A"])
  }

  @Test func equalParcelsGoToTheFirstNode() throws {
    var world = HistoryScenario()
    world.hand.zone("Z3")
    for node in ["RW", "DC"] {
      world.hand.lane(node, "Z3") { $0.costPerShipment = Money(units: node == "DC" ? 5 : 6) }
    }
    world.order("1", to: "Z3", "A", daysBefore: 3)
    #expect(try world.forecast().keys.sorted() == ["DC A"])
  }

  @Test func aNodeThatIsNotRangedCarriesNothing() throws {
    var world = HistoryScenario()
    world.scenario.levels.append(StockLevel(node: 0, sku: 0, ranged: false))
    world.order("1", to: "Z1", "A", daysBefore: 3)
    #expect(try world.forecast().keys.sorted() == ["RW A"])
  }

  @Test func rowsOfSupplyReceiptsAndLevelsCarryToo() throws {
    for kind in 0..<3 {
      var world = HistoryScenario()
      switch kind {
      case 0: world.scenario.supply.append(SupplyRow(node: 1, sku: 1, leadDays: 3))
      case 1: world.scenario.receipts.append(Receipt(node: 1, sku: 1, quantity: 1, due: world.asOf))
      default: world.scenario.levels.append(StockLevel(node: 1, sku: 1))
      }
      world.order("1", to: "Z1", "B", daysBefore: 3)
      #expect(try world.forecast().keys.sorted() == ["RW B"])
    }
  }

  @Test func withoutAPoolNodeAnyThatShipsWillDo() throws {
    var world = HistoryScenario()
    world.order("1", to: "Z1", "B", daysBefore: 3)
    #expect(try world.forecast().keys.sorted() == ["S2 B"])
  }

  @Test func unitsWithoutAHomeAreCounted() throws {
    var world = HistoryScenario()
    world.hand.sku("C")
    world.hand.stock("V", "C", nil)
    world.order("1", to: "Z1", "C", daysBefore: 3, 7)
    world.order("2", to: "Z1", "A", daysBefore: 3)
    #expect(try world.forecast().keys.sorted() == ["DC A"])
    #expect(
      try world.notices() == [
        "units of shipped orders, left out of the forecast, since no node carries their SKU and could send it: 7"
      ])
  }

  @Test func aParcelTooHeavyIsNoWay() throws {
    var world = HistoryScenario()
    world.hand.sku("H", kilograms: 30)
    for node in ["DC", "RW"] { world.hand.stock(node, "H", 1) }
    world.hand.zone("Z3")
    world.hand.lane("DC", "Z3", upTo: 20) { $0.costPerShipment = Money(units: 1) }
    world.hand.lane("RW", "Z3", upTo: 40) { $0.costPerShipment = Money(units: 90) }
    world.order("1", to: "Z3", "H", daysBefore: 3)
    #expect(try world.forecast().keys.sorted() == ["RW H"])
  }

  @Test func pickupCountsAtItsNode() throws {
    var world = HistoryScenario()
    world.order("1", to: "S2", "A", daysBefore: 3)
    #expect(try world.forecast().keys.sorted() == ["S2 A"])
  }
}
