/// A good first assignment: orders bid for units until none wants to move by more than a step (Bertsekas 1988, his
/// auction for similar objects).
///
/// An order takes its cheapest place and states the toll at which it would rather go elsewhere. A full limit asks for
/// the least of the statements of those inside it, and whoever made it has to go. Tolls only rise; what is never full
/// stays free. The result costs at most a step an order more than the best.
struct OpeningAuction {
  /// The arc that serves each order; -1 = unserved.
  private(set) var choices: [Int32]
  private(set) var bids = 0

  private let problem: NestedAssignment
  /// Counts statements of an order: older ones in the heaps are void.
  private var rounds: [Int32]
  private var heaps: [StatementHeap]
  /// One record a limit, since a bid reads all of it.
  private var limits: [Limit]

  private struct Limit {
    /// What it asks for by itself: the least statement within it where it is full, else its floor.
    var ask: Int64 = 0
    /// What it asks for at least, from an earlier round with a longer step.
    var floor: Int64 = 0
    var parent: Int32
    var load: Int32 = 0
    var units: Int32
  }

  /// Units taken of each limit.
  var loads: [Int32] { limits.map(\.load) }

  /// Each order makes at most so many bids a round on average.
  private static let bidsPerOrder = 20
  /// Of what orders would lose by going elsewhere, on average: the last step and the first.
  private static let lastShare: Int64 = 2_000
  private static let firstShare: Int64 = 4
  private static let shortening: Int64 = 5

  /// Runs rounds with ever shorter steps.
  /// - Parameter isExhausted: asked between rounds; true leaves what there is.
  init(_ problem: NestedAssignment, isExhausted: () -> Bool) {
    self.init(problem)
    var spread: Int64 = 0
    for order in 0..<problem.orderCount where !problem.arcs(order).isEmpty {
      let first = problem.costs[problem.arcs(order).lowerBound]
      spread += max(0, problem.unserved[order] - first) / Int64(problem.orderCount)
    }
    var steps = [max(1, spread / OpeningAuction.lastShare)]
    while steps[steps.count - 1] * OpeningAuction.shortening < spread / OpeningAuction.firstShare * 2 {
      steps.append(steps[steps.count - 1] * OpeningAuction.shortening)
    }
    for index in steps.indices.reversed() {
      run(step: steps[index], most: bids + OpeningAuction.bidsPerOrder * problem.orderCount)
      if index == 0 || isExhausted() { return }
      restart(after: steps[index])
    }
  }

  private init(_ problem: NestedAssignment) {
    self.problem = problem
    choices = [Int32](repeating: -1, count: problem.orderCount)
    limits = problem.limits.indices.map { Limit(parent: problem.parents[$0], units: problem.limits[$0]) }
    rounds = [Int32](repeating: 0, count: problem.orderCount)
    heaps = [StatementHeap](repeating: StatementHeap(), count: problem.limits.count)
  }

  /// Empties all limits; what was full asks for a little less than it did.
  private mutating func restart(after step: Int64) {
    for limit in limits.indices {
      limits[limit].floor =
        isFull(limit) && limits[limit].parent < 0 ? max(0, limits[limit].ask - 2 * step) : 0
      limits[limit].ask = limits[limit].floor
      limits[limit].load = 0
      heaps[limit].removeAll()
    }
    for order in choices.indices { choices[order] = -1 }
  }

  /// One round. Orders that are left over when `most` bids are spent take what is free.
  /// - Complexity: O(arcs of the order + levels x log orders) a bid.
  private mutating func run(step: Int64, most: Int) {
    var queue = (0..<Int32(problem.orderCount)).map { $0 }
    var next: [Int32] = []
    while !queue.isEmpty && bids < most {
      next.removeAll(keepingCapacity: true)
      for order in queue {
        let evicted = bid(Int(order), step)
        if evicted >= 0 { next.append(evicted) }
      }
      swap(&queue, &next)
    }
    for order in queue { takeFree(Int(order)) }
  }

  @inline(__always)
  private func isFull(_ limit: Int) -> Bool { limits[limit].load >= limits[limit].units }

