import SupplyModel

extension EngineProbe {
  /// The Lagrangian bound by searches that stop where nodes are too far (millionths), and how many likely rows of the
  /// first `width` they leave behind.
  package func nearBound(at vector: PriceVector, width: Int, threads: Int = 1) -> (value: Int64, kept: Int) {
    let flat = FlatScenario(scenario, tables: tables)
    let walk = OrderWalk(flat, near: NearStock(flat, threads: threads))
    let candidates = RowCandidates(lines: scenario.lines.count, width: width)
    let value = LagrangianBound.evaluate(
      vector.prices(tables), scenario: scenario, walk: walk, lockedCost: lockedCost, threads: threads,
      candidates: candidates
    ).value
    return (value, (0..<candidates.counts.count).reduce(0) { $0 + Int(candidates.counts[$1]) })
  }

  /// For each plain order its least priced cost over all rows, and the priced cost of the way that is found among its
  /// likely ones (millionths).
  package func likelyCosts(at vector: PriceVector, width: Int) -> [(exact: Int64, likely: Int64)] {
    let walk = OrderWalk(FlatScenario(scenario, tables: tables))
    let likely = LikelyWays(walk.flat, width: width)
    let prices = FlatPrices(vector.prices(tables), walk.flat)
    let rounded = LikelyPrices(prices, rows: nil)
    var search = OrderSearch(walk.flat, scenario: scenario, likely: likely)
    return (0..<walk.count).filter { likely.holds($0) }.compactMap { order in
      search.searchAloneAndRank(order, prices)
      guard !search.flatSearch.isUnresolved, likely.counts[order] > 0 else { return nil }
      let exact = search.flatSearch.value
      return (exact, walk.flat.pricedCost(of: order, search.searchLikely(order, rounded, nil), prices))
    }
  }

  /// A plan by priced rounding before and after flows of its lines of one unit: costs in millionths, the least that is
  /// left of any resource afterwards, and the stock row of each line.
  /// - Parameters:
  ///   - most: lines of one flow at most.
  ///   - part: lines of each of several.
  package func flowExchange(
    at vector: PriceVector, most: Int, part: Int, threads: Int = 1
  ) -> (before: Int64, after: Int64, leastLeft: Int32, rows: [Int32]) {
    let walk = OrderWalk(FlatScenario(scenario, tables: tables))
    let prices = vector.prices(tables)
    let budget = Budget(threads: threads)
    let state = PricedGreedy(scenario: scenario, tables: tables).run(prices, skipping: walk.flat.orders, budget: budget)
    let plan = FlatPlan(state, walk: walk)
    FlatRounding(scenario: scenario, walk: walk).run(plan, prices, budget: budget)
    let before = plan.cost
    var flow = FlowExchange(flat: walk.flat, candidates: nil)
    (flow.options.most, flow.options.part) = (most, part)
    flow.run(plan, prices: FlatPrices(prices, walk.flat), budget: budget)
    return (
      before, plan.cost, (0..<plan.left.count).reduce(.max) { min($0, plan.left[$1]) },
      (0..<plan.rowOf.count).map { plan.rowOf[$0] }
    )
  }
}
