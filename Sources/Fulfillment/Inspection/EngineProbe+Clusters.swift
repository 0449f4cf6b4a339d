import SupplyModel

extension EngineProbe {
  /// Runs the improvement of large plans by groups, from a plan and prices.
  /// - Parameters:
  ///   - plan: by order: what serves it.
  ///   - groupSize: orders of a group.
  /// - Returns: what the plan costs before and after, locked lines apart (millionths), and what serves each order then.
  package func clusters(
    from plan: [[Row]], at vector: PriceVector, groupSize: Int, threads: Int = 1
  ) -> (before: Int64, after: Int64, rows: [[Row]]) {
    var state = AssignmentState(orders: scenario.orders.count, tables: tables)
    for (order, rows) in plan.enumerated() {
      state.serve(order, with: nodePieces(rows), scenario: scenario, tables: tables)
    }
    let before = state.cost(scenario: scenario, tables: tables)
    let prices = vector.prices(tables)
    let bound = LagrangianBound.evaluate(
      prices, scenario: scenario, walk: OrderWalk(FlatScenario(scenario, tables: tables)),
      lockedCost: tables.lockedCost(scenario), threads: threads)
    var search = ClusterSearch(scenario: scenario, tables: tables)
    search.options.groupSize = groupSize
    search.options.groupSizes = groupSize...groupSize
    search.run(
      &state, bound: bound.value - tables.lockedCost(scenario), prices: prices, orderBounds: bound.orders,
      budget: Budget(threads: threads))
    return (before, state.cost(scenario: scenario, tables: tables), rows(state))
  }
}
