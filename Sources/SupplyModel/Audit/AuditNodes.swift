/// What nodes give: stock, capacity, activation.
extension PlanAudit {
  mutating func checkStock() {
    for (index, row) in scenario.stock.enumerated() {
      // Unlimited stock of a vendor.
      guard let onHand = row.onHand else { continue }
      let available = Int64(onHand) - Int64(row.reserved)
      let shippable = max(0, available - Int64(row.protected))
      if tally.taken[index] > available {
        report.add(
          .stock(
            node: nodeID(row.node), sku: skuID(row.sku), .available, taken: tally.taken[index], limit: available))
      }
      if tally.shipped[index] > shippable {
        report.add(
          .stock(
            node: nodeID(row.node), sku: skuID(row.sku), .shippable, taken: tally.shipped[index], limit: shippable))
      }
    }
  }

  mutating func checkCapacity() {
    for node in scenario.nodes.indices {
      checkCapacity(node, .orders, used: Int64(tally.orders[node]), locked: Int64(tally.lockedOrders[node]))
      let units = tally.units[node] - tally.unitsByTransfer[node] + tally.transferredOut[node]
      checkCapacity(node, .units, used: units, locked: tally.lockedUnits[node])
    }
  }

  /// Locked lines may exceed a capacity; then nothing else fits.
  private mutating func checkCapacity(_ node: Int, _ kind: PlanBreach.CapacityKind, used: Int64, locked: Int64) {
    guard used > locked, let limit = calendar.capacity(node, kind), used > max(limit, locked) else { return }
    report.add(
      .capacity(
        node: nodeID(NodeIndex(node)), kind, used: used, limit: limit, locked: locked,
        isClosed: !calendar.isOpen(node, on: scenario.settings.asOf)))
  }

  mutating func checkNodeCosts() {
    let rows = RowGroups(groups: scenario.nodes.count, rows: plan.nodeCosts.count) { plan.nodeCosts[$0].node }
    for node in scenario.nodes.indices {
      let activation = tally.isActive[node] ? scenario.nodes[node].activationCost : .zero
      report.cost.activation += activation
      report.cost.use += tally.use[node]
      if rows[node].isEmpty, tally.isActive[node] {
        report.add(.missingRow(.nodeCost(nodeID(NodeIndex(node))), why: "the node serves \(tally.orders[node]) orders"))
      }
      for (position, index) in zip(0..., rows[node]) {
        let row = plan.nodeCosts[Int(index)]
        if position > 0 { report.add(.repeatedRow(name(.nodeCost(Int(index))))) }
        if !tally.isActive[node] { report.add(.strayRow(name(.nodeCost(Int(index))), why: "the node serves nothing")) }
        compare(.nodeCost(Int(index)), "activation", row.activation, activation)
        compare(.nodeCost(Int(index)), "use", row.use, tally.use[node])
        compare(.nodeCost(Int(index)), "orders", row.orders, tally.orders[node])
        compare(.nodeCost(Int(index)), "units", row.units, tally.units[node])
      }
    }
  }
}
