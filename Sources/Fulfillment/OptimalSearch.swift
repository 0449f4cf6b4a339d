import LinearProgramming
import SupplyModel

/// `optimal`: prices, a bound, a plan from the prices, improvement; small scenarios to a proven optimum.
struct OptimalSearch {
  let scenario: Scenario
  let tables: ScenarioTables
  let flat: FlatScenario
  let options: FulfillmentPlanner.Options

  struct Result {
    var state: AssignmentState
    /// The prices that are written out, and the bound that they prove (millionths).
    var prices: Prices
    var priceBound: Int64
    /// What branch and bound proves beyond that.
    var treeBound: Int64?

    /// The bound as it is reported beside a plan's total.
    func bound(total: Money) -> ProvenBound {
      let lower = max(priceBound, treeBound ?? priceBound)
      return ProvenBound(
        lowerBound: Money(millionths: min(lower, total.millionths)), priceBound: Money(millionths: priceBound),
        method: lower > priceBound ? .milp : .prices)
    }
  }

  func run(budget: Budget) throws(LinearProgramError) -> Result {
    let ta = ContinuousClock.now
    let lockedCost = tables.lockedCost(scenario)
    guard !scenario.orders.isEmpty, !scenario.nodes.isEmpty else {
      return Result(
        state: AssignmentState(orders: scenario.orders.count, tables: tables), prices: Prices(tables),
        priceBound: lockedCost + allUnfilled)
    }
    if let long = LongOrderSearch(scenario: scenario, tables: tables) { return plan(long, lockedCost, budget) }
    var prices = DualAscent(scenario: scenario, flat: flat, options: .init(orders: scenario.orders.count)).run(
      budget: budget)
    print("prices", ContinuousClock.now - ta, to: &err)
    let t0 = ContinuousClock.now
    budget.report(PhaseReport(phase: "bound", done: 0, total: 0))
    let bound = bound(prices, flat, lockedCost, budget)
    var best = bound
    if !budget.isExhausted() {
      let unpriced = self.bound(Prices(tables), flat, lockedCost, budget)
      if unpriced.value > bound.value {
        best = unpriced
        prices = Prices(tables)
      }
    }
    print("bound", ContinuousClock.now - t0, to: &err)
    let start = firstPlan(prices, flat, best, budget)
    if getenv("LOSS") != nil { debugLoss(start, prices, best) }
    print("first", ContinuousClock.now - t0, to: &err)
    var result = Result(state: start, prices: prices, priceBound: best.value)
    if isGoodEnough(result, lockedCost, budget) { return result }
    if scenario.orders.count <= options.exactOrders {
      try decideWhole(&result, flat, lockedCost, budget)
    } else if scenario.orders.count < 1_000 {
      ClusterSearch(scenario: scenario, tables: tables).run(
        &result.state, prices: prices, orderBounds: best.orders, budget: budget)
      Relocation(scenario: scenario, tables: tables).run(&result.state, most: 4, budget: budget)
    }
    return result
  }

