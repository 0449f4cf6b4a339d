import SupplyModel

/// Prices as the flat searches read them (millionths): what a unit of a stock row pays in all, and what a node and a
/// lane add.
final class FlatPrices: Sendable {
  /// By stock row; the price is use cost + price of its stock + price of shipping it.
  let rows: FlatArray<FlatRow>
  /// By node: capacity in orders, and activation.
  let nodeOrders: FlatArray<Int64>
  /// By node: capacity in units.
  let nodeUnits: FlatArray<Int64>
  /// By limited lane.
  let lanes: FlatArray<Int64>

  /// - Complexity: O(resources).
  init(_ prices: Prices, _ flat: FlatScenario) {
    let layout = flat.tables.resources
    rows = FlatArray(repeating: FlatRow(price: 0, node: -1, limit: 0), count: layout.stockRows)
    nodeOrders = FlatArray(repeating: 0, count: layout.nodes)
    nodeUnits = FlatArray(repeating: 0, count: layout.nodes)
    lanes = FlatArray(repeating: 0, count: flat.tables.arcs.laneLimits.count)
    for row in 0..<Int32(layout.stockRows) {
      let price = prices.resources[layout.stock(row)] + prices.resources[layout.protected(row)]
      rows[Int(row)] = FlatRow(
        price: price + flat.useCosts[Int(row)], node: flat.rowNodes[Int(row)],
        limit: min(flat.limits[layout.stock(row)], flat.limits[layout.protected(row)]))
    }
    for node in 0..<layout.nodes {
      let index = NodeIndex(node)
      let activation = flat.tables.nodes[node].isActive ? 0 : prices.activation[node]
      nodeOrders[node] = prices.resources[layout.capacityOrders(index)] + activation
      nodeUnits[node] = prices.resources[layout.capacityUnits(index)]
    }
    for lane in 0..<lanes.count { lanes[lane] = prices.resources[layout.lane(Int32(lane))] }
  }
}
