/// A basis of the network simplex method on a `NestedAssignment`: a spanning tree over limits, orders and the root.
///
/// Vertices are the limits, then the root (where all units end), then the orders. An order sends its unit along one of
/// its arcs to a limit or, unserved, to the root; a limit sends what it gets to its parent, or to the root.
/// Most vertices are leaves: orders that hang from the place that serves them, and limits that are not full and hang
/// from their uplink. They are in no child list, and their depth and potential follow from their parent's, so that a
/// subtree is moved without touching them.
struct SpanningTree {
  struct Vertex {
    /// What a unit here costs on its way to the root, along the tree (of listed vertices).
    var potential: Int64 = 0
    var parent: Int32 = -1
    /// The tree arc to the parent, where an order is one end of it: an arc of that order, -1 = its unserved one.
    var link: Int32 = -1
    /// Distance to the root, in tree arcs (of listed vertices).
    var depth: Int32 = 0
    var firstChild: Int32 = -1
    var nextSibling: Int32 = -1
    var previousSibling: Int32 = -1
  }

  let problem: NestedAssignment
  let root: Int
  /// Where each limit sends its units: a limit or the root.
  let uplinks: [Int32]
  /// The arc that serves each order; -1 = unserved.
  var choices: [Int32]
  /// Units taken of each limit.
  var loads: [Int32]

  /// Limits, root, orders. A record each, since a pivot touches all of it.
  var vertices: [Vertex]
  /// The vertices whose parent changes in a pivot.
  private var stem: [Int32] = []

  /// Every limit hangs from its uplink, every order from its choice: a basis only once full limits hang elsewhere.
  init(_ problem: NestedAssignment, choices: [Int32], loads: [Int32]) {
    self.problem = problem
    let limits = problem.limits.count
    root = limits
    uplinks = problem.parents.map { $0 < 0 ? Int32(limits) : $0 }
    self.choices = choices
    self.loads = loads
    vertices = [Vertex](repeating: Vertex(), count: limits + 1 + problem.orderCount)
    for limit in 0..<limits { vertices[limit].parent = uplinks[limit] }
    for order in 0..<problem.orderCount {
      vertices[limits + 1 + order].link = choices[order]
      vertices[limits + 1 + order].parent = choices[order] < 0 ? Int32(limits) : problem.places[Int(choices[order])]
    }
  }

  @inline(__always) func vertex(ofOrder order: Int) -> Int { root + 1 + order }
  @inline(__always) func isOrder(_ vertex: Int) -> Bool { vertex > root }

  /// The end of an arc of an order; -1 = unserved.
  @inline(__always) func end(_ arc: Int32) -> Int { arc < 0 ? root : Int(problem.places[Int(arc)]) }

  @inline(__always) func cost(_ arc: Int32, of order: Int) -> Int64 {
    arc < 0 ? problem.unserved[order] : problem.costs[Int(arc)]
  }

  /// Whether a vertex stands in the child list of its parent and has its own depth and potential.
  @inline(__always)
  private func isListed(_ vertex: Int) -> Bool {
    vertices[vertex].firstChild >= 0 || (vertex < root && vertices[vertex].parent != uplinks[vertex]) || vertex == root
  }

  /// Complexity: O(levels of limits).
  @inline(__always)
  func potential(ofLimit limit: Int) -> Int64 {
    var limit = limit
    while !isListed(limit) { limit = Int(vertices[limit].parent) }
    return vertices[limit].potential
  }

  @inline(__always)
  private func potential(of vertex: Int) -> Int64 {
    isOrder(vertex) ? potential(ofOrder: vertex - root - 1) : potential(ofLimit: vertex)
  }

  /// Complexity: O(levels of limits).
  @inline(__always)
  func potential(ofOrder order: Int) -> Int64 {
    let vertex = vertex(ofOrder: order)
    return vertices[vertex].firstChild >= 0
      ? vertices[vertex].potential
      : cost(vertices[vertex].link, of: order) + potential(ofLimit: Int(vertices[vertex].parent))
  }

  /// The potential of every limit, and last that of the root. Complexity: O(limits).
  func tolls() -> [Int64] { (0...root).map { potential(ofLimit: $0) } }

  /// The same as without `tolls`, from them.
  @inline(__always)
  func potential(ofOrder order: Int, tolls: UnsafeBufferPointer<Int64>) -> Int64 {
    let vertex = vertices[vertex(ofOrder: order)]
    return vertex.firstChild >= 0 ? vertex.potential : cost(vertex.link, of: order) + tolls[Int(vertex.parent)]
  }

  @inline(__always)
  func depth(_ vertex: Int) -> Int32 {
    var (vertex, steps) = (vertex, Int32(0))
    while !isListed(vertex) {
      vertex = Int(vertices[vertex].parent)
      steps += 1
    }
    return vertices[vertex].depth + steps
  }

  /// Whether a limit's arc to its uplink is in the tree.
  @inline(__always)
  func isUplinkInTree(_ limit: Int) -> Bool {
    vertices[limit].parent == uplinks[limit] || vertices[Int(uplinks[limit])].parent == Int32(limit)
  }

  // MARK: Building

  /// Hangs a limit from another whose uplink it is.
  mutating func hang(limit: Int, from parent: Int) { vertices[limit].parent = Int32(parent) }

  /// Hangs an order by another arc than its choice, and the limit that serves it from the order.
  mutating func hang(limit: Int, fromOrder order: Int, by arc: Int32) {
    let vertex = vertex(ofOrder: order)
    vertices[vertex].link = arc
    vertices[vertex].parent = Int32(end(arc))
    vertices[limit].link = choices[order]
    vertices[limit].parent = Int32(vertex)
  }

