import Forecasting
import SupplyModel
import TestSupport

/// Two warehouses, two stores, two zones and two SKUs; a test adds demand in days before as_of (2026-11-11).
struct HistoryScenario {
  var hand = HandScenario()

  init() {
    hand.node("DC", .central) { $0.handlingPerShipment = Money(units: 1) }
    hand.node("RW", .regional)
    hand.node("S1", .store)
    hand.node("S2", .store)
    hand.node("V", .vendor)
    for sku in ["A", "B"] { hand.sku(sku) }
    for zone in ["Z1", "Z2"] { hand.zone(zone) }
    for node in ["DC", "RW", "S1"] { hand.stock(node, "A", 10) }
    hand.stock("V", "A", nil)
    hand.stock("S2", "B", 1)
    for (node, costs) in [("DC", (4, 9)), ("RW", (6, 4)), ("S1", (1, 1)), ("S2", (2, 2)), ("V", (0, 0))] {
      hand.lane(node, "Z1") { $0.costPerShipment = Money(units: Int64(costs.0)) }
      hand.lane(node, "Z2") { $0.costPerShipment = Money(units: Int64(costs.1)) }
    }
  }

  var scenario: Scenario {
    get { hand.scenario }
    set { hand.scenario = newValue }
  }

  var asOf: Day { scenario.settings.asOf }

  mutating func walkIn(_ node: String, _ sku: String, daysBefore: Int32, _ quantity: Int32 = 1) {
    scenario.demand.append(
      WalkInDemand(day: asOf + -daysBefore, node: hand.nodeIndex(node), sku: hand.skuIndex(sku), quantity: quantity))
  }

  mutating func order(_ id: String, to place: String, _ sku: String, daysBefore: Int32?, _ quantity: Int32 = 1) {
    hand.order(id, to: place, [HandScenario.Line(sku, quantity)]) { [asOf] order in
      order.placedAt = daysBefore.map { Instant(seconds: Int64((asOf + -$0).number) * 86_400 + 40_000) }
    }
  }

  mutating func row(
    _ place: String, _ sku: String, in days: Int32, _ mean: Double, _ deviation: Double? = nil
  ) {
    let zone = hand.scenario.zoneIDs.index(of: place)
    scenario.forecast.append(
      ForecastRow(
        place: zone.map { .zone($0) } ?? .node(hand.nodeIndex(place)), sku: hand.skuIndex(sku),
        periodStart: asOf + days, mean: mean, standardDeviation: deviation))
  }

  /// The forecast of each node and SKU by name: means and deviations a period.
  func forecast(threads: Int = 1) throws -> [String: (means: [Double], deviations: [Double])] {
    let forecast = try Forecaster.forecast(scenario, threads: threads).forecast
    var found: [String: (means: [Double], deviations: [Double])] = [:]
    for (index, row) in forecast.rows.enumerated() {
      let figures = forecast.figures(index)
      found["\(scenario.nodes[Int(row.node)].id) \(scenario.skuIDs[row.sku])"] = (
        Array(forecast.means[figures]), Array(forecast.deviations[figures])
      )
    }
    return found
  }

  func notices() throws -> [String] { try Forecaster.forecast(scenario).notices.map(\.text) }
}
