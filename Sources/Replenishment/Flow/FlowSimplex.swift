/// The primal network simplex method (Dantzig 1951) with strongly feasible trees (Cunningham 1976) on a `StockFlow`.
///
/// Exact: costs and flows are whole numbers. It starts at the plan without a decision, in which everything stays where
/// it is, and keeps its buffers from one network to the next.
struct FlowSimplex {
  /// Flow of each arc after `solve`.
  private(set) var flows: [Int32] = []
  /// What one more unit at each vertex costs until it has ended at the root, less what it earns; 0 at the root.
  private(set) var potentials: [Int64] = []
  /// Pivots of the last call: the measure of its work.
  private(set) var pivots = 0

  private var parents: [Int32] = []
  /// The tree arc between a vertex and its parent.
  private var links: [Int32] = []
  private var depths: [Int32] = []
  private var firstChild: [Int32] = []
  private var nextSibling: [Int32] = []
  private var previousSibling: [Int32] = []
  private var stem: [Int32] = []
  private var inTree: [Bool] = []

  init() {}

  /// What the flow costs (millionths). Complexity: O(arcs).
  func cost(_ network: StockFlow) -> Int64 {
    var sum: Int64 = 0
    for (arc, flow) in zip(network.arcs, flows) { sum += arc.cost * Int64(flow) }
    return sum
  }

  /// A flow of least cost.
  /// - Precondition: every chain leads to the root and its last arc is unlimited; no cycle of unlimited arcs costs less
  ///   than nothing.
  /// - Complexity: O(arcs) a sweep, O(vertices) a pivot.
  mutating func solve(_ network: StockFlow) {
    start(network)
    let count = network.arcs.count
    guard count > 0 else { return }
    let block = max(64, Int(Double(count).squareRoot()) * 2)
    var (next, idle) = (0, 0)
    while idle < count {
      var best: (gain: Int64, arc: Int) = (0, -1)
      let end = min(count, next + block)
      for index in next..<end where !inTree[index] {
        let arc = network.arcs[index]
        let reduced = arc.cost + potentials[Int(arc.head)] - potentials[Int(arc.tail)]
        let gain = flows[index] == 0 ? (arc.capacity > 0 ? -reduced : 0) : reduced
        if gain > best.gain { best = (gain, index) }
      }
      idle += end - next
      next = end == count ? 0 : end
      if best.arc >= 0 {
        pivot(network, best.arc)
        pivots += 1
        idle = 0
      }
    }
  }

  // MARK: The start

  private mutating func start(_ network: StockFlow) {
    let vertices = network.root + 1
    pivots = 0
    flows = [Int32](repeating: 0, count: network.arcs.count)
    inTree = [Bool](repeating: false, count: network.arcs.count)
    parents = [Int32](repeating: -1, count: vertices)
    links = parents
    depths = [Int32](repeating: -1, count: vertices)
    firstChild = parents
    nextSibling = parents
    previousSibling = parents
    potentials = [Int64](repeating: 0, count: vertices)
    // Chains lead from vertex to vertex without cycles: what arrives is passed on once all before it has.
    var waiting = [Int32](repeating: 0, count: vertices)
    for chain in network.chains { waiting[Int(network.arcs[Int(chain.lowerBound)].head)] += 1 }
    var amounts = network.supplies + [0]
    var ready = (0..<network.root).filter { waiting[$0] == 0 }.map(Int32.init)
    var index = 0
    while index < ready.count {
      let vertex = Int(ready[index])
      index += 1
      let chain = network.chains[vertex]
      var left = amounts[vertex]
      var link = Int(chain.lowerBound)
      for arc in chain {
        let taken = min(left, network.arcs[Int(arc)].capacity)
        flows[Int(arc)] = taken
        left -= taken
        link = Int(arc)
        if taken < network.arcs[Int(arc)].capacity { break }
      }
      let head = network.arcs[link].head
      amounts[Int(head)] += amounts[vertex]
      parents[vertex] = head
      links[vertex] = Int32(link)
      inTree[link] = true
      waiting[Int(head)] -= 1
      if waiting[Int(head)] == 0 && Int(head) != network.root { ready.append(head) }
    }
    precondition(ready.count == network.root, "every chain leads to the root")
    depths[network.root] = 0
    for vertex in ready.reversed() {
      attach(vertex)
      derive(network, Int(vertex))
    }
  }

