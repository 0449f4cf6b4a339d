/// The primal network simplex method (Dantzig 1951) with strongly feasible trees (Cunningham 1976) on a `StockFlow`.
///
/// Exact: costs and flows are whole numbers. It starts at the plan without a decision, in which everything stays where
/// it is, or at the tree of an earlier solve of the same network at other costs. Buffers are kept from one network to
/// the next.
struct FlowSimplex {
  /// A spanning tree and its flow: where to go on after costs have changed.
  struct Basis: Sendable {
    fileprivate var parents: [Int32]
    fileprivate var links: [Int32]
    fileprivate var flows: [Int32]
  }

  private struct Vertex {
    /// What one more unit costs until it has ended at the root; 0 at the root.
    var potential: Int64 = 0
    var parent: Int32 = -1
    /// The tree arc between this vertex and its parent.
    var link: Int32 = -1
    var depth: Int32 = 0
    var firstChild: Int32 = -1
    var nextSibling: Int32 = -1
    var previousSibling: Int32 = -1
  }

  /// Flow of each arc after `solve`.
  private(set) var flows: [Int32] = []
  private var vertices: [Vertex] = []
  private var inTree: [Bool] = []
  private var stem: [Int32] = []

  init() {}

  /// Where the last solve ended.
  var basis: Basis { Basis(parents: vertices.map(\.parent), links: vertices.map(\.link), flows: flows) }

  /// A flow of least cost.
  /// - Parameter basis: of a network that differs in nothing but costs; nil = start anew.
  /// - Precondition: every chain leads to the root and its last arc is unlimited; no cycle of unlimited arcs costs less
  ///   than nothing.
  /// - Complexity: O(arcs) a sweep, O(vertices) a pivot.
  mutating func solve(_ network: StockFlow, from basis: Basis? = nil) {
    if let basis, basis.flows.count == network.arcs.count, basis.parents.count == network.root + 1 {
      resume(network, basis)
    } else {
      start(network)
    }
    var (flows, vertices, inTree, stem) = ([Int32](), [Vertex](), [Bool](), [Int32]())
    swap(&flows, &self.flows)
    swap(&vertices, &self.vertices)
    swap(&inTree, &self.inTree)
    swap(&stem, &self.stem)
    stem.reserveCapacity(vertices.count)
    network.arcs.withUnsafeBufferPointer { arcs in
      flows.withUnsafeMutableBufferPointer { flows in
        vertices.withUnsafeMutableBufferPointer { vertices in
          inTree.withUnsafeMutableBufferPointer { inTree in
            var tree = Tree(arcs: arcs, flows: flows, vertices: vertices, inTree: inTree, stem: stem)
            tree.run()
            stem = tree.stem
          }
        }
      }
    }
    swap(&flows, &self.flows)
    swap(&vertices, &self.vertices)
    swap(&inTree, &self.inTree)
    swap(&stem, &self.stem)
  }

  // MARK: The start

