import SupplyModel
import TestSupport
import Testing

/// Two orders picked up at S1, for which DC sends 3 A and 1 B along a lane of its own and by one journey.
@Suite struct TransferAuditTests {
  private var hand = HandScenario()
  private var plan: FulfillmentPlan

  init() {
    let asOf = hand.scenario.settings.asOf
    hand.node("DC", at: (0, 0)) {
      $0.handlingPerUnit = Money(units: 1)
      $0.activationCost = Money(units: 10)
      $0.capacityUnits = 6
    }
    hand.node("S1", .store, at: (0, 0.1)) { $0.activationCost = Money(units: 5) }
    hand.sku("A")
    hand.sku("B") { $0.packSize = 3 }
    hand.stock("DC", "A", 3, use: Money(units: 2))
    hand.stock("DC", "B", 3)
    hand.order("O1", to: "S1", [.init("A", 3)])
    hand.order("O2", to: "S1", [.init("B")])
    var tariff = TransferTariff()
    tariff.perShipment = Money(units: 20)
    tariff.perKilometre = Money(units: 1)
    tariff.perUnit = Money(millionths: 500_000)
    tariff.minimumDays = 1
    hand.scenario.settings.transferTariff = tariff

    var summary = AssignSummary(scenario: "hand", policy: .optimal, asOf: asOf)
    summary.orders = 2
    summary.lines = 2
    summary.units = 4
    summary.shipments = 2
    summary.ordersComplete = 2
    summary.unitsFilled = 4
    summary.cost.handling = Money(units: 4)
    summary.cost.activation = Money(units: 15)
    // 20 + 11.119 km x 1 + 6 x 0.5: a whole pack of B travels.
    summary.cost.transfer = Money(millionths: 34_119_000)
    summary.cost.use = Money(units: 6)
    plan = FulfillmentPlan(policy: .optimal, asOf: asOf, summary: summary)
    plan.assignments = [
      Assignment(order: 0, line: 0, node: 0, quantity: 3, shipment: 0, mode: .transferPickup),
      Assignment(order: 1, line: 1, node: 0, quantity: 1, shipment: 1, mode: .transferPickup),
    ]
    func shipment(_ order: OrderIndex, _ units: Int32) -> Shipment {
      Shipment(
        order: order, node: 0, parcels: 1, units: units, weight: Weight(milligrams: Int64(units) * 1_000_000),
        shipsOn: asOf, arrivesOn: asOf + 1, daysLate: 0, carrier: .zero, handling: Money(units: Int64(units)),
        commission: .zero, lateness: .zero)
    }
    plan.shipments = [shipment(0, 3), shipment(1, 1)]
    func transfer(_ sku: SKUIndex, _ cost: Int64) -> Transfer {
      Transfer(
        from: 0, to: 1, sku: sku, quantity: 3, departsOn: asOf, arrivesOn: asOf + 1, cost: Money(millionths: cost),
        reason: "pickup")
    }
    plan.transfers = [transfer(0, 32_619_000), transfer(1, 1_500_000)]
    plan.nodeCosts = [
      NodeCost(node: 0, activation: Money(units: 10), use: Money(units: 6), orders: 2, units: 4),
      NodeCost(node: 1, activation: Money(units: 5), use: .zero, orders: 0, units: 0),
    ]
  }

  private func sentences(_ change: (inout Scenario, inout FulfillmentPlan) -> Void = { _, _ in }) -> [String] {
    var scenario = hand.scenario
    var plan = plan
    change(&scenario, &plan)
    return PlanAudit.audit(scenario: scenario, plan: PlanFiles(plan, scenario: scenario)).breaches
      .map(\.description)
  }

  @Test func aCorrectPlanHasNoBreach() { #expect(sentences() == []) }

  @Test func costIsComparedByJourney() {
    #expect(
      sentences { $1.transfers[1].cost = Money(units: 2) } == [
        "transfers.csv: transfer of A from DC to S1 on 2026-11-11: cost of all 2 rows of this transfer is 34.619, "
          + "recomputed 34.119"
      ])
  }

  @Test func arrival() {
    let sentence =
      "transfers.csv: transfer of B from DC to S1 on 2026-11-11: arrives_on is 2026-11-11, recomputed 2026-11-12"
    #expect(sentences { $1.transfers[1].arrivesOn = $1.asOf } == [sentence])
  }

  @Test func whatIsPickedUpMustBeMoved() {
    #expect(
      sentences { $1.transfers[0].quantity = 2 }.first
        == "transfers.csv: 2 units of SKU A go from DC to S1, 3 are picked up there")
  }

  @Test func wholePacks() {
    #expect(
      sentences { $1.transfers[1].quantity = 1 }.first
        == "transfers.csv: 1 unit of SKU B go from DC to S1, 1 are picked up there and the pack is 3")
  }

  @Test func transfersTakeStockThatIsNotProtected() {
    #expect(
      sentences { scenario, _ in scenario.stock[0].protected = 1 } == [
        "assignments.csv: 3 units of SKU A are shipped from node DC, 2 are not protected"
      ])
  }

  @Test func transfersNeedATariffOrALane() {
    #expect(
      sentences { scenario, _ in scenario.settings.transferTariff = nil }.first
        == "transfers.csv: transfer of A from DC to S1 on 2026-11-11: there is neither a lane nor a tariff for it")
  }

  @Test func aLaneGoesBeforeTheTariff() {
    #expect(
      sentences { scenario, plan in
        var band = LaneBand()
        band.minimumCost = Money(units: 40)
        band.transitDays = 1
        scenario.lanes = [LaneRow(origin: 0, destination: .node(1), band: band)]
        plan.transfers[0].cost = Money(millionths: 38_500_000)
        plan.summary.cost.transfer = Money(units: 40)
      } == [])
  }

  @Test func departure() {
    #expect(
      sentences {
        for row in $1.transfers.indices {
          $1.transfers[row].departsOn = $1.asOf + -1
          $1.transfers[row].arrivesOn = $1.asOf
        }
      }.first == "transfers.csv: transfer of A from DC to S1 on 2026-11-10: it departs before 2026-11-11")
  }
}
