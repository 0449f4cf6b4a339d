/// Orders and lines: what is assigned and what is not, from how many nodes, and what the rest costs.
extension PlanAudit {
  /// What one order comes to.
  struct OrderView {
    var open: Int64 = 0
    var openAssigned: Int64 = 0
    /// Distinct nodes that serve it, and those where lines of it are locked.
    var nodes = 0
    var lockedNodes = 0
    var shortfall: Int64 = 0
    var value = Money.zero
  }

  mutating func checkOrders() {
    for index in scenario.orders.indices {
      let order = scenario.orders[index]
      var view = OrderView()
      var penalty = UnfilledSum(scenario.settings.unfilled ?? UnfilledPenalty(), order.priority)
      for line in order.lines {
        let assigned = checkLine(line, OrderIndex(index), order, &view)
        checkUnfilled(line, OrderIndex(index), assigned, &view, &penalty)
      }
      checkNodes(OrderIndex(index), order, view)
      report.cost.unfilled += penalty.booked
      if view.shortfall == 0 { tally.ordersComplete += 1 }
      if view.nodes > 1 { tally.splitOrders += 1 }
    }
  }

  /// Checks the assignments of a line; returns the units assigned as the file has them.
  private mutating func checkLine(
    _ index: LineIndex, _ orderIndex: OrderIndex, _ order: Order, _ view: inout OrderView
  ) -> Int64 {
    let line = scenario.lines[Int(index)]
    let ordered = Int64(line.quantity)
    let rows = assignmentsByLine[Int(index)]
    var assigned: Int64 = 0
    var fromLockedNode: Int64 = 0
    var left = line.quantity
    if let node = line.lockedNode, tally.lockedAt.mark(node, by: orderIndex) {
      view.lockedNodes += 1
      tally.lockedOrders[Int(node)] += 1
    }
    for rowIndex in rows {
      let row = plan.assignments[Int(rowIndex)]
      assigned += Int64(row.quantity)
      if row.node == line.lockedNode { fromLockedNode += Int64(row.quantity) }
      if !tally.lineAt.mark(row.node, by: index) { report.add(.repeatedRow(name(row))) }
      checkReferences(row, line, orderIndex, order)
      let units = max(0, min(row.quantity, left))
      left -= units
      tally.counted[Int(rowIndex)] = units
      if tally.orderAt.mark(row.node, by: orderIndex) {
        view.nodes += 1
        tally.orders[Int(row.node)] += 1
        tally.isActive[Int(row.node)] = true
      }
      take(row, line, order, units: Int64(units))
    }
    tally.unitsOrdered += ordered
    tally.unitsFilled += ordered - Int64(left)
    view.shortfall += Int64(left)
    view.value += line.unitPrice * ordered
    if let node = line.lockedNode {
      if fromLockedNode != ordered || rows.count != 1 {
        report.add(
          .lockedLine(
            order: orderID(orderIndex), line: lineID(index), node: nodeID(node), ordered: ordered,
            served: fromLockedNode))
      }
      return assigned
    }
    view.open += ordered
    view.openAssigned += assigned
    checkOpenLine(index, orderIndex, order.split, assigned: assigned, nodes: rows.count)
    return assigned
  }

  private mutating func checkOpenLine(
    _ index: LineIndex, _ orderIndex: OrderIndex, _ split: SplitRule, assigned: Int64, nodes: Int
  ) {
    guard nodes > 0 else { return }
    let line = scenario.lines[Int(index)]
    if split == .lines, nodes > 1 || assigned != Int64(line.quantity) {
      report.add(
        .dividedLine(
          order: orderID(orderIndex), line: lineID(index), ordered: Int64(line.quantity), assigned: assigned,
          nodes: nodes))
    }
    let asOf = scenario.settings.asOf
    let sku = scenario.skus[Int(line.sku)]
    if sku.seasonStart.map({ asOf < $0 }) == true || sku.seasonEnd.map({ asOf > $0 }) == true {
      report.add(
        .outOfSeason(order: orderID(orderIndex), line: lineID(index), sku: skuID(line.sku), day: asOf))
    }
  }

