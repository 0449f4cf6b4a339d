import LinearProgramming
import SupplyModel

/// The orders of a batch decided together: at the least of what they cost and the stock that they take will be missed
/// for, within what is left of the day's capacities.
package struct JointDecision: Sendable {
  /// A batch of more times as many lines as are planned together is not looked at: more contends than that.
  private static let mostTimes = 4

  private let options: FulfillmentPlanner.Options
  private let mostLines: Int
  /// Whether nobody comes for what is left of the day's capacities.
  private let endsDay: Bool
  private let activationShare: Ratio
  private let threads: Int

  /// - Parameters:
  ///   - options: how hard it works.
  ///   - mostLines: of orders that are planned together.
  ///   - endsDay: whether this is the last batch of the day.
  ///   - activationShare: of an activation that is due, what the batch pays: later batches of the day use it, too.
  package init(
    options: FulfillmentPlanner.Options, mostLines: Int, endsDay: Bool, activationShare: Ratio, threads: Int
  ) {
    self.options = options
    self.mostLines = mostLines
    self.endsDay = endsDay
    self.activationShare = activationShare
    self.threads = threads
  }

  /// Leaves every order of the batch with its pieces, or the batch as it was where too much contends.
  ///
  /// Where the cheapest ways of all orders fit side by side, those are it. Else all orders are planned, or, where they are
  /// too many, those that want the same as others do, within what the others leave.
  /// - Parameter choice: the pieces that an order has where it is alone.
  /// - Returns: whether it is decided.
  func run(_ batch: FulfillmentBatch, choice: (Int) -> [NodePiece]) throws(LinearProgramError) -> Bool {
    let session = batch.session
    session.setPlacePrices(!endsDay)
    defer { session.setPlacePrices(true) }
    let isSmall = batch.scenario.lines.count <= mostLines
    guard isSmall || batch.scenario.lines.count / JointDecision.mostTimes <= mostLines else { return false }
    let orders = Array(batch.scenario.orders.indices)
    if hasActivation(session) {
      if isSmall { try plan(orders, of: batch) }
      return isSmall
    }
    let choices = orders.map(choice)
    var contested = contested(choices, of: batch)
    if isSmall && !contested.isEmpty { contested = orders }
    guard contested.reduce(0, { $0 + batch.scenario.orders[$1].lines.count }) <= mostLines else { return false }
    var next = contested.startIndex
    for (order, pieces) in choices.enumerated() {
      if next < contested.endIndex && contested[next] == order {
        next += 1
      } else if !pieces.isEmpty {
        session.state.serve(order, with: pieces, scenario: batch.scenario, tables: batch.tables)
      }
    }
    if !contested.isEmpty { try plan(contested, of: batch) }
    return true
  }

  /// Orders share an activation: what each would do alone says nothing of them together.
  private func hasActivation(_ session: FulfillmentSession) -> Bool {
    session.nodes.contains { $0.activationIsDue && $0.isOpen && ($0.ships || $0.pickup) }
  }

  /// The orders, ascending, that want what is not there for all who want it.
  /// - Complexity: O(pieces log holders).
  private func contested(_ choices: [[NodePiece]], of batch: FulfillmentBatch) -> [Int] {
    let session = batch.session
    func forEachUse(_ order: Int, _ body: (Int, Int32) -> Void) {
      session.state.forEachUse(
        of: choices[order][...], order: order, scenario: batch.scenario, tables: batch.tables, body)
    }
    for order in choices.indices { forEachUse(order) { session.counts[$0] &+= $1 } }
    let contested = choices.indices.filter { order in
      var isContested = false
      forEachUse(order) { resource, _ in
        isContested = isContested || session.counts[resource] > session.state.remaining[resource]
      }
      return isContested
    }
    for order in choices.indices { forEachUse(order) { resource, _ in session.counts[resource] = 0 } }
    return contested
  }

  private func plan(_ orders: [Int], of batch: FulfillmentBatch) throws(LinearProgramError) {
    let (scenario, tables) = problem(orders, of: batch)
    let search = OptimalSearch(
      scenario: scenario, tables: tables, flat: FlatScenario(scenario, tables: tables), options: options)
    let found = try search.run(budget: Budget(threads: threads)).state
    for (number, order) in orders.enumerated() {
      // Lines of the problem are numbered by themselves.
      let offset = batch.scenario.orders[order].lines.lowerBound - scenario.orders[number].lines.lowerBound
      let pieces = found.pieces(of: number).map {
        NodePiece(line: $0.line + offset, node: $0.node, quantity: $0.quantity)
      }
      guard !pieces.isEmpty else { continue }
      batch.session.state.serve(order, with: pieces, scenario: batch.scenario, tables: batch.tables)
    }
  }

  /// Some orders as a scenario of their own: with what is left of everything, and scarcity prices as costs.
  /// - Complexity: that of `ScenarioTables.init(_:of:asOf:nodes:)`.
  private func problem(_ orders: [Int], of batch: FulfillmentBatch) -> (Scenario, ScenarioTables) {
    let session = batch.session
    let (frame, layout) = (session.frame, session.frame.resources)
    var scenario = batch.scenario
    (scenario.orders, scenario.lines) = ([], [])
    for order in orders {
      var copy = batch.scenario.orders[order]
      let first = Int32(scenario.lines.count)
      scenario.lines += batch.scenario.lines[Int(copy.lines.lowerBound)..<Int(copy.lines.upperBound)]
      copy.lines = first..<Int32(scenario.lines.count)
      scenario.orders.append(copy)
    }
    scenario.settings.asOf = session.day
    scenario.stock = stock(for: scenario.lines, session)
    var nodes = session.nodes
    for node in nodes.indices {
      let index = NodeIndex(node)
      nodes[node].handlingPerShipment += session.prices.resources[layout.capacityOrders(index)]
      nodes[node].handlingPerUnit += session.prices.resources[layout.capacityUnits(index)]
      nodes[node].activationCost = Money(millionths: nodes[node].activationCost).times(activationShare).millionths
    }
    var tables = ScenarioTables(scenario, of: frame, asOf: session.day, nodes: nodes)
    scenario.stock = []
    for node in nodes.indices {
      let index = NodeIndex(node)
      tables.setLimit(
        tables.resources.capacityOrders(index), to: session.state.remaining[layout.capacityOrders(index)])
      tables.setLimit(tables.resources.capacityUnits(index), to: session.state.remaining[layout.capacityUnits(index)])
    }
    for lane in tables.arcs.laneLimits.indices {
      let arc = Int(tables.arcs.laneArcs[lane])
      let (zone, service) = tables.arcs.destination(ofArc: arc)
      let own = frame.arcs.arc(
        destination: frame.arcs.destination(zone: zone, service: service), node: tables.arcs.nodes[arc])
      tables.setLimit(
        tables.resources.lane(Int32(lane)), to: session.state.remaining[layout.lane(frame.arcs.lanes[Int(own)])])
    }
    return (scenario, tables)
  }

  /// What is left of the SKUs that are asked for; a unit costs what it will be missed for.
  private func stock(for lines: [OrderLine], _ session: FulfillmentSession) -> [StockRow] {
    let rows = session.rows
    var isAsked = [Bool](repeating: false, count: session.base.skus.count)
    for line in lines { isAsked[Int(line.sku)] = true }
    var stock: [StockRow] = []
    for sku in isAsked.indices where isAsked[sku] {
      for row in Int(rows.starts[sku])..<Int(rows.starts[sku + 1]) where session.available(row) > 0 {
        let available = session.available(row)
        let price = session.prices.resources[session.frame.resources.stock(Int32(row))]
        stock.append(
          StockRow(
            node: rows.nodes[row], sku: SKUIndex(sku), onHand: available == .max ? nil : available,
            protected: session.protected[row], useCost: Money(millionths: rows.useCost[row] + price)))
      }
    }
    return stock
  }
}
