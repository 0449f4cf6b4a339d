import SupplyModel

/// What a stretch of the orders adds to a plan: rows that follow each other in order, and sums.
struct PlanPart: Sendable {
  /// `Assignment.shipment` counts from the first shipment of the part.
  var assignments: [Assignment] = []
  var shipments: [Shipment] = []
  var unfilled: [UnfilledLine] = []

  var orders = 0
  var lines = 0
  var units: Int64 = 0
  var unitsFilled: Int64 = 0
  var ordersComplete = 0
  var splitOrders = 0
  var lateOrders = 0

  /// By node: use cost (millionths), orders served, units.
  var nodeUse: [Int64]
  var nodeOrders: [Int32]
  var nodeUnits: [Int64]

  /// Orders whose penalty is below the cost of serving them.
  var unaffordable = 0
  /// Locked parcels that no lane takes.
  var unreachable = 0
  /// Locked lines of pickup orders at other nodes.
  var lockedElsewhere = 0

  /// Nothing yet.
  init(nodes: Int) {
    nodeUse = [Int64](repeating: 0, count: nodes)
    nodeOrders = [Int32](repeating: 0, count: nodes)
    nodeUnits = nodeUse
  }

  /// Adds the part of the orders that follow. Complexity: O(its rows + nodes).
  mutating func append(_ next: PlanPart) {
    let before = Int32(shipments.count)
    for var row in next.assignments {
      row.shipment += before
      assignments.append(row)
    }
    shipments += next.shipments
    unfilled += next.unfilled
    orders += next.orders
    lines += next.lines
    units += next.units
    unitsFilled += next.unitsFilled
    ordersComplete += next.ordersComplete
    splitOrders += next.splitOrders
    lateOrders += next.lateOrders
    for node in nodeUse.indices {
      nodeUse[node] += next.nodeUse[node]
      nodeOrders[node] += next.nodeOrders[node]
      nodeUnits[node] += next.nodeUnits[node]
    }
    unaffordable += next.unaffordable
    unreachable += next.unreachable
    lockedElsewhere += next.lockedElsewhere
  }

  /// The plan that the parts of all orders make: sums by node, cost terms, notices.
  consuming func plan(scenario: Scenario, tables: ScenarioTables, policy: Policy) -> FulfillmentPlan {
    let summary = AssignSummary(scenario: scenario.settings.name, policy: policy, asOf: tables.asOf)
    var plan = FulfillmentPlan(policy: policy, asOf: tables.asOf, summary: summary)
    plan.assignments = assignments
    plan.shipments = shipments
    plan.unfilled = unfilled
    for node in scenario.nodes.indices where nodeOrders[node] > 0 {
      plan.nodeCosts.append(
        NodeCost(
          node: NodeIndex(node), activation: scenario.nodes[node].activationCost, use: Money(millionths: nodeUse[node]),
          orders: nodeOrders[node], units: nodeUnits[node]))
    }
    plan.summary.orders = orders
    plan.summary.lines = lines
    plan.summary.units = units
    plan.summary.shipments = shipments.count
    plan.summary.ordersComplete = ordersComplete
    plan.summary.unitsFilled = unitsFilled
    plan.summary.splitOrders = splitOrders
    plan.summary.lateOrders = lateOrders
    plan.summary.cost = cost(plan.nodeCosts)
    plan.notices = tables.notices + notices
    return plan
  }

  private func cost(_ nodeCosts: [NodeCost]) -> CostBreakdown {
    var cost = CostBreakdown()
    for shipment in shipments {
      cost.carrier += shipment.carrier
      cost.handling += shipment.handling
      cost.commission += shipment.commission
      cost.lateness += shipment.lateness
    }
    for node in nodeCosts {
      cost.activation += node.activation
      cost.use += node.use
    }
    for line in unfilled { cost.unfilled += line.cost }
    return cost
  }

  private var notices: [Notice] {
    var notices: [Notice] = []
    if let notice = PenaltyCheck.notice(orders: unaffordable) { notices.append(notice) }
    if unreachable > 0 {
      notices.append(
        Notice("\(unreachable) locked shipment(s) have no lane that takes them: they cost no carrier here"))
    }
    if lockedElsewhere > 0 {
      notices.append(
        Notice(
          "\(lockedElsewhere) locked line(s) of pickup orders are at another node than the pickup node: the transfer is "
            + "not costed yet"))
    }
    return notices
  }
}