  /// What a row says beside its ids and quantity.
  private mutating func checkReferences(
    _ row: PlanAssignmentRow, _ line: OrderLine, _ orderIndex: OrderIndex, _ order: Order
  ) {
    if row.sku != line.sku {
      report.add(
        .contradiction(
          name(row), column: "sku_id", stated: skuID(row.sku), expected: skuID(line.sku), source: "the order's"))
    }
    if row.order != orderIndex {
      report.add(
        .contradiction(
          name(row), column: "order_id", stated: orderID(row.order), expected: orderID(orderIndex),
          source: "the line's order"))
    }
    let mode = self.mode(order, from: row.node)
    if row.mode != mode {
      report.add(.figure(name(row), column: "mode", stated: row.mode.rawValue, recomputed: mode.rawValue))
    }
    let shipment = plan.shipments[Int(row.shipment)].row
    if shipment.order != orderIndex {
      report.add(
        .contradiction(
          name(row), column: "shipment_id", stated: plan.shipmentIDs[row.shipment], expected: orderID(shipment.order),
          source: "that shipment's order"))
    }
    if shipment.node != row.node {
      report.add(
        .contradiction(
          name(row), column: "shipment_id", stated: plan.shipmentIDs[row.shipment], expected: nodeID(shipment.node),
          source: "that shipment's node"))
    }
  }

  /// How units of an order leave a node.
  func mode(_ order: Order, from node: NodeIndex) -> FulfillmentMode {
    switch order.method {
    case .ship: .ship
    case .pickup(let pickup): pickup == node ? .pickup : .transferPickup
    }
  }

  /// Books units on their stock row and node.
  private mutating func take(
    _ row: PlanAssignmentRow, _ line: OrderLine, _ order: Order, units: Int64
  ) {
    let node = Int(row.node)
    let isLocked = line.lockedNode == row.node
    tally.units[node] += units
    if isLocked { tally.lockedUnits[node] += units }

    let found = stock.row(row.node, line.sku)
    if case .pickup(let pickup) = order.method, pickup != row.node, !isLocked {
      // Its stock leaves by transfers.csv, where it is counted.
      tally.pickedUpElsewhere[AuditTally.Journey(from: row.node, to: pickup, sku: line.sku), default: 0] += units
      tally.unitsByTransfer[node] += units
      tally.isActive[Int(pickup)] = true
      return
    }
    if let found {
      tally.use[node] += scenario.stock[found].useCost * units
      guard !isLocked else { return }
      tally.taken[found] += units
      if case .ship = order.method { tally.shipped[found] += units }
    } else if !isLocked {
      report.add(.notStocked(name(row), sku: skuID(line.sku)))
    }
  }

  /// Whether no more nodes serve the order than may.
  private mutating func checkNodes(_ index: OrderIndex, _ order: Order, _ view: OrderView) {
    if order.split == .never, view.openAssigned > 0 {
      if view.openAssigned != view.open || view.nodes > 1 {
        report.add(
          .dividedOrder(order: orderID(index), ordered: view.open, assigned: view.openAssigned, nodes: view.nodes))
      }
    }
    var limit = Int.max
    var rule = PlanBreach.NodeRule.maxShipments
    if let own = order.maxShipments { limit = Int(own) }
    if let common = scenario.settings.limits.maxShipmentsPerOrder { limit = min(limit, Int(common)) }
    let from = scenario.settings.limits.minSplitValue
    if view.value < from, limit > 1 {
      limit = 1
      rule = .minSplitValue(value: view.value, from: from)
    }
    // Locked lines are where they are; only what the plan adds can break the limit.
    guard view.nodes > max(limit, view.lockedNodes) else { return }
    report.add(.tooManyNodes(order: orderID(index), nodes: view.nodes, limit: limit, rule: rule))
  }
}
