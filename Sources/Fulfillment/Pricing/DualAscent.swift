import SupplyModel

/// Prices by subgradient steps: first of units and places, as prices.csv holds them; then, for a higher bound and a
/// better plan, together with prices on covers of stock rows (relax and cut: Lucena 2005).
struct DualAscent {
  struct Options: Sendable {
    var rows = PricePasses.Schedule.finding(passes: 200, firstStep: 0.5, lastStep: 0.0002)
    /// Rounds of looking for covers that the choices of late violate, and the passes after each.
    var coverRounds = 4
    var covers = PricePasses.Schedule.moving(passes: 100, firstStep: 0.2, lastStep: 0.0005)
    /// What prices of covers move in a step, of what those of units do.
    var coverScale = 2.0
    /// Rows of each line that most passes look at, and the plan's improvement after them.
    var candidates = 24

    init() {}

    /// Fewer passes over more orders.
    init(orders: Int) {
      let all = 26_000_000 / max(1, orders)
      guard all < 600 else { return }
      if orders > 300_000 {
        // Most of what a pass is worth, it is worth with covers: few without them, one round with them.
        rows = .finding(passes: 44, firstStep: 0.7, lastStep: 0.0005)
        covers = .moving(passes: max(60, min(160, 2 * all)), firstStep: 0.2, lastStep: 0.0005)
        (coverRounds, candidates) = (1, 16)
      } else {
        rows = .finding(passes: max(64, min(200, all * 2 / 5)), firstStep: 0.7, lastStep: 0.0005)
        covers = .moving(passes: max(24, (all - rows.passes) / 2), firstStep: 0.2, lastStep: 0.0005)
        coverRounds = 2
      }
    }
  }

  let scenario: Scenario
  let walk: OrderWalk
  let options: Options

  private var flat: FlatScenario { walk.flat }
  private var tables: ScenarioTables { flat.tables }

  struct Result {
    /// The best without covers.
    var prices: Prices
    /// The best together with those of covers, where any were found.
    var covered: (prices: Prices, covers: CoverPrices)?
    /// By line of the walk: the stock row that its order chose last, or -1.
    var choices: FlatArray<Int32>
  }

  /// Prices near the best, by a fixed amount of work.
  /// - Complexity: O(passes x searches of all orders).
  func run(budget: Budget) -> Result {
    var prices = Prices(tables)
    let orders = scenario.orders.count
    guard orders > 0 else { return Result(prices: prices, choices: FlatArray(repeating: -1, count: 0)) }
    shareActivation(&prices)
    let likely = LikelyWays.worthwhile(flat, width: options.candidates)
    let candidates = likely?.holdsAll == true ? nil : RowCandidates.worthwhile(flat, width: options.candidates)
    let pool = WorkerPool(threads: budget.threads) {
      OrderSearch(flat, scenario: scenario, candidates: candidates, likely: likely)
    }
    let hasPickups = scenario.orders.contains { if case .pickup = $0.method { true } else { false } }
    let scales = PriceScales(scenario, tables: tables, orderCost: typicalCost(prices))
    for row in 0..<tables.stock.count { prices.resources[row] = scales.firstPrice(row) }
    let book = PriceBook(
      prices, scales: scales, flat: flat, hasPickups: hasPickups, hasGeneral: flat.orders.count < orders,
      hasLikely: likely != nil)
    let trial = BatchTrial(walk, likely: likely, candidates: candidates)
    let passes = PricePasses(
      walk, book, trial, pool, total: options.rows.passes + options.coverRounds * options.covers.passes)
    let isComplete = passes.run(options.rows, remembersShares: options.coverRounds > 0, budget: budget)
    var result = Result(prices: passes.prices, choices: trial.choice)
    if isComplete { result.covered = cover(passes, scales, budget) }
    return result
  }

  /// Goes on with covers that the choices of the last passes violate, round by round.
  private func cover(
    _ passes: PricePasses, _ scales: PriceScales, _ budget: Budget
  ) -> (prices: Prices, covers: CoverPrices)? {
    var best: (prices: Prices, covers: CoverPrices)?
    for round in 0..<options.coverRounds {
      let kept = best?.covers.priced ?? []
      var covers = kept.map(\.cover)
      let known = Set(covers)
      covers += StockCover.violated(by: passes.shares, flat).filter { !known.contains($0) }
      guard !covers.isEmpty else { break }
      let prices = kept.map(\.price) + [Int64](repeating: 0, count: covers.count - kept.count)
      let priced = CoverPrices(
        covers, prices: prices, scales: covers.map { options.coverScale * scales[Int($0.row)] },
        lines: flat.orders.skus.count, batches: walk.batches.tasks.count)
      passes.trial.count(priced)
      let isLast = round + 1 == options.coverRounds
      // What a round cut short leaves is no better than what the one before it found.
      guard passes.run(options.covers, priced, remembersShares: !isLast, budget: budget) else { break }
      best = (passes.prices, priced)
    }
    // Without a price on any cover, covers prove nothing.
    return best.flatMap { $0.covers.priced.isEmpty ? nil : $0 }
  }

  /// Each order that a node could serve carries an equal share of its activation cost: a bound needs no more.
  private func shareActivation(_ prices: inout Prices) {
    let limits = tables.resources.limits
    for node in tables.nodes.indices where tables.nodes[node].activationIsDue {
      let users = min(Int64(limits[tables.resources.capacityOrders(NodeIndex(node))]), Int64(scenario.orders.count))
      prices.activation[node] = tables.nodes[node].activationCost / max(1, users)
    }
  }

  /// The mean cost of an order served at no prices, over a sample.
  private func typicalCost(_ prices: Prices) -> Double {
    var sum = 0.0
    let sample = OrderBatches.scattered(scenario.orders.count).prefix(512)
    let finder = WayFinder(scenario: scenario, tables: tables)
    for order in sample {
      finder.load(Int(order))
      withQuery(prices, remaining: tables.resources.limits) { finder.search($0) }
      sum += Double(abs(finder.value))
    }
    return max(1, sum / Double(sample.count))
  }
}
