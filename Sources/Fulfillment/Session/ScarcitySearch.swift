import SupplyModel

/// Prices of stock and capacity for orders that are yet to come (Acimovic and Graves 2015 by duals; here Lagrangian
/// ones): what a unit taken now will be missed for.
package struct ScarcitySearch {
  package struct Options: Sendable {
    /// Passes over the sample. Prices steer orders other than these: sharper ones fit what the sample happens to hold
    /// (experiment E1, 50 tunings: 0.34 % above the bound in hindsight with 40 passes, 0.36 % with 80).
    package var passes = 40

    package init() {}
  }

  /// Prices in millionths: for a unit of each stock row, in the order of `stock`; by node for an order and for a unit.
  package struct Found: Sendable {
    package let stock: StockTable
    package let rows: [Int64]
    package let nodeOrders: [Int64]
    package let nodeUnits: [Int64]
  }

  private let options: Options

  package init(options: Options = Options()) { self.options = options }

  /// What the orders of a scenario would miss units and places for.
  /// - Parameter scenario: the orders that are expected, and all that there is for them.
  /// - Complexity: O(passes x searches of all orders).
  package func prices(_ scenario: Scenario, threads: Int) -> Found {
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
    return Found(
      stock: tables.stock, rows: rows, nodeOrders: nodes.map { prices.resources[layout.capacityOrders($0)] },
      nodeUnits: nodes.map { prices.resources[layout.capacityUnits($0)] })
  }
}
