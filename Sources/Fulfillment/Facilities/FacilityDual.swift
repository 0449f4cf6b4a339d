/// A bound on all plans in which some nodes are open or closed: the assignment of orders is relaxed (Beasley 1993).
///
/// Each order pays a worth to whoever serves it; a node takes the orders that leave it most, and is active where that
/// pays or where demand needs it. The worths climb by the volume algorithm (Barahona & Anbil 2000), whose averages say
/// to which activations the relaxation leans. One instance serves many searches in turn, on one thread.
final class FacilityDual {
  enum Decision: UInt8, BitwiseCopyable, Sendable { case undecided, open, closed }

  /// Where a climb ended.
  struct Point: Sendable {
    /// Millionths, whole.
    var bound: Double
    var worths: [Double]
    /// By node: what being active costs there beyond what it saves.
    var balances: [Double]
    /// The bound without what demand needs: what `balances` add up to.
    var free: Double
    /// By node: how often it was active of late.
    var leaning: [Double]
    /// By node: active at the best worths.
    var active: [Bool]
  }

  let table: FacilityTable
  private let demand: Int
  private var ranked: [[FacilityKnapsack.Item]]
  private var knapsack = FacilityKnapsack()
  private var cover = FacilityCover()
  private var taken: [[(order: Int, share: Double)]]
  private var balances: [Double]
  private var active: [Bool]
  private var excess: [Double]
  private var free = 0.0
  private var covering = 0

  /// Steps of inner loops so far.
  var work: Int { knapsack.work + covering }

  init(_ table: FacilityTable) {
    self.table = table
    demand = table.quantities.reduce(0) { $0 + Int($1) }
    ranked = (0..<table.nodeCount).map { node in
      table.offers[table.starts[node]..<table.starts[node + 1]].map { offer in
        FacilityKnapsack.Item(
          ratio: 0, value: 0, units: Int(offer.units), quantity: Int(table.quantities[Int(offer.order)]),
          order: Int(offer.order))
      }
    }
    taken = Array(repeating: [], count: table.nodeCount)
    balances = [Double](repeating: 0, count: table.nodeCount)
    active = [Bool](repeating: false, count: table.nodeCount)
    excess = [Double](repeating: 0, count: table.orders.count)
    costs = [[Double]](repeating: [], count: table.nodeCount)
    for node in costs.indices {
      costs[node] = [Double](repeating: 0, count: table.orders.count)
      for offer in table.offers[table.starts[node]..<table.starts[node + 1]] {
        costs[node][Int(offer.order)] = offer.cost
      }
    }
  }

  /// By node and order, where there is an offer.
  private var costs: [[Double]]

  /// What the nodes make of some worths; the bound that they prove.
  private func respond(_ worths: [Double], _ decided: [Decision]) -> Double {
    var bound = 0.0
    for order in excess.indices {
      bound += worths[order]
      excess[order] = -1
    }
    var room = 0
    for node in balances.indices {
      active[node] = false
      taken[node].removeAll(keepingCapacity: true)
      guard decided[node] != .closed else {
        balances[node] = .infinity
        continue
      }
      balances[node] = table.activation[node] - saving(node, worths)
      if decided[node] == .open || balances[node] <= 0 {
        active[node] = true
        bound += balances[node]
        room += table.capacities[node]
      }
    }
    free = bound
    if room < demand { bound += meetDemand(demand - room, worths, decided) }
    for node in balances.indices where active[node] {
      for (order, share) in taken[node] { excess[order] += share }
    }
    // Who pays all that leaving him unfilled costs may stay so.
    for order in excess.indices where excess[order] < 0 && worths[order] >= table.leastUnfilled[order] {
      excess[order] = 0
    }
    return bound
  }

  private func saving(_ node: Int, _ worths: [Double]) -> Double {
    rank(node, worths)
    var value = knapsack.solve(ranked[node], limit: table.capacities[node], divides: table.divides)
    taken[node].append(contentsOf: knapsack.taken)
    if taken[node].count > table.orderLimits[node] {
      // No more orders than it may serve: those of the most value, whatever their units.
      let most = ranked[node].filter { $0.value > 0 }.sorted { ($1.value, $0.order) < ($0.value, $1.order) }
        .prefix(table.orderLimits[node])
      let other = most.reduce(0) { $0 + $1.value }
      if other < value {
        value = other
        taken[node] = most.map { ($0.order, 1) }
      }
    }
    return value
  }

