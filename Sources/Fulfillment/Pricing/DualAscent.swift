import SupplyModel

/// Prices by subgradient steps over batches of orders: each order of a batch takes its least priced way, what it takes
/// becomes dearer, and everything cheapens steadily at the rate at which its limit allows (Nedić & Bertsekas 2001).
struct DualAscent {
  struct Options: Sendable {
    /// Passes over all orders; the step shrinks geometrically from the first to the last.
    var passes = 200
    /// First and last step: the share of its scale by which a resource whose use is twice its limit becomes dearer in
    /// one pass. With smaller first steps prices do not arrive; with larger last ones they swing about the best.
    var firstStep = 0.5
    var lastStep = 0.0002

    init() {}

    /// Fewer passes over more orders.
    init(orders: Int) {
      passes = max(64, min(200, 19_000_000 / max(1, orders)))
      if passes < 200 { (firstStep, lastStep) = (0.7, 0.0005) }
    }
  }

  let scenario: Scenario
  let walk: OrderWalk
  let options: Options

  private var flat: FlatScenario { walk.flat }
  private var tables: ScenarioTables { flat.tables }

  struct Result {
    var prices: Prices
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
    let candidates = RowCandidates.worthwhile(flat, width: orders > 300_000 ? 16 : 24)
    let pool = WorkerPool(threads: budget.threads) { OrderSearch(flat, scenario: scenario, candidates: candidates) }
    let hasPickups = scenario.orders.contains { if case .pickup = $0.method { true } else { false } }
    let scales = PriceScales(scenario, tables: tables, orderCost: typicalCost(prices))
    for row in 0..<tables.stock.count { prices.resources[row] = scales.firstPrice(row) }
    let book = PriceBook(
      prices, scales: scales, flat: flat, hasPickups: hasPickups, hasGeneral: flat.orders.count < orders)
    let trial = BatchTrial(walk, candidates: candidates)
    let decay = root(options.lastStep / options.firstStep, degree: options.passes - 1)
    var step = options.firstStep
    let means = options.passes * 2 / 3
    for pass in 0..<options.passes {
      budget.report(PhaseReport(phase: "prices", done: pass, total: options.passes))
      if budget.isExhausted() { break }
      // Prices move ever less: looks at all rows are ever rarer, but for one before the means begin.
      let nextLook = pass < means ? min(3 * pass + 4, means) : .max
      for (batch, tasks) in walk.batches.tasks.enumerated() {
        trial.run(batch, pass: pass, nextLook: nextLook, book, pool)
        let taken = (tasks.first?.lowerBound ?? 0)..<(tasks.last?.upperBound ?? 0)
        trial.raise(tasks, book, step: step)
        let share = Double(taken.count) / Double(orders)
        settle(book, pool, trial.use, batch: batch, step: step, share: share)
      }
      step *= decay
      if pass >= means { book.remember() }
    }
    return Result(prices: book.mean, choices: trial.choice)
  }

  private func settle(
    _ book: PriceBook, _ pool: WorkerPool<OrderSearch>, _ use: BatchUse, batch: Int, step: Double, share: Double
  ) {
    let count = tables.resources.count
    let parts = max(1, count / 65_536)
    pool.run(parts) { _, part in
      book.settle(count * part / parts..<count * (part + 1) / parts, use, batch: batch, step: step, share: share)
    }
    book.settleNodes()
  }

  /// Each order that a node could serve carries an equal share of its activation cost: a bound needs no more.
  private func shareActivation(_ prices: inout Prices) {
    let limits = tables.resources.limits
    for node in tables.nodes.indices where tables.nodes[node].activationCost > 0 && !tables.nodes[node].isActive {
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

/// The factor that, applied `degree` times, takes 1 to `ratio`.
private func root(_ ratio: Double, degree: Int) -> Double {
  guard degree > 0 else { return 1 }
  // Newton's method: no libm, so every machine takes the same steps.
  let exponent = Double(degree)
  var root = 1.0 - (1 - ratio) / exponent
  for _ in 0..<200 {
    var power = 1.0
    for _ in 0..<(degree - 1) { power *= root }
    root -= (power * root - ratio) / (exponent * power)
    root = max(root, 1e-3)
  }
  return root
}
