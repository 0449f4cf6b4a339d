import SupplyModel
import TestSupport

/// A scenario worked by hand with a correct plan for it: every cost term but transfers, every limit tight or nearly so.
///
/// DC sends by lanes with two weight bands, S1 by the tariff; DC lies 11.119 km from Z1, S1 22.239 km.
/// - O1 to Z1, promised for the 12th: 2 A from DC, 3 B from S1 (a day late).
/// - O2 to Z1, placed after DC's cutoff: 2 TV, each its own parcel, and 1 B, all from DC.
/// - O3: 1 B picked up at S1.
/// - O4, of priority 1.5 and one node only: 5 A and 2 B, all unfilled.
/// - O5 to Z1: 1 A locked at DC, 1 B that joins it.
struct AuditExample {
  var hand: HandScenario
  var plan: PlanFiles

  init() {
    hand = AuditExample.scenario()
    plan = AuditExample.plan(hand.scenario)
  }

  private static func scenario() -> HandScenario {
    var hand = HandScenario()
    settings(&hand.scenario.settings)
    hand.node("DC", at: (0, 0)) { node in
      node.handlingPerShipment = Money(units: 2)
      node.handlingPerUnit = Money(millionths: 500_000)
      node.activationCost = Money(units: 30)
      node.capacityOrders = 3
      node.capacityUnits = 7
      node.cutoff = MinuteOfDay(minutes: 14 * 60)
    }
    hand.node("S1", .store, at: (0, 0.3)) { node in
      node.activationCost = Money(units: 7)
      node.commissionRate = Ratio(billionths: 50_000_000)
    }
    hand.zone("Z1", at: (0, 0.1))
    hand.sku("A") { $0.unitCost = Money(units: 12) }
    hand.sku("B", kilograms: 0.25) { $0.unitCost = Money(units: 3) }
    hand.sku("TV", kilograms: 15) { $0.shipsAlone = true }
    hand.stock("DC", "A", 5, reserved: 1, protected: 2, use: Money(millionths: 250_000))
    hand.stock("DC", "B", 10)
    hand.stock("DC", "TV", 2)
    hand.stock("S1", "B", 10, protected: 6, use: Money(millionths: -500_000))
    hand.lane("DC", "Z1", upTo: 5, capacity: 7) { band in
      band.costPerShipment = Money(units: 4)
      band.costPerUnit = Money(units: 1)
      band.transitDays = 1
    }
    hand.lane("DC", "Z1", upTo: 30, capacity: 7) { band in
      band.costPerShipment = Money(units: 9)
      band.costPerKilogram = Money(millionths: 500_000)
      band.transitDays = 2
    }
    hand.order("O1", to: "Z1", [.init("A", 2, price: 20), .init("B", 3, price: 8)]) {
      $0.promiseBy = Day(number: 20_769)
    }
    // 15:00 on as_of.
    hand.order("O2", to: "Z1", [.init("TV", 2, price: 300), .init("B", price: 8)]) {
      $0.placedAt = Instant(seconds: 20_768 * 86_400 + 15 * 3_600)
    }
    hand.order("O3", to: "S1", [.init("B", price: 8)])
    hand.order("O4", to: "Z1", [.init("A", 5, price: 20), .init("B", 2, price: 8)]) {
      $0.split = .never
      $0.priority = Ratio(billionths: 1_500_000_000)
    }
    hand.order("O5", to: "Z1", [.init("A", price: 20, locked: "DC"), .init("B", price: 8)])
    return hand
  }

  private static func settings(_ settings: inout ScenarioSettings) {
    var tariff = Tariff(service: 0)
    tariff.speedMillimetresPerDay = 600_000_000
    tariff.minimumDays = 1
    tariff.includedWeight = Weight(milligrams: 500_000)
    var band = TariffBand()
    band.upTo = Distance(metres: 50_000)
    band.perShipment = Money(units: 6)
    band.perKilogram = Money(units: 2)
    band.perUnit = Money(millionths: 100_000)
    tariff.bands = [band]
    settings.tariffs = [tariff]
    settings.latenessPerOrderDay = Money(units: 4)
    settings.limits.maxShipmentsPerOrder = 2
    settings.limits.maxDistance = Distance(metres: 22_239)
    settings.limits.minSplitValue = Money(units: 64)
    settings.unfilled?.perOrder = Money(units: 10)
    settings.unfilled?.perLine = Money(units: 1)
    settings.unfilled?.marginFactor = Ratio(billionths: 500_000_000)
  }

