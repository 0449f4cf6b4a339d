import Fulfillment
import SupplyModel
import TestSupport
import Testing

@Suite struct ClusterSearchTests {
  /// Two groups of two orders. The first serves its orders at N, alone, and gains by leaving it; the second gains by
  /// moving to N, if N were paid for by the first. To do both costs more than to do nothing.
  @Test func noGroupCountsOnAnActivationThatAnotherGivesUp() {
    var hand = HandScenario()
    hand.node("N") { $0.activationCost = Money(units: 100) }
    for id in ["M", "P"] {
      hand.node(id) { $0.capacityOrders = 10 }
    }
    hand.sku("A")
    for zone in ["first", "second"] { hand.zone(zone) }
    for node in ["N", "M", "P"] { hand.stock(node, "A", 10) }
    for (node, zone, shipment) in [("N", "first", 1), ("P", "first", 31), ("N", "second", 1), ("M", "second", 11)] {
      hand.lane(node, zone) { $0.costPerShipment = Money(units: Int64(shipment)) }
    }
    for (index, zone) in ["first", "first", "second", "second"].enumerated() {
      hand.order("O\(index)", to: zone, [.init("A")])
    }
    hand.scenario.settings.unfilled?.perUnit = Money(units: 1_000)
    let probe = EngineProbe(hand.scenario)
    let (n, m, p) = (hand.nodeIndex("N"), hand.nodeIndex("M"), hand.nodeIndex("P"))
    func plan(_ nodes: [NodeIndex]) -> [[EngineProbe.Row]] {
      nodes.enumerated().map { [EngineProbe.Row(line: LineIndex($0), node: $1, quantity: 1)] }
    }
    // Prices at which every order pays more than its least: the first group 20 an order, the second 5.
    var prices = EngineProbe.PriceVector(probe.tables)
    prices.activation[Int(n)] = Money(units: 50).millionths
    prices.resources[probe.tables.resources.capacityOrders(m)] = Money(units: 45).millionths
    let found = probe.clusters(from: plan([n, n, m, m]), at: prices, groupSize: 2)
    #expect(found.before == Money(units: 100 + 2 * 1 + 2 * 11).millionths)
    #expect(found.after == Money(units: 2 * 31 + 2 * 11).millionths)
    #expect(found.rows == plan([p, p, m, m]))
  }

  /// Serving costs nothing at all, so that any gain is without measure against it.
  @Test func gainsAreTakenWhereServingIsFree() {
    var hand = HandScenario()
    hand.node("N")
    hand.sku("A")
    hand.sku("B")
    hand.zone("Z")
    hand.stock("N", "A", 1)
    hand.stock("N", "B", 1)
    hand.lane("N", "Z") { $0.costPerShipment = .zero }
    for sku in ["A", "B"] { hand.order(sku, to: "Z", [.init(sku)]) }
    hand.scenario.settings.unfilled?.perUnit = Money(units: 1_000_000)
    let probe = EngineProbe(hand.scenario)
    let found = probe.clusters(from: [[], []], at: EngineProbe.PriceVector(probe.tables), groupSize: 2)
    #expect(found.before == Money(units: 2_000_000).millionths)
    #expect(found.after == 0)
  }
}
