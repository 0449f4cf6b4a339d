import LinearProgramming
import SupplyModel

/// Solves the relaxation of a master program over *all* ways of its orders: ways join as the prices call for them.
///
/// The pricer is the exact search for one order, so the Lagrangian bound at the (rounded) duals is proven, whatever
/// the solver's tolerances.
struct ColumnGeneration {
  let scenario: Scenario
  let tables: ScenarioTables
  /// Rounds of pricing at most; the bound is valid after any.
  var maxRounds = 200

  struct Result {
    /// With all ways that were generated.
    var master: MasterProgram
    /// The best proven bound on the cost of these orders with their activation (millionths), and its prices.
    var bound: Int64
    var prices: MasterPrices
    /// Least priced cost of each order at `prices`.
    var orderBounds: [Int64]
  }

  /// - Parameters:
  ///   - master: with at least one way for each order that fit together.
  ///   - start: prices that give a first bound.
  func run(
    _ master: MasterProgram, start: MasterPrices, budget: Budget
  ) throws(LinearProgramError) -> Result {
    var master = master
    let finder = WayFinder(scenario: scenario, tables: tables)
    let first = price(master, start, finder)
    var best = Result(master: master, bound: first.bound, prices: start, orderBounds: first.orderBounds)
    let model = try master.model(isInteger: false)
    try model.withSolver { (solver) throws(LinearProgramError) in
      for round in 0..<maxRounds {
        budget.report(PhaseReport(phase: "columns", done: round, total: 0))
        if budget.isExhausted() { return }
        let solution = try solver.solve()
        guard solution.status == .optimal else { return }
        let prices = MasterPrices(master, duals: solution.rowDuals, tables: tables)
        let priced = price(master, prices, finder)
        if priced.bound > best.bound {
          best.bound = priced.bound
          best.prices = prices
          best.orderBounds = priced.orderBounds
        }
        var new: [Way] = []
        for (index, candidate) in priced.ways.enumerated() {
          // Two millionths: below what rounding the prices can feign.
          let dual = Int64((solution.rowDuals[index] * 1e6).rounded()) + master.references[index]
          if let candidate, candidate.value < dual - 2 { new.append(candidate.way) }
        }
        if !new.isEmpty {
          try master.add(new, to: &solver)
          continue
        }
        let links = master.violatedLinks(solution.values)
        if links.isEmpty { return }
        for link in links { try master.addLink(order: link.order, node: link.node, to: &solver) }
      }
    }
    best.master = master
    return best
  }

  private struct Priced {
    var bound: Int64 = 0
    var orderBounds: [Int64]
    /// The least priced way of each order and its priced cost.
    var ways: [(way: Way, value: Int64)?]
  }

  /// The Lagrangian bound at some prices, and the way that each order would take.
  private func price(
    _ master: MasterProgram, _ prices: MasterPrices, _ finder: WayFinder
  ) -> Priced {
    var priced = Priced(
      orderBounds: [Int64](repeating: 0, count: master.orders.count),
      ways: [(way: Way, value: Int64)?](repeating: nil, count: master.orders.count))
    let limits = master.limits
    let activation = master.activation
    prices.forEachOrder(master.orders, limits: limits) { index, order, query in
      finder.load(order)
      finder.search(query)
      priced.bound += finder.bound
      priced.orderBounds[index] = finder.bound
      priced.ways[index] = (Way(finder.problem, finder.pieces), finder.value)
    }
    for (resource, price) in prices.prices.resources.enumerated() where price > 0 {
      priced.bound -= price * Int64(limits[resource])
    }
    var paid = activation.indices.map { prices.prices.activation[$0] * master.mostUsers(NodeIndex($0)) }
    for link in prices.links { paid[Int(link.node)] += link.price }
    for node in activation.indices { priced.bound += min(0, activation[node] - paid[node]) }
    return priced
  }
}
