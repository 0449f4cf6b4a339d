import SupplyModel

/// Turns a finished assignment into a plan in full: shipments, dates, every cost term, what is unfilled and why.
///
/// One builder works on one stretch of the orders, on one thread.
struct PlanBuilder {
  let scenario: Scenario
  let tables: ScenarioTables

  private var part: PlanPart
  /// Use cost of the order in hand.
  private var orderUse: Int64 = 0
  private var penaltyCheck: PenaltyCheck
  private let explainer: ShortfallExplainer
  /// Units of the order in hand by line and node.
  private var served: [ServedUnits] = []

  /// Whether stock costs anything by itself.
  private let hasUseCosts: Bool

  private init(
    _ scenario: Scenario, _ shared: PenaltyCheck.Shared, _ rule: TieredRule?, hasUseCosts: Bool, _ orders: Range<Int>
  ) {
    self.scenario = scenario
    self.hasUseCosts = hasUseCosts
    tables = shared.flat.tables
    part = PlanPart(nodes: scenario.nodes.count)
    penaltyCheck = PenaltyCheck(scenario: scenario, shared)
    explainer = ShortfallExplainer(
      scenario: scenario, tables: tables, flat: shared.flat, rule: rule, noPrices: shared.noPrices)
    part.shipments.reserveCapacity(orders.count * 5 / 4)
    if let first = orders.first, let last = orders.last {
      part.assignments.reserveCapacity(
        Int(scenario.orders[last].lines.upperBound - scenario.orders[first].lines.lowerBound))
    }
  }

  /// The plan of an assignment; the same for any number of threads.
  /// - Parameter rule: the rule that made it, where it does not look at every node.
  /// - Complexity: O(lines log lines of one order).
  static func plan(
    _ state: AssignmentState, scenario: Scenario, flat: FlatScenario, policy: Policy, rule: TieredRule?, threads: Int
  ) -> FulfillmentPlan {
    let tables = flat.tables
    let shared = PenaltyCheck.Shared(flat)
    let hasUseCosts = tables.stock.useCost.contains { $0 != 0 }
    let orders = scenario.orders.count
    let (size, wave) = (8_192, 16)
    let chunks = (orders + size - 1) / size
    var all = PlanPart(nodes: scenario.nodes.count)
    // Pages that are never touched cost nothing.
    all.shipments.reserveCapacity(scenario.lines.count)
    all.assignments.reserveCapacity(scenario.lines.count)
    // Some chunks at a time, so that few rows are in memory twice.
    for first in stride(from: 0, to: chunks, by: wave) {
      var parts = concurrentMap(min(wave, chunks - first), threads: threads) { chunk in
        let start = (first + chunk) * size
        var builder = PlanBuilder(
          scenario, shared, rule, hasUseCosts: hasUseCosts, start..<min(orders, start + size))
        for order in start..<min(orders, start + size) { builder.add(order, state) }
        builder.part.unaffordable = builder.penaltyCheck.count
        return builder.part
      }
      for index in parts.indices {
        all.append(parts[index])
        parts[index] = PlanPart(nodes: 0)
      }
    }
    return all.plan(scenario: scenario, tables: tables, policy: policy)
  }

  private mutating func add(_ order: Int, _ state: AssignmentState) {
    let record = scenario.orders[order]
    served.removeAll(keepingCapacity: true)
    for piece in state.pieces(of: order) {
      served.append(ServedUnits(line: piece.line, node: piece.node, quantity: piece.quantity, isLocked: false))
    }
    for line in record.lines where tables.hasLocked[order] {
      guard let node = scenario.lines[Int(line)].lockedNode else { continue }
      served.append(
        ServedUnits(line: line, node: node, quantity: scenario.lines[Int(line)].quantity, isLocked: true))
    }
    if served.count > 1 { served.sort { ($0.node, $0.line) < ($1.node, $1.line) } }
    let firstShipment = part.shipments.count
    let firstUnfilled = part.unfilled.count
    orderUse = 0
    var start = 0
    while start < served.count {
      var end = start
      while end < served.count && served[end].node == served[start].node { end += 1 }
      addShipment(order, record, start..<end)
      start = end
    }
    bookLateness(record, from: firstShipment)
    part.orders += 1
    part.lines += record.lines.count
    if part.shipments.count - firstShipment > 1 { part.splitOrders += 1 }
    if part.shipments[firstShipment...].contains(where: { $0.daysLate > 0 }) { part.lateOrders += 1 }
    addUnfilled(order, record, state)
    checkPenalty(order, record, shipments: firstShipment, unfilled: firstUnfilled)
    // Assignments of one order go by line, then node.
    let first = part.assignments.count - served.count
    if served.count > 1 { part.assignments[first...].sort { ($0.line, $0.node) < ($1.line, $1.node) } }
  }

