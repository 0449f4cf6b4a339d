import SupplyModel

extension EngineProbe {
  /// What the search for long orders finds (millionths).
  package struct LongOrders: Sendable {
    package var bound: Int64
    /// What its plan costs by its own account, and by the orders' ways.
    package var cost: Int64
    package var exactCost: Int64
  }

  /// Runs the search for long orders, however short the orders are.
  /// - Returns: nil where an order is not of its kind.
  package func longOrders(threads: Int = 1) -> LongOrders? {
    guard let table = LineTable(scenario: scenario, tables: tables, mostlyLong: false) else { return nil }
    let found = LongOrderSearch(scenario: scenario, tables: tables, table: table).run(budget: Budget(threads: threads))
    let cost = found.plan.state(scenario).cost(scenario: scenario, tables: tables)
    return LongOrders(bound: found.bound, cost: found.plan.cost, exactCost: cost)
  }

  /// The greatest value of items that fit a stock row together, and which are taken.
  /// - Parameter maxCells: cells beyond which the value may be larger.
  package static func knapsack(
    values: [Int64], units: [Int32], limit: Int32, maxCells: Int = 40_000
  ) -> (value: Int64, isTaken: [Bool]) {
    var knapsack = RowKnapsack()
    knapsack.maxCells = maxCells
    for (value, units) in zip(values, units) { knapsack.add(value: Double(value), units: units) }
    let value = knapsack.solve(limit: Int(limit))
    return (Int64(value), knapsack.isTaken)
  }
}
