import SupplyModel

/// Writes a plan of `assign` as the files of an output folder: the same bytes for any number of threads.
package struct PlanWriter: Sendable {
  let scenario: Scenario
  let threads: Int
  let orders: IdentifierColumn
  let lines: IdentifierColumn
  let skus: IdentifierColumn
  let nodes: IdentifierColumn
  let zones: IdentifierColumn
  let services: IdentifierColumn

  package init(scenario: Scenario, threads: Int = 1) {
    self.scenario = scenario
    self.threads = threads
    orders = IdentifierColumn(scenario.orderIDs)
    lines = IdentifierColumn(scenario.lineIDs)
    skus = IdentifierColumn(scenario.skuIDs)
    nodes = IdentifierColumn(scenario.nodeIDs)
    zones = IdentifierColumn(scenario.zoneIDs)
    services = IdentifierColumn(scenario.services)
  }

  /// Writes every file of a plan but run.json, which `OutputFolder.commit` adds. O(rows).
  /// - Parameter subfolder: where below the folder, for outputs that hold several plans.
  /// - Precondition: the shipments of an order are adjacent.
  package func write(
    _ plan: FulfillmentPlan, to folder: OutputFolder, below subfolder: String? = nil
  ) throws(OutputError) {
    if let subfolder { try folder.makeSubfolder(subfolder) }
    let prefix = subfolder.map { $0 + "/" } ?? ""
    let numbers = shipmentNumbers(plan.shipments)
    try table(prefix, .assignments, plan.assignments.count, in: folder) { writeAssignments(plan, numbers, $0, to: $1) }
    try table(prefix, .shipments, plan.shipments.count, in: folder) {
      writeShipments(plan.shipments, numbers, $0, to: $1)
    }
    try table(prefix, .transfers, 1, in: folder) { writeTransfers(plan.transfers, to: $1) }
    try table(prefix, .unfilled, plan.unfilled.count, in: folder) { writeUnfilled(plan.unfilled, $0, to: $1) }
    try table(prefix, .nodeCosts, 1, in: folder) { writeNodeCosts(plan.nodeCosts, to: $1) }
    try table(prefix, .prices, plan.prices.count, in: folder) { writePrices(plan.prices, $0, to: $1) }
    let proof = plan.coverProof
    if !proof.isEmpty {
      try table(prefix, .coverPrices, proof.prices.count, in: folder) { writePrices(proof.prices, $0, to: $1) }
      try table(prefix, .covers, proof.covers.count, in: folder) { writeCovers(proof.covers, $0, to: $1) }
    }
    let summary = try folder.file(prefix + PlanFile.summary.rawValue)
    summary.write(plan.summary.json(notices: plan.notices))
    try summary.close()
  }

  private func table(
    _ prefix: String, _ file: PlanFile, _ count: Int, in folder: OutputFolder,
    _ rows: @Sendable (Range<Int>, FileSink) -> Void
  ) throws(OutputError) {
    let sink = try folder.file(prefix + file.rawValue)
    sink.write(file.columns.joined(separator: ",") + "\n")
    sink.writeRows(count, threads: threads, rows)
    try sink.close()
  }

  /// The number of each shipment within its order, from 1.
  private func shipmentNumbers(_ shipments: [Shipment]) -> [Int32] {
    var numbers: [Int32] = []
    numbers.reserveCapacity(shipments.count)
    var previous: OrderIndex = -1
    var number: Int32 = 0
    for shipment in shipments {
      number = shipment.order == previous ? number + 1 : 1
      previous = shipment.order
      numbers.append(number)
    }
    return numbers
  }
}

extension FileSink {
  func comma() { write(byte: UInt8(ascii: ",")) }
  func endRow() { write(byte: 0x0A) }
  func write(_ money: Money) { write(money.millionths, scale: 6) }
}
