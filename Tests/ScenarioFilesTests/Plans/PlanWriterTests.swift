import Foundation
import ScenarioFiles
import SupplyModel
import TestSupport
import Testing

@Suite struct PlanWriterTests {
  /// Two nodes, one order of two lines split over them, one line short; ids that need quotes.
  static func example() -> (scenario: Scenario, plan: FulfillmentPlan) {
    var hand = HandScenario()
    hand.node("DC,1")
    hand.node("S1", .store)
    hand.sku("A")
    hand.sku("B", kilograms: 0.25)
    hand.zone("Z1")
    hand.order("O \"17\"", to: "Z1", [.init("A", 2), .init("B", 3)])
    hand.order("P", to: "S1", [.init("B", 1)])
    let asOf = hand.scenario.settings.asOf
    var summary = AssignSummary(scenario: "hand", policy: .optimal, asOf: asOf)
    summary.orders = 2
    summary.lines = 3
    summary.units = 6
    summary.shipments = 3
    summary.ordersComplete = 1
    summary.unitsFilled = 5
    summary.splitOrders = 1
    summary.cost.carrier = Money(millionths: 9_400_001)
    summary.cost.use = Money(millionths: -1_500_000)
    summary.cost.unfilled = Money(units: 5)
    summary.bound = ProvenBound(
      lowerBound: Money(units: 12), priceBound: Money(millionths: 11_999_999), method: .prices)
    var plan = FulfillmentPlan(policy: .optimal, asOf: asOf, summary: summary)
    plan.bound = summary.bound
    plan.notices = [Notice("kits are served whole")]
    plan.assignments = [
      Assignment(order: 0, line: 0, node: 0, quantity: 2, shipment: 0, mode: .ship),
      Assignment(order: 0, line: 1, node: 1, quantity: 2, shipment: 1, mode: .ship),
      Assignment(order: 1, line: 2, node: 1, quantity: 1, shipment: 2, mode: .pickup),
    ]
    func shipment(_ order: OrderIndex, _ node: NodeIndex, _ units: Int32, _ milligrams: Int64) -> Shipment {
      Shipment(
        order: order, node: node, parcels: 1, units: units, weight: Weight(milligrams: milligrams), shipsOn: asOf,
        arrivesOn: asOf + 2, daysLate: 0, carrier: Money(millionths: 9_400_001), handling: .zero, commission: .zero,
        lateness: .zero)
    }
    plan.shipments = [shipment(0, 0, 2, 2_000_000), shipment(0, 1, 2, 500_000), shipment(1, 1, 1, 250_000)]
    plan.transfers = [
      Transfer(
        from: 0, to: 1, sku: 0, quantity: 4, departsOn: asOf, arrivesOn: asOf + 1, cost: Money(millionths: 500_000),
        reason: "for P, O")
    ]
    plan.unfilled = [
      UnfilledLine(
        order: 0, line: 1, quantity: 1, reason: .stockUsed, repair: "1 more at \"S1\"", cost: Money(units: 5))
    ]
    plan.nodeCosts = [
      NodeCost(node: 0, activation: Money(units: 3), use: Money(millionths: -1_500_000), orders: 1, units: 2)
    ]
    plan.prices = [
      Price(resource: .stock(1, 1), price: Money(millionths: 300_000)),
      Price(resource: .protected(1, 1), price: .zero),
      Price(resource: .capacityOrders(0), price: Money(units: 1)),
      Price(resource: .laneUnits(0, 0, 0), price: Money(millionths: 1)),
    ]
    return (hand.scenario, plan)
  }

  static func written() throws -> TemporaryFolder {
    let (scenario, plan) = example()
    let folder = try TemporaryFolder()
    let output = try OutputFolder(at: folder.path(of: "plan"), command: "assign")
    try PlanWriter(scenario: scenario).write(plan, to: output)
    try output.commit(RunRecord(command: "assign", version: "0.1.0"))
    return folder
  }

  static let coverProof = CoverProof(
    prices: [Price(resource: .capacityOrders(0), price: Money(units: 2))],
    covers: [
      PricedCover(
        node: 1, sku: 1, limit: 1, price: Money(millionths: 250_000),
        terms: [.init(order: 0, line: 1, coefficient: 1), .init(order: 1, line: 2, coefficient: 1)]),
      PricedCover(
        node: 0, sku: 1, limit: 2, price: Money(units: 1), terms: [.init(order: 0, line: 1, coefficient: 2)]),
    ])

  /// The same with covers.
  static func writtenWithCovers() throws -> TemporaryFolder {
    var (scenario, plan) = example()
    plan.coverProof = coverProof
    let folder = try TemporaryFolder()
    let output = try OutputFolder(at: folder.path(of: "plan"), command: "assign")
    try PlanWriter(scenario: scenario).write(plan, to: output)
    try output.commit(RunRecord(command: "assign", version: "0.1.0"))
    return folder
  }