  /// Lists the vertices, once all hang where they should. Complexity: O(vertices).
  mutating func settle() {
    for limit in 0..<root where vertices[limit].parent != uplinks[limit] { insert(limit) }
    deriveAll()
  }

  // MARK: Surgery

  /// An order hangs elsewhere, with all below it.
  mutating func reattach(order vertex: Int, to parent: Int, link: Int32) {
    let isListed = isListed(vertex)
    let before = vertices[vertex].potential
    if isListed { detach(vertex) }
    vertices[vertex].parent = Int32(parent)
    vertices[vertex].link = link
    if isListed {
      insert(vertex)
      derive(vertex)
      shift(below: vertex, by: vertices[vertex].potential - before)
    }
  }

  /// Cuts the subtree of `bottom` off, makes `top` its root and hangs that from `parent`.
  mutating func move(_ bottom: Int, top: Int, to parent: Int, link: Int32) {
    stem.removeAll(keepingCapacity: true)
    var vertex = top
    let before = potential(of: top)
    while true {
      // Of leaves nothing was kept; below, all potentials change alike.
      if !isListed(vertex) { vertices[vertex].potential = potential(of: vertex) }
      stem.append(Int32(vertex))
      if vertex == bottom { break }
      vertex = Int(vertices[vertex].parent)
    }
    if isListed(bottom) { detach(bottom) }
    // From the bottom up: an order that loses its only child still stands in its parent's list.
    var index = stem.count - 2
    while index >= 0 {
      if isListed(Int(stem[index])) { remove(Int(stem[index])) }
      index -= 1
    }
    index = stem.count - 1
    while index > 0 {
      let (vertex, above) = (Int(stem[index]), Int(stem[index - 1]))
      vertices[vertex].parent = Int32(above)
      vertices[vertex].link = vertices[above].link
      index -= 1
    }
    vertices[top].parent = Int32(parent)
    vertices[top].link = link
    index = stem.count - 1
    while index > 0 {
      let vertex = Int(stem[index])
      if isListed(vertex) { insertRaw(vertex) }
      index -= 1
    }
    if isListed(top) {
      insert(top)
      derive(top)
      shift(below: top, by: vertices[top].potential - before)
    }
  }

  /// Takes a vertex out of its parent's list; a parent that is a leaf now leaves its own parent's list too.
  private mutating func detach(_ vertex: Int) {
    var vertex = vertex
    while true {
      let parent = Int(vertices[vertex].parent)
      remove(vertex)
      if isListed(parent) { return }
      vertex = parent
    }
  }

  private mutating func remove(_ vertex: Int) {
    let (previous, next) = (vertices[vertex].previousSibling, vertices[vertex].nextSibling)
    if previous >= 0 {
      vertices[Int(previous)].nextSibling = next
    } else {
      vertices[Int(vertices[vertex].parent)].firstChild = next
    }
    if next >= 0 { vertices[Int(next)].previousSibling = previous }
  }

  /// Puts a vertex into its parent's list, and a parent that was a leaf into its own parent's.
  private mutating func insert(_ vertex: Int) {
    let parent = Int(vertices[vertex].parent)
    let wasListed = isListed(parent)
    insertRaw(vertex)
    if !wasListed {
      insert(parent)
      derive(parent)
    }
  }

  private mutating func insertRaw(_ vertex: Int) {
    let parent = Int(vertices[vertex].parent)
    let next = vertices[parent].firstChild
    vertices[vertex].nextSibling = next
    vertices[vertex].previousSibling = -1
    if next >= 0 { vertices[Int(next)].previousSibling = Int32(vertex) }
    vertices[parent].firstChild = Int32(vertex)
  }

  /// Depth and potential from the parent's.
  @inline(__always)
  private mutating func derive(_ vertex: Int) {
    let parent = Int(vertices[vertex].parent)
    vertices[vertex].depth = vertices[parent].depth + 1
    if isOrder(vertex) {
      vertices[vertex].potential = vertices[parent].potential + cost(vertices[vertex].link, of: vertex - root - 1)
    } else if isOrder(parent) {
      vertices[vertex].potential = vertices[parent].potential - cost(vertices[vertex].link, of: parent - root - 1)
    } else {
      vertices[vertex].potential = vertices[parent].potential
    }
  }

  /// Depths and potentials of all listed vertices from the root's, in preorder. Complexity: O(listed vertices).
  private mutating func deriveAll() {
    var vertex = root
    while let next = vertices.withUnsafeBufferPointer({ SpanningTree.next(vertex, below: root, $0) }) {
      vertex = next.vertex
      derive(vertex)
    }
  }

  /// New depths, and potentials that all change alike, below a vertex. Complexity: O(listed vertices there).
  private mutating func shift(below top: Int, by change: Int64) {
    vertices.withUnsafeMutableBufferPointer { vertices in
      var (vertex, depth) = (top, vertices[top].depth)
      while let next = SpanningTree.next(vertex, below: top, UnsafeBufferPointer(vertices)) {
        vertex = next.vertex
        depth += next.steps
        vertices[vertex].potential += change
        vertices[vertex].depth = depth
      }
    }
  }

  /// The listed vertex after another in preorder, and how much deeper it is; nil where none is left below `top`.
  @inline(__always)
  private static func next(
    _ vertex: Int, below top: Int, _ vertices: UnsafeBufferPointer<Vertex>
  ) -> (vertex: Int, steps: Int32)? {
    if vertices[vertex].firstChild >= 0 { return (Int(vertices[vertex].firstChild), 1) }
    var (vertex, steps) = (vertex, Int32(0))
    while vertex != top {
      if vertices[vertex].nextSibling >= 0 { return (Int(vertices[vertex].nextSibling), steps) }
      vertex = Int(vertices[vertex].parent)
      steps -= 1
    }
    return nil
  }
}
