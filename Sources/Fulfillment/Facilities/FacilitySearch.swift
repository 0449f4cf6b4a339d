import SupplyModel

/// Capacitated facility location to a proven gap: branch and bound over which nodes are active.
///
/// Each part of all plans, some nodes open and some closed, has a bound (`FacilityDual`) and proposes nodes to make a
/// plan with (`FacilityPlan`). The parts with the lowest bounds are halved, some at a time on several threads and
/// merged in order, so that the result is the same for any number of threads.
struct FacilitySearch {
  struct Options: Sendable {
    /// Steps of inner loops: a few seconds on two cores.
    var maxWork = 1_600_000_000
    /// Those of each search over sets of nodes.
    var searchWork = 60_000_000
    /// Climbs of the first bound, and of each part.
    var (firstSteps, steps) = (600, 30)
    /// Climbs of a part in which nothing is left to decide.
    var lastSteps = 200
    /// Random changes to the plan of a part, to that of a part in which nothing is left to decide, and to the best plans.
    var changes, lastChanges, finalChanges: Int
    /// Parts that are halved at a time.
    var parts = 8

    /// - Parameter offers: small scenarios need few changes.
    init(offers: Int) {
      changes = min(60_000, 10 * offers)
      lastChanges = min(400_000, 60 * offers)
      finalChanges = min(2_000_000, 300 * offers)
    }
  }

  struct Result: Sendable {
    var plan: FacilityPlan
    /// Of the plan (millionths).
    var cost: Int64
    /// Proven: no plan costs less.
    var bound: Int64
  }

  /// Plans that agree in some nodes.
  private struct Part: Sendable {
    var decided: [FacilityDual.Decision]
    var point: FacilityDual.Point
    var depth: Int
  }

  let table: FacilityTable
  /// What a known plan of these orders costs (millionths).
  let known: Int64
  let options: Options

  func run(start: FacilityPlan, budget: Budget) -> Result {
    budget.report(PhaseReport(phase: "branch and bound", done: 0, total: 0))
    var plans = FacilityPlans(table)
    plans.take(start)
    let pool = WorkerPool(threads: budget.threads) { FacilityDual(table) }
    var work = 0
    let whole = first(&plans, &work, budget)
    var open = [whole]
    // The least bound of parts in which nothing is left to decide.
    var lowest = Double.infinity
    if branching(whole) == nil { (open, lowest) = ([], whole.point.bound) }
    while !open.isEmpty && work + plans.work < options.maxWork && !budget.isExhausted() {
      open.sort { ($0.point.bound, $1.depth) < ($1.point.bound, $0.depth) }
      let least = min(lowest, open[0].point.bound)
      if isDone(plans.cost, least, budget) { break }
      let chosen = Array(open.prefix(options.parts))
      open.removeFirst(chosen.count)
      for part in halve(chosen, &plans, pool, &work) {
        if part.point.bound >= upper(plans) { continue }
        if branching(part) == nil { lowest = min(lowest, part.point.bound) } else { open.append(part) }
      }
      open.removeAll { $0.point.bound >= upper(plans) }
      if lowest <= open.reduce(.infinity, { min($0, $1.point.bound) }) && lowest < upper(plans) { break }
    }
    if !isDone(plans.cost, open.reduce(min(lowest, upper(plans))) { min($0, $1.point.bound) }, budget) {
      anneal(&plans, seeds: 3..<7, budget)
    }
    let bound = open.reduce(min(lowest, upper(plans))) { min($0, $1.point.bound) }
    return Result(plan: plans.best, cost: plans.cost, bound: Int64(bound) + table.hopeless)
  }

  /// What a part must be below to be worth a look.
  private func upper(_ plans: FacilityPlans) -> Double { Double(min(plans.cost, known) - table.hopeless) }

  private func isDone(_ cost: Int64, _ bound: Double, _ budget: Budget) -> Bool {
    budget.isMet(cost: cost, bound: Int64(bound) + table.hopeless)
  }