  /// What a unit at a place costs now: the most that any limit above it asks for.
  @inline(__always)
  func toll(_ place: Int) -> Int64 {
    var toll = limits[place].ask
    var limit = limits[place].parent
    while limit >= 0 {
      toll = max(toll, limits[Int(limit)].ask)
      limit = limits[Int(limit)].parent
    }
    return toll
  }

  /// - Returns: the order that has to go, or -1.
  private mutating func bid(_ order: Int, _ step: Int64) -> Int32 {
    bids += 1
    var best = (value: problem.unserved[order], arc: -1)
    var second = best.value
    for arc in problem.arcs(order) {
      if problem.costs[arc] >= second { break }
      let value = problem.costs[arc] + toll(Int(problem.places[arc]))
      if value < best.value {
        second = best.value
        best = (value, arc)
      } else if value < second {
        second = value
      }
    }
    guard best.arc >= 0 else { return -1 }
    return take(order, best.arc, second - problem.costs[best.arc] + step)
  }

  private mutating func take(_ order: Int, _ arc: Int, _ statement: Int64) -> Int32 {
    var evicted: Int32 = -1
    var limit = Int(problem.places[arc])
    while limit >= 0 && !isFull(limit) { limit = Int(limits[limit].parent) }
    if limit >= 0 {
      evicted = heaps[limit].first
      release(Int(evicted))
    }
    choices[order] = Int32(arc)
    rounds[order] += 1
    limit = Int(problem.places[arc])
    while limit >= 0 {
      limits[limit].load += 1
      if limits[limit].units != .max {
        heaps[limit].insert(Statement(toll: statement, order: Int32(order), round: rounds[order]))
        settle(limit)
      }
      limit = Int(limits[limit].parent)
    }
    return evicted
  }

  private mutating func release(_ order: Int) {
    var limit = Int(problem.places[Int(choices[order])])
    choices[order] = -1
    rounds[order] += 1
    while limit >= 0 {
      limits[limit].load -= 1
      if limits[limit].units != .max { settle(limit) }
      limit = Int(limits[limit].parent)
    }
  }

  /// Drops void statements from the top and notes the least.
  private mutating func settle(_ limit: Int) {
    guard isFull(limit) else {
      limits[limit].ask = limits[limit].floor
      return
    }
    while let top = heaps[limit].top, rounds[Int(top.order)] != top.round { heaps[limit].removeFirst() }
    limits[limit].ask = max(limits[limit].floor, heaps[limit].top?.toll ?? 0)
  }

  private mutating func takeFree(_ order: Int) {
    var best = (value: problem.unserved[order], arc: -1)
    for arc in problem.arcs(order) where problem.costs[arc] < best.value {
      var limit = problem.places[arc]
      while limit >= 0 && limits[Int(limit)].load < limits[Int(limit)].units { limit = limits[Int(limit)].parent }
      if limit < 0 { best = (problem.costs[arc], arc) }
    }
    if best.arc >= 0 { _ = take(order, best.arc, 0) }
  }
}

/// At which toll an order would leave.
struct Statement {
  var toll: Int64
  var order: Int32
  var round: Int32

  @inline(__always)
  static func < (a: Statement, b: Statement) -> Bool { a.toll != b.toll ? a.toll < b.toll : a.order < b.order }
}

/// Statements by the least toll, then the least order: a binary heap.
struct StatementHeap {
  private var items: [Statement] = []

  var top: Statement? { items.first }
  /// The order whose statement is least; -1 without one.
  var first: Int32 { items.first?.order ?? -1 }

  mutating func insert(_ item: Statement) {
    var place = items.count
    items.append(item)
    while place > 0 {
      let above = (place - 1) / 2
      guard item < items[above] else { break }
      items[place] = items[above]
      place = above
    }
    items[place] = item
  }

  mutating func removeAll() { items.removeAll(keepingCapacity: true) }

  mutating func removeFirst() {
    let item = items.removeLast()
    guard !items.isEmpty else { return }
    var place = 0
    while true {
      var below = 2 * place + 1
      guard below < items.count else { break }
      if below + 1 < items.count && items[below + 1] < items[below] { below += 1 }
      guard items[below] < item else { break }
      items[place] = items[below]
      place = below
    }
    items[place] = item
  }
}
