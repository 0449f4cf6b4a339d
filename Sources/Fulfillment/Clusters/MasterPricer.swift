import SupplyModel

/// The Lagrangian bound of a master program at some prices, with the way that each order would take.
///
/// A node that is not active gives its orders nothing: what its resources, cuts and ties are worth is lost only where
/// it exceeds the activation cost. So the bound is at least that of `LagrangianBound` at the same prices.
struct MasterPricer {
  let scenario: Scenario
  let tables: ScenarioTables
  /// Ways of an order that are looked at to find the cheapest with its cuts; beyond it, cuts count as free.
  var mostListed = 4_000

  struct Priced {
    var bound: Int64 = 0
    var orderBounds: [Int64]
    /// By node: how far what it offers is worth more than its activation costs (millionths; negative: less).
    var surplus: [Int64] = []
    /// The least priced way of each order and its priced cost.
    var ways: [(way: Way, value: Int64)?]
  }

  /// - Complexity: one exact search an order.
  func price(_ master: MasterProgram, _ prices: MasterPrices) -> Priced {
    let finder = WayFinder(scenario: scenario, tables: tables)
    var priced = Priced(
      orderBounds: [Int64](repeating: 0, count: master.orders.count),
      ways: [(way: Way, value: Int64)?](repeating: nil, count: master.orders.count))
    prices.forEachOrder(master.orders, limits: master.limits) { index, order, query, covers in
      finder.load(order)
      let found = least(finder, query, covers)
      priced.bound += found.bound
      priced.orderBounds[index] = found.bound
      priced.ways[index] = (found.way, found.value)
    }
    settle(&priced, master, prices)
    return priced
  }

  /// Takes off what all limits are worth at the prices, nodes that are better left inactive apart.
  private func settle(_ priced: inout Priced, _ master: MasterProgram, _ prices: MasterPrices) {
    priced.surplus = master.activation.map { -$0 }
    func take(_ node: NodeIndex, _ amount: Int64) {
      if master.activation[Int(node)] > 0 { priced.surplus[Int(node)] += amount } else { priced.bound -= amount }
    }
    for (resource, price) in prices.prices.resources.enumerated() where price > 0 {
      let worth = price * Int64(master.limits[resource])
      let gate = master.gate(of: Int32(resource))
      if gate < 0 { priced.bound -= worth } else { take(gate, worth) }
    }
    for cut in prices.cuts { take(tables.node(ofResource: Int(cut.resource)), cut.price * Int64(cut.limit)) }
    for link in prices.links { take(link.node, link.price) }
    for node in priced.surplus.indices where master.activation[node] > 0 {
      priced.surplus[node] += prices.prices.activation[node] * master.mostUsers(NodeIndex(node))
      priced.bound -= max(0, priced.surplus[node])
    }
  }

  /// The least priced way of the loaded order, cuts included.
  private func least(
    _ finder: WayFinder, _ query: WayQuery, _ covers: ArraySlice<MasterPrices.CoverPrice>
  ) -> (way: Way, value: Int64, bound: Int64) {
    finder.search(query)
    let way = Way(finder.problem, finder.pieces)
    let paid = MasterPrices.price(of: way, covers)
    guard paid > 0 else { return (way, finder.value, finder.bound) }
    let bound = finder.bound
    var best = (way: way, value: finder.value + paid)
    let problem = finder.problem
    let isComplete = finder.forEachWay(query, within: best.value, most: mostListed) { pieces in
      let other = Way(problem, pieces)
      let value = problem.pricedCost(of: pieces, query) + MasterPrices.price(of: other, covers)
      if value < best.value { best = (other, value) }
    }
    // Without its cuts, no way is cheaper than the search said.
    return (best.way, best.value, isComplete ? best.value : bound)
  }
}
