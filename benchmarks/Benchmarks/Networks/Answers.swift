/// What comes of one SKU; seconds are the least of several calls.
struct SingleAnswer: Encodable {
  /// Its place in skus.csv, from 0; its program is in `NUMBER.mps`.
  var sku: Int
  var rows: Int
  var columns: Int
  /// Money.
  var cost: Double
  /// Network from curves, then flow from network.
  var buildSeconds: Double
  var solveSeconds: Double
  /// GLPK through `LinearProgramming`: loading the model, and simplex.
  var glpkCost: Double
  var glpkLoadSeconds: Double
  var glpkSolveSeconds: Double
}

/// What comes of all SKUs together. The programs are in `whole.mps` and, with journeys as the planner limits them,
/// `journeys.mps`; their objectives are these but for the constant.
struct WholeAnswer: Encodable {
  var rows: Int
  var columns: Int
  var entries: Int
  /// Money.
  var constant: Double
  var objective: Double
  var lowerBound: Double
  var seconds: Double
}

struct Usage: Error {}

extension Duration {
  var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
