import Fulfillment
import SupplyModel
import TestSupport
import Testing

/// Every cost term of a plan, worked by hand.
@Suite struct PlanBuilderTests {
  private func money(_ text: Double) -> Money { Money(millionths: Int64((text * 1e6).rounded())) }

  /// One node, one shipment: two units together and two that ship alone, one of each locked.
  private var joined: HandScenario {
    var hand = HandScenario()
    hand.node("A") {
      $0.handlingPerShipment = money(1)
      $0.handlingPerUnit = money(0.25)
      $0.activationCost = money(7)
      $0.commissionRate = Ratio(billionths: 333_333_333)
    }
    hand.zone("Z")
    hand.sku("BOX", kilograms: 1.5)
    hand.sku("SOFA", kilograms: 40) { $0.shipsAlone = true }
    hand.lane("A", "Z", upTo: 10) {
      $0.costPerShipment = money(2)
      $0.costPerKilogram = money(0.5)
      $0.minimumCost = money(4)
      $0.transitDays = 1
    }
    hand.lane("A", "Z") {
      $0.costPerShipment = money(20)
      $0.costPerUnit = money(3)
      $0.transitDays = 4
    }
    hand.stock("A", "BOX", 2, reserved: 1, use: money(-0.5))
    hand.stock("A", "SOFA", 2, reserved: 1, use: money(2))
    hand.order(
      "O", to: "Z",
      [
        .init("BOX", price: 10), .init("BOX", price: 10, locked: "A"), .init("SOFA", price: 100),
        .init("SOFA", price: 100, locked: "A"),
      ]
    ) { $0.promiseBy = Day(number: 20_769) }
    hand.scenario.settings.latenessPerOrderDay = money(1.5)
    hand.scenario.settings.unfilled?.perUnit = money(500)
    return hand
  }

  @Test(arguments: [Policy.optimal, .cheapest, .centralFirst])
  func everyTermIsWhatTheContractSays(policy: Policy) throws {
    let plan = try FulfillmentPlanner(joined.scenario).auditedPlan(policy)
    let cost = plan.summary.cost
    // One parcel of 3 kg: max(4, 2 + 0.5 x 3) = 4; two sofas, each 20 + 3.
    #expect(cost.carrier == money(50))
    // Three parcels, four units.
    #expect(cost.handling == money(4))
    // A third of 10 twice and of 100 twice, each line rounded by itself.
    #expect(cost.commission == Money(millionths: 2 * 3_333_333 + 2 * 33_333_333))
    #expect(cost.activation == money(7))
    #expect(cost.use == money(3))
    // The sofas take four days, the promise was one.
    #expect(cost.lateness == money(4.5))
    #expect(cost.unfilled == .zero && cost.transfer == .zero)
    #expect(cost.total == CostTerm.allCases.reduce(Money.zero) { $0 + cost[$1] })
    let shipment = try #require(plan.shipments.first)
    #expect(plan.shipments.count == 1)
    #expect(shipment.parcels == 3 && shipment.units == 4)
    #expect(shipment.weight == Weight(milligrams: 83_000_000))
    #expect(shipment.shipsOn == plan.asOf && shipment.arrivesOn == plan.asOf + 4 && shipment.daysLate == 3)
    #expect(plan.summary.lateOrders == 1 && plan.summary.splitOrders == 0 && plan.summary.ordersComplete == 1)
    #expect(plan.summary.units == 4 && plan.summary.unitsFilled == 4 && plan.summary.lines == 4)
    #expect(plan.nodeCosts == [NodeCost(node: 0, activation: money(7), use: money(3), orders: 1, units: 4)])
  }