  /// Everything stays where it is: each vertex sends all along its chain.
  private mutating func start(_ network: StockFlow) {
    let count = network.root + 1
    flows = [Int32](repeating: 0, count: network.arcs.count)
    inTree = [Bool](repeating: false, count: network.arcs.count)
    vertices = [Vertex](repeating: Vertex(), count: count)
    // Chains lead from vertex to vertex without cycles: what arrives is passed on once all before it has.
    var waiting = [Int32](repeating: 0, count: count)
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
      let head = Int(network.arcs[link].head)
      amounts[head] += amounts[vertex]
      vertices[vertex].parent = Int32(head)
      vertices[vertex].link = Int32(link)
      waiting[head] -= 1
      if waiting[head] == 0 && head != network.root { ready.append(Int32(head)) }
    }
    precondition(ready.count == network.root, "every chain leads to the root")
    hang(network, ready.reversed())
  }

  private mutating func resume(_ network: StockFlow, _ basis: Basis) {
    let count = network.root + 1
    flows = basis.flows
    inTree = [Bool](repeating: false, count: network.arcs.count)
    vertices = [Vertex](repeating: Vertex(), count: count)
    for vertex in 0..<count {
      vertices[vertex].parent = basis.parents[vertex]
      vertices[vertex].link = basis.links[vertex]
    }
    // From the root down: parents before their children.
    var children = [Int32](repeating: 0, count: count + 1)
    for vertex in 0..<network.root { children[Int(basis.parents[vertex]) + 1] += 1 }
    for vertex in 0..<count { children[vertex + 1] += children[vertex] }
    var places = children
    var below = [Int32](repeating: 0, count: network.root)
    for vertex in 0..<network.root {
      below[Int(places[Int(basis.parents[vertex])])] = Int32(vertex)
      places[Int(basis.parents[vertex])] += 1
    }
    var order = [Int32(network.root)]
    order.reserveCapacity(count)
    var index = 0
    while index < order.count {
      order += below[Int(children[Int(order[index])])..<Int(children[Int(order[index]) + 1])]
      index += 1
    }
    hang(network, order.dropFirst())
  }

  /// Lists the vertices below their parents, and derives depths and potentials: parents come first.
  private mutating func hang(_ network: StockFlow, _ order: some Sequence<Int32>) {
    for vertex in order {
      let (index, parent) = (Int(vertex), Int(vertices[Int(vertex)].parent))
      let next = vertices[parent].firstChild
      vertices[index].nextSibling = next
      if next >= 0 { vertices[Int(next)].previousSibling = vertex }
      vertices[parent].firstChild = vertex
      let arc = network.arcs[Int(vertices[index].link)]
      inTree[Int(vertices[index].link)] = true
      vertices[index].depth = vertices[parent].depth + 1
      vertices[index].potential = vertices[parent].potential + (Int(arc.tail) == index ? arc.cost : -arc.cost)
    }
  }

  // MARK: Pivots

  /// The same state behind pointers, for the loop in which all the time goes.
  private struct Tree {
    let arcs: UnsafeBufferPointer<StockFlow.Arc>
    let flows: UnsafeMutableBufferPointer<Int32>
    let vertices: UnsafeMutableBufferPointer<Vertex>
    let inTree: UnsafeMutableBufferPointer<Bool>
    var stem: [Int32]

    /// Block search: the best arc of each stretch that has one, until none has.
    mutating func run() {
      let count = arcs.count
      if count == 0 { return }
      let block = max(64, Int(Double(count).squareRoot()) * 2)
      var (next, idle) = (0, 0)
      while idle < count {
        var best: (gain: Int64, arc: Int) = (0, -1)
        let end = min(count, next + block)
        for index in next..<end where !inTree[index] {
          let arc = arcs[index]
          let reduced = arc.cost + vertices[Int(arc.head)].potential - vertices[Int(arc.tail)].potential
          let gain = flows[index] == 0 ? (arc.capacity > 0 ? -reduced : 0) : reduced
          if gain > best.gain { best = (gain, index) }
        }
        idle += end - next
        next = end == count ? 0 : end
        if best.arc >= 0 {
          pivot(best.arc)
          idle = 0
        }
      }
    }

    /// How much more the tree arc above a vertex takes, away from the vertex (`up`) or towards it.
    @inline(__always)
    private func residual(_ vertex: Int, up: Bool) -> Int32 {
      let link = Int(vertices[vertex].link)
      return (Int(arcs[link].tail) == vertex) == up ? arcs[link].capacity - flows[link] : flows[link]
    }

    private mutating func pivot(_ entering: Int) {
      let arc = arcs[entering]
      let grows = flows[entering] == 0
      // The cycle runs first -> second along the entering arc, and back from second over the root side to first.
      let (first, second) = grows ? (Int(arc.tail), Int(arc.head)) : (Int(arc.head), Int(arc.tail))
      var amount = arc.capacity
      var (leaving, isOnFirst) = (-1, false)
      var (a, b) = (first, second)
      // The last blocking arc of the cycle, counted from where both sides meet, leaves: the tree stays strongly feasible.
      var onSecond: (vertex: Int, amount: Int32) = (-1, .max)
      while a != b {
        if vertices[a].depth >= vertices[b].depth {
          let left = residual(a, up: false)
          if left < amount { (amount, leaving, isOnFirst) = (left, a, true) }
          a = Int(vertices[a].parent)
        } else {
          let left = residual(b, up: true)
          if left <= onSecond.amount { onSecond = (b, left) }
          b = Int(vertices[b].parent)
        }
      }
      if onSecond.vertex >= 0 && onSecond.amount <= amount {
        (amount, leaving, isOnFirst) = (onSecond.amount, onSecond.vertex, false)
      }
      if amount > 0 {
        flows[entering] += grows ? amount : -amount
        change(first, to: a, up: false, by: amount)
        change(second, to: a, up: true, by: amount)
      }
      guard leaving >= 0 else { return }
      inTree[Int(vertices[leaving].link)] = false
      inTree[entering] = true
      rehang(bottom: leaving, top: isOnFirst ? first : second, to: isOnFirst ? second : first, link: entering)
    }

    private func change(_ vertex: Int, to join: Int, up: Bool, by amount: Int32) {
      var vertex = vertex
      while vertex != join {
        let link = Int(vertices[vertex].link)
        flows[link] += (Int(arcs[link].tail) == vertex) == up ? amount : -amount
        vertex = Int(vertices[vertex].parent)
      }
    }

    /// Cuts the subtree of `bottom` off, makes `top` its root and hangs that from `parent`.
    private mutating func rehang(bottom: Int, top: Int, to parent: Int, link: Int) {
      stem.removeAll(keepingCapacity: true)
      var vertex = Int32(top)
      while true {
        stem.append(vertex)
        detach(Int(vertex))
        if Int(vertex) == bottom { break }
        vertex = vertices[Int(vertex)].parent
      }
      var index = stem.count - 1
      while index > 0 {
        let (vertex, above) = (Int(stem[index]), Int(stem[index - 1]))
        vertices[vertex].parent = Int32(above)
        vertices[vertex].link = vertices[above].link
        index -= 1
      }
      let before = vertices[top].potential
      vertices[top].parent = Int32(parent)
      vertices[top].link = Int32(link)
      for vertex in stem { attach(Int(vertex)) }
      let arc = arcs[link]
      vertices[top].depth = vertices[parent].depth + 1
      vertices[top].potential = vertices[parent].potential + (Int(arc.tail) == top ? arc.cost : -arc.cost)
      // Inside the subtree no arc has changed: all potentials move alike.
      let shift = vertices[top].potential - before
      var current = top
      while true {
        let child = Int(vertices[current].firstChild)
        if child >= 0 {
          vertices[child].depth = vertices[current].depth + 1
          vertices[child].potential += shift
          current = child
          continue
        }
        while current != top && vertices[current].nextSibling < 0 { current = Int(vertices[current].parent) }
        if current == top { return }
        let next = Int(vertices[current].nextSibling)
        vertices[next].depth = vertices[current].depth
        vertices[next].potential += shift
        current = next
      }
    }

    @inline(__always)
    private func attach(_ vertex: Int) {
      let parent = Int(vertices[vertex].parent)
      let next = vertices[parent].firstChild
      vertices[vertex].nextSibling = next
      vertices[vertex].previousSibling = -1
      if next >= 0 { vertices[Int(next)].previousSibling = Int32(vertex) }
      vertices[parent].firstChild = Int32(vertex)
    }

    @inline(__always)
    private func detach(_ vertex: Int) {
      let (previous, next) = (vertices[vertex].previousSibling, vertices[vertex].nextSibling)
      if previous >= 0 {
        vertices[Int(previous)].nextSibling = next
      } else {
        vertices[Int(vertices[vertex].parent)].firstChild = next
      }
      if next >= 0 { vertices[Int(next)].previousSibling = previous }
    }
  }
}
