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

/// Runs a query at given prices against given limits.
/// - Parameter remaining: by resource id.
func withQuery<Result>(_ prices: Prices, remaining: [Int32], _ body: (WayQuery) -> Result) -> Result {
  prices.resources.withUnsafeBufferPointer { resourcePrices in
    prices.activation.withUnsafeBufferPointer { activation in
      remaining.withUnsafeBufferPointer { remaining in
        // A scenario has at least one node, and every node two capacities: none of the three is empty.
        guard let a = resourcePrices.baseAddress, let b = activation.baseAddress, let c = remaining.baseAddress else {
          preconditionFailure("a query needs at least one node")
        }
        return body(WayQuery(prices: a, activation: b, remaining: c))
      }
    }
  }
}
