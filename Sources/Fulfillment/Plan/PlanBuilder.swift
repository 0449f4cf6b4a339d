import SupplyModel

/// Turns a finished assignment into a plan in full: shipments, dates, every cost term, what is unfilled and why.
struct PlanBuilder {
  let scenario: Scenario
  let tables: ScenarioTables
  let policy: Policy

  private var plan: FulfillmentPlan
  private var nodeUse: [Int64]
  private var nodeOrders: [Int32]
  private var nodeUnits: [Int64]
  /// Use cost of the order in hand.
  private var orderUse: Int64 = 0
  private var penaltyCheck: PenaltyCheck
  /// Locked parcels that no lane takes.
  private var unreachable = 0
  /// Locked lines of pickup orders at other nodes.
  private var lockedElsewhere = 0

  init(scenario: Scenario, tables: ScenarioTables, policy: Policy) {
    self.scenario = scenario
    self.tables = tables
    self.policy = policy
    let summary = AssignSummary(scenario: scenario.settings.name, policy: policy, asOf: tables.asOf)
    plan = FulfillmentPlan(policy: policy, asOf: tables.asOf, summary: summary)
    penaltyCheck = PenaltyCheck(scenario: scenario, tables: tables)
    nodeUse = [Int64](repeating: 0, count: scenario.nodes.count)
    nodeOrders = [Int32](repeating: 0, count: scenario.nodes.count)
    nodeUnits = nodeUse
  }

  /// The plan of an assignment.
  /// - Parameter explainer: says why open units stay unfilled.
  /// - Complexity: O(lines log lines of one order).
  static func plan(
    _ state: AssignmentState, scenario: Scenario, tables: ScenarioTables, policy: Policy,
    explainer: ShortfallExplainer
  ) -> FulfillmentPlan {
    var builder = PlanBuilder(scenario: scenario, tables: tables, policy: policy)
    builder.plan.shipments.reserveCapacity(scenario.orders.count)
    builder.plan.assignments.reserveCapacity(scenario.lines.count)
    for order in scenario.orders.indices { builder.add(order, state, explainer) }
    builder.finish()
    return builder.plan
  }

  private mutating func add(_ order: Int, _ state: AssignmentState, _ explainer: ShortfallExplainer) {
    let record = scenario.orders[order]
    var served: [ServedUnits] = state.pieces(of: order).map {
      ServedUnits(line: $0.line, node: $0.node, quantity: $0.quantity, isLocked: false)
    }
    for line in record.lines {
      guard let node = scenario.lines[Int(line)].lockedNode else { continue }
      served.append(
        ServedUnits(line: line, node: node, quantity: scenario.lines[Int(line)].quantity, isLocked: true))
    }
    served.sort { ($0.node, $0.line) < ($1.node, $1.line) }
    let firstShipment = plan.shipments.count
    let firstUnfilled = plan.unfilled.count
    orderUse = 0
    var start = 0
    while start < served.count {
      var end = start
      while end < served.count && served[end].node == served[start].node { end += 1 }
      addShipment(order, record, served[start..<end])
      start = end
    }
    bookLateness(record, from: firstShipment)
    plan.summary.orders += 1
    plan.summary.lines += record.lines.count
    if plan.shipments.count - firstShipment > 1 { plan.summary.splitOrders += 1 }
    if plan.shipments[firstShipment...].contains(where: { $0.daysLate > 0 }) { plan.summary.lateOrders += 1 }
    addUnfilled(order, record, served, state, explainer)
    checkPenalty(order, record, shipments: firstShipment, unfilled: firstUnfilled)
    // Assignments of one order go by line, then node.
    let first = plan.assignments.count - served.count
    plan.assignments[first...].sort { ($0.line, $0.node) < ($1.line, $1.node) }
  }

  private mutating func addShipment(_ order: Int, _ record: Order, _ served: ArraySlice<ServedUnits>) {
    guard let node = served.first?.node else { return }
    let facts = tables.nodes[Int(node)]
    var content = ParcelContent()
    var commission: Int64 = 0
    let index = Int32(plan.shipments.count)
    let mode = mode(record, node)
    for part in served {
      let line = scenario.lines[Int(part.line)]
      let sku = scenario.skus[Int(line.sku)]
      content.add(units: part.quantity, weight: sku.weight.milligrams, alone: sku.shipsAlone)
      commission += (line.unitPrice * Int64(part.quantity)).times(facts.commissionRate).millionths
      let row = tables.stock.row(node: node, sku: line.sku)
      if row >= 0 {
        nodeUse[Int(node)] += tables.stock.useCost[Int(row)] * Int64(part.quantity)
        orderUse += tables.stock.useCost[Int(row)] * Int64(part.quantity)
      }
      plan.assignments.append(
        Assignment(
          order: OrderIndex(order), line: part.line, node: node, quantity: part.quantity, shipment: index, mode: mode))
      if part.isLocked && mode == .transferPickup { lockedElsewhere += 1 }
    }
    let figures = tables.shipment(order: order, node: node, content: content)
    if mode == .ship && served.allSatisfy(\.isLocked) && !isReachable(order, node, content) { unreachable += 1 }
    nodeOrders[Int(node)] += 1
    nodeUnits[Int(node)] += Int64(content.units)
    let arrives = tables.asOf + figures.arrivalDays
    plan.shipments.append(
      Shipment(
        order: OrderIndex(order), node: node, parcels: content.parcels, units: content.units,
        weight: Weight(milligrams: content.weight), shipsOn: tables.asOf + figures.shipDays, arrivesOn: arrives,
        daysLate: record.promiseBy.map { max(0, arrives - $0) } ?? 0, carrier: Money(millionths: figures.carrier),
        handling: Money(millionths: figures.handling), commission: Money(millionths: commission), lateness: .zero))
  }

