import SupplyModel

/// Prices as passes over likely ways read them (millionths, rounded to 24 bits): small, so that they stay close to the
/// processor.
final class LikelyPrices: Sendable {
  /// By stock row: use cost + price of its stock + price of shipping it, a unit.
  let rows: FlatArray<Float>
  /// By node: capacity in orders, and activation; capacity in units.
  let nodeOrders: FlatArray<Float>
  let nodeUnits: FlatArray<Float>

  /// - Parameter rows: an array that holds the prices of rows already; nil: one of its own.
  init(_ prices: FlatPrices, rows shared: FlatArray<Float>?) {
    rows = shared ?? FlatArray(repeating: 0, count: prices.rows.count)
    nodeOrders = FlatArray(repeating: 0, count: prices.nodeOrders.count)
    nodeUnits = FlatArray(repeating: 0, count: prices.nodeUnits.count)
    for row in 0..<prices.rows.count { rows[row] = Float(prices.rows[row].price) }
    for node in 0..<nodeOrders.count {
      nodeOrders[node] = Float(prices.nodeOrders[node])
      nodeUnits[node] = Float(prices.nodeUnits[node])
    }
  }
}
