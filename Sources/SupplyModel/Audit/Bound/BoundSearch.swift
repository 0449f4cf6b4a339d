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
    guard let states = BoundStates(items, limit: Self.statesLimit) else {
      let serving = shipments.filter { shipment in items.contains { shipment.priced($0.open(steps: 1)) != nil } }
      return Result(value: relaxed(order, shipments), isExact: false, servingNodes: serving.map(\.node))
    }
    // An order that may not be divided goes where its locked lines are; where they are at two nodes, nowhere.
    let locked = shipments.count { !$0.locked.isEmpty }
    let servers = shipments.map { shipment in
      let mayTakeOpen = order.split != .never || locked == 0 || (locked == 1 && !shipment.locked.isEmpty)
      return server(shipment, mayTakeOpen ? items : [], states)
    }
    let serving = servers.filter { $0.options.contains { $0.taken > 0 } }
    let ways = BoundWays(market: market, order: order, items: items, states: states, servers: servers)
    let least = ways.least()
    return Result(value: least.value, isExact: least.isExact, servingNodes: serving.map(\.node))
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
    let single = items.map { shipment.priced($0.open(steps: 1)) }
    let most = items.indices.map { single[$0] == nil ? 0 : items[$0].steps }
    var taken = [Int](repeating: 0, count: items.count)
    while let next = most.indices.first(where: { taken[$0] < most[$0] }) {
      for lower in 0..<next { taken[lower] = 0 }
      taken[next] += 1
      let isSingle = taken.reduce(0, +) == 1
      let open = isSingle ? [] : items.indices.flatMap { items[$0].open(steps: taken[$0]) }
      guard let priced = isSingle ? single[next] : shipment.priced(open) else { continue }
      options.append(Option(taken: states.number(taken), value: priced.value, daysLate: priced.daysLate))
    }
    return Server(node: shipment.node, isLocked: isLocked, options: options)
  }
}
