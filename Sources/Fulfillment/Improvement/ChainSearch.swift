import SupplyModel

/// Finds ejection chains: an order takes its best way although others sit there, and these look for another place in
/// turn (Glover 1996; Yagiura, Ibaraki & Glover 2004). Prices say what making room will cost.
///
/// Explores on a copy of what is left, and leaves it as it was; the plan itself is only read. One a thread.
struct ChainSearch {
  /// How far a search goes.
  struct Reach: Sendable {
    /// Orders of one chain at most.
    var depth: Int
    /// Orders tried in each place of the chain: few, and fewer the farther from its start.
    var breadth: [Int]
    /// Users of one row, or of one node, that are asked at most.
    var users: Int

    static let narrow = Reach(depth: 6, breadth: [3, 2, 1], users: 6)
    static let usual = Reach(depth: 6, breadth: [4, 3, 2, 1], users: 24)
    static let wide = Reach(depth: 8, breadth: [6, 4, 3, 2], users: 60)
  }

  struct Options: Sendable {
    /// Orders that are served anew together, and in how many sequences.
    var group = 14
    var sequences = 6

    init() {}
  }

  let plan: FlatPlan
  let flat: FlatScenario
  private let prices: FlatPrices
  private let noPrices: FlatPrices
  let tenants: NodeTenants
  let options: Options
  private var search: FlatSearch
  /// By resource id: as in the plan, less what the chain in hand takes.
  let left: FlatArray<Int32>
  /// Changes of the plan that `left` has seen.
  private var seen = 0

  private var folded: Int32 = -1
  private var reach = Reach.usual
  private var chain: [EjectionChain.Move] = []
  var best = EjectionChain()

  init(
    _ plan: FlatPlan, prices: FlatPrices, noPrices: FlatPrices, candidates: RowCandidates?, tenants: NodeTenants,
    options: Options
  ) {
    self.plan = plan
    flat = plan.flat
    self.prices = prices
    self.noPrices = noPrices
    self.tenants = tenants
    self.options = options
    search = FlatSearch(flat, candidates: candidates)
    left = FlatArray(repeating: 0, count: plan.left.count)
    left.base.update(from: plan.left.base, count: plan.left.count)
  }

  /// Takes over what the plan has changed since the last time.
  mutating func follow(_ changes: ChangeLog) {
    while seen < changes.entries.count {
      left[Int(changes.entries[seen].resource)] += changes.entries[seen].amount
      seen += 1
    }
  }

  /// Looks for a chain that starts with an order; `best` holds it, empty where none gains.
  /// - Complexity: at most breadth x depth x users searches.
  mutating func run(_ order: Int, _ reach: Reach) {
    self.reach = reach
    best = EjectionChain()
    chain.removeAll(keepingCapacity: true)
    let now = plan.costs[order]
    release(order)
    let free = leastFree(order)
    if let free, now - free.value > 0 { best = EjectionChain(moves: [free.move], gain: now - free.value) }
    if let contested = leastContested(order), now - contested.value > best.gain {
      extend(contested.move, gain: now, depth: 1)
    }
    restore(order)
  }

  /// What an order would save if room were made for it at the prices; orders of one destination follow each other.
  /// - Complexity: one search.
  mutating func saving(_ order: Int) -> Int64 {
    let target = flat.orders.destinations[order]
    if folded != target {
      folded = target
      search.enterContested(target, prices, left: left.base)
    }
    release(order)
    let rows = UnsafePointer(plan.rowOf.base + flat.orders.lines(order).lowerBound)
    let count = flat.orders.lines(order).count
    refold(rows, count, of: target)
    search.search(order, ContestedRows(prices, left: left.base, flat))
    restore(order)
    refold(rows, count, of: target)
    return plan.costs[order] - search.value
  }

  /// Folds the nodes of some rows anew after their limits have changed.
  private mutating func refold(_ rows: UnsafePointer<Int32>, _ count: Int, of destination: Int32) {
    for position in 0..<count where rows[position] >= 0 {
      search.foldContested(Int(flat.rowNodes[Int(rows[position])]), of: destination, prices, left: left.base)
    }
  }

  /// Forgets the destination that `saving` has folded.
  mutating func forget() { folded = -1 }

  struct Step {
    var move: EjectionChain.Move
    /// Cost, with prices for room that others must make.
    var value: Int64
  }

