/// The best plan so far and the sets of nodes that were tried.
struct FacilityPlans: Sendable {
  /// Share of the best plan's cost within which another is worth more work.
  private static let nearness = 0.1

  /// Plans that are kept beside the best.
  private static let mostKept = 4

  private(set) var best: FacilityPlan
  private(set) var cost: Int64
  /// Steps of inner loops so far.
  private(set) var work = 0
  private var tried: Set<[Bool]> = []
  /// The best plans over different sets of nodes, cheapest first.
  private(set) var kept: [FacilityPlan] = []

  init(_ table: FacilityTable) {
    best = FacilityPlan(table, isOpen: [Bool](repeating: false, count: table.nodeCount))
    cost = best.cost
  }

  mutating func take(_ plan: FacilityPlan) {
    let cost = plan.cost
    if cost < self.cost { (best, self.cost) = (plan, cost) }
    guard kept.count < FacilityPlans.mostKept || kept.last.map({ cost < $0.cost }) ?? true else { return }
    let used = plan.used
    if let same = kept.firstIndex(where: { $0.used == used }) {
      if kept[same].cost <= cost { return }
      kept.remove(at: same)
    }
    kept.insert(plan, at: kept.firstIndex { $0.cost > cost } ?? kept.count)
    if kept.count > FacilityPlans.mostKept { kept.removeLast() }
  }

  /// A plan over a set of nodes, from scratch, annealed where it comes near the best; nil where the set was tried.
  func plan(_ isOpen: [Bool], steps: Int) -> FacilityPlan? {
    if tried.contains(isOpen) { return nil }
    var plan = FacilityPlan(best.table, isOpen: isOpen)
    plan.fill()
    plan.improve()
    let margin = Double(cost.magnitude) * FacilityPlans.nearness
    return Double(plan.cost - cost) <= margin ? plan.annealed(steps: steps, seed: 0) : plan
  }

  /// Takes a plan over a set of nodes.
  /// - Returns: whether it is the best so far.
  @discardableResult
  mutating func take(_ plan: FacilityPlan, over isOpen: [Bool]) -> Bool {
    tried.insert(isOpen)
    work += plan.work
    let before = cost
    take(plan)
    return cost < before
  }

  @discardableResult
  mutating func attempt(_ isOpen: [Bool], steps: Int) -> Bool {
    guard let plan = plan(isOpen, steps: steps) else { return false }
    return take(plan, over: isOpen)
  }

  /// One node more, one less, one for another (Kuehn & Hamburger 1963), from the best plan until nothing pays.
  /// - Parameters:
  ///   - isFree: nodes that may change.
  ///   - most: steps that this may take.
  mutating func search(_ isFree: [Bool], most: Int) {
    let limit = work + most
    var improves = true
    while improves {
      improves = false
      for move in moves(isFree) {
        if work >= limit { return }
        var other = best.used
        for node in move { other[node].toggle() }
        if retry(other) {
          improves = true
          break
        }
      }
    }
  }

  private func moves(_ isFree: [Bool]) -> [[Int]] {
    let used = best.used
    let (open, closed) = (isFree.indices.filter { used[$0] }, isFree.indices.filter { !used[$0] && isFree[$0] })
    return open.map { [$0] } + closed.map { [$0] } + open.flatMap { from in closed.map { [from, $0] } }
  }

  /// The best plan changed to another set of nodes.
  private mutating func retry(_ isOpen: [Bool]) -> Bool {
    guard tried.insert(isOpen).inserted else { return false }
    var plan = best.adding(work: -best.work)
    plan.reopen(isOpen)
    plan.fill()
    plan.improve()
    return take(plan, over: isOpen)
  }
}
