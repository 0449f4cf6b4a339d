/// A first basis for an assignment that is nearly the best: full limits hang from the orders that could best leave them.
///
/// Limits that are not full hang from their uplinks and form a part together with the full limit, or the root, above
/// them. Parts are joined to the root's along the shortest detours at the tolls of the auction (Dijkstra 1959), so that
/// the potentials come out near those tolls.
struct OpeningTree {
  /// Detours kept for each order, besides staying unserved.
  static let detours = 3

  private let problem: NestedAssignment
  private let auction: OpeningAuction
  private let loads: [Int32]
  private let root: Int
  /// The full limit, or the root, that each limit belongs to.
  private var parts: [Int32]
  private var tolls: [Int64]

  /// A way out of one part into another: an order of the first goes by another arc.
  private struct Detour {
    var order: Int32
    /// -1 = unserved.
    var arc: Int32
    /// What it costs beyond the present choice, at the tolls.
    var excess: Int64
  }

  init(_ problem: NestedAssignment, _ auction: OpeningAuction) {
    self.problem = problem
    self.auction = auction
    root = problem.limits.count
    loads = auction.loads
    parts = []
    parts.reserveCapacity(root + 1)
    for limit in 0..<root {
      let parent = Int(problem.parents[limit])
      let isFull = loads[limit] >= problem.limits[limit]
      parts.append(isFull ? Int32(limit) : parent < 0 ? Int32(root) : parts[parent])
    }
    parts.append(Int32(root))
    tolls = (0..<root).map { auction.toll($0) } + [0]
  }

  /// - Complexity: O(arcs + orders log orders).
  func build() -> SpanningTree {
    var tree = SpanningTree(problem, choices: auction.choices, loads: loads)
    let (detours, starts) = sortedDetours()
    var distances = [Int64](repeating: -1, count: root + 1)
    // Entries of the heap: a detour, or past those a full limit from which the part above it may hang.
    var heap = StatementHeap()
    func reach(_ part: Int, _ distance: Int64) {
      distances[part] = distance
      for index in Int(starts[part])..<Int(starts[part + 1]) {
        let key = distance + max(0, detours[index].excess)
        heap.insert(Statement(toll: key, order: Int32(index), round: 0))
      }
      guard part < root, problem.parents[part] >= 0 else { return }
      let above = Int(problem.parents[part])
      let key = distance + max(0, tolls[part] - tolls[above])
      heap.insert(Statement(toll: key, order: Int32(detours.count + part), round: 0))
    }
    /// Turns the way from a limit up to the full one of its part around.
    func turn(from limit: Int) {
      var below = limit
      while parts[below] != Int32(below) {
        let above = Int(tree.uplinks[below])
        tree.hang(limit: above, from: below)
        below = above
      }
    }
    reach(root, 0)
    while let top = heap.top {
      heap.removeFirst()
      let index = Int(top.order)
      if index < detours.count {
        let detour = detours[index]
        let place = Int(problem.places[Int(auction.choices[Int(detour.order)])])
        let part = Int(parts[place])
        guard distances[part] < 0 else { continue }
        tree.hang(limit: place, fromOrder: Int(detour.order), by: detour.arc)
        turn(from: place)
        reach(part, top.toll)
      } else {
        let limit = index - detours.count
        let above = Int(tree.uplinks[limit])
        let part = Int(parts[above])
        guard distances[part] < 0 else { continue }
        tree.hang(limit: above, from: limit)
        turn(from: above)
        reach(part, top.toll)
      }
    }
    tree.settle()
    return tree
  }

  /// The detours into each part: those of part p at `starts[p]..<starts[p + 1]`.
  private func sortedDetours() -> ([Detour], starts: [Int32]) {
    var all: [Detour] = []
    var best: [Detour] = []
    for order in 0..<problem.orderCount where auction.choices[order] >= 0 {
      let choice = Int(auction.choices[order])
      let part = parts[Int(problem.places[choice])]
      guard part != Int32(root) else { continue }
      let value = problem.costs[choice] + tolls[Int(problem.places[choice])]
      best.removeAll(keepingCapacity: true)
      for arc in problem.arcs(order) where parts[Int(problem.places[arc])] != part {
        if best.count == OpeningTree.detours && problem.costs[arc] - value >= best[best.count - 1].excess { break }
        let excess = problem.costs[arc] + tolls[Int(problem.places[arc])] - value
        if best.count == OpeningTree.detours {
          guard excess < best[best.count - 1].excess else { continue }
          best.removeLast()
        }
        var place = best.count
        while place > 0 && excess < best[place - 1].excess { place -= 1 }
        best.insert(Detour(order: Int32(order), arc: Int32(arc), excess: excess), at: place)
      }
      all.append(contentsOf: best)
      all.append(Detour(order: Int32(order), arc: -1, excess: problem.unserved[order] - value))
    }
    var starts = [Int32](repeating: 0, count: root + 2)
    func part(_ detour: Detour) -> Int {
      detour.arc < 0 ? root : Int(parts[Int(problem.places[Int(detour.arc)])])
    }
    for detour in all { starts[part(detour) + 1] += 1 }
    for part in 0...root { starts[part + 1] += starts[part] }
    var ends = starts
    var sorted = all
    for detour in all {
      let part = part(detour)
      sorted[Int(ends[part])] = detour
      ends[part] += 1
    }
    return (sorted, starts)
  }
}
