/// Which tree arc makes way for an entering one, and the flow that goes around the cycle between them.
extension SpanningTree {
  /// Brings an arc of an order into the basis (-1 = its unserved one).
  mutating func enter(order: Int, arc: Int32) {
    let first = vertex(ofOrder: order)
    let second = end(arc)
    let out = leaving(first: first, second: second, room: .max)
    if out.amount > 0 {
      push(first: first, second: second, join: out.join, amount: out.amount)
      choices[order] = arc
    }
    if out.vertex == first {
      reattach(order: first, to: second, link: arc)
    } else if out.isOnFirst {
      move(out.vertex, top: first, to: second, link: arc)
    } else {
      move(out.vertex, top: second, to: first, link: arc)
    }
  }

  /// Brings a limit's arc to its uplink into the basis: less flow where it is full, more where it is empty.
  mutating func enter(limit: Int) {
    let isFull = loads[limit] > 0
    let (first, second) = isFull ? (Int(uplinks[limit]), limit) : (limit, Int(uplinks[limit]))
    let out = leaving(first: first, second: second, room: problem.limits[limit])
    if out.amount > 0 {
      push(first: first, second: second, join: out.join, amount: out.amount)
      loads[limit] += isFull ? -out.amount : out.amount
    }
    guard out.vertex >= 0 else { return }
    move(out.vertex, top: out.isOnFirst ? first : second, to: out.isOnFirst ? second : first, link: -1)
  }

  private struct Leaving {
    /// The lower end of the tree arc that leaves; -1 where the entering arc itself runs full.
    var vertex = -1
    var isOnFirst = false
    var amount: Int32
    var join = 0
  }

  /// The last arc of the cycle that blocks, counted from where both sides join: it keeps a way to the root open from
  /// every vertex, so that no sequence of pivots cycles (Cunningham 1976).
  private func leaving(first: Int, second: Int, room: Int32) -> Leaving {
    var out = Leaving(amount: room)
    var (a, b) = (first, second)
    var (depthA, depthB) = (depth(a), depth(b))
    while a != b {
      if depthA >= depthB {
        let left = residual(a, isUp: false)
        if left < out.amount { out = Leaving(vertex: a, isOnFirst: true, amount: left) }
        a = Int(vertices[a].parent)
        depthA -= 1
      } else {
        b = Int(vertices[b].parent)
        depthB -= 1
      }
    }
    out.join = a
    b = second
    while b != a {
      let left = residual(b, isUp: true)
      if left <= out.amount { out = Leaving(vertex: b, isOnFirst: false, amount: left, join: a) }
      b = Int(vertices[b].parent)
    }
    return out
  }

  /// How much more flow the tree arc above a vertex takes, towards the root or away from it.
  @inline(__always)
  private func residual(_ vertex: Int, isUp: Bool) -> Int32 {
    let parent = Int(vertices[vertex].parent)
    if isOrder(vertex) {
      return isUp ? .max : (choices[vertex - root - 1] == vertices[vertex].link ? 1 : 0)
    }
    if isOrder(parent) {
      return isUp ? (choices[parent - root - 1] == vertices[vertex].link ? 1 : 0) : .max
    }
    if uplinks[vertex] == Int32(parent) {
      return isUp ? room(vertex) : loads[vertex]
    }
    return isUp ? loads[parent] : room(parent)
  }

  @inline(__always)
  private func room(_ limit: Int) -> Int32 {
    problem.limits[limit] == .max ? .max : problem.limits[limit] - loads[limit]
  }

  /// Sends flow around the cycle: down to `first`, up from `second`.
  private mutating func push(first: Int, second: Int, join: Int, amount: Int32) {
    var vertex = first
    while vertex != join {
      change(vertex, by: -amount)
      vertex = Int(vertices[vertex].parent)
    }
    vertex = second
    while vertex != join {
      change(vertex, by: amount)
      vertex = Int(vertices[vertex].parent)
    }
  }

  /// More or less flow towards the root on the tree arc above a vertex.
  @inline(__always)
  private mutating func change(_ vertex: Int, by amount: Int32) {
    let parent = Int(vertices[vertex].parent)
    if isOrder(vertex) {
      if amount > 0 { choices[vertex - root - 1] = vertices[vertex].link }
    } else if isOrder(parent) {
      if amount < 0 { choices[parent - root - 1] = vertices[vertex].link }
    } else if uplinks[vertex] == Int32(parent) {
      loads[vertex] += amount
    } else {
      loads[parent] -= amount
    }
  }
}
