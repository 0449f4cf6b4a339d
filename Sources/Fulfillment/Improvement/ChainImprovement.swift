import SupplyModel

/// Improves the flat orders of a plan: by ejection chains until little is gained, then by serving small groups anew.
///
/// Both are sought in parallel, batch by batch, against the plan before the batch, and applied one after the other
/// where no earlier one of the batch is in the way: the result does not depend on the number of threads. A node whose
/// activation nobody has paid for stays closed here; `Relocation` opens and closes nodes.
struct ChainImprovement {
  struct Options: Sendable {
    /// Passes over the orders that could gain.
    var chainPasses = 12
    var rebuildPasses = 60
    /// Passes before the flow.
    var firstPasses = 2
    /// Stop when a pass gains less than this share of what serving the flat orders costs.
    var leastGain = 0.00002
    /// Orders that are looked at together: the fewer, the fewer stand in each other's way.
    var batch = 64
    /// How far chains reach in the first pass, which many orders enter, and after it.
    var firstReach = ChainSearch.Reach.usual
    var reach = ChainSearch.Reach.wide
    var search = ChainSearch.Options()

    init() {}

    /// Fewer passes over very many orders, where each takes tens of seconds.
    init(orders: Int) {
      if orders > 300_000 { (chainPasses, rebuildPasses, firstReach, reach) = (1, 0, .narrow, .narrow) }
    }
  }

  let scenario: Scenario
  let walk: OrderWalk
  let candidates: RowCandidates?
  let options: Options

  private var flat: FlatScenario { walk.flat }

  init(scenario: Scenario, walk: OrderWalk, candidates: RowCandidates? = nil, options: Options? = nil) {
    self.scenario = scenario
    self.walk = walk
    self.candidates = candidates
    self.options = options ?? Options(orders: walk.count)
  }

  /// The same with the few passes of chains only that come before a flow.
  var first: ChainImprovement {
    var options = self.options
    (options.chainPasses, options.rebuildPasses) = (options.firstPasses, 0)
    return ChainImprovement(scenario: scenario, walk: walk, candidates: candidates, options: options)
  }

  /// - Parameters:
  ///   - isFirst: whether the plan comes from rounding, so that many orders could gain at once.
  ///   - prices: say what making room costs.
  ///   - isGoodEnough: asked after each pass with the cost of the flat orders; true ends it.
  /// - Complexity: a search an order and pass to see who could gain, and some tens for each of those.
  func run(_ plan: FlatPlan, isFirst: Bool, prices: Prices, budget: Budget, isGoodEnough: (Int64) -> Bool) {
    closeIdleNodes(plan)
    let flat = self.flat
    let flatPrices = FlatPrices(prices, flat)
    let noPrices = FlatPrices(Prices(flat.tables), flat)
    let tenants = NodeTenants(flat)
    let pool = WorkerPool(threads: budget.threads) {
      ChainSearch(
        plan, prices: flatPrices, noPrices: noPrices, candidates: candidates, tenants: tenants, options: options.search)
    }
    let askers = WorkerPool(threads: budget.threads) { OrderSearch(flat, scenario: scenario, candidates: candidates) }
    let changes = ChangeLog()
    var cost = plan.cost
    var pass = 0
    var lastChain = options.chainPasses
    while pass < lastChain + options.rebuildPasses {
      if budget.isExhausted() || isGoodEnough(cost) { return }
      if pass < lastChain { tenants.update(plan, flatPrices, askers) }
      let queue = promising(pool, changes, cost: cost)
      let round = pass
      let reach = pass == 0 && isFirst ? options.firstReach : options.reach
      let gain =
        pass < lastChain
        ? improve(plan, queue, pool, changes, retries: true, budget) { $0.run($1, reach) }
        : improve(plan, queue, pool, changes, retries: false, budget) { $0.rebuild($1, round: round) }
      cost -= gain
      pass += 1
      let served = max(1, (cost - plan.unfilled).magnitude)
      guard Double(gain) < options.leastGain * Double(served) else { continue }
      if pass > lastChain { return }
      lastChain = pass
    }
  }

