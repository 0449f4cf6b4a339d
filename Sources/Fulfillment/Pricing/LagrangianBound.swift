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
    _ prices: Prices, scenario: Scenario, tables: ScenarioTables, lockedCost: Int64, threads: Int,
    keepsOrders: Bool = false
  ) -> LagrangianBound {
    let chunks = OrderChunks(orders: scenario.orders.count, threads: threads)
    let parts = chunks.map { range in
      part(range, prices, scenario: scenario, tables: tables, keepsOrders: keepsOrders)
    }
    var bound = LagrangianBound(value: lockedCost)
    var reach = [Int64](repeating: 0, count: tables.nodes.count)
    for part in parts {
      bound.value += part.sum
      bound.orders += part.orders
      for node in reach.indices { reach[node] += Int64(part.reach[node]) }
    }
    for (resource, price) in prices.resources.enumerated() where price > 0 {
      bound.value -= price * Int64(tables.resources.limits[resource])
    }
    for node in tables.nodes.indices where prices.activation[node] > 0 && !tables.nodes[node].isActive {
      let limit = tables.resources.limits[tables.resources.capacityOrders(NodeIndex(node))]
      let users = min(reach[node], Int64(limit))
      bound.value += min(0, tables.nodes[node].activationCost - prices.activation[node] * users)
    }
    return bound
  }

  private struct Part: Sendable {
    var sum: Int64 = 0
    var orders: [Int64] = []
    /// Orders that each node could serve.
    var reach: [Int32]
  }

  private static func part(
    _ range: Range<Int>, _ prices: Prices, scenario: Scenario, tables: ScenarioTables, keepsOrders: Bool
  ) -> Part {
    let finder = WayFinder(scenario: scenario, tables: tables)
    var part = Part(reach: [Int32](repeating: 0, count: tables.nodes.count))
    withQuery(prices, remaining: tables.resources.limits) { query in
      for order in range {
        finder.load(order)
        finder.search(query)
        part.sum += finder.bound
        if keepsOrders { part.orders.append(finder.bound) }
        for source in finder.problem.sources where !source.isLocked { part.reach[Int(source.node)] += 1 }
      }
    }
    return part
  }
}
