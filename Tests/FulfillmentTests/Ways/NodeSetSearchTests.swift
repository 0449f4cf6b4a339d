import Fulfillment
import SupplyModel
import TestSupport
import Testing

@Suite struct NodeSetSearchTests {
  /// Twelve lines: one at A, where another is locked, six at B, the others at C, and two nodes at most.
  @Test func aLockedNodeCountsThoughNothingJoinsIt() throws {
    var hand = HandScenario()
    for node in ["A", "B", "C"] { hand.node(node) }
    hand.zone("Z")
    hand.lane("A", "Z") { $0.costPerShipment = Money(units: 1) }
    hand.lane("B", "Z") { $0.costPerShipment = Money(units: 2) }
    hand.lane("C", "Z") { $0.costPerShipment = Money(units: 3) }
    hand.sku("L")
    var lines = [HandScenario.Line("L", locked: "A")]
    for index in 0..<12 {
      hand.sku("S\(index)")
      hand.stock(index < 6 ? "B" : "C", "S\(index)", 1)
      lines.append(HandScenario.Line("S\(index)"))
    }
    // A could serve a line too, but never should.
    hand.stock("A", "S0", 1, use: Money(units: 50))
    hand.stock("A", "L", 1, reserved: 1)
    hand.order("O", to: "Z", lines) { $0.maxShipments = 2 }
    let plan = try FulfillmentPlanner(hand.scenario).auditedPlan(.optimal)
    #expect(Set(plan.shipments.map(\.node)) == [hand.nodeIndex("A"), hand.nodeIndex("B")])
    // Locked parcel 1, parcel of B 2, six lines unfilled at 5.
    #expect(plan.summary.cost.total == Money(units: 33))
    let bound = try #require(plan.bound)
    #expect(bound.lowerBound <= plan.summary.cost.total)
    #expect(bound.lowerBound >= Money(units: 30))
  }
}
