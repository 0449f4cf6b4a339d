import RandomStreams
import SupplyModel

extension ChainSearch {
  /// Takes an order and those that stand in its way out of the plan and serves them anew, in several sequences
  /// (Shaw 1998; Schrimpf et al. 2000); `best` holds what gains most.
  /// - Parameter round: another round tries other sequences.
  /// - Complexity: O(sequences x orders taken out) searches.
  mutating func rebuild(_ order: Int, round: Int) {
    best = EjectionChain()
    var dice = SplitMix64(seed: UInt64(order) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(round))
    let group = neighbours(of: order, &dice)
    guard group.count > 1 else { return }
    var now: Int64 = 0
    for member in group {
      now += plan.costs[member]
      release(member)
    }
    var sequence = group
    for attempt in 0..<options.sequences {
      if attempt > 0 {
        for index in stride(from: sequence.count - 1, to: 0, by: -1) {
          sequence.swapAt(index, Int(dice.next() % UInt64(index + 1)))
        }
      }
      var value: Int64 = 0
      var served: [EjectionChain.Move] = []
      for member in sequence {
        guard let step = leastFree(member) else { break }
        value += step.value
        if value >= now - best.gain { break }
        served.append(step.move)
        step.move.withRows { plan.forEachUse(member, $0) { left[$0] -= $1 } }
      }
      for move in served { move.withRows { plan.forEachUse(Int(move.order), $0) { left[$0] += $1 } } }
      if served.count == group.count && now - value > best.gain {
        best = EjectionChain(moves: served.filter(isChange), gain: now - value)
      }
    }
    for member in group { restore(member) }
  }

  /// An order, and orders that hold what it would like best.
  private mutating func neighbours(of order: Int, _ dice: inout SplitMix64) -> [Int] {
    var group = [order]
    release(order)
    let wish = leastContested(order)
    restore(order)
    func add(_ other: Int) {
      if group.count < options.group && !group.contains(other) { group.append(other) }
    }
    func addUsers(of row: Int, most: Int) {
      var users: [Int] = []
      plan.forEachUser(of: row) {
        users.append(Int(plan.orderOf[$0]))
        return users.count < 64
      }
      for _ in 0..<min(most, users.count) { add(users[Int(dice.next() % UInt64(users.count))]) }
    }
    let lines = flat.orders.lines(order)
    if let wish {
      for position in 0..<lines.count where wish.move.rows[position] >= 0 {
        let row = Int(wish.move.rows[position])
        addUsers(of: row, most: 4)
        let node = Int(flat.rowNodes[row])
        if left[flat.tables.resources.capacityOrders(NodeIndex(node))] <= 0 {
          let tenants = tenants.orders(of: node)
          for _ in 0..<3 where !tenants.isEmpty {
            let tenant = Int(tenants[Int(dice.next() % UInt64(min(64, tenants.count)))])
            if plan.uses(tenant, node: node) { add(tenant) }
          }
        }
      }
    }
    // Others who want the same goods, wherever they get them.
    for line in lines {
      let sku = Int(flat.orders.skus[line])
      let rows = Int(flat.rowStarts[sku])..<Int(flat.rowStarts[sku + 1])
      for _ in 0..<3 where !rows.isEmpty {
        addUsers(of: rows.lowerBound + Int(dice.next() % UInt64(rows.count)), most: 2)
      }
    }
    return group
  }

  private func isChange(_ move: EjectionChain.Move) -> Bool {
    for (position, line) in flat.orders.lines(Int(move.order)).enumerated()
    where plan.rowOf[line] != move.rows[position] {
      return true
    }
    return false
  }
}
