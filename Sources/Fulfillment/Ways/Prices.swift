import SupplyModel

/// A price for every resource, in millionths, never negative.
struct Prices: Sendable {
  /// By resource id (`Resources`).
  var resources: [Int64]
  /// By node: the share of its activation cost that each order served there carries.
  var activation: [Int64]

  /// All zero.
  init(_ tables: ScenarioTables) {
    resources = [Int64](repeating: 0, count: tables.resources.count)
    activation = [Int64](repeating: 0, count: tables.nodes.count)
  }
}
