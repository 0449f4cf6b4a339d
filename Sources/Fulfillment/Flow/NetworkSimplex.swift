import Dispatch

extension NestedAssignment {
  /// An optimal assignment and prices that prove it; a budget that is exhausted early leaves a good assignment, and
  /// prices that prove less.
  package func optimum(threads: Int, isExhausted: () -> Bool = { false }) -> NestedOptimum {
    let auction = OpeningAuction(self, isExhausted: isExhausted)
    var simplex = NetworkSimplex(self, auction)
    return simplex.run(threads: threads, isExhausted: isExhausted)
  }
}

/// The primal network simplex method (Dantzig 1951) on a `NestedAssignment`, from an auction's result.
///
/// Exact: all money is whole, so are all potentials. The same pivots for any number of threads, which only look for
/// arcs that would pay.
struct NetworkSimplex {
  /// Arcs of an order in its short list.
  static let kept = 8

  let problem: NestedAssignment
  private var tree: SpanningTree
  /// The arcs of each order that were the least priced at the last look at all arcs; -1 past the last.
  private var shortlist: [ShortlistItem] = []

  private struct ShortlistItem {
    var cost: Int64 = 0
    var place: Int32 = 0
    /// -1 = none.
    var arc: Int32 = -1
  }

  /// An order or a limit with an arc that would pay, and how much.
  private struct Offer {
    var gain: Int64
    /// An order, or past the orders a limit.
    var index: Int32
  }

  init(_ problem: NestedAssignment, _ auction: OpeningAuction) {
    self.problem = problem
    tree = OpeningTree(problem, auction).build()
  }

  /// Pivots until nothing pays.
  /// - Parameter isExhausted: asked once a pass; true ends it early.
  /// - Returns: the optimum; where it was ended early, an assignment and prices that prove less.
  mutating func run(threads: Int, isExhausted: () -> Bool) -> NestedOptimum {
    while true {
      var offers = offers(threads: threads, isFull: true)
      if offers.isEmpty { return optimum() }
      while !offers.isEmpty {
        if isExhausted() { return optimum() }
        take(offers)
        offers = self.offers(threads: threads, isFull: false)
      }
    }
  }

  /// Works a list of offers off, the best first, until none of them pays any more.
  private mutating func take(_ offers: [Offer]) {
    var open = offers
    while !open.isEmpty {
      var left = 0
      for offer in open {
        let index = Int(offer.index)
        if index >= problem.orderCount {
          guard gain(ofLimit: index - problem.orderCount) > 0 else { continue }
          tree.enter(limit: index - problem.orderCount)
        } else {
          let best = best(index)
          guard best.gain > 0 else { continue }
          tree.enter(order: index, arc: best.arc)
        }
        open[left] = offer
        left += 1
      }
      open.removeLast(open.count - left)
    }
  }

  /// The arc of an order's short list that pays most.
  private func best(_ order: Int) -> (gain: Int64, arc: Int32) {
    var least = (value: problem.unserved[order], arc: Int32(-1))
    for index in order * NetworkSimplex.kept..<(order + 1) * NetworkSimplex.kept {
      let item = shortlist[index]
      if item.arc < 0 { break }
      let value = item.cost + tree.potential(ofLimit: Int(item.place))
      if value < least.value { least = (value, item.arc) }
    }
    return (tree.potential(ofOrder: order) - least.value, least.arc)
  }

  /// What a unit less through a full limit would save, or one more through an empty one.
  @inline(__always)
  private func gain(ofLimit limit: Int) -> Int64 {
    guard !tree.isUplinkInTree(limit) else { return 0 }
    let price = tree.potential(ofLimit: limit) - tree.potential(ofLimit: Int(tree.uplinks[limit]))
    return tree.loads[limit] > 0 ? -price : price
  }

