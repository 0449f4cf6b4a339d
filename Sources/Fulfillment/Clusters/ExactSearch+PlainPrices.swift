import LinearProgramming
import SupplyModel

extension ExactSearch {
  /// Prices whose bound stands on prices.csv alone, without ties of resources or single orders to activations and
  /// without cuts.
  /// - Complexity: that of `ColumnGeneration`.
  func plainPrices(_ group: OrderGroup, start: Prices, budget: Budget) throws(LinearProgramError) -> Prices {
    let finder = WayFinder(scenario: scenario, tables: tables)
    var master = MasterProgram(
      orders: group.orders, references: group.incumbent.map(\.cost),
      resources: group.contestedResources(finder, tables: tables), limits: group.limits,
      activation: group.activation, opensResources: false, tables: tables)
    master.add(group.incumbent)
    var generation = ColumnGeneration(scenario: scenario, tables: tables)
    (generation.cutRounds, generation.linksPerRound) = (0, 0)
    return try generation.run(master, start: MasterPrices(start), budget: budget).prices.prices
  }
}
