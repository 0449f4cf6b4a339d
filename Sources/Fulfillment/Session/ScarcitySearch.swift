import SupplyModel

/// Prices of stock and capacity for orders that are yet to come (Acimovic and Graves 2015 by duals; here Lagrangian
/// ones): what a unit taken now will be missed for.
package struct ScarcitySearch {
  package struct Options: Sendable {
    /// Passes over the sample. Prices steer single orders: they need not be as sharp as those of a bound.
    package var passes = 80

    package init() {}
  }

  private let options: Options

  package init(options: Options = Options()) { self.options = options }

  /// A price (millionths) for a unit of each stock row of a scenario, in the order of its `ScenarioTables`, and by node
  /// for an order and for a unit.
  /// - Parameter scenario: the orders that are expected, and all that there is for them.
  /// - Complexity: O(passes x searches of all orders).
  package func prices(
    _ scenario: Scenario, threads: Int
  ) -> (stock: StockTable, rows: [Int64], nodeOrders: [Int64], nodeUnits: [Int64]) {
    let tables = ScenarioTables(scenario, threads: threads)
    let layout = tables.resources
    var ascending = DualAscent.Options()
    ascending.coverRounds = 0
    ascending.rows = .finding(passes: options.passes, firstStep: 0.5, lastStep: 0.002)
    let walk = OrderWalk(FlatScenario(scenario, tables: tables))
    let prices = DualAscent(scenario: scenario, walk: walk, options: ascending).run(budget: Budget(threads: threads))
      .prices
    let rows = (0..<Int32(layout.stockRows)).map {
      prices.resources[layout.stock($0)] + prices.resources[layout.protected($0)]
    }
    let nodes = tables.nodes.indices.map { NodeIndex($0) }
    return (
      tables.stock, rows, nodes.map { prices.resources[layout.capacityOrders($0)] },
      nodes.map { prices.resources[layout.capacityUnits($0)] }
    )
  }
}