  /// Values anew and sorted again by insertion: little moves from step to step.
  private func rank(_ node: Int, _ worths: [Double]) {
    let costs = self.costs[node]
    var moves = 0
    ranked[node].withUnsafeMutableBufferPointer { items in
      for index in items.indices {
        var item = items[index]
        item.value = worths[item.order] - costs[item.order]
        item.ratio = item.value / Double(item.quantity)
        var place = index
        while place > 0 {
          let before = items[place - 1]
          if before.ratio > item.ratio || (before.ratio == item.ratio && before.order < item.order) { break }
          items[place] = before
          place -= 1
        }
        items[place] = item
        moves += index - place
      }
    }
    covering += moves / 2 + ranked[node].count
  }

  /// The least that it costs to make more nodes active until there is room for all, or to leave some unfilled.
  private func meetDemand(_ missing: Int, _ worths: [Double], _ decided: [Decision]) -> Double {
    var rate = Double.infinity
    for order in worths.indices {
      rate = min(rate, (table.leastUnfilled[order] - worths[order]) / Double(table.quantities[order]))
    }
    guard rate > 0 else { return 0 }
    var nodes: [Int] = []
    for node in balances.indices where decided[node] == .undecided && !active[node] { nodes.append(node) }
    let candidates = nodes.map { (cost: balances[$0], units: table.capacities[$0]) }
    covering += candidates.count * min(missing, 2_000) / 4
    let cost = cover.solve(candidates, demand: missing, unfilled: rate)
    for position in cover.chosen { active[nodes[position]] = true }
    return cost
  }

  /// - Parameters:
  ///   - upper: what a known plan costs: the climb ends above it.
  ///   - visit: called with the nodes that were active after each step.
  /// - Complexity: O(steps x offers), up to the knapsacks.
  func climb(
    from start: [Double], _ decided: [Decision], steps: Int, upper: Double, visit: (_ active: [Bool]) -> Void = { _ in }
  ) -> Point {
    var worths = start
    for order in worths.indices { worths[order] = min(worths[order], table.leastUnfilled[order]).rounded(.down) }
    var best = point(respond(worths, decided), worths)
    visit(active)
    var direction = excess
    best.leaning = active.map { $0 ? 1 : 0 }
    var (length, stale) = (0.5, 0)
    for _ in 0..<steps {
      if best.bound >= upper { break }
      let norm = direction.reduce(0) { $0 + $1 * $1 }
      guard norm > 1e-9 else { break }
      let step = length * max(upper - best.bound, 1) / norm
      for order in worths.indices {
        worths[order] = min(best.worths[order] - step * direction[order], table.leastUnfilled[order]).rounded(.down)
      }
      let bound = respond(worths, decided)
      visit(active)
      mix(&direction, &best.leaning)
      if bound > best.bound {
        let leaning = best.leaning
        best = point(bound, worths)
        best.leaning = leaning
        stale = 0
        length = min(length * 1.1, 1)
      } else {
        stale += 1
        if stale >= 6 {
          length *= 0.7
          stale = 0
        }
      }
    }
    return best
  }

  /// Averages of what was answered, weighted so that the direction becomes short soon.
  private func mix(_ direction: inout [Double], _ leaning: inout [Double]) {
    var (cross, square) = (0.0, 0.0)
    for order in direction.indices {
      let difference = excess[order] - direction[order]
      cross -= difference * direction[order]
      square += difference * difference
    }
    let share = square > 0 ? max(0.02, min(0.2, cross / square)) : 0.1
    for order in direction.indices { direction[order] += share * (excess[order] - direction[order]) }
    for node in leaning.indices { leaning[node] += share * ((active[node] ? 1 : 0) - leaning[node]) }
  }

  private func point(_ bound: Double, _ worths: [Double]) -> Point {
    Point(bound: bound, worths: worths, balances: balances, free: free, leaning: [], active: active)
  }
}