  private mutating func addShipment(_ order: Int, _ record: Order, _ range: Range<Int>) {
    let node = served[range.lowerBound].node
    let facts = tables.nodes[Int(node)]
    var content = ParcelContent()
    var commission: Int64 = 0
    let shipment = Int32(part.shipments.count)
    let mode = mode(record, node)
    for index in range {
      let units = served[index]
      let line = scenario.lines[Int(units.line)]
      let sku = scenario.skus[Int(line.sku)]
      content.add(units: units.quantity, weight: sku.weight.milligrams, alone: sku.shipsAlone)
      commission += (line.unitPrice * Int64(units.quantity)).times(facts.commissionRate).millionths
      let row = hasUseCosts ? tables.stock.row(node: node, sku: line.sku) : -1
      if row >= 0 {
        part.nodeUse[Int(node)] += tables.stock.useCost[Int(row)] * Int64(units.quantity)
        orderUse += tables.stock.useCost[Int(row)] * Int64(units.quantity)
      }
      part.assignments.append(
        Assignment(
          order: OrderIndex(order), line: units.line, node: node, quantity: units.quantity, shipment: shipment,
          mode: mode))
      if units.isLocked && mode == .transferPickup { part.lockedElsewhere += 1 }
    }
    let figures = tables.shipment(order: order, node: node, content: content)
    if mode == .ship && served[range].allSatisfy(\.isLocked) && !isReachable(order, node, content) {
      part.unreachable += 1
    }
    part.nodeOrders[Int(node)] += 1
    part.nodeUnits[Int(node)] += Int64(content.units)
    let arrives = tables.asOf + figures.arrivalDays
    part.shipments.append(
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
    guard record.promiseBy != nil, first < part.shipments.count else { return }
    var latest = first
    for index in first..<part.shipments.count where part.shipments[index].arrivesOn > part.shipments[latest].arrivesOn {
      latest = index
    }
    part.shipments[latest].lateness =
      scenario.settings.latenessPerOrderDay * Int64(part.shipments[latest].daysLate)
  }

  private mutating func addUnfilled(_ order: Int, _ record: Order, _ state: AssignmentState) {
    var left: [(line: LineIndex, units: Int32)] = []
    for line in record.lines {
      let quantity = scenario.lines[Int(line)].quantity
      let filled = served.reduce(Int32(0)) { $0 + ($1.line == line ? $1.quantity : 0) }
      part.units += Int64(quantity)
      part.unitsFilled += Int64(filled)
      if filled < quantity { left.append((line, quantity - filled)) }
    }
    guard !left.isEmpty else {
      part.ordersComplete += 1
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
      part.unfilled.append(
        UnfilledLine(
          order: OrderIndex(order), line: line, quantity: units, reason: reason, repair: repair, cost: total - booked))
      booked = total
    }
  }

  /// An order that is served for less than its penalty needs no second look, and most are.
  private mutating func checkPenalty(_ order: Int, _ record: Order, shipments: Int, unfilled: Int) {
    var cost = Money(millionths: orderUse)
    for shipment in part.shipments[shipments...] {
      cost += shipment.carrier + shipment.handling + shipment.commission + shipment.lateness
    }
    for line in part.unfilled[unfilled...] { cost += line.cost }
    let penalty = scenario.settings.unfilled ?? UnfilledPenalty()
    var nothing = Money.zero
    for line in record.lines {
      let row = scenario.lines[Int(line)]
      guard row.lockedNode == nil else { continue }
      let margin = max(.zero, row.unitPrice - scenario.skus[Int(row.sku)].unitCost)
      nothing += penalty.perLine + (penalty.perUnit + margin.times(penalty.marginFactor)) * Int64(row.quantity)
    }
    let isServed = part.shipments.count > shipments
    if !isServed || cost >= (nothing + penalty.perOrder).times(record.priority) { penaltyCheck.look(at: order) }
  }

}

/// Units of one line at one node, open or locked.
private struct ServedUnits {
  var line: LineIndex
  var node: NodeIndex
  var quantity: Int32
  var isLocked: Bool
}