  /// Adds a move to the chain and finds who must make room for it.
  private mutating func extend(_ move: EjectionChain.Move, gain: Int64, depth: Int) {
    let order = Int(move.order)
    move.withRows { plan.forEachUse(order, $0) { left[$0] -= $1 } }
    chain.append(move)
    let gain = gain - move.withRows { flat.cost(of: order, $0) }
    follow(gain: gain, depth: depth)
    chain.removeLast()
    move.withRows { plan.forEachUse(order, $0) { left[$0] += $1 } }
  }

  private mutating func follow(gain: Int64, depth: Int) {
    guard gain > best.gain else { return }
    guard let resource = overfull() else {
      best = EjectionChain(moves: chain, gain: gain)
      return
    }
    guard depth < reach.depth else { return }
    var steps: [(step: Step, now: Int64)] = []
    var asked = 0
    // Whoever makes room must not come back; the chain may have closed the place before.
    let wasOpen = left[resource] > ContestedRows.closed
    if wasOpen { left[resource] += 2 * ContestedRows.closed }
    func ask(_ user: Int) {
      if chain.contains(where: { $0.order == user }) { return }
      asked += 1
      release(user)
      let step = depth + 1 < reach.depth ? leastContested(user) : leastFree(user)
      if let step, gain + plan.costs[user] - step.value > best.gain { steps.append((step, plan.costs[user])) }
      restore(user)
    }
    if resource < flat.tables.resources.stockRows {
      plan.forEachUser(of: resource) {
        ask(Int(plan.orderOf[$0]))
        return asked < reach.users
      }
    } else {
      let node = resource - flat.tables.resources.capacityOrders(0)
      for user in tenants.orders(of: node) where plan.uses(Int(user), node: node) {
        ask(Int(user))
        if asked >= reach.users { break }
      }
    }
    let breadth = reach.breadth[min(depth, reach.breadth.count) - 1]
    steps.sort { ($0.step.value - $0.now, $0.step.move.order) < ($1.step.value - $1.now, $1.step.move.order) }
    for (step, now) in steps.prefix(breadth) {
      release(Int(step.move.order))
      extend(step.move, gain: gain + now, depth: depth + 1)
      restore(Int(step.move.order))
    }
    if wasOpen { left[resource] -= 2 * ContestedRows.closed }
  }

  // MARK: What is left

  func release(_ order: Int) {
    plan.forEachUse(order, plan.rowOf.base + flat.orders.lines(order).lowerBound) { left[$0] += $1 }
  }

  func restore(_ order: Int) {
    plan.forEachUse(order, plan.rowOf.base + flat.orders.lines(order).lowerBound) { left[$0] -= $1 }
  }

  /// What is left of a resource, closed or not.
  @inline(__always)
  private func room(_ resource: Int) -> Int32 {
    left[resource] > ContestedRows.closed ? left[resource] : left[resource] - 2 * ContestedRows.closed
  }

  /// A stock row or else a node from which the chain takes more than it has.
  private func overfull() -> Int? {
    let layout = flat.tables.resources
    var full: Int?
    for move in chain {
      for position in 0..<flat.orders.lines(Int(move.order)).count where move.rows[position] >= 0 {
        let row = move.rows[position]
        if min(room(Int(row)), room(layout.protected(row))) < 0 { return Int(row) }
        let orders = layout.capacityOrders(flat.rowNodes[Int(row)])
        if room(orders) < 0 { full = orders }
      }
    }
    return full
  }

  // MARK: Searches

  mutating func leastFree(_ order: Int) -> Step? {
    search.enter(order: order, noPrices, left: left.base)
    search.search(order, PricedRows(noPrices, left: left.base, flat))
    return step(order)
  }

  mutating func leastContested(_ order: Int) -> Step? {
    search.enterContested(order: order, prices, left: left.base)
    search.search(order, ContestedRows(prices, left: left.base, flat))
    return step(order)
  }

  private func step(_ order: Int) -> Step? {
    guard !search.isUnresolved else { return nil }
    var move = EjectionChain.Move(
      order: Int32(order), rows: InlineArray(repeating: -1), cost: plan.costs[order])
    for position in 0..<flat.orders.lines(order).count { move.rows[position] = search.choice[position] }
    return Step(move: move, value: search.value)
  }
}
