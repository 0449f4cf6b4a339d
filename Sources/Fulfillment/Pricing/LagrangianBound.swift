import SupplyModel

/// A lower bound on the cost of any plan, from prices: each order alone pays for what it takes, and what the limits
/// are worth is taken off. Valid for any prices >= 0 (Fisher 1981).
struct LagrangianBound: Sendable {
  /// Millionths.
  var value: Int64
  /// By order of the scenario: its least priced cost; no way of it costs less.
  var orders: [Int64]

  /// - Parameters:
  ///   - lockedCost: `ScenarioTables.lockedCost`.
  ///   - candidates: by line of the walk; become the likely rows at these prices.
  ///   - covers: prices on covers of stock rows: no plan violates one, so any prices >= 0 on them prove as much.
  /// - Complexity: one exact search an order, over all nodes that could serve it; in parallel.
  static func evaluate(
    _ prices: Prices, scenario: Scenario, walk: OrderWalk, lockedCost: Int64, threads: Int,
    candidates: RowCandidates? = nil, covers: CoverPrices? = nil
  ) -> LagrangianBound {
    let tables = walk.flat.tables
    let least = leastCosts(
      prices, walk.tasks, scenario: scenario, walk: walk, threads: threads, candidates: candidates, covers: covers)
    var bound = LagrangianBound(value: lockedCost, orders: [Int64](repeating: 0, count: walk.count))
    for place in 0..<walk.count {
      bound.value += least[place]
      bound.orders[walk.scenarioOrder(place)] = least[place]
    }
    for (resource, price) in prices.resources.enumerated() where price > 0 {
      bound.value -= price * Int64(tables.resources.limits[resource])
    }
    bound.value -= covers?.worth ?? 0
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

  /// Whether serving each order alone at no prices at all may prove more than `value`: asked of a part of the orders
  /// where they are many.
  static func couldRise(
    unpriced value: Int64, scenario: Scenario, walk: OrderWalk, lockedCost: Int64, threads: Int
  ) -> Bool {
    guard walk.count > 50_000, let tasks = walk.batches.tasks.first, let last = tasks.last else { return true }
    let prices = Prices(walk.flat.tables)
    let least = leastCosts(
      prices, tasks, scenario: scenario, walk: walk, threads: threads, candidates: nil, covers: nil)
    let part = (0..<last.upperBound).reduce(0.0) { $0 + Double(least[$1]) }
    let estimate = Double(lockedCost) + part * Double(walk.count) / Double(last.upperBound)
    return estimate > Double(value) - 0.02 * abs(Double(value))
  }

  /// By place in the walk: what an order costs at least at some prices; 0 where no task asks.
  private static func leastCosts(
    _ prices: Prices, _ tasks: [Range<Int>], scenario: Scenario, walk: OrderWalk, threads: Int,
    candidates: RowCandidates?, covers: CoverPrices?
  ) -> FlatArray<Int64> {
    let flat = walk.flat
    let least = FlatArray<Int64>(repeating: 0, count: walk.count)
    let flatPrices = FlatPrices(prices, flat)
    let pool = WorkerPool(threads: threads) { OrderSearch(flat, scenario: scenario, candidates: candidates) }
    withQuery(prices, remaining: flat.tables.resources.limits) { query in
      nonisolated(unsafe) let query = query
      pool.run(tasks.count) { search, task in
        search.forget()
        for order in tasks[task] {
          if flat.orders.isFlat(order) {
            search.searchAloneAndRank(order, flatPrices, covers)
            least[order] = search.flatSearch.value
            if !search.flatSearch.isUnresolved { continue }
          }
          let finder = search.finder
          finder.load(walk.scenarioOrder(order))
          finder.search(query)
          // It knows no covers, which only add to what an order pays.
          least[order] = flat.orders.isFlat(order) ? max(least[order], finder.bound) : finder.bound
        }
      }
    }
    return least
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
