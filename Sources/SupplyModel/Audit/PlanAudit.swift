/// Recomputes every cost and limit of a plan from the scenario and the plan's files alone.
///
/// No solver grades itself: nothing here calls a planner or reads its tables. Distances, tariffs, lane costs, capacities
/// and dates are derived again from `Scenario`; what the files say is only compared. The assignments are taken as the
/// plan, all other tables as claims about it.
package struct PlanAudit {
  let scenario: Scenario
  let plan: PlanFiles
  let stock: AuditStock
  let lanes: AuditLanes
  var calendar: AuditCalendar
  let assignmentsByLine: RowGroups
  let assignmentsByShipment: RowGroups
  let shipmentsByOrder: RowGroups
  let unfilledByLine: RowGroups

  var report = AuditReport()
  var tally: AuditTally

  /// Audits a plan. O(rows x log rows of a node's stock and of the lanes).
  package static func audit(scenario: Scenario, plan: PlanFiles) -> AuditReport {
    var audit = PlanAudit(scenario, plan)
    audit.report.add(listed: plan.faults.map { .unreadable($0) }, count: plan.faultCount)
    audit.checkOrders()
    audit.checkTransfers()
    audit.checkShipments()
    audit.checkLateness()
    audit.checkStock()
    audit.checkCapacity()
    audit.checkNodeCosts()
    audit.checkPrices()
    audit.checkSummary()
    return audit.report
  }

  private init(_ scenario: Scenario, _ plan: PlanFiles) {
    self.scenario = scenario
    self.plan = plan
    stock = AuditStock(scenario)
    lanes = AuditLanes(scenario)
    calendar = AuditCalendar(scenario)
    assignmentsByLine = RowGroups(groups: scenario.lines.count, rows: plan.assignments.count) {
      plan.assignments[$0].line
    }
    assignmentsByShipment = RowGroups(groups: plan.shipments.count, rows: plan.assignments.count) {
      plan.assignments[$0].shipment
    }
    shipmentsByOrder = RowGroups(groups: scenario.orders.count, rows: plan.shipments.count) {
      plan.shipments[$0].row.order
    }
    unfilledByLine = RowGroups(groups: scenario.lines.count, rows: plan.unfilled.count) { plan.unfilled[$0].row.line }
    tally = AuditTally(scenario, plan)
  }

  // MARK: Comparing

  /// A row by its number, so that only a row with a breach has to be named.
  enum RowReference {
    case summary
    case shipment(Int)
    case transfer(Int)
    case unfilled(Int)
    case nodeCost(Int)
  }

  /// Counts a breach where a figure is not what it should be.
  mutating func compare<Figure: Equatable & CustomStringConvertible>(
    _ row: RowReference, _ column: String, _ stated: Figure, _ recomputed: Figure
  ) {
    guard stated != recomputed else { return }
    report.add(
      .figure(name(row), column: column, stated: stated.description, recomputed: recomputed.description))
  }

  // MARK: Names

  func orderID(_ order: OrderIndex) -> String { scenario.orderIDs[order] }
  func lineID(_ line: LineIndex) -> String { scenario.lineIDs[scenario.lines[Int(line)].lineID] }
  func nodeID(_ node: NodeIndex) -> String { scenario.nodeIDs[node] }
  func skuID(_ sku: SKUIndex) -> String { scenario.skuIDs[sku] }

  func name(_ row: PlanAssignmentRow) -> PlanRow {
    .assignment(order: orderID(row.order), line: lineID(row.line), node: nodeID(row.node))
  }

  func name(_ row: RowReference) -> PlanRow {
    switch row {
    case .summary: return .summary
    case .shipment(let index): return .shipment(plan.shipmentIDs[index])
    case .transfer(let index):
      let row = plan.transfers[index]
      return .transfer(from: nodeID(row.from), to: nodeID(row.to), sku: skuID(row.sku), departsOn: row.departsOn)
    case .unfilled(let index):
      let row = plan.unfilled[index].row
      return .unfilled(order: orderID(row.order), line: lineID(row.line))
    case .nodeCost(let index): return .nodeCost(nodeID(plan.nodeCosts[index].node))
    }
  }
}
