import Foundation
import ScenarioFiles
import SupplyModel
import TestSupport
import Testing

@Suite struct PlanReaderTests {
  /// The plan of the writer's tests with one file edited.
  private func read(_ file: PlanFile, _ edit: (String) -> String) throws -> PlanFiles {
    let folder = try PlanWriterTests.written()
    let name = "plan/" + file.rawValue
    try folder.write(edit(String(decoding: try folder.bytes(of: name), as: UTF8.self)), to: name)
    return try PlanReader.read(from: folder.path(of: "plan"), scenario: PlanWriterTests.example().scenario)
  }

  @Test func coversAreReadBack() throws {
    let folder = try PlanWriterTests.writtenWithCovers()
    let plan = try PlanReader.read(from: folder.path(of: "plan"), scenario: PlanWriterTests.example().scenario)
    #expect(plan.faults.isEmpty)
    #expect(plan.coverProof == PlanWriterTests.coverProof)
    #expect(try read(.summary) { $0 }.coverProof.isEmpty)
  }

  @Test(arguments: [
    ("2,\"DC", "3,\"DC", "covers.csv:4:cover_id: \"3\" is no next cover: expected 2"),
    ("1,S1,B,1,0.25,P", "1,S1,B,2,0.25,P", "covers.csv:3:cover_id: \"1\" is not the cover of the row before"),
    (",P,1,1", ",P,2,1", "covers.csv:3:line_id: \"2\" is no line of order P"),
    (",P,1,1", ",P,1,0", "covers.csv:3:coefficient: \"0\" is no quantity: expected at least 1"),
  ])
  func coversThatCannotBeRead(old: String, new: String, message: String) throws {
    let folder = try PlanWriterTests.writtenWithCovers()
    let text = String(decoding: try folder.bytes(of: "plan/covers.csv"), as: UTF8.self)
    #expect(text.contains(old))
    try folder.write(text.replacing(old, with: new, maxReplacements: 1), to: "plan/covers.csv")
    let plan = try PlanReader.read(from: folder.path(of: "plan"), scenario: PlanWriterTests.example().scenario)
    #expect(plan.faults.map(\.description) == [message])
  }

  static let cells: [(PlanFile, String, String, String)] = [
    (.assignments, "P,1,B", "Q,1,B", "assignments.csv:4:order_id: \"Q\" is no order of the scenario"),
    (.assignments, "P,1,B", "P,2,B", "assignments.csv:4:line_id: \"2\" is no line of order P"),
    (.assignments, "P,1,B", "P,9,B", "assignments.csv:4:line_id: \"9\" is no line of order P"),
    (.assignments, "P,1,B", "P,1,C", "assignments.csv:4:sku_id: \"C\" is no SKU of the scenario"),
    (.assignments, "B,1,S1", "B,0,S1", "assignments.csv:4:quantity: \"0\" is no quantity: expected at least 1"),
    (.assignments, "B,1,S1", "B,1.5,S1", "assignments.csv:4:quantity: \"1.5\" is no whole number"),
    (.assignments, "B,1,S1", "B,3000000000,S1", "assignments.csv:4:quantity: \"3000000000\" is no whole number"),
    (.assignments, "B,1,S1", "B,1,S2", "assignments.csv:4:node_id: \"S2\" is no node of the scenario"),
    (
      .assignments, "P-1", "P-2",
      "assignments.csv:4:shipment_id: \"P-2\" is no shipment of shipments.csv that could be read"
    ),
    (
      .assignments, ",pickup", ",carried",
      "assignments.csv:4:mode: \"carried\" is none of ship, pickup, transfer_pickup"
    ),
    (.assignments, "P,1,B,1", "P,1,B", "assignments.csv:4: the row has 6 cells; expected 7, as in the header"),
    (.assignments, "order_id", "order", "assignments.csv:1:order_id: the column is missing"),
    (
      .shipments, "P-1,P,S1,S1", "P-1,P,S1,S9", "shipments.csv:4:destination: \"S9\" is no zone or node of the scenario"
    ),
    (
      .shipments, "P-1,P,S1,S1,,", "P-1,P,S1,S1,slow,",
      "shipments.csv:4:service: \"slow\" is no service of the scenario"
    ),
    (.shipments, "P-1,P", ",P", "shipments.csv:4:shipment_id: the cell is empty; expected an id"),
    (.shipments, "P-1,P", "\"O \"\"17\"\"-1\",P", "shipments.csv:4:shipment_id: \"O \"17\"-1\" stands twice"),
    (
      .transfers, "2026-11-12", "2026-02-30", "transfers.csv:2:arrives_on: \"2026-02-30\" is no date such as 2026-11-11"
    ),
    (
      .transfers, "0.5", "0.0000005",
      "transfers.csv:2:cost: \"0.0000005\" is no amount of money with at most six decimals"
    ),
    (
      .nodeCosts, "-1.5", "1e2", "node_costs.csv:2:use: \"1e2\" is no amount of money with at most six decimals"
    ),
    (
      .prices, "stock", "time",
      "prices.csv:2:resource: \"time\" is none of stock, protected, capacity_orders, capacity_units, lane_units, activation"
    ),
    (.summary, "\"orders\": 2", "\"orders\": 2.5", "summary.json:orders: 2.5: expected a whole number"),
    (.summary, "\"orders\": 2,", "", "summary.json:orders: the key is missing; expected a whole number"),
    (
      .summary, "\"total\": 12.900001", "\"total\": null",
      "summary.json:cost.total: null: expected an amount of money with at most six decimals"
    ),
    (
      .summary, "\"optimal\"", "\"best\"",
      "summary.json:policy: \"best\": expected one of optimal, cheapest, central-first, nearest-store-first"
    ),
    (.summary, "2026-11-11", "11.11.2026", "summary.json:as_of: \"11.11.2026\": expected a date such as 2026-11-11"),
    (.summary, "\"version\": 1", "\"version\": 2", "summary.json:version: 2: expected 1"),
    (.summary, "\"lines\": 3,", "\"lines\": 3", "summary.json:8: expected a comma or a closing brace"),
  ]