  /// Looks for changes that start with each order of a queue and applies them.
  /// - Parameter retries: whether an order whose change was in another's way is asked again.
  /// - Returns: what was gained (millionths).
  private func improve(
    _ plan: FlatPlan, _ orders: [Int32], _ pool: WorkerPool<ChainSearch>, _ changes: ChangeLog,
    retries: Bool, _ budget: Budget, _ look: @Sendable (inout ChainSearch, Int) -> Void
  ) -> Int64 {
    var queue = orders
    var gain: Int64 = 0
    var found = [EjectionChain](repeating: EjectionChain(), count: options.batch)
    var start = 0
    while start < queue.count {
      budget.report(PhaseReport(phase: "improving", done: start, total: queue.count))
      if budget.isExhausted() { break }
      let batch = Array(queue[start..<min(queue.count, start + options.batch)])
      found.withUnsafeMutableBufferPointer { buffer in
        // Each task writes slots of its own.
        nonisolated(unsafe) let slots = buffer
        let tasks = 16
        pool.run(tasks) { search, task in
          search.follow(changes)
          for index in batch.count * task / tasks..<batch.count * (task + 1) / tasks {
            look(&search, Int(batch[index]))
            slots[index] = search.best
          }
        }
      }
      for (index, order) in batch.enumerated() where found[index].gain > 0 {
        if apply(found[index], plan, changes) {
          gain += found[index].gain
        } else if retries {
          queue.append(order)
        }
      }
      start += options.batch
    }
    return gain
  }

  /// Orders that would save if room were made for them at the prices, those that would save most first.
  private func promising(
    _ pool: WorkerPool<ChainSearch>, _ changes: ChangeLog, cost: Int64
  ) -> [Int32] {
    let flat = self.flat
    let savings = FlatArray<Int64>(repeating: 0, count: walk.count)
    let tasks = walk.tasks
    pool.run(tasks.count) { search, task in
      search.follow(changes)
      search.forget()
      for order in tasks[task] where flat.orders.isFlat(order) { savings[order] = search.saving(order) }
    }
    // Less than a five-hundredth of an order's cost is noise of the prices.
    var queue: [(saving: Int64, order: Int32)] = []
    let least = max(1000, cost / Int64(max(1, flat.orders.count)) / 500)
    for order in 0..<savings.count where savings[order] > least { queue.append((-savings[order], Int32(order))) }
    queue.sort { ($0.saving, $0.order) < ($1.saving, $1.order) }
    return queue.map(\.order)
  }

  /// Applies a chain unless what it takes is gone or an order of it has changed since it was found.
  private func apply(_ chain: EjectionChain, _ plan: FlatPlan, _ changes: ChangeLog) -> Bool {
    for move in chain.moves where plan.costs[Int(move.order)] != move.cost { return false }
    let old = chain.moves.map { move in
      var before = move
      for (position, line) in flat.orders.lines(Int(move.order)).enumerated() {
        before.rows[position] = plan.rowOf[line]
      }
      return before
    }
    for move in chain.moves { move.withRows { plan.serve(Int(move.order), $0) } }
    var fits = true
    for move in chain.moves {
      move.withRows { rows in
        plan.forEachUse(Int(move.order), rows) { resource, _ in
          if plan.left[resource] < 0 { fits = false }
        }
      }
    }
    guard fits else {
      for move in old.reversed() { move.withRows { plan.serve(Int(move.order), $0) } }
      return false
    }
    for (before, move) in zip(old, chain.moves) {
      before.withRows { changes.append(plan, Int(move.order), $0, sign: 1) }
      move.withRows { changes.append(plan, Int(move.order), $0, sign: -1) }
    }
    return true
  }

  /// Nodes that no order uses and whose activation costs something take no order here.
  private func closeIdleNodes(_ plan: FlatPlan) {
    for node in flat.tables.nodes.indices {
      let facts = flat.tables.nodes[node]
      guard facts.activationIsDue && !plan.isInUse[node] else { continue }
      plan.left[flat.tables.resources.capacityOrders(NodeIndex(node))] = 2 * ContestedRows.closed
    }
  }
}
