import SupplyModel

extension ScenarioTables {
  /// What locked lines cost whatever the plan does: their shipments, use, lateness and the activation of their nodes.
  /// - Returns: millionths.
  /// - Complexity: O(lines).
  func lockedCost(_ scenario: Scenario) -> Int64 {
    var cost: Int64 = 0
    for node in nodes where node.isActive { cost += node.activationCost }
    for (index, order) in scenario.orders.enumerated() where hasLocked[index] {
      var latest: Int32 = .min
      for shipment in LockedShipment.all(of: index, scenario: scenario, tables: self) {
        cost += shipment.cost
        latest = max(latest, shipment.arrivalDays)
      }
      for line in order.lines {
        let line = scenario.lines[Int(line)]
        guard let node = line.lockedNode else { continue }
        cost += (line.unitPrice * Int64(line.quantity)).times(nodes[Int(node)].commissionRate).millionths
        let row = stock.row(node: node, sku: line.sku)
        if row >= 0 { cost += stock.useCost[Int(row)] * Int64(line.quantity) }
      }
      if let promise = order.promiseBy {
        cost += scenario.settings.latenessPerOrderDay.millionths * Int64(max(0, latest - (promise - asOf)))
      }
    }
    return cost
  }
}