  @Test(arguments: cells) func faultyCell(file: PlanFile, from: String, to: String, sentence: String) throws {
    let plan = try read(file) { $0.replacingOccurrences(of: from, with: to) }
    #expect(plan.faults.map(\.description).first == sentence)
    #expect(plan.faultCount >= 1)
  }

  @Test func faultyRowIsLeftOutAndTheRestIsRead() throws {
    let plan = try read(.assignments) { $0.replacingOccurrences(of: ",A,2,", with: ",A,two,") }
    #expect(plan.assignments.count == 2)
    #expect(plan.faultCount == 1)
  }

  @Test func columnsMayStandInAnyOrderAmongOthers() throws {
    let plan = try read(.nodeCosts) { _ in "units,note,use,orders,node_id,activation\n2,x,-1.5,1,\"DC,1\",3\n" }
    #expect(plan.faults == [])
    let node = NodeCost(node: 0, activation: Money(units: 3), use: Money(millionths: -1_500_000), orders: 1, units: 2)
    #expect(plan.nodeCosts == [node])
  }

  @Test func nullBoundsAreNoFaults() throws {
    let plan = try read(.summary) {
      $0.replacing(/"(lower_bound|price_bound|bound_method|gap|gap_served)": [^\n]*,/) { "\"\($0.output.1)\": null," }
    }
    #expect(plan.faults == [])
    #expect(plan.summary.lowerBound == nil)
    #expect(plan.summary.gap == nil)
  }

  @Test func missingFolder() {
    #expect(throws: PlanMissing(path: "/nowhere/plan")) {
      try PlanReader.read(from: "/nowhere/plan", scenario: HandScenario().scenario)
    }
  }

  @Test func missingFile() throws {
    let folder = try PlanWriterTests.written()
    try FileManager.default.removeItem(atPath: folder.path(of: "plan/prices.csv"))
    let path = folder.path(of: "plan")
    let missing = #expect(throws: PlanMissing.self) {
      try PlanReader.read(from: path, scenario: PlanWriterTests.example().scenario)
    }
    #expect(missing?.description == "\(path) holds no plan of assign: it has no prices.csv")
  }

  @Test func longOrdersAreReadInAnyOrder() throws {
    var hand = HandScenario()
    hand.node("N")
    hand.sku("A")
    hand.zone("Z")
    hand.order("O", to: "Z", (0..<500).map { _ in .init("A") })
    var plan = FulfillmentPlan(
      policy: .cheapest, asOf: hand.scenario.settings.asOf,
      summary: AssignSummary(scenario: "hand", policy: .cheapest, asOf: hand.scenario.settings.asOf))
    plan.unfilled = (0..<500).map { line in
      UnfilledLine(order: 0, line: 499 - line, quantity: 1, reason: .noStock, repair: "", cost: .zero)
    }
    let folder = try TemporaryFolder()
    let output = try OutputFolder(at: folder.path(of: "plan"), command: "assign")
    try PlanWriter(scenario: hand.scenario).write(plan, to: output)
    try output.commit(RunRecord(command: "assign", version: "1"))
    let read = try PlanReader.read(from: folder.path(of: "plan"), scenario: hand.scenario)
    #expect(read.unfilled.map(\.row) == plan.unfilled)
  }
}
