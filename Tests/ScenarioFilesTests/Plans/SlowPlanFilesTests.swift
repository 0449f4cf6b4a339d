import Foundation
import ScenarioFiles
import SupplyModel
import TestSupport
import Testing

@Suite struct SlowPlanFilesTests {
  /// A large plan is written, read back, audited and bounded in seconds.
  @Test func twoHundredThousandOrders() throws {
    var hand = HandScenario()
    let (nodes, zones, skus, orders) = (1_000, 1_000, 50_000, 200_000)
    var band = TariffBand()
    band.perShipment = Money(units: 4)
    band.perKilogram = Money(millionths: 333_333)
    var tariff = Tariff(service: 0)
    tariff.bands = [band]
    hand.scenario.settings.tariffs = [tariff]
    for node in 0..<nodes { hand.node("NODE-\(node)", at: (Double(node % 50), Double(node / 50))) }
    for zone in 0..<zones { hand.zone("ZONE-\(zone)", at: (Double(zone % 40), Double(zone / 40))) }
    for sku in 0..<skus {
      hand.sku("SKU-\(sku)", kilograms: 0.3)
      for step in 0..<20 {
        hand.scenario.stock.append(
          StockRow(node: Int32((sku * 7 + step * 53) % nodes), sku: Int32(sku), onHand: .max))
      }
    }
    let asOf = hand.scenario.settings.asOf
    var plan = FulfillmentPlan(
      policy: .optimal, asOf: asOf, summary: AssignSummary(scenario: "hand", policy: .optimal, asOf: asOf))
    let lineIDs = [hand.scenario.lineIDs.insert("1").index, hand.scenario.lineIDs.insert("2").index]
    for order in 0..<orders {
      let first = Int32(hand.scenario.lines.count)
      for line in 0..<(order % 5 < 3 ? 1 : 2) {
        let sku = (order * 31 + line * 17) % skus
        let node = Int32((sku * 7) % nodes)
        hand.scenario.lines.append(OrderLine(sku: Int32(sku), quantity: 2, lineID: lineIDs[line]))
        plan.assignments.append(
          Assignment(
            order: Int32(order), line: first + Int32(line), node: node, quantity: 2,
            shipment: Int32(plan.shipments.count), mode: .ship))
        plan.shipments.append(
          Shipment(
            order: Int32(order), node: node, parcels: 1, units: 2, weight: Weight(milligrams: 600_000), shipsOn: asOf,
            arrivesOn: asOf, daysLate: 0, carrier: Money(units: 4) + Money(millionths: 200_000), handling: .zero,
            commission: .zero, lateness: .zero))
      }
      hand.scenario.orders.append(
        Order(lines: first..<Int32(hand.scenario.lines.count), method: .ship(zone: Int32(order % zones))))
      _ = hand.scenario.orderIDs.insert("ORDER-\(order)")
    }
    let folder = try TemporaryFolder()
    let clock = ContinuousClock()
    let output = try OutputFolder(at: folder.path(of: "plan"), command: "assign")
    let writing = try clock.measure {
      try PlanWriter(scenario: hand.scenario).write(plan, to: output)
      try output.commit(RunRecord(command: "assign", version: "1"))
    }
    var read = PlanFiles()
    let reading = try clock.measure {
      read = try PlanReader.read(from: folder.path(of: "plan"), scenario: hand.scenario)
    }
    #expect(read.faultCount == 0)
    #expect(read.assignments.count == plan.assignments.count)
    var report = AuditReport()
    let auditing = clock.measure { report = PlanAudit.audit(scenario: hand.scenario, plan: read) }
    // All that is wrong: no node_costs.csv and an empty summary.
    let places = Set(report.breaches.map { $0.description.prefix { $0 != ":" } })
    #expect(places == ["node_costs.csv"])
    var bound = PriceBound(bound: nil, inexactOrders: 0)
    let bounding = clock.measure { bound = PlanAudit.priceBound(scenario: hand.scenario, prices: []) }
    #expect(bound.inexactOrders == 0)
    #expect(bound.bound.map { $0 <= report.cost.total } == true)
    print("written in \(writing), read in \(reading), audited in \(auditing), bounded in \(bounding)")
  }
}