  /// What would pay, the best first.
  /// - Parameter isFull: look at all arcs and renew the short lists; else at the short lists only.
  private mutating func offers(threads: Int, isFull: Bool) -> [Offer] {
    let tolls = tree.tolls()
    let chunks = OrderChunks(orders: problem.orderCount, threads: threads)
    var all: [Offer] = []
    if isFull {
      let parts = chunks.map { [self] range in tolls.withUnsafeBufferPointer { survey(range, $0) } }
      shortlist.removeAll(keepingCapacity: true)
      for part in parts {
        shortlist.append(contentsOf: part.shortlist)
        all.append(contentsOf: part.offers)
      }
    } else {
      let parts = chunks.map { [self] range in tolls.withUnsafeBufferPointer { review(range, $0) } }
      for part in parts { all.append(contentsOf: part) }
    }
    for limit in problem.limits.indices {
      let gain = gain(ofLimit: limit)
      if gain > 0 { all.append(Offer(gain: gain, index: Int32(problem.orderCount + limit))) }
    }
    all.sort { $0.gain != $1.gain ? $0.gain > $1.gain : $0.index < $1.index }
    return all
  }

  /// All arcs of some orders: what would pay, and the short lists. Complexity: O(arcs).
  private func survey(
    _ range: Range<Int>, _ tolls: UnsafeBufferPointer<Int64>
  ) -> (offers: [Offer], shortlist: [ShortlistItem]) {
    let kept = NetworkSimplex.kept
    let lowest = tolls.min() ?? 0
    var offers: [Offer] = []
    var shortlist = [ShortlistItem](repeating: ShortlistItem(), count: range.count * kept)
    var values = [Int64](repeating: .max, count: kept)
    for order in range {
      let start = (order - range.lowerBound) * kept
      for index in 0..<kept { values[index] = .max }
      problem.costs.withUnsafeBufferPointer { costs in
        problem.places.withUnsafeBufferPointer { places in
          for arc in problem.arcs(order) {
            if costs[arc] + lowest >= values[kept - 1] { break }
            let value = costs[arc] + tolls[Int(places[arc])]
            guard value < values[kept - 1] else { continue }
            var place = kept - 1
            while place > 0 && value < values[place - 1] {
              values[place] = values[place - 1]
              shortlist[start + place] = shortlist[start + place - 1]
              place -= 1
            }
            values[place] = value
            shortlist[start + place] = ShortlistItem(cost: costs[arc], place: places[arc], arc: Int32(arc))
          }
        }
      }
      let gain = tree.potential(ofOrder: order, tolls: tolls) - min(values[0], problem.unserved[order])
      if gain > 0 { offers.append(Offer(gain: gain, index: Int32(order))) }
    }
    return (offers, shortlist)
  }

  /// The short lists of some orders. Complexity: O(orders).
  private func review(_ range: Range<Int>, _ tolls: UnsafeBufferPointer<Int64>) -> [Offer] {
    var offers: [Offer] = []
    shortlist.withUnsafeBufferPointer { shortlist in
      for order in range {
        var least = problem.unserved[order]
        for index in order * NetworkSimplex.kept..<(order + 1) * NetworkSimplex.kept {
          let item = shortlist[index]
          if item.arc < 0 { break }
          least = min(least, item.cost + tolls[Int(item.place)])
        }
        let gain = tree.potential(ofOrder: order, tolls: tolls) - least
        if gain > 0 { offers.append(Offer(gain: gain, index: Int32(order))) }
      }
    }
    return offers
  }

  /// The assignment with prices from the potentials: where nothing flows, the potential may be below that of what a
  /// limit is part of, and is raised to it.
  private func optimum() -> NestedOptimum {
    var tolls = [Int64](repeating: 0, count: problem.limits.count + 1)
    var prices = [Int64](repeating: 0, count: problem.limits.count)
    for limit in prices.indices {
      let above = tolls[Int(tree.uplinks[limit])]
      tolls[limit] = max(above, tree.potential(ofLimit: limit))
      prices[limit] = tolls[limit] - above
    }
    return NestedOptimum(choices: tree.choices, prices: prices)
  }
}
