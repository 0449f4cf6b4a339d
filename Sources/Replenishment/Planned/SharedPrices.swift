import SupplyModel

/// Prices of what SKUs share, in millionths a unit (of the budget: for each millionth that is spent).
struct SharedPrices: Sendable {
  /// By link and period.
  var links: [Double]
  /// By node and period: units sent.
  var sending: [Double]
  /// By node and period: units taken in.
  var receiving: [Double]
  /// By node and period: units in store.
  var storage: [Double]
  var budget = 0.0

  init(links: Int, nodes: Int, periods: Int) {
    self.links = [Double](repeating: 0, count: links * periods)
    sending = [Double](repeating: 0, count: nodes * periods)
    receiving = sending
    storage = sending
  }
}
