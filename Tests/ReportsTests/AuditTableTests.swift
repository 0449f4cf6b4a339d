import Reports
import SupplyModel
import TestSupport
import Testing

@Suite struct AuditTableTests {
  /// One order of one unit with a lane of cost 5, and a plan that serves it for what it says.
  private func report(carrier: String, rows: Int = 1) -> AuditReport {
    var hand = HandScenario()
    hand.node("N")
    hand.sku("A")
    hand.zone("Z")
    hand.stock("N", "A", 200)
    hand.lane("N", "Z") { $0.costPerShipment = Money(units: 5) }
    for number in 1...rows { hand.order("O\(number)", to: "Z", [.init("A")]) }
    let scenario = hand.scenario
    var plan = FulfillmentPlan(
      policy: .cheapest, asOf: scenario.settings.asOf,
      summary: AssignSummary(scenario: "hand", policy: .cheapest, asOf: scenario.settings.asOf))
    let paid = Money(units: carrier == "right" ? 5 : 4)
    for order in 0..<Int32(rows) {
      plan.assignments.append(
        Assignment(order: order, line: order, node: 0, quantity: 1, shipment: order, mode: .ship))
      plan.shipments.append(
        Shipment(
          order: order, node: 0, parcels: 1, units: 1, weight: Weight(milligrams: 1_000_000),
          shipsOn: scenario.settings.asOf, arrivesOn: scenario.settings.asOf, daysLate: 0, carrier: paid,
          handling: .zero, commission: .zero, lateness: .zero))
    }
    plan.nodeCosts = [NodeCost(node: 0, activation: .zero, use: .zero, orders: Int32(rows), units: Int64(rows))]
    plan.summary.orders = rows
    plan.summary.lines = rows
    plan.summary.units = Int64(rows)
    plan.summary.unitsFilled = Int64(rows)
    plan.summary.ordersComplete = rows
    plan.summary.shipments = rows
    plan.summary.cost.carrier = Money(units: 5 * Int64(rows))
    return PlanAudit.audit(scenario: scenario, plan: PlanFiles(plan, scenario: scenario))
  }

  @Test func aCleanPlanShowsItsCosts() {
    #expect(
      AuditTable(report(carrier: "right")).text == """
        cost     recomputed
        -------------------
        carrier        5.00
        total          5.00

        no breach: every limit is kept and every figure is right
        """)
  }

  @Test func aBreachIsASentence() {
    #expect(
      AuditTable(report(carrier: "wrong")).text == """
        cost     recomputed
        -------------------
        carrier        5.00
        total          5.00

        shipments.csv: shipment O1-1: carrier is 4, recomputed 5
        1 breach
        """)
  }

  @Test func breachesBeyondTheListAreCounted() {
    let lines = AuditTable(report(carrier: "wrong", rows: 103)).text.split(separator: "\n")
    #expect(lines.suffix(2) == ["… and 3 more", "103 breaches"])
    #expect(lines.count { $0.hasPrefix("shipments.csv: ") } == 100)
  }

  @Test func aBoundThatWasAskedForIsJudged() {
    func line(stated: Int64?, proven: Int64?, inexact: Int = 0) -> Substring? {
      var report = report(carrier: "right")
      report.check(
        stated.map { Money(units: $0) },
        against: PriceBound(bound: proven.map { Money(units: $0) }, inexactOrders: inexact))
      return AuditTable(report).text.split(separator: "\n").first { $0.hasPrefix("price bound: ") }
    }
    #expect(line(stated: 4, proven: 5) == "price bound: confirmed, the prices prove 5.00")
    #expect(line(stated: 5, proven: 4) == "price bound: refuted, the prices prove 4.00")
    #expect(line(stated: 5, proven: nil) == "price bound: refuted, the prices prove none")
    #expect(line(stated: nil, proven: 4) == "price bound: the plan states none; the prices prove 4.00")
    #expect(
      line(stated: 5, proven: 4, inexact: 2)
        == "price bound: undecided, 2 long orders could only be bounded; the prices prove at least 4.00")
  }
}
