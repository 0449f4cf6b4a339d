import SupplyModel

/// Everything of a scenario that the flat searches read, in flat arrays.
final class FlatScenario: Sendable {
  let network: FlatNetwork
  let orders: FlatOrders
  /// First stock row of each SKU; one longer than the SKUs.
  let rowStarts: FlatArray<Int32>
  /// By stock row.
  let rowNodes: FlatArray<Int32>
  let useCosts: FlatArray<Int64>
  /// By SKU, milligrams.
  let weights: FlatArray<Int64>
  /// By line, where any node takes a commission: its price times its quantity (millionths). Else empty.
  let values: FlatArray<Int64>
  /// By node.
  let commissions: [Ratio]
  /// Whether any stock row may ship less than it holds.
  let hasProtectedStock: Bool
  /// Whether any lane has a capacity.
  let hasLanes: Bool
  let tables: ScenarioTables

  /// - Complexity: O(stock + lines + destinations x nodes).
  init(_ scenario: Scenario, tables: ScenarioTables) {
    self.tables = tables
    network = FlatNetwork(tables)
    orders = FlatOrders(scenario, tables: tables, network: network)
    rowStarts = FlatArray(tables.stock.starts, padding: 0)
    rowNodes = FlatArray(tables.stock.nodes, padding: 0)
    useCosts = FlatArray(tables.stock.useCost, padding: 0)
    weights = FlatArray(scenario.skus.map(\.weight.milligrams), padding: 0)
    commissions = tables.nodes.map(\.commissionRate)
    values = FlatArray(repeating: 0, count: network.hasCommission ? scenario.lines.count : 0)
    if network.hasCommission {
      for (index, line) in scenario.lines.enumerated() {
        values[index] = line.unitPrice.millionths * Int64(line.quantity)
      }
    }
    hasLanes = !tables.arcs.laneLimits.isEmpty
    hasProtectedStock = zip(tables.stock.available, tables.stock.shippable).contains { $0 > $1 }
  }
}
