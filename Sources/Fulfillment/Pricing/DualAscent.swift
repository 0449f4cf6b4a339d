import SupplyModel

/// Prices by incremental subgradient steps: order after order takes its least priced way, what it takes becomes dearer
/// at once, and everything cheapens steadily at the rate at which its limit allows (Nedić & Bertsekas 2001).
struct DualAscent {
  struct Options: Sendable {
    /// Passes over all orders; the step shrinks geometrically from the first to the last. Sixty passes end within a
    /// tenth of a percent of the bound that 150 give.
    var passes = 60
    /// First and last step: the share of its scale (what going without a unit of it costs) by which a resource whose
    /// use is twice its limit becomes dearer in one pass. Smaller first steps do not reach the prices of SKUs that are
    /// short.
    var firstStep = 0.5
    var lastStep = 0.001
    /// Times a pass at which unused resources cheapen.
    var sweeps = 16

    init() {}

    /// Fewer passes over more orders, so that a million of them take minutes, not an hour.
    init(orders: Int) { passes = max(12, min(passes, 6_000_000 / max(1, orders))) }
  }

  let scenario: Scenario
  let tables: ScenarioTables
  let options: Options

  /// Prices near the best, by a fixed amount of work.
  /// - Complexity: O(passes x searches of all orders).
  func run(budget: Budget) -> Prices {
    var prices = Prices(tables)
    let finder = WayFinder(scenario: scenario, tables: tables)
    budget.report(PhaseReport(phase: "candidates", done: 0, total: 0))
    let candidates = CandidateTable(scenario: scenario, tables: tables, threads: budget.threads)
    let orders = DualAscent.sequence(scenario.orders.count)
    guard !orders.isEmpty else { return prices }
    let scales = PriceScales(scenario, tables: tables, orderCost: typicalCost(finder, orders, prices))
    shareActivation(&prices)
    var steps = [Double](repeating: 0, count: prices.resources.count)
    var exact = prices.resources.map { Double($0) }
    var tail = exact
    var tailCount = 0.0
    let decay = pow(options.lastStep / options.firstStep, passes: options.passes)
    var step = options.firstStep
    for pass in 0..<options.passes {
      budget.report(PhaseReport(phase: "prices", done: pass, total: options.passes))
      if budget.isExhausted() { break }
      for resource in steps.indices {
        let limit = tables.resources.limits[resource]
        steps[resource] = limit == .max ? 0 : step * scales[resource] / Double(max(1, limit))
      }
      for sweep in 0..<options.sweeps {
        let part = orders.count * sweep / options.sweeps..<orders.count * (sweep + 1) / options.sweeps
        take(orders[part], candidates, finder, &prices, &exact, steps)
        cheapen(&prices, &exact, steps, share: Double(part.count) / Double(orders.count))
      }
      step *= decay
      if pass * 3 >= options.passes * 2 {
        for resource in tail.indices { tail[resource] += exact[resource] }
        tailCount += 1
      }
    }
    // The mean of the last third lies nearer to the best prices than the last swing.
    if tailCount > 0 {
      for resource in tail.indices { prices.resources[resource] = Int64((tail[resource] / tailCount).rounded()) }
    }
    return prices
  }

  private func take(
    _ orders: ArraySlice<Int32>, _ candidates: CandidateTable, _ finder: WayFinder, _ prices: inout Prices,
    _ exact: inout [Double], _ steps: [Double]
  ) {
    var search = CandidateSearch(tables)
    for order in orders {
      let order = Int(order)
      if candidates.lineCounts[order] > 0 {
        search.search(candidates, order, prices)
        search.forEachUse(candidates, order) { raise($0, $1, &prices, &exact, steps) }
        continue
      }
      finder.load(order)
      guard !finder.problem.sources.isEmpty else { continue }
      withQuery(prices, remaining: tables.resources.limits) { finder.search($0) }
      finder.problem.forEachUse(of: finder.pieces) { raise($0, $1, &prices, &exact, steps) }
    }
  }

  @inline(__always)
  private func raise(
    _ resource: Int, _ amount: Int32, _ prices: inout Prices, _ exact: inout [Double], _ steps: [Double]
  ) {
    guard steps[resource] > 0 else { return }
    exact[resource] += steps[resource] * Double(amount)
    prices.resources[resource] = Int64(exact[resource])
  }

  private func cheapen(_ prices: inout Prices, _ exact: inout [Double], _ steps: [Double], share: Double) {
    for resource in steps.indices where exact[resource] > 0 {
      let limit = Double(tables.resources.limits[resource])
      exact[resource] = max(0, exact[resource] - steps[resource] * limit * share)
      prices.resources[resource] = Int64(exact[resource])
    }
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
  private func typicalCost(_ finder: WayFinder, _ orders: [Int32], _ prices: Prices) -> Double {
    var sum = 0.0
    let sample = orders.prefix(512)
    for order in sample {
      finder.load(Int(order))
      withQuery(prices, remaining: tables.resources.limits) { finder.search($0) }
      sum += Double(abs(finder.value))
    }
    return max(1, sum / Double(sample.count))
  }

  /// All orders in a fixed scattered sequence: neighbours in the file often want the same stock.
  static func sequence(_ count: Int) -> [Int32] {
    guard count > 2 else { return (0..<Int32(count)).map { $0 } }
    // A stride near the golden section that shares no factor with the count visits each order once.
    var stride = Int(Double(count) * 0.618_033_988_75)
    while greatestCommonDivisor(stride, count) != 1 { stride += 1 }
    var position = 0
    return (0..<count).map { _ in
      defer { position = (position + stride) % count }
      return Int32(position)
    }
  }
}

private func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
  var (a, b) = (a, b)
  while b != 0 { (a, b) = (b, a % b) }
  return a
}

/// The factor that, applied once a pass, takes 1 to `ratio` over all passes.
private func pow(_ ratio: Double, passes: Int) -> Double {
  guard passes > 1 else { return 1 }
  // Newton's method for the root: no libm, so every machine takes the same steps.
  let exponent = Double(passes - 1)
  var root = 1.0 - (1 - ratio) / exponent
  for _ in 0..<200 {
    var power = 1.0
    for _ in 0..<(passes - 2) { power *= root }
    root -= (power * root - ratio) / (exponent * power)
    root = max(root, 1e-3)
  }
  return root
}
