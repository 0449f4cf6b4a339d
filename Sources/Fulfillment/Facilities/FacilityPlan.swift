/// Orders served whole by nodes that are open, and how to better that: one order elsewhere, or one that makes room for
/// another.
struct FacilityPlan: Sendable {
  let table: FacilityTable
  /// By order: the node that serves it; -1 for none.
  private(set) var nodes: [Int32]
  /// By node: units and orders that it could still serve.
  private var room: [Int]
  private var orderRoom: [Int]
  private var users: [Int32]
  private(set) var isOpen: [Bool]
  /// What orders cost at their nodes, activation apart (millionths).
  private var served: Int64
  /// Steps of inner loops so far.
  private(set) var work = 0

  /// What the plan costs: activation counts where a node serves anyone.
  var cost: Int64 {
    users.indices.reduce(served + table.hopeless) { $0 + (users[$1] > 0 ? Int64(table.activation[$1]) : 0) }
  }

  /// Nobody is served.
  init(_ table: FacilityTable, isOpen: [Bool]) {
    self.table = table
    self.isOpen = isOpen
    nodes = [Int32](repeating: -1, count: table.orders.count)
    room = table.capacities
    orderRoom = table.orderLimits
    users = [Int32](repeating: 0, count: table.nodeCount)
    served = table.unfilled.reduce(0, +)
  }

  /// Which nodes serve anyone.
  var used: [Bool] { users.map { $0 > 0 } }

  private func cost(_ order: Int, _ node: Int32) -> Int64 {
    node < 0 ? table.unfilled[order] : table.wholeCosts[order * table.nodeCount + Int(node)]
  }

  private func fits(_ order: Int, _ node: Int) -> Bool {
    Int(table.quantities[order]) <= room[node] && orderRoom[node] > 0
  }

  mutating func move(_ order: Int, to node: Int32) {
    let (old, units) = (nodes[order], Int(table.quantities[order]))
    served += cost(order, node) - cost(order, old)
    if old >= 0 {
      room[Int(old)] += units
      orderRoom[Int(old)] += 1
      users[Int(old)] -= 1
    }
    if node >= 0 {
      room[Int(node)] -= units
      orderRoom[Int(node)] -= 1
      users[Int(node)] += 1
    }
    nodes[order] = node
  }

  func adding(work more: Int) -> FacilityPlan {
    var plan = self
    plan.work += more
    return plan
  }

  /// Makes other nodes open: whoever was served by one that is not is served by none.
  mutating func reopen(_ other: [Bool]) {
    isOpen = other
    for order in nodes.indices where nodes[order] >= 0 && !other[Int(nodes[order])] { move(order, to: -1) }
  }

  /// Serves who is served by none: those first that lose most where their best node fills up (regret).
  /// - Complexity: O(orders x nodes) for each node that fills up.
  mutating func fill() {
    var waiting: [(order: Int, regret: Double)] = []
    for order in nodes.indices where nodes[order] < 0 {
      var (least, second) = (table.unfilled[order], table.unfilled[order])
      for node in isOpen.indices where isOpen[node] {
        let cost = cost(order, Int32(node))
        if cost < least { (least, second) = (cost, least) } else if cost < second { second = cost }
      }
      waiting.append((order, Double(second - least) / Double(table.quantities[order]).squareRoot()))
    }
    work += waiting.count * isOpen.count
    waiting.sort { ($1.regret, $0.order) < ($0.regret, $1.order) }
    // What is large finds room only while there is much; what is left goes where it can.
    for (order, _) in waiting { settle(order) }
  }

  private mutating func settle(_ order: Int) {
    var best = (node: Int32(-1), cost: table.unfilled[order])
    for node in isOpen.indices where isOpen[node] && fits(order, node) {
      let cost = cost(order, Int32(node))
      if cost < best.cost { best = (Int32(node), cost) }
    }
    work += isOpen.count
    if best.node >= 0 { move(order, to: best.node) }
  }

  /// Moves that pay until there is none.
  mutating func improve() {
    var open: [Int] = []
    for node in isOpen.indices where isOpen[node] { open.append(node) }
    var improves = true
    while improves {
      improves = false
      for order in nodes.indices where shift(order, open) { improves = true }
      if improves { continue }
      for order in nodes.indices where push(order, open) { improves = true }
    }
  }

  /// An order to a cheaper node that has room, or to none.
  private mutating func shift(_ order: Int, _ open: [Int]) -> Bool {
    var best = (node: nodes[order], cost: cost(order, nodes[order]))
    if table.unfilled[order] < best.cost { best = (-1, table.unfilled[order]) }
    for node in open where Int32(node) != nodes[order] && fits(order, node) {
      let cost = cost(order, Int32(node))
      if cost < best.cost { best = (Int32(node), cost) }
    }
    work += open.count
    guard best.node != nodes[order] else { return false }
    move(order, to: best.node)
    return true
  }

  /// An order to a cheaper node that another one leaves for a third, or for the place of the first.
  private mutating func push(_ order: Int, _ open: [Int]) -> Bool {
    let (old, units) = (nodes[order], Int(table.quantities[order]))
    let before = cost(order, old)
    var best = (gain: Int64(0), node: Int32(-1), other: -1, target: Int32(-1))
    for node in open where Int32(node) != old {
      let gain = before - cost(order, Int32(node))
      guard gain > best.gain else { continue }
      work += nodes.count / 4
      for other in nodes.indices where nodes[other] == Int32(node) {
        let own = Int(table.quantities[other])
        guard room[node] + own >= units else { continue }
        let now = cost(other, Int32(node))
        work += open.count
        for target in open where target != node {
          let isBack = Int32(target) == old
          guard own <= room[target] + (isBack ? units : 0), isBack || orderRoom[target] > 0 else { continue }
          let total = gain + now - cost(other, Int32(target))
          if total > best.gain { best = (total, Int32(node), other, Int32(target)) }
        }
        let total = gain + now - table.unfilled[other]
        if total > best.gain { best = (total, Int32(node), other, -1) }
      }
    }
    guard best.gain > 0 else { return false }
    move(best.other, to: -1)
    move(order, to: best.node)
    if best.target >= 0 { move(best.other, to: best.target) }
    return true
  }
}
