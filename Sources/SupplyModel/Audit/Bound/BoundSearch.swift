/// Finds the least priced way of one order after another, by trying everything.
struct BoundSearch {
  let market: BoundMarket
  private var calendar: AuditCalendar
  private var seen: NodeMarks

  /// More combinations than this are relaxed instead.
  private static let statesLimit = 1_024

  init(_ market: BoundMarket) {
    self.market = market
    calendar = AuditCalendar(market.scenario)
    seen = NodeMarks(nodes: market.scenario.nodes.count)
  }

  /// A node's part in a way.
  struct Option {
    /// What it takes of each item, as a state.
    var taken: Int
    var value: Int128
    var daysLate: Int32
  }

  /// A node and all it could do for the order; one with locked lines takes part in every way.
  struct Server {
    var node: NodeIndex
    var isLocked: Bool
    var options: [Option]
  }

  /// The least cost and prices of an order, locked lines included.
  struct Result {
    var value: Int128
    var isExact: Bool
    /// Nodes that could serve any of its open lines.
    var servingNodes: [NodeIndex]
  }

  mutating func leastPricedWay(_ index: Int) -> Result {
    let order = market.scenario.orders[index]
    let items = BoundItem.items(of: order, in: market.scenario)
    let shipments = shipments(index, order, items)
    let serving = shipments.filter { shipment in
      items.contains { item in shipment.priced(item.parts.map { ($0.line, Int64($0.units)) }) != nil }
    }.map(\.node)
    guard let states = BoundStates(items, limit: Self.statesLimit) else {
      return Result(value: relaxed(order, shipments), isExact: false, servingNodes: serving)
    }
    // An order that may not be divided goes where its locked lines are; where they are at two nodes, nowhere.
    let locked = shipments.count { !$0.locked.isEmpty }
    let servers = shipments.map { shipment in
      let mayTakeOpen = order.split != .never || locked == 0 || (locked == 1 && !shipment.locked.isEmpty)
      return server(shipment, mayTakeOpen ? items : [], states)
    }
    return Result(value: cheapest(order, items, states, servers), isExact: true, servingNodes: serving)
  }

  /// The nodes that hold any of an order's open lines, and those where lines of it are locked.
  private mutating func shipments(_ index: Int, _ order: Order, _ items: [BoundItem]) -> [BoundShipment] {
    let scenario = market.scenario
    var nodes: [NodeIndex] = []
    var lockedAt: [NodeIndex: [LineIndex]] = [:]
    for line in order.lines {
      if let node = scenario.lines[Int(line)].lockedNode {
        lockedAt[node, default: []].append(line)
        if seen.mark(node, by: Int32(index)) { nodes.append(node) }
        continue
      }
      if case .pickup(let node) = order.method {
        if seen.mark(node, by: Int32(index)) { nodes.append(node) }
        continue
      }
      for row in market.stockBySKU[Int(scenario.lines[Int(line)].sku)] {
        let node = scenario.stock[Int(row)].node
        if seen.mark(node, by: Int32(index)) { nodes.append(node) }
      }
    }
    return nodes.sorted().map { node in
      BoundShipment(
        market: market, order: order, node: node, shipsOn: calendar.shipsOn(Int(node), order),
        locked: lockedAt[node] ?? [])
    }
  }

  /// Everything that a node could take of the order, alone feasible; with locked lines also nothing.
  private func server(_ shipment: BoundShipment, _ items: [BoundItem], _ states: BoundStates) -> Server {
    let isLocked = !shipment.locked.isEmpty
    var options: [Option] = []
    if isLocked, let nothing = shipment.priced([]) {
      options.append(Option(taken: 0, value: nothing.value, daysLate: nothing.daysLate))
    }
    // An item of which not one step is feasible need not be combined with others.
    let most = items.map { item in
      shipment.priced(item.parts.map { ($0.line, Int64($0.units)) }) == nil ? 0 : item.steps
    }
    var taken = [Int](repeating: 0, count: items.count)
    while let next = most.indices.first(where: { taken[$0] < most[$0] }) {
      for lower in 0..<next { taken[lower] = 0 }
      taken[next] += 1
      let open = items.indices.flatMap { item in
        items[item].parts.map { ($0.line, Int64($0.units) * Int64(taken[item])) }
      }
      guard let priced = shipment.priced(open) else { continue }
      options.append(Option(taken: states.number(taken), value: priced.value, daysLate: priced.daysLate))
    }
    return Server(node: shipment.node, isLocked: isLocked, options: options)
  }