  @Test func coversAreWrittenWhereThereAreAny() throws {
    let folder = try PlanWriterTests.writtenWithCovers()
    #expect(
      String(decoding: try folder.bytes(of: "plan/covers.csv"), as: UTF8.self) == """
        cover_id,node_id,sku_id,limit,price,order_id,line_id,coefficient
        1,S1,B,1,0.25,"O ""17\"\"",2,1
        1,S1,B,1,0.25,P,1,1
        2,"DC,1",B,2,1,"O ""17\"\"",2,2

        """)
    #expect(
      String(decoding: try folder.bytes(of: "plan/cover_prices.csv"), as: UTF8.self) == """
        resource,node_id,sku_id,destination,service,price
        capacity_orders,"DC,1",,,,2

        """)
    let without = try PlanWriterTests.written()
    #expect(throws: (any Error).self) { try without.bytes(of: "plan/covers.csv") }
  }

  static let tables: [(String, String)] = [
    (
      "assignments.csv",
      """
      order_id,line_id,sku_id,quantity,node_id,shipment_id,mode
      "O ""17""\",1,A,2,"DC,1","O ""17""-1",ship
      "O ""17""\",2,B,2,S1,"O ""17""-2",ship
      P,1,B,1,S1,P-1,pickup

      """
    ),
    (
      "shipments.csv",
      """
      shipment_id,order_id,node_id,destination,service,parcels,units,weight_kg,ships_on,arrives_on,days_late,carrier,\
      handling,commission,lateness
      "O ""17""-1","O ""17""\","DC,1",Z1,standard,1,2,2,2026-11-11,2026-11-13,0,9.400001,0,0,0
      "O ""17""-2","O ""17""\",S1,Z1,standard,1,2,0.5,2026-11-11,2026-11-13,0,9.400001,0,0,0
      P-1,P,S1,S1,,1,1,0.25,2026-11-11,2026-11-13,0,9.400001,0,0,0

      """
    ),
    (
      "transfers.csv",
      """
      transfer_id,from_node,to_node,sku_id,quantity,departs_on,arrives_on,cost,reason
      T1,"DC,1",S1,A,4,2026-11-11,2026-11-12,0.5,"for P, O"

      """
    ),
    (
      "unfilled.csv",
      """
      order_id,line_id,sku_id,quantity,reason,repair,cost
      "O ""17""\",2,B,1,stock_used,"1 more at ""S1""\",5

      """
    ),
    (
      "node_costs.csv",
      """
      node_id,activation,use,orders,units
      "DC,1",3,-1.5,1,2

      """
    ),
    (
      "prices.csv",
      """
      resource,node_id,sku_id,destination,service,price
      stock,S1,B,,,0.3
      capacity_orders,"DC,1",,,,1
      lane_units,"DC,1",,Z1,standard,0.000001

      """
    ),
    (
      "summary.json",
      """
      {
        "version": 1,
        "scenario": "hand",
        "policy": "optimal",
        "as_of": "2026-11-11",
        "orders": 2,
        "lines": 3,
        "units": 6,
        "shipments": 3,
        "orders_complete": 1,
        "units_filled": 5,
        "split_orders": 1,
        "late_orders": 0,
        "cost": {
          "total": 12.900001,
          "carrier": 9.400001,
          "handling": 0,
          "commission": 0,
          "activation": 0,
          "transfer": 0,
          "lateness": 0,
          "use": -1.5,
          "unfilled": 5
        },
        "lower_bound": 12,
        "price_bound": 11.999999,
        "bound_method": "prices",
        "gap": 0.06976751397151054,
        "gap_served": 0.11392416279440977,
        "notices": [
          "kits are served whole"
        ]
      }

      """
    ),
    (
      "run.json",
      """
      {
        "program": "allot",
        "command": "assign",
        "version": "0.1.0",
        "threads": 1,
        "seconds": {},
        "peak_memory_bytes": null
      }

      """
    ),
  ]

  @Test(arguments: tables)
  func exactText(name: String, text: String) throws {
    let folder = try Self.written()
    #expect(String(decoding: try folder.bytes(of: "plan/" + name), as: UTF8.self) == text)
  }

  @Test func whatIsWrittenIsReadBack() throws {
    let (scenario, plan) = Self.example()
    let folder = try Self.written()
    let read = try PlanReader.read(from: folder.path(of: "plan"), scenario: scenario)
    let expected = PlanFiles(plan, scenario: scenario)
    #expect(read.faults == [])
    #expect(read.summary == expected.summary)
    #expect(read.assignments == expected.assignments)
    #expect(read.shipments == expected.shipments)
    #expect((0..<3).map { read.shipmentIDs[$0] } == (0..<3).map { expected.shipmentIDs[$0] })
    #expect(read.transfers == expected.transfers)
    #expect(read.unfilled == expected.unfilled)
    #expect(read.nodeCosts == expected.nodeCosts)
    #expect(read.prices == expected.prices)
  }
}