  func debugLoss(_ state: AssignmentState, _ prices: Prices, _ bound: LagrangianBound) {
    let problem = OrderProblem(scenario: scenario, tables: tables)
    var excess = 0.0
    var hist = [Int](repeating: 0, count: 10)
    var histSum = [Double](repeating: 0, count: 10)
    var byLines = [Double](repeating: 0, count: 8)
    withQuery(prices, remaining: tables.resources.limits) { q in
      for order in scenario.orders.indices {
        problem.load(order)
        let v: Int64
        if let p = problem.localPieces(state.pieces(of: order)) { v = problem.pricedCost(of: p, q) } else { v = 0 }
        let e = Double(v - bound.orders[order]) / 1e6
        excess += e
        let b = e <= 0.001 ? 0 : e < 0.1 ? 1 : e < 0.5 ? 2 : e < 1 ? 3 : e < 2 ? 4 : e < 5 ? 5 : e < 10 ? 6 : e < 20 ? 7 : 8
        hist[b] += 1; histSum[b] += e
        byLines[min(7, problem.lines.count)] += e
      }
    }
    var unused = [0.0, 0.0, 0.0]
    let R = tables.resources.stockRows
    for (r, p) in prices.resources.enumerated() where p > 0 {
      let v = Double(p) * Double(state.remaining[r]) / 1e6
      unused[r < 2 * R ? 0 : r < 2 * R + tables.nodes.count ? 1 : 2] += v
    }
    var shown = 0
    withQuery(prices, remaining: tables.resources.limits) { q in
    for order in scenario.orders.indices where shown < 12 {
      problem.load(order)
      guard let p = problem.localPieces(state.pieces(of: order)) else { continue }
      let v = problem.pricedCost(of: p, q)
      let e = Double(v - bound.orders[order]) / 1e6
      guard e > 20 else { continue }
      shown += 1
      if shown > 3 { continue }; print("order", order, "excess", e, "priced", Double(v) / 1e6, "least", Double(bound.orders[order]) / 1e6, "pieces", state.pieces(of: order).count, to: &err)
      for l in problem.lines {
        var line = "   sku \(l.sku) q\(l.quantity):"
        for r in Int(tables.stock.starts[Int(l.sku)])..<Int(tables.stock.starts[Int(l.sku) + 1]) {
          var users = ""
          for (o, order) in scenario.orders.enumerated() {
            for k in order.lines where scenario.lines[Int(k)].sku == l.sku && state.pieces(of: o).contains(where: { $0.line == k && $0.node == tables.stock.nodes[r] }) {
              users += "\(scenario.lines[Int(k)].quantity)\(order.lines.count > 1 ? "m" : "")"
            }
          }
          let n = tables.stock.nodes[r]
          line += " n\(n):\(state.remaining[r])/\(tables.resources.limits[r])@\(Double(prices.resources[r]/1000)/1000)[\(users)]s\(state.remaining[tables.resources.capacityOrders(n)])@\(Double(prices.resources[tables.resources.capacityOrders(n)]/10000)/100)"
        }
        var un = 0
        for (o, order) in scenario.orders.enumerated() { for k in order.lines where scenario.lines[Int(k)].sku == l.sku && !state.pieces(of: o).contains(where: { $0.line == k }) { un += 1 } }
        print(line.prefix(1200), "unfilled lines", un, to: &err)
      }
    }
    }
    print("loss excess", excess, "unused stock", unused[0], "slots", unused[1], "units", unused[2], hist, histSum.map { Int($0) }, byLines.map { Int($0) }, to: &err)
  }

  /// Long orders: their bound stands on prices by line, the one that prices.csv proves on prices by row.
  private func plan(_ long: LongOrderSearch, _ lockedCost: Int64, _ budget: Budget) -> Result {
    let found = long.run(budget: budget)
    budget.report(PhaseReport(phase: "bound", done: 0, total: 0))
    let priced = bound(found.prices, flat, lockedCost, budget)
    let tree = found.bound > .min ? max(found.bound + lockedCost, priced.value) : nil
    return Result(
      state: found.plan.state(scenario), prices: found.prices, priceBound: priced.value, treeBound: tree)
  }

  /// Whether the budget is spent or the gap small enough to stop.
  private func isGoodEnough(_ result: Result, _ lockedCost: Int64, _ budget: Budget) -> Bool {
    if budget.isExhausted() { return true }
    guard budget.targetGap > 0 else { return false }
    let total = cost(result.state) + lockedCost
    return Double(total - result.priceBound) <= budget.targetGap
      * Double(max(total.magnitude, result.priceBound.magnitude))
  }

  /// What it costs to serve no open line at all (millionths).
  private var allUnfilled: Int64 {
    let problem = OrderProblem(scenario: scenario, tables: tables)
    return scenario.orders.indices.reduce(0) { sum, order in
      problem.load(order)
      return sum + problem.unfilledCost { problem.lines[$0].quantity }
    }
  }

  /// The cheaper of two plans: rounded from the prices, and the usual rule; both improved order by order.
  ///
  /// Both are finished whatever the budget says: prices that were cut short may round to worse than the rule.
  private func firstPlan(_ prices: Prices, _ flat: FlatScenario, _ bound: LagrangianBound, _ budget: Budget) -> AssignmentState {
    let relocation = Relocation(scenario: scenario, tables: tables)
    var priced = PricedGreedy(scenario: scenario, tables: tables).run(prices, skipping: flat.orders, budget: budget)
    let plan = FlatPlan(priced, flat: flat)
    let t2 = ContinuousClock.now
    FlatRounding(scenario: scenario, flat: flat).run(plan, prices, budget: budget)
    print("rounding", ContinuousClock.now - t2, to: &err)
    
    ChainImprovement(scenario: scenario, flat: flat).run(plan, prices: prices, leastCosts: bound.orders, passes: 6, budget: budget)
    plan.write(to: &priced, scenario: scenario)
    if flat.orders.count == scenario.orders.count { return priced }
    relocation.run(&priced, most: 8, budget: budget)
    let unlimited = Budget(threads: budget.threads, report: budget.report)
    if scenario.orders.count > 50_000 { return priced }
    guard var usual = RuleWalk(scenario: scenario, tables: tables, flat: flat).run(CheapestRule(), budget: unlimited) else {
      return priced
    }
    relocation.run(&usual, most: 8, budget: budget)
    return cost(usual) < cost(priced) ? usual : priced
  }

