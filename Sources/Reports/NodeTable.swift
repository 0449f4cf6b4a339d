import SupplyModel

/// Who serves what in a plan: a row a node, the busiest first.
package struct NodeTable: Sendable {
  /// Nodes beyond this many are summed up in one row, so that the table fits a screen.
  package static let rowsListed = 12

  private let plan: FulfillmentPlan
  private let scenario: Scenario

  package init(_ plan: FulfillmentPlan, scenario: Scenario) {
    self.plan = plan
    self.scenario = scenario
  }

  /// Empty where nothing is served. Complexity: O(nodes log nodes).
  package var text: String {
    guard !plan.nodeCosts.isEmpty else { return "" }
    let busiest = plan.nodeCosts.sorted { ($0.orders, $1.node) > ($1.orders, $0.node) }
    var table = TextTable()
    table.add(["served from", "tier", "orders", "units"])
    table.rule()
    for row in busiest.prefix(NodeTable.rowsListed) {
      let node = scenario.nodes[Int(row.node)]
      table.add([node.id, "\(node.tier)", grouped(Int64(row.orders)), grouped(row.units)])
    }
    let rest = busiest.dropFirst(NodeTable.rowsListed)
    if !rest.isEmpty {
      table.add([
        "\(rest.count) more", "", grouped(rest.reduce(0) { $0 + Int64($1.orders) }),
        grouped(rest.reduce(0) { $0 + $1.units }),
      ])
    }
    return table.text
  }
}
