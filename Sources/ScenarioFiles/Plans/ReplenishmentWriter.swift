import SupplyModel

/// Writes a plan of `replenish` as the files of an output folder: the same bytes for any number of threads.
package struct ReplenishmentWriter: Sendable {
  private let plans: PlanWriter
  private let threads: Int

  package init(scenario: Scenario, threads: Int = 1) {
    plans = PlanWriter(scenario: scenario, threads: threads)
    self.threads = threads
  }

  /// Writes every file but run.json, which `OutputFolder.commit` adds. O(rows).
  package func write(_ plan: ReplenishmentPlan, to folder: OutputFolder) throws(OutputError) {
    try table(.transfers, 1, in: folder, more: [PlanFile.earnings]) { _, sink in
      plans.writeTransfers(plan.transfers, to: sink, withEarnings: true)
    }
    try table(.purchases, plan.purchases.count, in: folder) { writePurchases(plan.purchases, $0, to: $1) }
    let starts = (0..<plan.summary.periods.count).map { plan.summary.periods.start($0).description }
    try table(.projection, plan.projection.count, in: folder) { writeProjection(plan.projection, starts, $0, to: $1) }
    let summary = try folder.file(PlanFile.summary.rawValue)
    summary.write(plan.summary.json(notices: plan.notices))
    try summary.close()
  }

  private func table(
    _ file: PlanFile, _ count: Int, in folder: OutputFolder, more: [String] = [],
    _ rows: @Sendable (Range<Int>, FileSink) -> Void
  ) throws(OutputError) {
    let sink = try folder.file(file.rawValue)
    sink.write((file.columns + more).joined(separator: ",") + "\n")
    sink.writeRows(count, threads: threads, rows)
    try sink.close()
  }

  private func writePurchases(_ purchases: [Purchase], _ range: Range<Int>, to sink: FileSink) {
    for index in range {
      let row = purchases[index]
      sink.write("P\(index + 1),")
      plans.nodes.write(row.node, to: sink)
      sink.comma()
      plans.skus.write(row.sku, to: sink)
      let cost = row.unitCost * Int64(row.quantity) + row.orderCost
      sink.write(",\(row.quantity),\(row.orderedOn),\(row.arrivesOn),\(row.unitCost),\(row.orderCost),\(cost)\n")
    }
  }

  private func writeProjection(
    _ projection: [ProjectionRow], _ starts: [String], _ range: Range<Int>, to sink: FileSink
  ) {
    for row in projection[range] {
      plans.nodes.write(row.node, to: sink)
      sink.comma()
      plans.skus.write(row.sku, to: sink)
      sink.comma()
      sink.write(starts[Int(row.period)])
      for units in [row.received, row.sent] {
        sink.comma()
        sink.write(Int64(units))
      }
      for units in [row.demand, row.sold, row.short, row.spoiled, row.unsent, row.mean] {
        sink.comma()
        sink.write(units.millionths, scale: 6)
      }
      for units in [row.low, row.median, row.high] {
        sink.comma()
        sink.write(Int64(units))
      }
      sink.endRow()
    }
  }
}