  /// The least value over all ways: node by node, every state reached so far with everything the node could add.
  ///
  /// Lateness depends on the latest shipment of all, so each number of days is tried as the most that may occur.
  private func cheapest(
    _ order: Order, _ items: [BoundItem], _ states: BoundStates, _ servers: [Server]
  ) -> Int128 {
    let further = furtherNodes(order, items, servers)
    let rate = Int128(market.scenario.settings.latenessPerOrderDay.millionths)
    let unfilled = (0..<states.counts).map { unfilledCost(order, items, states, $0) }
    var best: Int128?
    for days in Set(servers.flatMap { $0.options.map(\.daysLate) } + [0]).sorted() {
      var reached = [Int128?](repeating: nil, count: (further + 1) * states.counts)
      reached[0] = 0
      for server in servers { extend(&reached, states, server, days: days, further: further) }
      for (slot, value) in reached.enumerated() {
        guard let value else { continue }
        let sum = value + unfilled[slot % states.counts] + rate * Int128(days)
        best = min(best ?? sum, sum)
      }
    }
    return best ?? 0
  }

  /// How many nodes may serve the order beside those where lines of it are locked.
  private func furtherNodes(_ order: Order, _ items: [BoundItem], _ servers: [Server]) -> Int {
    let scenario = market.scenario
    var limit = min(Int(order.maxShipments ?? .max), Int(scenario.settings.limits.maxShipmentsPerOrder ?? .max))
    let value = order.lines.reduce(Money.zero) { sum, line in
      sum + scenario.lines[Int(line)].unitPrice * Int64(scenario.lines[Int(line)].quantity)
    }
    if value < scenario.settings.limits.minSplitValue { limit = min(limit, 1) }
    let locked = servers.count(where: \.isLocked)
    return min(max(0, limit - locked), items.reduce(0) { $0 + $1.steps }, servers.count - locked)
  }

  private func extend(
    _ reached: inout [Int128?], _ states: BoundStates, _ server: Server, days: Int32, further: Int
  ) {
    let before = reached
    if server.isLocked { reached = [Int128?](repeating: nil, count: before.count) }
    for option in server.options where option.daysLate <= days {
      for (slot, value) in before.enumerated() {
        let nodes = slot / states.counts + (server.isLocked ? 0 : 1)
        guard let value, server.isLocked || nodes <= further, states.fits(slot % states.counts, option.taken) else {
          continue
        }
        let next = slot + option.taken + (server.isLocked ? 0 : states.counts)
        let sum = value + option.value
        reached[next] = min(reached[next] ?? sum, sum)
      }
    }
  }

  /// The penalty of what a state leaves.
  private func unfilledCost(_ order: Order, _ items: [BoundItem], _ states: BoundStates, _ state: Int) -> Int128 {
    let scenario = market.scenario
    var sum = UnfilledSum(scenario.settings.unfilled ?? UnfilledPenalty(), order.priority)
    for (index, item) in items.enumerated() {
      let left = item.steps - states.taken(state, index)
      for part in item.parts {
        let line = scenario.lines[Int(part.line)]
        _ = sum.add(
          units: Int64(left) * Int64(part.units), unitPrice: line.unitPrice,
          unitCost: scenario.skus[Int(line.sku)].unitCost)
      }
    }
    return Int128(sum.booked.millionths)
  }
}
