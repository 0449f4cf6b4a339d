/// All ways to serve one order, put together from what each node could take of it.
struct BoundWays {
  private let states: BoundStates
  private let servers: [BoundSearch.Server]
  /// The penalty of what each state leaves.
  private let unfilled: [Int128]
  private let latenessPerDay: Int128
  /// How many nodes may serve the order beside those where lines of it are locked.
  private let further: Int
  /// Whether that can bind at all; if not, nodes need not be counted.
  private let countsNodes: Bool

  /// Beyond this many steps the search node by node is given up.
  private static let workLimit = 5_000_000

  init(
    market: BoundMarket, order: Order, items: [BoundItem], states: BoundStates, servers: [BoundSearch.Server]
  ) {
    let scenario = market.scenario
    self.states = states
    self.servers = servers
    unfilled = (0..<states.counts).map { BoundWays.penalty(scenario, order, items, states, $0) }
    latenessPerDay = Int128(scenario.settings.latenessPerOrderDay.millionths)
    var limit = min(Int(order.maxShipments ?? .max), Int(scenario.settings.limits.maxShipmentsPerOrder ?? .max))
    let value = order.lines.reduce(Money.zero) { sum, line in
      sum + scenario.lines[Int(line)].unitPrice * Int64(scenario.lines[Int(line)].quantity)
    }
    if value < scenario.settings.limits.minSplitValue { limit = min(limit, 1) }
    let locked = servers.count(where: \.isLocked)
    let most = min(items.reduce(0) { $0 + $1.steps }, servers.count - locked)
    further = min(max(0, limit - locked), most)
    countsNodes = further < most
  }

  private static func penalty(
    _ scenario: Scenario, _ order: Order, _ items: [BoundItem], _ states: BoundStates, _ state: Int
  ) -> Int128 {
    var sum = UnfilledSum(scenario.settings.unfilled ?? UnfilledPenalty(), order.priority)
    for (index, item) in items.enumerated() {
      for part in item.open(steps: item.steps - states.taken(state, index)) {
        let line = scenario.lines[Int(part.line)]
        let unitCost = scenario.skus[Int(line.sku)].unitCost
        _ = sum.add(units: part.units, unitPrice: line.unitPrice, unitCost: unitCost)
      }
    }
    return Int128(sum.booked.millionths)
  }

  /// The least value of all ways; where it is not exact, a value that no way falls below.
  ///
  /// Lateness depends on the latest shipment of all, so each number of days is tried as the most that may occur.
  func least() -> (value: Int128, isExact: Bool) {
    let days = Set(servers.flatMap { $0.options.map(\.daysLate) } + [0]).sorted()
    var best: (value: Int128, isExact: Bool)?
    for limit in days {
      guard let found = leastMerged(limit), best.map({ found.value < $0.value }) ?? true else { continue }
      best = found
    }
    guard let best else { return (0, false) }
    let work = servers.reduce(0) { $0 + $1.options.count } * slots * days.count
    if best.isExact || work > BoundWays.workLimit { return best }
    return (days.compactMap { leastNodeByNode($0) }.min() ?? best.value, true)
  }

  private var slots: Int { (countsNodes ? further + 1 : 1) * states.counts }

  /// What nodes with locked lines take, as they take part in every way; by nodes beside them, then state.
  private func afterLocked(_ days: Int32) -> [Int128?] {
    var reached = [Int128?](repeating: nil, count: slots)
    reached[0] = 0
    for server in servers where server.isLocked {
      let before = reached
      reached = [Int128?](repeating: nil, count: slots)
      for option in server.options where option.daysLate <= days {
        extend(&reached, from: before, by: option, further: 0)
      }
    }
    return reached
  }

  /// Adds one option to every state that it fits.
  private func extend(
    _ reached: inout [Int128?], from before: [Int128?], by option: BoundSearch.Option, further: Int
  ) {
    let step = option.taken + (countsNodes ? further * states.counts : 0)
    for (slot, value) in before.enumerated() where slot + step < slots {
      guard let value, states.fits(slot % states.counts, option.taken) else { continue }
      let sum = value + option.value
      reached[slot + step] = min(reached[slot + step] ?? sum, sum)
    }
  }

  private func total(_ slot: Int, _ value: Int128, _ days: Int32) -> Int128 {
    value + unfilled[slot % states.counts] + latenessPerDay * Int128(days)
  }

  // MARK: Node by node

  /// Every state reached so far with everything that the next node could add.
  private func leastNodeByNode(_ days: Int32) -> Int128? {
    var reached = afterLocked(days)
    guard further > 0 || !countsNodes else { return least(reached, days) }
    for server in servers where !server.isLocked {
      let before = reached
      for option in server.options where option.daysLate <= days {
        extend(&reached, from: before, by: option, further: 1)
      }
    }
    return least(reached, days)
  }

  private func least(_ reached: [Int128?], _ days: Int32) -> Int128? {
    reached.enumerated().compactMap { slot, value in value.map { total(slot, $0, days) } }.min()
  }

  // MARK: Merged

  /// The least option of any node for each part of the order, and the node that offers it.
  private func mergedOptions(_ days: Int32) -> [(option: BoundSearch.Option, node: NodeIndex)] {
    var least: [(option: BoundSearch.Option, node: NodeIndex)?] = Array(repeating: nil, count: states.counts)
    for server in servers where !server.isLocked {
      for option in server.options where option.daysLate <= days {
        if let known = least[option.taken], known.option.value <= option.value { continue }
        least[option.taken] = (option, server.node)
      }
    }
    return least.compactMap { $0 }
  }

  /// The parts of the order each from the node that asks least for it. A way only where no node is used twice: two
  /// parts from one node travel together and may cost more; never less than this, so that the value is a bound anyway.
  private func leastMerged(_ days: Int32) -> (value: Int128, isExact: Bool)? {
    let start = afterLocked(days)
    var reached = start
    var last = [(option: Int, from: Int)?](repeating: nil, count: slots)
    let options = further > 0 || !countsNodes ? mergedOptions(days) : []
    for (index, (option, _)) in options.enumerated() {
      let step = option.taken + (countsNodes ? states.counts : 0)
      for slot in 0..<max(0, slots - step) {
        guard let value = reached[slot], states.fits(slot % states.counts, option.taken) else { continue }
        let sum = value + option.value
        if let known = reached[slot + step], known <= sum { continue }
        reached[slot + step] = sum
        last[slot + step] = (index, slot)
      }
    }
    let totals = reached.enumerated().compactMap { slot, value in value.map { (slot, total(slot, $0, days)) } }
    guard let best = totals.min(by: { ($0.1, $0.0) < ($1.1, $1.0) }) else { return nil }
    var nodes: [NodeIndex] = []
    var slot = best.0
    while let (option, from) = last[slot] {
      nodes.append(options[option].node)
      slot = from
    }
    return (best.1, Set(nodes).count == nodes.count)
  }
}
