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
    /// Batches a pass: prices move after each.
    var batches = 16

    init() {}

    /// Fewer passes over more orders.
    init(orders: Int) {
      passes = max(50, min(200, 12_000_000 / max(1, orders)))
      if passes < 200 { (firstStep, lastStep) = (0.7, 0.0005) }
    }
  }

  let scenario: Scenario
  let flat: FlatScenario
  let options: Options

  private var tables: ScenarioTables { flat.tables }

  /// Prices near the best, by a fixed amount of work.
  /// - Complexity: O(passes x searches of all orders).
  func run(budget: Budget) -> Prices {
    var prices = Prices(tables)
    let orders = scenario.orders.count
    guard orders > 0 else { return prices }
    shareActivation(&prices)
    let batches = OrderBatches(flat.orders, count: orders, batches: options.batches)
    let walk = FlatScenario(flat, in: batches.orders)
    let pool = WorkerPool(threads: budget.threads) { OrderSearch(walk, scenario: scenario) }
    let hasPickups = scenario.orders.contains { if case .pickup = $0.method { true } else { false } }
    let scales = PriceScales(scenario, tables: tables, orderCost: typicalCost(prices))
    for row in 0..<tables.stock.count { prices.resources[row] = scales.firstPrice(row) }
    let book = PriceBook(
      prices, scales: scales, flat: flat, hasPickups: hasPickups, hasGeneral: flat.orders.count < orders)
    let trial = BatchTrial(walk, sequence: batches.orders)
    let decay = root(options.lastStep / options.firstStep, degree: options.passes - 1)
    var step = options.firstStep
    for pass in 0..<options.passes {
      budget.report(PhaseReport(phase: "prices", done: pass, total: options.passes))
      if budget.isExhausted() { break }
      for tasks in batches.tasks {
        trial.run(tasks, book, pool)
        let taken = (tasks.first?.lowerBound ?? 0)..<(tasks.last?.upperBound ?? 0)
        trial.raise(tasks, book, step: step)
        let share = Double(taken.count) / Double(orders)
        settle(book, pool, step: step, share: share)
      }
      step *= decay
      if pass * 3 >= options.passes * 2 { book.remember() }
    }
    return book.mean
  }

  private func settle(_ book: PriceBook, _ pool: WorkerPool<OrderSearch>, step: Double, share: Double) {
    let count = tables.resources.count
    let parts = max(1, count / 65_536)
    pool.run(parts) { _, part in
      book.settle(count * part / parts..<count * (part + 1) / parts, step: step, share: share)
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