  // Nodes: DC 0, S1 1. SKUs: A 0, B 1, TV 2. Lines: O1 0-1, O2 2-3, O3 4, O4 5-6, O5 7-8.
  private static func plan(_ scenario: Scenario) -> PlanFiles {
    var summary = AssignSummary(scenario: "hand", policy: .optimal, asOf: scenario.settings.asOf)
    summary.orders = 5
    summary.lines = 9
    summary.units = 18
    summary.shipments = 5
    summary.ordersComplete = 4
    summary.unitsFilled = 11
    summary.splitOrders = 1
    summary.lateOrders = 1
    summary.cost.carrier = Money(millionths: 56_800_000)
    summary.cost.handling = Money(millionths: 13_500_000)
    summary.cost.commission = Money(millionths: 1_600_000)
    summary.cost.activation = Money(units: 37)
    summary.cost.lateness = Money(units: 4)
    summary.cost.use = Money(millionths: -1_250_000)
    summary.cost.unfilled = Money(units: 108)
    summary.bound = ProvenBound(lowerBound: Money(units: 200), priceBound: Money(units: 190), method: .prices)
    var plan = FulfillmentPlan(policy: .optimal, asOf: scenario.settings.asOf, summary: summary)
    plan.assignments = [
      Assignment(order: 0, line: 0, node: 0, quantity: 2, shipment: 0, mode: .ship),
      Assignment(order: 0, line: 1, node: 1, quantity: 3, shipment: 1, mode: .ship),
      Assignment(order: 1, line: 2, node: 0, quantity: 2, shipment: 2, mode: .ship),
      Assignment(order: 1, line: 3, node: 0, quantity: 1, shipment: 2, mode: .ship),
      Assignment(order: 2, line: 4, node: 1, quantity: 1, shipment: 3, mode: .pickup),
      Assignment(order: 4, line: 7, node: 0, quantity: 1, shipment: 4, mode: .ship),
      Assignment(order: 4, line: 8, node: 0, quantity: 1, shipment: 4, mode: .ship),
    ]
    plan.shipments = shipments(scenario.settings.asOf)
    // 1.5 x (10 + 1 + 5 x (5 + 4)) and 1.5 x (1 + 2 x (5 + 2.5)).
    plan.unfilled = [
      UnfilledLine(order: 3, line: 5, quantity: 5, reason: .orderNotWhole, repair: "", cost: Money(units: 84)),
      UnfilledLine(order: 3, line: 6, quantity: 2, reason: .orderNotWhole, repair: "", cost: Money(units: 24)),
    ]
    plan.nodeCosts = [
      NodeCost(node: 0, activation: Money(units: 30), use: Money(millionths: 750_000), orders: 3, units: 7),
      NodeCost(node: 1, activation: Money(units: 7), use: Money(units: -2), orders: 2, units: 4),
    ]
    plan.prices = [
      Price(resource: .stock(1, 1), price: Money(millionths: 300_000)),
      Price(resource: .protected(0, 0), price: Money(millionths: 1_200_000)),
      Price(resource: .capacityOrders(0), price: Money(units: 1)),
      Price(resource: .capacityUnits(0), price: Money(millionths: 100_000)),
      Price(resource: .laneUnits(0, 0, 0), price: Money(millionths: 50_000)),
      Price(resource: .activation(1), price: Money(units: 2)),
    ]
    return PlanFiles(plan, scenario: scenario)
  }

  private static func shipments(_ asOf: Day) -> [Shipment] {
    func shipment(
      _ order: OrderIndex, _ node: NodeIndex, parcels: Int32 = 1, units: Int32, grams: Int64, ships: Int32 = 0,
      days: Int32, late: Int32 = 0, _ carrier: Int64, _ handling: Int64, _ commission: Int64, _ lateness: Int64
    ) -> Shipment {
      Shipment(
        order: order, node: node, parcels: parcels, units: units, weight: Weight(milligrams: grams * 1_000),
        shipsOn: asOf + ships, arrivesOn: asOf + ships + days, daysLate: late, carrier: Money(millionths: carrier),
        handling: Money(millionths: handling), commission: Money(millionths: commission),
        lateness: Money(millionths: lateness))
    }
    return [
      // 4 + 2 x 1; 2 + 2 x 0.5.
      shipment(0, 0, units: 2, grams: 2_000, days: 1, 6_000_000, 3_000_000, 0, 0),
      // 6 + 3 x 0.1 + 0.25 x 2, two days under way; 5% of 24; 4 for a day.
      shipment(0, 1, units: 3, grams: 750, days: 2, late: 1, 6_800_000, 0, 1_200_000, 4_000_000),
      // 2 x (9 + 15 x 0.5) + 4 + 1; 3 x 2 + 3 x 0.5; leaves on Thursday.
      shipment(1, 0, parcels: 3, units: 3, grams: 30_250, ships: 1, days: 2, 38_000_000, 7_500_000, 0, 0),
      shipment(2, 1, units: 1, grams: 250, days: 0, 0, 0, 400_000, 0),
      // The locked A and the open B in one parcel: 4 + 2 x 1.
      shipment(4, 0, units: 2, grams: 1_250, days: 1, 6_000_000, 3_000_000, 0, 0),
    ]
  }
}
