import SupplyModel

extension ReferenceWorld {
  /// Orders as rules take them: priority (highest first), then placed_at (unknown last), then file order.
  func ruleSequence() -> [Int] {
    var sequence: [Int] = []
    for order in scenario.orders.indices {
      let record = scenario.orders[order]
      // Before the first order that it precedes: equals keep file order.
      let place = sequence.firstIndex { other in
        let (mine, theirs) = (record, scenario.orders[other])
        if mine.priority != theirs.priority { return mine.priority > theirs.priority }
        return (mine.placedAt?.seconds ?? .max) < (theirs.placedAt?.seconds ?? .max)
      }
      sequence.insert(order, at: place ?? sequence.endIndex)
    }
    return sequence
  }

  /// What is left of some limits after an order was served.
  func left(of limits: [Limit: Int], order: Int, takes: [Take]) -> [Limit: Int] {
    var limits = limits
    for (limit, units) in uses(order: order, takes: takes) { limits[limit]? -= units }
    return limits
  }

  /// Whether an order is served as `cheapest` says, within what is left: the whole order from the cheapest single node
  /// that can, the first of equals; else, unless it may not be split, as many units as can be, at the least cost.
  func isCheapest(order: Int, takes: [Take], within limits: [Limit: Int]) -> Bool {
    let open = openLines(order)
    guard !open.isEmpty else { return takes.isEmpty }
    let wanted = open.reduce(0) { $0 + Int(scenario.lines[$1].quantity) }
    let ways = ways(order: order, within: limits)
    guard let mine = ways.first(where: { Set($0.takes) == Set(takes) }) else { return false }
    let whole = ways.filter { $0.units == wanted && Set($0.takes.map(\.node)).count == 1 }
    if let least = whole.map(\.cost).min() {
      return whole.filter { $0.cost == least }.map { $0.takes[0].node }.min() == mine.takes.first?.node
        && mine.units == wanted && Set(mine.takes.map(\.node)).count == 1
    }
    let most = ways.map(\.units).max() ?? 0
    return mine.units == most && mine.cost == ways.filter { $0.units == most }.map(\.cost).min()
  }

  /// The nearest open node of a tier that can send anything to an order's zone; ties go to the order of nodes.csv.
  func nearest(_ tier: Tier, order: Int) -> Int? {
    guard case .ship(let zone) = scenario.orders[order].method else { return nil }
    let service = scenario.orders[order].service
    let able = scenario.nodes.indices.filter { node in
      scenario.nodes[node].tier == tier && isOpen(node, on: scenario.settings.asOf)
        && carriage(node: node, zone: zone, service: service, units: 1, milligrams: 0) != nil
    }
    return able.min { (metres(node: $0, zone: zone) ?? .max) < (metres(node: $1, zone: zone) ?? .max) }
  }

  /// How a tiered rule serves an order within what is left: whole from the first of its nodes that can; else line by
  /// line, each from the first that can, by units as much as the first can and the rest from the second.
  func tiered(_ tiers: [Tier], order: Int, within limits: [Limit: Int]) -> [Take] {
    let nodes: [Int] =
      switch scenario.orders[order].method {
      case .pickup(let node): [Int(node)]
      case .ship: tiers.compactMap { nearest($0, order: order) }
      }
    let open = openLines(order)
    func isPossible(_ takes: [Take]) -> Bool {
      isAllowed(order: order, takes: takes) && fits(uses(order: order, takes: takes), in: limits)
        && cost(order: order, takes: takes) != nil
    }
    for node in nodes {
      let whole = open.map { Take(line: $0, node: node, units: Int(scenario.lines[$0].quantity)) }
      if isPossible(whole) { return whole }
    }
    guard scenario.orders[order].split != .never else { return [] }
    var takes: [Take] = []
    for line in open {
      var missing = Int(scenario.lines[line].quantity)
      for node in nodes where missing > 0 {
        let smallest = scenario.orders[order].split == .units ? 1 : missing
        for units in stride(from: missing, through: smallest, by: -1) {
          let joined = takes + [Take(line: line, node: node, units: units)]
          guard isPossible(joined) else { continue }
          takes = joined
          missing -= units
          break
        }
      }
    }
    return takes
  }
}

extension ReferenceWorld {
  /// The open units of a plan, by order.
  func takes(of plan: FulfillmentPlan) -> [[Take]] {
    var takes = [[Take]](repeating: [], count: scenario.orders.count)
    for row in plan.assignments where scenario.lines[Int(row.line)].lockedNode == nil {
      takes[Int(row.order)].append(Take(line: Int(row.line), node: Int(row.node), units: Int(row.quantity)))
    }
    return takes
  }

  /// Whether a plan keeps every rule and limit.
  func isFeasible(_ takes: [[Take]]) -> Bool {
    var left = limits()
    for order in takes.indices {
      guard isAllowed(order: order, takes: takes[order]), cost(order: order, takes: takes[order]) != nil else {
        return false
      }
      left = self.left(of: left, order: order, takes: takes[order])
    }
    return left.values.allSatisfy { $0 >= 0 }
  }
}