  /// Cost of a plan beyond its locked lines (millionths).
  private func cost(_ state: AssignmentState) -> Int64 {
    let problem = OrderProblem(scenario: scenario, tables: tables)
    var cost = NodeUsers(state, scenario: scenario, tables: tables).cost
    for order in scenario.orders.indices {
      problem.load(order)
      if let pieces = problem.localPieces(state.pieces(of: order)) { cost += problem.cost(of: pieces) }
    }
    return cost
  }

  private func bound(_ prices: Prices, _ flat: FlatScenario, _ lockedCost: Int64, _ budget: Budget) -> LagrangianBound {
    LagrangianBound.evaluate(
      prices, scenario: scenario, flat: flat, lockedCost: lockedCost, threads: budget.threads, keepsOrders: true)
  }

  private func decideWhole(
    _ result: inout Result, _ flat: FlatScenario, _ lockedCost: Int64, _ budget: Budget
  ) throws(LinearProgramError) {
    let finder = WayFinder(scenario: scenario, tables: tables)
    let users = NodeUsers(result.state, scenario: scenario, tables: tables)
    guard
      let group = OrderGroup(
        Array(scenario.orders.indices), state: &result.state, users: users, finder: finder, scenario: scenario,
        tables: tables)
    else { return }
    var search = ExactSearch(scenario: scenario, tables: tables)
    search.options.maxNodes = options.treeNodes
    let exact = try search.run(group, start: MasterPrices(result.prices), budget: budget)
    for way in exact.ways {
      result.state.release(way.order, scenario: scenario, tables: tables)
    }
    for way in exact.ways {
      result.state.serve(way.order, with: way.pieces, scenario: scenario, tables: tables)
    }
    for prices in [exact.prices.prices, exact.prices.spread(tables, scenario)] {
      let bound = bound(prices, flat, lockedCost, budget)
      if bound.value > result.priceBound {
        result.priceBound = bound.value
        result.prices = prices
      }
    }
    result.treeBound = exact.bound + lockedCost
  }
}

extension MasterPrices {
  /// The same prices with what single orders pay for a node's activation spread over all that could use it.
  func spread(_ tables: ScenarioTables, _ scenario: Scenario) -> Prices {
    var prices = self.prices
    for node in tables.nodes.indices where tables.nodes[node].activationCost > 0 && !tables.nodes[node].isActive {
      let limit = tables.resources.limits[tables.resources.capacityOrders(NodeIndex(node))]
      let users = max(1, min(Int64(limit), Int64(scenario.orders.count)))
      prices.activation[node] = max(prices.activation[node], tables.nodes[node].activationCost / users)
    }
    return prices
  }
}

extension Prices {
  /// The prices that are not zero, as they are written out.
  func rows(_ tables: ScenarioTables) -> [Price] {
    let stock = tables.stock
    let layout = tables.resources
    var rows: [Price] = []
    func add(_ resource: PricedResource, _ price: Int64) {
      if price > 0 { rows.append(Price(resource: resource, price: Money(millionths: price))) }
    }
    for row in 0..<Int32(stock.count) {
      let (node, sku) = (stock.nodes[Int(row)], stock.skus[Int(row)])
      add(.stock(node, sku), resources[layout.stock(row)])
      add(.protected(node, sku), resources[layout.protected(row)])
    }
    for node in 0..<NodeIndex(tables.nodes.count) {
      add(.capacityOrders(node), resources[layout.capacityOrders(node)])
      add(.capacityUnits(node), resources[layout.capacityUnits(node)])
      add(.activation(node), activation[Int(node)])
    }
    for lane in tables.arcs.laneLimits.indices {
      let arc = Int(tables.arcs.laneArcs[lane])
      let destination = tables.arcs.destination(ofArc: arc)
      add(
        .laneUnits(tables.arcs.nodes[arc], destination.zone, destination.service),
        resources[layout.lane(Int32(lane))])
    }
    return rows
  }
}

import Foundation
struct Err: TextOutputStream { mutating func write(_ s: String) { FileHandle.standardError.write(Data(s.utf8)) } }
nonisolated(unsafe) var err = Err()
