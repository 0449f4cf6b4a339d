extension PlanFiles {
  /// What would be read back from a plan's files, without writing them: for an audit in the same process.
  /// - Precondition: the shipments of an order are adjacent. O(rows).
  package init(_ plan: FulfillmentPlan, scenario: Scenario) {
    self.init()
    summary = PlanSummaryFile(plan.summary)
    assignments = plan.assignments.map {
      PlanAssignmentRow(
        order: $0.order, line: $0.line, sku: scenario.lines[Int($0.line)].sku, node: $0.node, quantity: $0.quantity,
        shipment: $0.shipment, mode: $0.mode)
    }
    shipments = plan.shipments.map { row in
      let order = scenario.orders[Int(row.order)]
      let isPickup = if case .pickup = order.method { true } else { false }
      return PlanShipmentRow(row: row, destination: order.method, service: isPickup ? nil : order.service)
    }
    var number = 0
    for (index, row) in plan.shipments.enumerated() {
      number = index > 0 && plan.shipments[index - 1].order == row.order ? number + 1 : 1
      _ = shipmentIDs.insert("\(scenario.orderIDs[row.order])-\(number)")
    }
    transfers = plan.transfers
    unfilled = plan.unfilled.map { PlanUnfilledRow(row: $0, sku: scenario.lines[Int($0.line)].sku) }
    nodeCosts = plan.nodeCosts
    prices = plan.prices.filter { $0.price != .zero }
    coverProof = plan.coverProof
  }
}

extension PlanSummaryFile {
  /// What would be read back from the summary's file.
  package init(_ summary: AssignSummary) {
    self.init()
    scenario = summary.scenario
    policy = summary.policy
    asOf = summary.asOf
    counts = [
      .orders: Int64(summary.orders), .lines: Int64(summary.lines), .units: summary.units,
      .shipments: Int64(summary.shipments), .ordersComplete: Int64(summary.ordersComplete),
      .unitsFilled: summary.unitsFilled, .splitOrders: Int64(summary.splitOrders),
      .lateOrders: Int64(summary.lateOrders),
    ]
    total = summary.cost.total
    for term in CostTerm.allCases { terms[term] = summary.cost[term] }
    lowerBound = summary.bound?.lowerBound
    priceBound = summary.bound?.priceBound
    boundMethod = summary.bound?.method
    gap = summary.gap
    gapServed = summary.gapServed
  }
}