  /// The whole: a long climb, with plans on the way.
  private func first(_ plans: inout FacilityPlans, _ work: inout Int, _ budget: Budget) -> Part {
    let decided = [FacilityDual.Decision](repeating: .undecided, count: table.nodeCount)
    var least = table.leastUnfilled
    for offer in table.offers { least[Int(offer.order)] = min(least[Int(offer.order)], offer.cost) }
    plans.attempt([Bool](repeating: true, count: table.nodeCount), steps: options.changes)
    let dual = FacilityDual(table)
    var point: FacilityDual.Point?
    var steps = 0
    for round in 0..<6 where round == 0 || !budget.isExhausted() {
      let next = dual.climb(
        from: point?.worths ?? least, decided, steps: options.firstSteps / 6, upper: upper(plans)
      ) { active in
        steps += 1
        if steps % 8 == 0 { plans.attempt(active, steps: options.changes) }
      }
      if next.bound >= point?.bound ?? -.infinity { point = next }
      plans.search([Bool](repeating: true, count: table.nodeCount), most: options.searchWork)
    }
    if !isDone(plans.cost, point?.bound ?? 0, budget) { anneal(&plans, seeds: 1..<3, budget) }
    work += dual.work
    guard let point else { preconditionFailure("there are climbs") }
    let part = Part(decided: decided, point: point, depth: 0)
    return fixed(part, upper(plans))
  }

  /// Both halves of each part, in order.
  private func halve(
    _ parts: [Part], _ plans: inout FacilityPlans, _ pool: WorkerPool<FacilityDual>, _ work: inout Int
  ) -> [Part] {
    let (upper, known) = (upper(plans), plans)
    var halves: [Half?] = Array(repeating: nil, count: 2 * parts.count)
    halves.withUnsafeMutableBufferPointer { buffer in
      // Each task writes a slot of its own.
      nonisolated(unsafe) let slots = buffer
      pool.run(2 * parts.count) { dual, task in
        let parent = parts[task / 2]
        guard let node = branching(parent) else { return }
        slots[task] = half(parent, node, isOpen: task % 2 == 0, dual, upper, known)
      }
    }
    var found: [Part] = []
    for half in halves {
      guard let half else { continue }
      work += half.work
      if let plan = half.plan { plans.take(plan, over: plan.isOpen) }
      if half.part.point.bound < self.upper(plans) { found.append(half.part) }
    }
    return found
  }

  private struct Half: Sendable {
    var part: Part
    var plan: FacilityPlan?
    var work: Int
  }

  private func half(
    _ parent: Part, _ node: Int, isOpen: Bool, _ dual: FacilityDual, _ upper: Double, _ plans: FacilityPlans
  ) -> Half {
    var decided = parent.decided
    decided[node] = isOpen ? .open : .closed
    let before = dual.work
    let point = dual.climb(from: parent.point.worths, decided, steps: options.steps, upper: upper)
    var part = fixed(Part(decided: decided, point: point, depth: parent.depth + 1), upper)
    if part.point.bound < upper && branching(part) == nil {
      let last = dual.climb(from: point.worths, part.decided, steps: options.lastSteps, upper: upper)
      part.point.bound = max(part.point.bound, last.bound)
    }
    part.point.bound = max(part.point.bound, parent.point.bound)
    var plan: FacilityPlan?
    if part.point.bound < upper {
      let changes = branching(part) == nil ? options.lastChanges : options.changes
      plan = plans.plan(part.point.active, steps: changes)
    }
    return Half(part: part, plan: plan, work: dual.work - before)
  }

  /// Many random changes to each of the best plans.
  private func anneal(_ plans: inout FacilityPlans, seeds: Range<Int>, _ budget: Budget) {
    if budget.isExhausted() { return }
    let kept = plans.kept.map { $0.adding(work: -$0.work) }
    let found = OrderChunks(count: seeds.count * kept.count, size: 1, threads: budget.threads).map { range in
      let (plan, seed) = (range.lowerBound / seeds.count, seeds.lowerBound + range.lowerBound % seeds.count)
      return kept[plan].annealed(steps: options.finalChanges, seed: UInt64(seed))
    }
    for (index, plan) in found.enumerated() { plans.take(plan, over: kept[index / seeds.count].isOpen) }
  }

  /// Decides nodes whose other decision would cost more than a known plan.
  private func fixed(_ part: Part, _ upper: Double) -> Part {
    var part = part
    for node in part.decided.indices where part.decided[node] == .undecided {
      let balance = part.point.balances[node]
      if balance > 0 && part.point.free + balance >= upper { part.decided[node] = .closed }
      if balance <= 0 && part.point.free - balance >= upper { part.decided[node] = .open }
    }
    return part
  }

  /// The undecided node to which the relaxation leans least; nil where nothing is undecided.
  private func branching(_ part: Part) -> Int? {
    var best: (node: Int, score: Double)?
    for node in part.decided.indices where part.decided[node] == .undecided {
      let leaning = part.point.leaning[node]
      let score = min(leaning, 1 - leaning) * table.activation[node]
      if best.map({ score > $0.score }) ?? true { best = (node, score) }
    }
    return best?.node
  }
}
