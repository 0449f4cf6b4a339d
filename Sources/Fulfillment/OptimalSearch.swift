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
    /// What prices together with covers prove.
    var covered: CoveredBound?
    /// What branch and bound proves beyond that.
    var treeBound: Int64?
    /// The prices are those of an optimal flow and prove the plan.
    var isFlow = false

    /// The bound as it is reported beside a plan's total.
    func bound(total: Money) -> ProvenBound {
      ProvenBound(
        lowerBound: Money(millionths: min(lowerBound, total.millionths)), priceBound: Money(millionths: priceBound),
        method: isFlow ? .flow : lowerBound > priceBound ? .milp : .prices)
    }

    /// The best that is proven (millionths).
    var lowerBound: Int64 { max(priceBound, covered?.value ?? priceBound, treeBound ?? priceBound) }

    /// Covers that prove the lower bound; nil where something else proves it.
    func coverProof(_ tables: ScenarioTables) -> CoverProof? {
      guard let covered, covered.value == lowerBound, covered.value > priceBound else { return nil }
      return covered.proof(tables)
    }
  }

  func run(budget: Budget) throws(LinearProgramError) -> Result {
    let lockedCost = tables.lockedCost(scenario)
    guard !scenario.orders.isEmpty, !scenario.nodes.isEmpty else {
      return Result(
        state: AssignmentState(orders: scenario.orders.count, tables: tables), prices: Prices(tables),
        priceBound: lockedCost + allUnfilled)
    }
    let flow = FlowSearch(scenario: scenario, flat: flat)
    if let optimum = flow.run(lockedCost: lockedCost, budget: budget) { return optimum }
    if let long = LongOrderSearch(scenario: scenario, tables: tables) { return plan(long, lockedCost, budget) }
    let walk = OrderWalk(flat, threads: budget.threads)
    var ascending = DualAscent.Options(orders: walk.count)
    // The exact search that follows finds covers of its own.
    if walk.count <= options.exactOrders { ascending.coverRounds = 0 }
    let ascent = DualAscent(scenario: scenario, walk: walk, options: ascending).run(budget: budget)
    var prices = ascent.prices
    budget.report(PhaseReport(phase: "bound", done: 0, total: 0))
    let candidates = RowCandidates.worthwhile(walk.flat, width: ascending.candidates)
    // The likely rows are those at the prices that the plan is made from.
    let bound = bound(prices, walk, lockedCost, budget, candidates: ascent.covered == nil ? candidates : nil)
    var best = bound
    if !budget.isExhausted()
      && LagrangianBound.couldRise(
        unpriced: bound.value, scenario: scenario, walk: walk, lockedCost: lockedCost, threads: budget.threads)
    {
      let unpriced = self.bound(Prices(tables), walk, lockedCost, budget)
      if unpriced.value > bound.value {
        best = unpriced
        prices = Prices(tables)
      }
    }
    let covered = ascent.covered.map {
      CoveredBound(
        $0.prices, $0.covers, scenario: scenario, walk: walk, lockedCost: lockedCost, threads: budget.threads,
        candidates: candidates)
    }
    let proven = max(best.value, covered?.value ?? best.value)
    let start = firstPlan(
      ascent.covered?.prices ?? prices, walk, candidates, ascent.choices, proven, lockedCost, budget)
    var result = Result(state: start, prices: prices, priceBound: best.value, covered: covered)
    if isGoodEnough(result, lockedCost, budget) { return result }
    if scenario.orders.count <= options.exactOrders {
      try decideWhole(&result, walk, lockedCost, budget)
    } else if scenario.orders.count <= options.clusterOrders {
      ClusterSearch(scenario: scenario, tables: tables).run(
        &result.state, bound: result.lowerBound - lockedCost, prices: prices, orderBounds: best.orders, budget: budget)
      Relocation(scenario: scenario, tables: tables).run(&result.state, most: 4, budget: budget)
    }
    return result
  }

  /// Long orders: their bound stands on prices by line, the one that prices.csv proves on prices by row.
  private func plan(_ long: LongOrderSearch, _ lockedCost: Int64, _ budget: Budget) -> Result {
    let found = long.run(budget: budget)
    budget.report(PhaseReport(phase: "bound", done: 0, total: 0))
    let priced = bound(found.prices, OrderWalk(flat), lockedCost, budget)
    let tree = found.bound > .min ? max(found.bound + lockedCost, priced.value) : nil
    return Result(
      state: found.plan.state(scenario), prices: found.prices, priceBound: priced.value, treeBound: tree)
  }

  /// Whether the budget is spent or the gap small enough to stop.
  private func isGoodEnough(_ result: Result, _ lockedCost: Int64, _ budget: Budget) -> Bool {
    if budget.isExhausted() { return true }
    guard budget.targetGap > 0 else { return false }
    return budget.isMet(cost: cost(result.state) + lockedCost, bound: result.lowerBound)
  }

  /// What it costs to serve no open line at all (millionths).
  private var allUnfilled: Int64 {
    let problem = OrderProblem(scenario: scenario, tables: tables)
    return scenario.orders.indices.reduce(0) { sum, order in
      problem.load(order)
      return sum + problem.unfilledCost { problem.lines[$0].quantity }
    }
  }

  /// A plan from the prices, improved; the usual rule's instead where that is cheaper.
  ///
  /// A first plan is finished whatever the budget says. The rule is asked only where prices may have been cut short or
  /// say less than all: orders that are not flat, and activation.
  private func firstPlan(
    _ prices: Prices, _ walk: OrderWalk, _ candidates: RowCandidates?, _ choices: FlatArray<Int32>,
    _ bound: Int64, _ lockedCost: Int64, _ budget: Budget
  ) -> AssignmentState {
    let relocation = Relocation(scenario: scenario, tables: tables)
    var state = PricedGreedy(scenario: scenario, tables: tables).run(prices, skipping: flat.orders, budget: budget)
    let plan = FlatPlan(state, walk: walk)
    FlatRounding(scenario: scenario, walk: walk, candidates: candidates, choices: choices)
      .run(plan, prices, budget: budget)
    let isPlain = flat.orders.count == scenario.orders.count && !hasActivation
    let isGoodEnough = { (cost: Int64) in
      isPlain && budget.isMet(cost: cost + lockedCost, bound: bound)
    }
    let chains = ChainImprovement(scenario: scenario, walk: walk, candidates: candidates)
    let flow = FlowExchange(flat: walk.flat, candidates: candidates)
    if hasActivation {
      chains.run(plan, isFirst: true, prices: prices, budget: budget, isGoodEnough: isGoodEnough)
    } else {
      // The flow is exact but knows lines of one unit only: chains of all orders come before it and after. Before them it
      // would settle for good what is unfilled.
      chains.first.run(plan, isFirst: true, prices: prices, budget: budget, isGoodEnough: isGoodEnough)
      if !budget.isExhausted() && !isGoodEnough(plan.cost) {
        flow.run(plan, prices: FlatPrices(prices, walk.flat), budget: budget)
      }
      chains.run(plan, isFirst: false, prices: prices, budget: budget, isGoodEnough: isGoodEnough)
    }
    plan.write(to: &state, scenario: scenario)
    if isPlain && !budget.isExhausted() { return state }
    relocation.run(&state, most: 8, budget: budget)
    let unlimited = Budget(threads: budget.threads, report: budget.report)
    guard
      var usual = RuleWalk(scenario: scenario, tables: tables, flat: flat).run(CheapestRule(), budget: unlimited)
    else { return state }
    relocation.run(&usual, most: 8, budget: budget)
    return cost(usual) < cost(state) ? usual : state
  }

  private var hasActivation: Bool { tables.nodes.contains(where: \.activationIsDue) }

  private func cost(_ state: AssignmentState) -> Int64 { state.cost(scenario: scenario, tables: tables) }

  private func bound(
    _ prices: Prices, _ walk: OrderWalk, _ lockedCost: Int64, _ budget: Budget, candidates: RowCandidates? = nil
  ) -> LagrangianBound {
    LagrangianBound.evaluate(
      prices, scenario: scenario, walk: walk, lockedCost: lockedCost, threads: budget.threads, candidates: candidates)
  }

  private func decideWhole(
    _ result: inout Result, _ walk: OrderWalk, _ lockedCost: Int64, _ budget: Budget
  ) throws(LinearProgramError) {
    var known: Int64?
    if scenario.orders.count <= options.facilityOrders,
      let facilities = FacilityDecision(scenario: scenario, tables: tables)
    {
      let found = facilities.improve(&result.state, cost: cost(result.state), budget: budget)
      known = found.bound + lockedCost
      result.treeBound = known
      if !found.needsPrograms {
        guard let group = wholeGroup(&result) else { return }
        let finder = WayFinder(scenario: scenario, tables: tables)
        if let prices = FacilityPrices(group, finder: finder, tables: tables)?.run(cost: group.cost) {
          takeBest([prices.prices, prices.spread(tables, scenario)], &result, walk, lockedCost, budget)
        }
        if scenario.orders.count <= options.plainOrders {
          let search = ExactSearch(scenario: scenario, tables: tables)
          takeBest(
            [try search.plainPrices(group, start: result.prices, budget: budget)], &result, walk, lockedCost, budget)
        }
        return
      }
    }
    guard let group = wholeGroup(&result) else { return }
    var search = ExactSearch(scenario: scenario, tables: tables)
    search.options.maxNodes = options.treeNodes
    search.options.maxWork = options.treeWork
    let exact = try search.run(group, start: MasterPrices(result.prices), budget: budget)
    result.state.serve(exact.ways, scenario: scenario, tables: tables)
    var candidates = [exact.prices.prices, exact.prices.spread(tables, scenario)]
    if scenario.orders.count <= options.plainOrders {
      candidates.append(try search.plainPrices(group, start: result.prices, budget: budget))
    }
    takeBest(candidates, &result, walk, lockedCost, budget)
    result.treeBound = max(exact.bound + lockedCost, known ?? .min)
  }

  /// All orders as a group that the plan serves.
  private func wholeGroup(_ result: inout Result) -> OrderGroup? {
    OrderGroup(
      Array(scenario.orders.indices), state: &result.state,
      users: NodeUsers(result.state, scenario: scenario, tables: tables),
      finder: WayFinder(scenario: scenario, tables: tables), scenario: scenario, tables: tables)
  }

  /// Keeps those prices that prove the most.
  private func takeBest(
    _ candidates: [Prices], _ result: inout Result, _ walk: OrderWalk, _ lockedCost: Int64, _ budget: Budget
  ) {
    for prices in candidates {
      let bound = bound(prices, walk, lockedCost, budget)
      if bound.value > result.priceBound {
        result.priceBound = bound.value
        result.prices = prices
      }
    }
  }
}

extension MasterPrices {
  /// The same prices with what single orders pay for a node's activation spread over all that could use it.
  func spread(_ tables: ScenarioTables, _ scenario: Scenario) -> Prices {
    var prices = self.prices
    for node in tables.nodes.indices where tables.nodes[node].activationIsDue {
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