  private func mode(_ record: Order, _ node: NodeIndex) -> FulfillmentMode {
    guard case .pickup(let place) = record.method else { return .ship }
    return place == node ? .pickup : .transferPickup
  }

  private func isReachable(_ order: Int, _ node: NodeIndex, _ content: ParcelContent) -> Bool {
    let arc = tables.arcs.arc(destination: tables.destinationOf[order], node: node)
    guard arc >= 0 else { return false }
    return (content.mainUnits == 0 || tables.band(arc, weight: content.mainWeight) != nil)
      && content.alone.allSatisfy { tables.band(arc, weight: $0.weight) != nil }
  }

  /// Books the order's lateness on its latest shipment, the first of equals.
  private mutating func bookLateness(_ record: Order, from first: Int) {
    guard record.promiseBy != nil, first < plan.shipments.count else { return }
    var latest = first
    for index in first..<plan.shipments.count where plan.shipments[index].arrivesOn > plan.shipments[latest].arrivesOn {
      latest = index
    }
    plan.shipments[latest].lateness =
      scenario.settings.latenessPerOrderDay * Int64(plan.shipments[latest].daysLate)
  }

  private mutating func addUnfilled(
    _ order: Int, _ record: Order, _ served: [ServedUnits], _ state: AssignmentState, _ explainer: ShortfallExplainer
  ) {
    var left: [(line: LineIndex, units: Int32)] = []
    for line in record.lines {
      let quantity = scenario.lines[Int(line)].quantity
      let filled = served.reduce(Int32(0)) { $0 + ($1.line == line ? $1.quantity : 0) }
      plan.summary.units += Int64(quantity)
      plan.summary.unitsFilled += Int64(filled)
      if filled < quantity { left.append((line, quantity - filled)) }
    }
    guard !left.isEmpty else {
      plan.summary.ordersComplete += 1
      return
    }
    let penalty = scenario.settings.unfilled ?? UnfilledPenalty()
    // The order's penalty is rounded once; rows take the differences of its running total, so that they add up.
    var running = penalty.perOrder
    var booked = Money.zero
    for (line, units) in left {
      let row = scenario.lines[Int(line)]
      let margin = max(.zero, row.unitPrice - scenario.skus[Int(row.sku)].unitCost)
      running = running + penalty.perLine + (penalty.perUnit + margin.times(penalty.marginFactor)) * Int64(units)
      let total = running.times(record.priority)
      let (reason, repair) = explainer.explain(order: order, line: line, state)
      plan.unfilled.append(
        UnfilledLine(
          order: OrderIndex(order), line: line, quantity: units, reason: reason, repair: repair, cost: total - booked))
      booked = total
    }
  }

  /// An order that is served for less than its penalty needs no second look, and most are.
  private mutating func checkPenalty(_ order: Int, _ record: Order, shipments: Int, unfilled: Int) {
    var cost = Money(millionths: orderUse)
    for shipment in plan.shipments[shipments...] {
      cost += shipment.carrier + shipment.handling + shipment.commission + shipment.lateness
    }
    for line in plan.unfilled[unfilled...] { cost += line.cost }
    let penalty = scenario.settings.unfilled ?? UnfilledPenalty()
    var nothing = Money.zero
    for line in record.lines {
      let row = scenario.lines[Int(line)]
      guard row.lockedNode == nil else { continue }
      let margin = max(.zero, row.unitPrice - scenario.skus[Int(row.sku)].unitCost)
      nothing += penalty.perLine + (penalty.perUnit + margin.times(penalty.marginFactor)) * Int64(row.quantity)
    }
    let isServed = plan.shipments.count > shipments
    if !isServed || cost >= (nothing + penalty.perOrder).times(record.priority) { penaltyCheck.look(at: order) }
  }

  private mutating func finish() {
    for node in scenario.nodes.indices where nodeOrders[node] > 0 {
      plan.nodeCosts.append(
        NodeCost(
          node: NodeIndex(node), activation: scenario.nodes[node].activationCost, use: Money(millionths: nodeUse[node]),
          orders: nodeOrders[node], units: nodeUnits[node]))
    }
    var cost = CostBreakdown()
    for shipment in plan.shipments {
      cost.carrier += shipment.carrier
      cost.handling += shipment.handling
      cost.commission += shipment.commission
      cost.lateness += shipment.lateness
    }
    for node in plan.nodeCosts {
      cost.activation += node.activation
      cost.use += node.use
    }
    for line in plan.unfilled { cost.unfilled += line.cost }
    plan.summary.cost = cost
    plan.summary.shipments = plan.shipments.count
    plan.notices = tables.notices
    if let notice = penaltyCheck.notice { plan.notices.append(notice) }
    if unreachable > 0 {
      plan.notices.append(
        Notice("\(unreachable) locked shipment(s) have no lane that takes them: they cost no carrier here"))
    }
    if lockedElsewhere > 0 {
      plan.notices.append(
        Notice(
          "\(lockedElsewhere) locked line(s) of pickup orders are at another node than the pickup node: the transfer is "
            + "not costed yet"))
    }
  }
}

/// Units of one line at one node, open or locked.
private struct ServedUnits {
  var line: LineIndex
  var node: NodeIndex
  var quantity: Int32
  var isLocked: Bool
}
