import SupplyModel

/// Writes an assortment as the files of an output folder: the same bytes for any number of threads.
package struct AssortmentWriter: Sendable {
  private let scenario: Scenario
  private let threads: Int
  private let skus: IdentifierColumn
  private let nodes: IdentifierColumn

  package init(scenario: Scenario, threads: Int = 1) {
    self.scenario = scenario
    self.threads = threads
    skus = IdentifierColumn(scenario.skuIDs)
    nodes = IdentifierColumn(scenario.nodeIDs)
  }

  /// Writes assortment.csv, levels.csv and summary.json. O(nodes x SKUs).
  package func write(_ plan: AssortmentPlan, to folder: OutputFolder) throws(OutputError) {
    try writeChoices(plan, to: folder)
    try writeLevels(plan, to: folder)
    let summary = try folder.file("summary.json")
    summary.write(plan.json(scenario))
    try summary.close()
  }

  /// A row for each policy, node and SKU that it carries.
  private func writeChoices(_ plan: AssortmentPlan, to folder: OutputFolder) throws(OutputError) {
    let sink = try folder.file("assortment.csv")
    sink.write("policy,node_id,sku_id,rank,orders,local_orders\n")
    for policy in plan.policies.indices {
      for result in plan.nodeResults {
        let carried = result.choices[policy].skus
        sink.writeRows(carried.count, threads: threads) { range, sink in
          for index in range {
            sink.write(plan.policies[policy].rawValue)
            sink.comma()
            nodes.write(result.node, to: sink)
            sink.comma()
            skus.write(carried[index].sku, to: sink)
            for number in [Int64(index + 1), Int64(carried[index].orders), Int64(carried[index].localOrders)] {
              sink.comma()
              sink.write(number)
            }
            sink.endRow()
          }
        }
      }
    }
    try sink.close()
  }

  /// The scenario's levels.csv with `ranged` as the best policy has it: at each front node with orders to choose by, a
  /// row for every SKU that it carries, has a row of stock or levels for, or was asked for; all other rows as they were.
  private func writeLevels(_ plan: AssortmentPlan, to folder: OutputFolder) throws(OutputError) {
    let sink = try folder.file("levels.csv")
    sink.write("node_id,sku_id,min,max,base_stock,ranged\n")
    let chosen = plan.nodeResults.filter { $0.trainingOrders > 0 }
    var isChosen = [Bool](repeating: false, count: scenario.nodes.count)
    for result in chosen { isChosen[Int(result.node)] = true }
    var known = [[StockLevel]](repeating: [], count: scenario.nodes.count)
    for row in scenario.stock where isChosen[Int(row.node)] {
      known[Int(row.node)].append(StockLevel(node: row.node, sku: row.sku))
    }
    for level in scenario.levels {
      if isChosen[Int(level.node)] { known[Int(level.node)].append(level) } else { writeLevel(level, to: sink) }
    }
    var place = [Int32](repeating: -1, count: scenario.skus.count)
    for result in chosen {
      var rows: [StockLevel] = []
      for var level in known[Int(result.node)] + result.skusOrdered.map({ StockLevel(node: result.node, sku: $0) }) {
        level.ranged = false
        if place[Int(level.sku)] < 0 {
          place[Int(level.sku)] = Int32(rows.count)
          rows.append(level)
        } else if level.minimum != nil || level.maximum != nil || level.baseStock != nil {
          rows[Int(place[Int(level.sku)])] = level
        }
      }
      for carried in result.choices[plan.best].skus { rows[Int(place[Int(carried.sku)])].ranged = true }
      for row in rows { place[Int(row.sku)] = -1 }
      rows.sort { $0.sku < $1.sku }
      let finished = rows
      sink.writeRows(finished.count, threads: threads) { range, sink in
        for index in range { writeLevel(finished[index], to: sink) }
      }
    }
    try sink.close()
  }

  private func writeLevel(_ level: StockLevel, to sink: FileSink) {
    nodes.write(level.node, to: sink)
    sink.comma()
    skus.write(level.sku, to: sink)
    for number in [level.minimum, level.maximum, level.baseStock] {
      sink.comma()
      if let number { sink.write(Int64(number)) }
    }
    sink.write(level.ranged ? ",true\n" : ",false\n")
  }
}
