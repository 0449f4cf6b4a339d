import SupplyModel

/// A lower bound on the cost of any plan, from prices: each order alone pays for what it takes, and what the limits
/// are worth is taken off. Valid for any prices >= 0 (Fisher 1981).
struct LagrangianBound: Sendable {
  /// Millionths.
  var value: Int64
  /// Least priced cost of each order: no way of it costs less. Empty unless asked for.
  var orders: [Int64] = []

  /// - Parameters:
  ///   - lockedCost: `ScenarioTables.lockedCost`.
  ///   - keepsOrders: whether to keep the least cost of each order.
  /// - Complexity: one exact search an order, over all nodes that could serve it; in parallel.
  static func evaluate(
    _ prices: Prices, scenario: Scenario, flat: FlatScenario, lockedCost: Int64, threads: Int,
    keepsOrders: Bool = false
  ) -> LagrangianBound {
    let tables = flat.tables
    let count = scenario.orders.count
    let batches = OrderBatches(flat.orders, count: count, batches: 1)
    let least = FlatArray<Int64>(repeating: 0, count: count)
    let flatPrices = FlatPrices(prices, flat)
    let pool = WorkerPool(threads: threads) { OrderSearch(flat, scenario: scenario) }
    withQuery(prices, remaining: tables.resources.limits) { query in
      nonisolated(unsafe) let query = query
      for tasks in batches.tasks {
        pool.run(tasks.count) { search, task in
          search.forget()
          for order in batches.orders[tasks[task]] {
            let order = Int(order)
            if flat.orders.isFlat(order) {
              search.searchAlone(order, flatPrices)
              least[order] = search.flatSearch.value
            } else {
              search.finder.load(order)
              search.finder.search(query)
              least[order] = search.finder.bound
            }
          }
        }
      }
    }
    var bound = LagrangianBound(value: lockedCost)
    for order in 0..<count { bound.value += least[order] }
    if keepsOrders { bound.orders = (0..<count).map { least[$0] } }
    for (resource, price) in prices.resources.enumerated() where price > 0 {
      bound.value -= price * Int64(tables.resources.limits[resource])
    }
    let isPriced = tables.nodes.indices.map { prices.activation[$0] > 0 && !tables.nodes[$0].isActive }
    guard isPriced.contains(true) else { return bound }
    let reach = reach(scenario, tables: tables, threads: threads)
    for node in tables.nodes.indices where isPriced[node] {
      let limit = tables.resources.limits[tables.resources.capacityOrders(NodeIndex(node))]
      let users = min(reach[node], Int64(limit))
      bound.value += min(0, tables.nodes[node].activationCost - prices.activation[node] * users)
    }
    return bound
  }

  /// Orders that each node could serve.
  /// - Complexity: one load an order; in parallel.
  private static func reach(_ scenario: Scenario, tables: ScenarioTables, threads: Int) -> [Int64] {
    let parts = OrderChunks(orders: scenario.orders.count, threads: threads).map { range in
      let problem = OrderProblem(scenario: scenario, tables: tables)
      var reach = [Int32](repeating: 0, count: tables.nodes.count)
      for order in range {
        problem.load(order)
        for source in problem.sources where !source.isLocked { reach[Int(source.node)] += 1 }
      }
      return reach
    }
    var reach = [Int64](repeating: 0, count: tables.nodes.count)
    for part in parts {
      for node in reach.indices { reach[node] += Int64(part[node]) }
    }
    return reach
  }
}