  private mutating func attach(_ vertex: Int32) {
    let parent = Int(parents[Int(vertex)])
    let next = firstChild[parent]
    nextSibling[Int(vertex)] = next
    previousSibling[Int(vertex)] = -1
    if next >= 0 { previousSibling[Int(next)] = vertex }
    firstChild[parent] = vertex
  }

  private mutating func detach(_ vertex: Int32) {
    let (previous, next) = (previousSibling[Int(vertex)], nextSibling[Int(vertex)])
    if previous >= 0 {
      nextSibling[Int(previous)] = next
    } else {
      firstChild[Int(parents[Int(vertex)])] = next
    }
    if next >= 0 { previousSibling[Int(next)] = previous }
  }

  /// Depth and potential from the parent's.
  private mutating func derive(_ network: StockFlow, _ vertex: Int) {
    let parent = Int(parents[vertex])
    let arc = network.arcs[Int(links[vertex])]
    depths[vertex] = depths[parent] + 1
    potentials[vertex] = Int(arc.tail) == vertex ? potentials[parent] + arc.cost : potentials[parent] - arc.cost
  }

  // MARK: A pivot

  /// How much more the tree arc above a vertex takes, away from the vertex (`up`) or towards it.
  private func residual(_ network: StockFlow, _ vertex: Int, up: Bool) -> Int32 {
    let link = Int(links[vertex])
    let isUpward = Int(network.arcs[link].tail) == vertex
    return isUpward == up ? network.arcs[link].capacity - flows[link] : flows[link]
  }

  private mutating func pivot(_ network: StockFlow, _ entering: Int) {
    let arc = network.arcs[entering]
    let grows = flows[entering] == 0
    // The cycle runs first -> second along the entering arc, and back from second over the root side to first.
    let (first, second) = grows ? (Int(arc.tail), Int(arc.head)) : (Int(arc.head), Int(arc.tail))
    var amount = arc.capacity
    var (leaving, isOnFirst) = (-1, false)
    var (a, b) = (first, second)
    // The last blocking arc of the cycle, counted from where both sides meet, leaves: the tree stays strongly feasible.
    var onSecond: (vertex: Int, amount: Int32) = (-1, .max)
    while a != b {
      if depths[a] >= depths[b] {
        let left = residual(network, a, up: false)
        if left < amount { (amount, leaving, isOnFirst) = (left, a, true) }
        a = Int(parents[a])
      } else {
        let left = residual(network, b, up: true)
        if left <= onSecond.amount { onSecond = (b, left) }
        b = Int(parents[b])
      }
    }
    if onSecond.vertex >= 0 && onSecond.amount <= amount {
      (amount, leaving, isOnFirst) = (onSecond.amount, onSecond.vertex, false)
    }
    let join = a
    if amount > 0 {
      flows[entering] += grows ? amount : -amount
      change(network, first, to: join, up: false, by: amount)
      change(network, second, to: join, up: true, by: amount)
    }
    guard leaving >= 0 else { return }
    inTree[Int(links[leaving])] = false
    inTree[entering] = true
    rehang(network, bottom: leaving, top: isOnFirst ? first : second, to: isOnFirst ? second : first, link: entering)
  }

  private mutating func change(_ network: StockFlow, _ vertex: Int, to join: Int, up: Bool, by amount: Int32) {
    var vertex = vertex
    while vertex != join {
      let link = Int(links[vertex])
      flows[link] += (Int(network.arcs[link].tail) == vertex) == up ? amount : -amount
      vertex = Int(parents[vertex])
    }
  }

  /// Cuts the subtree of `bottom` off, makes `top` its root and hangs that from `parent`.
  private mutating func rehang(_ network: StockFlow, bottom: Int, top: Int, to parent: Int, link: Int) {
    stem.removeAll(keepingCapacity: true)
    var vertex = Int32(top)
    while true {
      stem.append(vertex)
      if Int(vertex) == bottom { break }
      vertex = parents[Int(vertex)]
    }
    for vertex in stem { detach(vertex) }
    for index in stride(from: stem.count - 1, to: 0, by: -1) {
      let (vertex, above) = (Int(stem[index]), Int(stem[index - 1]))
      parents[vertex] = Int32(above)
      links[vertex] = links[above]
    }
    parents[top] = Int32(parent)
    links[top] = Int32(link)
    for vertex in stem { attach(vertex) }
    // In preorder below the new top.
    var current = top
    while true {
      derive(network, current)
      if firstChild[current] >= 0 {
        current = Int(firstChild[current])
        continue
      }
      while current != top && nextSibling[current] < 0 { current = Int(parents[current]) }
      if current == top { return }
      current = Int(nextSibling[current])
    }
  }
}
