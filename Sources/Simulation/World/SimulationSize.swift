import SupplyModel

/// What a replay can count with.
enum SimulationSize {
  /// Units of one SKU: so few that what is there, comes and is asked for stays within 32 bits at every node.
  private static let mostUnits = Int64(Int32.max / 2)
  /// Pairs of node and SKU, and days, that arrays can be numbered by.
  private static let mostPairs = Int64(Int32.max / 4)

  /// Rows of demand.csv and lines of orders.csv.
  private static let mostRows = 100_000_000.0

  /// A fault where a replay could run past that, or nil. Complexity: O(rows).
  /// - Parameter copies: how often demand of the files may come, at most.
  static func fault(_ scenario: Scenario, copies: Double) -> ScenarioError? {
    let rows = Double(scenario.demand.count + scenario.lines.count)
    if copies > 1 && rows * copies > mostRows {
      return ScenarioError(
        file: "scenario.yaml", column: "simulation.demand_scale",
        message: "demand up to \(copies) times that of the files is up to \(rows * copies) rows; expected at most "
          + "\(Int(mostRows))")
    }
    if Int64(scenario.nodes.count) * Int64(scenario.skus.count) > mostPairs {
      return ScenarioError(
        file: "skus.csv",
        message: "\(scenario.nodes.count) nodes x \(scenario.skus.count) SKUs are too many to replay; expected at most "
          + "\(mostPairs) pairs")
    }
    var units = [Int64](repeating: 0, count: scenario.skus.count)
    for row in scenario.stock { units[Int(row.sku)] += Int64(row.onHand ?? 0) }
    for row in scenario.receipts { units[Int(row.sku)] += Int64(row.quantity) }
    let times = Int64(max(1, copies))
    for row in scenario.demand { units[Int(row.sku)] += Int64(row.quantity) * times }
    for line in scenario.lines { units[Int(line.sku)] += Int64(line.quantity) * times }
    for row in scenario.supply { units[Int(row.sku)] += Int64(row.minimum) }
    for row in scenario.levels {
      units[Int(row.sku)] += Int64(max(row.minimum ?? 0, row.maximum ?? 0, row.baseStock ?? 0))
    }
    for (sku, count) in units.enumerated() where count > mostUnits {
      return ScenarioError(
        file: "skus.csv",
        message: "SKU \(scenario.skuIDs[SKUIndex(sku)]): stock, receipts, levels and demand add up to \(count) units; "
          + "expected at most \(mostUnits), or a larger unit")
    }
    return nil
  }
}
