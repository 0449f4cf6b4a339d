import SupplyModel

extension ReferenceWorld {
  /// What one order costs, its locked lines included and activation apart; nil where no lane takes a parcel that open
  /// units are in.
  func cost(order: Int, takes: [Take]) -> Int64? {
    let record = scenario.orders[order]
    let locked = locked(order)
    var cost: Int64 = 0
    var latest: Day?
    for node in Set((takes + locked).map(\.node)) {
      let open = takes.filter { $0.node == node }
      let held = locked.filter { $0.node == node }
      guard let shipment = shipment(order: order, node: node, open: open, held: held) else { return nil }
      cost += shipment.cost
      latest = max(latest ?? shipment.arrives, shipment.arrives)
      for take in open + held { cost += commission(take) + use(take) }
    }
    if let promise = record.promiseBy, let latest, latest > promise {
      cost += scenario.settings.latenessPerOrderDay.millionths * Int64(latest - promise)
    }
    return cost + unfilled(order: order, takes: takes)
  }

  /// Carrier and handling of all that a node sends for an order, and when the last parcel arrives.
  private func shipment(order: Int, node: Int, open: [Take], held: [Take]) -> (cost: Int64, arrives: Day)? {
    let record = scenario.orders[order]
    let leaves = shipDay(order: order, node: node) ?? scenario.settings.asOf
    var cost: Int64 = 0
    var arrives = leaves
    func sku(_ take: Take) -> SKU { scenario.skus[Int(scenario.lines[take.line].sku)] }

    /// Sends a parcel. Returns whether a lane takes it.
    func send(units: Int, milligrams: Int64, isOpen: Bool) -> Bool {
      cost += scenario.nodes[node].handlingPerShipment.millionths
      cost += scenario.nodes[node].handlingPerUnit.millionths * Int64(units)
      guard case .ship(let zone) = record.method else { return true }
      guard
        let carriage = carriage(
          node: node, zone: zone, service: record.service, units: units, milligrams: milligrams, isUnderWay: !isOpen)
      else { return false }
      cost += carriage.cost
      arrives = max(arrives, leaves + carriage.days)
      return true
    }

    let together = (open + held).filter { !sku($0).shipsAlone }
    if !together.isEmpty {
      let isOpen = open.contains { !sku($0).shipsAlone }
      let goes = send(
        units: together.reduce(0) { $0 + $1.units },
        milligrams: together.reduce(0) { $0 + sku($1).weight.milligrams * Int64($1.units) }, isOpen: isOpen)
      if !goes && isOpen { return nil }
    }
    for (takes, isOpen) in [(open, true), (held, false)] {
      for take in takes where sku(take).shipsAlone {
        for _ in 0..<take.units {
          if !send(units: 1, milligrams: sku(take).weight.milligrams, isOpen: isOpen) && isOpen { return nil }
        }
      }
    }
    return (cost, arrives)
  }

  private func commission(_ take: Take) -> Int64 {
    let value = scenario.lines[take.line].unitPrice.millionths * Int64(take.units)
    return rounded(value, times: scenario.nodes[take.node].commissionRate.billionths, per: 1_000_000_000)
  }

  private func use(_ take: Take) -> Int64 {
    let row = stockRow(node: take.node, sku: scenario.lines[take.line].sku)
    return (row?.useCost.millionths ?? 0) * Int64(take.units)
  }

  /// The penalty for what an order does not get.
  private func unfilled(order: Int, takes: [Take]) -> Int64 {
    guard let penalty = scenario.settings.unfilled else { return 0 }
    var sum: Int64 = 0
    var isComplete = true
    for line in openLines(order) {
      let row = scenario.lines[line]
      let missing = Int(row.quantity) - takes.reduce(0) { $0 + ($1.line == line ? $1.units : 0) }
      guard missing > 0 else { continue }
      isComplete = false
      let margin = max(0, row.unitPrice.millionths - scenario.skus[Int(row.sku)].unitCost.millionths)
      let lost = rounded(margin, times: penalty.marginFactor.billionths, per: 1_000_000_000)
      sum += penalty.perLine.millionths + (penalty.perUnit.millionths + lost) * Int64(missing)
    }
    if isComplete { return 0 }
    sum += penalty.perOrder.millionths
    return rounded(sum, times: scenario.orders[order].priority.billionths, per: 1_000_000_000)
  }

  /// Nodes that are active whatever the plan does.
  var lockedNodes: Set<Int> { Set(scenario.lines.compactMap { $0.lockedNode.map { Int($0) } }) }

  /// The activation cost of some nodes.
  func activation(_ nodes: Set<Int>) -> Int64 {
    nodes.reduce(0) { $0 + scenario.nodes[$1].activationCost.millionths }
  }

  /// What a whole plan costs; nil where a lane takes a parcel not.
  /// - Parameter takes: for each order.
  func cost(_ takes: [[Take]]) -> Int64? {
    var cost = activation(lockedNodes.union(takes.joined().map(\.node)))
    for order in takes.indices {
      guard let own = self.cost(order: order, takes: takes[order]) else { return nil }
      cost += own
    }
    return cost
  }
}