  @Test func latenessIsBookedOnTheFirstOfTheLatestShipments() throws {
    var hand = HandScenario()
    hand.zone("Z")
    for (node, days) in [("A", 1), ("B", 3), ("C", 3)] as [(String, Int32)] {
      hand.node(node)
      hand.sku("S" + node)
      hand.stock(node, "S" + node, 1)
      hand.lane(node, "Z") { $0.transitDays = days }
    }
    hand.order("O", to: "Z", [.init("SA"), .init("SB"), .init("SC")]) { $0.promiseBy = Day(number: 20_769) }
    hand.scenario.settings.latenessPerOrderDay = money(1)
    let plan = try FulfillmentPlanner(hand.scenario).auditedPlan(.optimal)
    #expect(plan.shipments.map(\.lateness) == [.zero, money(2), .zero])
    #expect(plan.shipments.map(\.daysLate) == [0, 2, 2])
    #expect(plan.summary.splitOrders == 1)
  }

  /// The order's penalty is rounded once; its rows are the differences of the running total.
  @Test func unfilledRowsAddUpToThePenaltyRoundedOnce() throws {
    var hand = HandScenario()
    hand.node("A")
    hand.zone("Z")
    hand.sku("X") { $0.unitCost = money(1) }
    hand.scenario.settings.unfilled?.perOrder = Money(millionths: 1)
    hand.scenario.settings.unfilled?.perLine = Money(millionths: 1)
    hand.scenario.settings.unfilled?.perUnit = Money(millionths: 1)
    hand.scenario.settings.unfilled?.marginFactor = Ratio(billionths: 500_000_000)
    hand.order("O", to: "Z", [.init("X", 1, price: 4), .init("X", 2, price: 0), .init("X", 1, price: 1)]) {
      $0.priority = Ratio(billionths: 333_333_333)
    }
    let plan = try FulfillmentPlanner(hand.scenario).auditedPlan(.optimal)
    // Running sums 1 + 1 + 1 + 1,500,000 = 1,500,003; + 1 + 2 = 1,500,006; + 1 + 1 = 1,500,008 millionths, a third each.
    #expect(plan.unfilled.map(\.cost.millionths) == [500_001, 1, 1])
    #expect(plan.summary.cost.unfilled == Money(millionths: 500_003))
    #expect(plan.unfilled.map(\.quantity) == [1, 2, 1])
    #expect(plan.summary.unitsFilled == 0 && plan.summary.ordersComplete == 0)
  }

  @Test func aPickupIsAShipmentWithoutCarrier() throws {
    var hand = HandScenario()
    hand.node("S", .store) { $0.handlingPerShipment = money(1) }
    hand.node("B", .store)
    hand.sku("X")
    hand.stock("S", "X", 3, protected: 3)
    hand.stock("B", "X", 1, reserved: 1)
    hand.order("O", to: "S", [.init("X", 2), .init("X", 1, locked: "B")])
    let plan = try FulfillmentPlanner(hand.scenario).auditedPlan(.optimal)
    #expect(plan.assignments.map(\.mode) == [.pickup, .transferPickup])
    #expect(plan.summary.cost.carrier == .zero)
    #expect(plan.summary.cost.total == money(1))
    #expect(plan.shipments.allSatisfy { $0.shipsOn == $0.arrivesOn })
    #expect(plan.notices.contains { $0.text.contains("another node than the pickup node") })
  }

  @Test func aLockedParcelThatNoLaneTakesCostsNoCarrierAndIsNamed() throws {
    var hand = HandScenario()
    hand.node("A") { $0.handlingPerShipment = money(1) }
    hand.zone("Z")
    hand.sku("X", kilograms: 5)
    hand.stock("A", "X", 9, reserved: 1)
    hand.lane("A", "Z", upTo: 4) { $0.costPerShipment = money(3) }
    hand.order("O", to: "Z", [.init("X", 1, locked: "A"), .init("X", 1)])
    let plan = try FulfillmentPlanner(hand.scenario).auditedPlan(.optimal)
    #expect(plan.summary.cost.carrier == .zero)
    #expect(plan.summary.cost.total == money(1 + 5))
    #expect(plan.notices.contains { $0.text.contains("no lane") })
  }
}
