import SupplyModel

/// Writes everything that happens in a replay to a table, row by row as it happens.
package final class EventLog {
  private let sink: FileSink
  private let nodes: [String]
  private let scenario: Scenario

  /// - Throws: where the file cannot be written.
  package init(_ path: String, scenario: Scenario) throws(OutputError) {
    sink = try FileSink(path: path)
    self.scenario = scenario
    nodes = scenario.nodes.map { csvCell($0.id) }
    sink.write("policy,replication,date,event,node_id,sku_id,quantity,order_id,line_id,customer_id,arrives_on\n")
  }

  /// - Parameters:
  ///   - drawn: the scenario of the replication, whose orders and customers the event names.
  package func write(_ event: SimulationEvent, of policy: SimulationPolicy, replication: Int, in drawn: Scenario) {
    var row = "\(policy),\(replication),\(event.day),\(event.kind.rawValue),"
    row += event.node.map { nodes[Int($0)] } ?? ""
    row += "," + csvCell(scenario.skuIDs[event.sku]) + ",\(event.quantity),"
    if let order = event.order {
      row += drawn.orderIDs.isEmpty ? "drawn-\(order + 1)" : csvCell(drawn.orderIDs[order])
    }
    row += ","
    if let line = event.line {
      let id = drawn.lines[Int(line)].lineID
      row += drawn.lineIDs.isEmpty ? "\(id + 1)" : csvCell(drawn.lineIDs[id])
    }
    row += ","
    if let customer = event.customer { row += csvCell(drawn.customers[customer]) }
    row += "," + (event.arrivesOn?.description ?? "") + "\n"
    sink.write(row)
  }

  package func close() throws(OutputError) { try sink.close() }
}
