import LinearProgramming
import SupplyModel

/// The best plan that is found for all SKUs together, and a bound on all plans.
///
/// Each SKU alone is a flow of least cost (`SKUPlanner`). What SKUs share has prices: with a price for each limit and an
/// equal share of each journey's cost for every unit that it could carry at most, the sum of the SKUs' least costs less
/// the limits' worth is a bound (Fisher 1981). A plan that keeps the limits comes from the same prices: SKUs that use a
/// limit that is exceeded are planned once more, one after the other, within what is left.
struct PlannedSearch {
  struct Options: Sendable {
    /// Network simplex, being exact and some ten times as fast as linear programming.
    var method = FlowMethod.network
    /// Rounds of prices for limits that are exceeded. More change the bound of our instances by less than 0.1 %.
    var priceRounds = 16
    /// Rounds in which the cost of journeys is spread over the units that they carry.
    var journeyRounds = 8
    /// SKUs that are planned again, in all, to see whether a journey that few of them use is worth it.
    var closingTrials = 2_048
    /// Periods whose journeys are tried without: all, but for who plans again after the first ones.
    var closingPeriods = Int.max
    /// SKUs that are planned, in all, to find what each can bear of journeys. 20 rounds for a thousand SKUs, which take
    /// half of the gap that equal shares leave. 0 = none: the plan is the same.
    var shareTrials = 20_000
    /// Rounds of that at most.
    var shareRounds = 100
  }

  struct Result {
    var moves: [StockMove] = []
    /// Millionths.
    var cost = 0.0
    var bound = 0.0
    /// By SKU: what the model says that its moves save, journeys as such left out.
    var savings: [Double] = []
    /// By SKU: see `StockCurve`.
    var shifts: [[Int32]] = []
  }

  var context: SKUModel.Context
  let limits: SharedLimits
  let options: Options
  let threads: Int
  let budget: Budget
  /// Whether goods come to a node from its parent only, but for what is balanced today.
  let isTree: Bool
  var prepared: [SKUPlanner.Prepared] = []
  var planners: [SKUPlanner] = []
  /// The least that a journey on each link costs beside what units add (millionths).
  var journeyCosts: [Double] = []
  /// Where the last plan of each SKU at given prices ended; nil once its network is another.
  var bases: [FlowSimplex.Basis?] = []

  init(_ context: SKUModel.Context, limits: SharedLimits, budget: Budget, options: Options = Options()) {
    self.context = context
    self.limits = limits
    self.options = options
    threads = budget.threads
    self.budget = budget
    // Where stores are full, goods may go where they are of no use.
    isTree =
      context.network.links.allSatisfy { $0.purpose != .lane }
      && limits.room.storage.allSatisfy { $0 == SharedRoom.unlimited }
  }

  var skus: Int { context.scenario.skus.count }
  var emptyPrices: SharedPrices {
    SharedPrices(
      links: context.network.links.count, nodes: context.scenario.nodes.count, periods: context.periods.count)
  }

  /// - Throws: where GLPK is asked and fails.
  /// - Complexity: O(rounds x SKUs x what one SKU takes).
  mutating func run() throws(LinearProgramError) -> Result {
    planners = (0..<max(1, threads)).map { _ in SKUPlanner(context, method: options.method) }
    let projector = MoveProjection(context)
    budget.report(PhaseReport(phase: "stock", done: 0, total: 0))
    prepare(concurrentMap(skus, threads: threads) { projector.unavoidable(SKUIndex($0)) })
    var prices = emptyPrices
    let spread = leastShares()
    prices.links = spread
    budget.report(PhaseReport(phase: "plan", done: 0, total: 0))
    var outcomes = plan(prices)
    // What is lost under the first plan needs no stock later: seen with that, the plan is made again.
    let plans = outcomes.map(\.moves)
    prepare(concurrentMap(skus, threads: threads) { projector.shifts(SKUIndex($0), moves: plans[$0]) })
    outcomes = plan(prices)
    var result = Result(shifts: prepared.map(\.shifts))
    let start = room()
    result.bound = bound(outcomes, prices, spread, start)
    var shared = prices
    if left(start, outcomes).isExceeded {
      (shared, result.bound) = price(prices, spread, start, outcomes, result.bound)
      outcomes = plan(shared)
    }
    let best = settle(shared, spread, start, outcomes)
    result.moves = best.outcomes.flatMap(\.moves)
    result.cost = best.cost
    result.savings = zip(prepared, best.outcomes).map { $0.idleCost - $1.cost }
    if options.shareTrials > 0 { result.bound = max(result.bound, sharedBound(shared, spread, start, result)) }
    if let failure = planners.lazy.compactMap(\.failure).first { throw failure }
    // Costs of packs are rounded to millionths, so that sums differ in the last digits; more would be a fault, and is left to
    // be seen.
    if result.bound - best.cost < 1e-6 * abs(best.cost) + 100 { result.bound = min(result.bound, best.cost) }
    return result
  }

  // MARK: All SKUs

  /// Works on every SKU, each thread with a planner of its own.
  mutating func each<Value: Sendable>(
    _ empty: Value, _ body: @Sendable (inout SKUPlanner, Int) -> Value
  ) -> [Value] {
    var values = [Value](repeating: empty, count: skus)
    let (count, size, threads) = (skus, 16, threads)
    planners.withUnsafeMutableBufferPointer { planners in
      values.withUnsafeMutableBufferPointer { values in
        // Each worker has a planner, each SKU a slot of its own.
        nonisolated(unsafe) let (planners, values) = (planners, values)
        concurrently((count + size - 1) / size, threads: threads) { worker, chunk in
          planners[worker].beginStretch()
          for sku in chunk * size..<min(count, (chunk + 1) * size) { values[sku] = body(&planners[worker], sku) }
        }
      }
    }
    return values
  }

  mutating func prepare(_ shifts: [[Int32]]) {
    let (before, ended) = (prepared, bases)
    prepared = each(nil) { planner, sku -> SKUPlanner.Prepared? in
      if !before.isEmpty && before[sku].shifts == shifts[sku] { return before[sku] }
      return planner.prepare(SKUIndex(sku), shifts: shifts[sku])
    }.compactMap(\.self)
    bases = (0..<skus).map { !before.isEmpty && before[$0].shifts == shifts[$0] ? ended[$0] : nil }
  }

  mutating func plan(_ prices: SharedPrices) -> [SKUPlanner.Outcome] {
    let (prepared, bases) = (prepared, bases)
    for index in planners.indices { planners[index].use(context.closed) }
    let outcomes = each(SKUPlanner.Outcome()) { planner, sku in
      planner.plan(SKUIndex(sku), prepared[sku], prices: prices, from: bases[sku])
    }
    self.bases = outcomes.map(\.basis)
    return outcomes
  }
}
