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
    var prices = try generation.run(master, start: MasterPrices(start), budget: budget).prices.prices
    // A share of an activation cost that was rounded up would cost a millionth for each order that could pay it.
    for node in prices.activation.indices where group.activation[node] > 0 {
      let users = max(1, master.mostUsers(NodeIndex(node)))
      let share = group.activation[node] / users
      if prices.activation[node] == share + 1 { prices.activation[node] = share }
    }
    return prices
  }
}
