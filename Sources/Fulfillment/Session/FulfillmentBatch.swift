import LinearProgramming
import SupplyModel

/// Some orders of a day, served one by one in any sequence.
package final class FulfillmentBatch {
  /// Units that one line of an order gets from one node.
  package struct Part: Sendable {
    /// Of the batch.
    package var line: Int32
    package var row: Int32
    package var quantity: Int32
  }

  /// What one node sends or hands over for an order.
  package struct Shipment: Sendable {
    package var node: NodeIndex
    /// Its units, in `parts`.
    package var parts: Range<Int>
    package var units: Int32
    /// Millionths.
    package var carrier: Int64
    package var handling: Int64
    package var commission: Int64
    package var shipsOn: Day
    package var arrivesOn: Day
  }

  /// Of the order served last.
  package private(set) var shipments: [Shipment] = []
  package private(set) var parts: [Part] = []

  let session: FulfillmentSession
  let scenario: Scenario
  let tables: ScenarioTables
  private let flat: FlatScenario
  private var turn: any OrderTurn
  /// Whether all orders have their pieces already.
  private var isDecided = false

  init(_ session: FulfillmentSession, _ orders: [Order], _ lines: [OrderLine], _ policy: Policy) {
    self.session = session
    var scenario = session.base
    scenario.orders = orders
    scenario.lines = lines
    self.scenario = scenario
    tables = ScenarioTables(scenario, frame: session.frame, asOf: session.day, nodes: session.nodes)
    flat = FlatScenario(scenario, tables: tables, frame: session.flat, network: session.places.network)
    session.state.begin(orders: orders.count)
    let finder = FinderBox(scenario, tables)
    turn =
      switch policy {
      case .cheapest: RuleTurn(CheapestRule(leastUse: session.leastUse), flat, finder)
      case .centralFirst: RuleTurn(TieredRule(session.places.centralFirst, tables: tables), flat, finder)
      case .nearestStoreFirst: RuleTurn(TieredRule(session.places.nearestStoreFirst, tables: tables), flat, finder)
      case .optimal: PricedTurn(flat, finder)
      }
  }

  /// The orders as rules take them: by priority, then time. Complexity: O(orders log orders).
  package var sequence: [Int] { RuleWalk.sequence(of: scenario) }

  /// Serves an order with what is left, and takes it: `shipments` and `parts` say from where. Once an order.
  package func serve(_ order: Int) {
    shipments.removeAll(keepingCapacity: true)
    parts.removeAll(keepingCapacity: true)
    if !isDecided { turn.serve(order, session) }
    settle(order)
  }

  /// Decides all orders of the batch together, before the first of them is served, as far as that is asked for: `optimal`.
  /// - Throws: where the solver fails.
  package func decide(_ decision: JointDecision) throws(LinearProgramError) {
    guard scenario.orders.count > 1, var turn = turn as? PricedTurn else { return }
    let session = session
    isDecided = try decision.run(self) { turn.choice($0, session) }
  }

  private func settle(_ order: Int) {
    let pieces = session.state.pieces(of: order)
    var start = pieces.startIndex
    while start < pieces.endIndex {
      let node = pieces[start].node
      var content = ParcelContent()
      var commission: Int64 = 0
      let first = parts.count
      var end = start
      while end < pieces.endIndex && pieces[end].node == node {
        let piece = pieces[end]
        let line = scenario.lines[Int(piece.line)]
        let sku = scenario.skus[Int(line.sku)]
        content.add(units: piece.quantity, weight: sku.weight.milligrams, alone: sku.shipsAlone)
        let rate = tables.nodes[Int(node)].commissionRate
        if rate.billionths != 0 { commission += (line.unitPrice * Int64(piece.quantity)).times(rate).millionths }
        parts.append(
          Part(line: piece.line, row: tables.stock.row(node: node, sku: line.sku), quantity: piece.quantity))
        end += 1
      }
      let figures = tables.shipment(order: order, node: node, content: content)
      shipments.append(
        Shipment(
          node: node, parts: first..<parts.count, units: content.units, carrier: figures.carrier,
          handling: figures.handling, commission: commission, shipsOn: tables.asOf + figures.shipDays,
          arrivesOn: tables.asOf + figures.arrivalDays))
      start = end
    }
    // A pickup leaves what may be shipped as it was: it is the stock less what is protected, whoever took from it.
    for part in parts where session.available(Int(part.row)) != .max {
      session.setAvailable(Int(part.row), to: session.available(Int(part.row)))
    }
  }

  /// Whether no other node's carrier would take less for the order as one parcel, stock aside; of equals the first in
  /// nodes.csv. A pickup is cheapest at its pickup node.
  /// - Complexity: O(nodes), less where another node is cheaper.
  package func isCheapest(_ node: NodeIndex, for order: Int) -> Bool {
    if case .pickup(let place) = scenario.orders[order].method { return place == node }
    let destination = tables.destinationOf[order]
    guard destination >= 0 else { return false }
    var (units, weight) = (Int32(0), Int64(0))
    for line in scenario.orders[order].lines {
      let row = scenario.lines[Int(line)]
      units += row.quantity
      weight += scenario.skus[Int(row.sku)].weight.milligrams * Int64(row.quantity)
    }
    let own = tables.arcs.arc(destination: destination, node: node)
    guard own >= 0, let cost = tables.band(own, weight: weight)?.cost(units: units, weight: weight) else {
      return false
    }
    for arc in tables.arcs.starts[Int(destination)]..<tables.arcs.starts[Int(destination) + 1] where arc != own {
      guard tables.arcs.isWithinLimit[Int(arc)], tables.nodes[Int(tables.arcs.nodes[Int(arc)])].ships,
        let other = tables.band(arc, weight: weight)?.cost(units: units, weight: weight)
      else { continue }
      if other < cost || (other == cost && arc < own) { return false }
    }
    return true
  }
}

/// Serves one order after the other by some policy.
private protocol OrderTurn {
  mutating func serve(_ order: Int, _ session: FulfillmentSession)
}

/// The search for orders that are not flat, made when the first one comes.
private final class FinderBox {
  let scenario: Scenario
  let tables: ScenarioTables
  lazy var finder = WayFinder(scenario: scenario, tables: tables)

  init(_ scenario: Scenario, _ tables: ScenarioTables) {
    self.scenario = scenario
    self.tables = tables
  }

  func serve(_ order: Int, _ session: FulfillmentSession, _ pieces: [Piece]) {
    guard !pieces.isEmpty else { return }
    session.state.serve(order, with: finder.problem.nodePieces(pieces), scenario: scenario, tables: tables)
  }
}

private struct RuleTurn<Rule: OrderRule>: OrderTurn {
  private let rule: Rule
  private var flatRule: Rule.Flat
  private let flat: FlatScenario
  private let finder: FinderBox
  private let rows: FlatArray<Int32>

  init(_ rule: Rule, _ flat: FlatScenario, _ finder: FinderBox) {
    self.rule = rule
    self.flat = flat
    self.finder = finder
    flatRule = rule.flatRule(flat)
    rows = FlatArray(repeating: -1, count: FlatOrders.maxLines)
  }

  mutating func serve(_ order: Int, _ session: FulfillmentSession) {
    if flat.orders.isFlat(order) {
      let isDecided = session.state.remaining.withUnsafeBufferPointer { left in
        left.baseAddress.map { flatRule.choose(order, left: $0, rows: rows.base) } ?? false
      }
      if isDecided {
        session.state.serve(order, from: rows.base, flat)
        return
      }
    }
    let finder = finder.finder
    finder.load(order)
    guard !finder.problem.sources.isEmpty else { return }
    let pieces = withQuery(session.noPrices, remaining: session.state.remaining) { rule.serve(finder, $0) }
    self.finder.serve(order, session, pieces)
  }
}

/// `optimal`, one order at a time: the least of cost and the prices of what is taken, over all ways to serve it.
private struct PricedTurn: OrderTurn {
  private let longRule = CheapestRule()
  private var search: FlatSearch
  private let flat: FlatScenario
  private let finder: FinderBox

  init(_ flat: FlatScenario, _ finder: FinderBox) {
    self.flat = flat
    self.finder = finder
    search = FlatSearch(flat)
  }

  mutating func serve(_ order: Int, _ session: FulfillmentSession) {
    if searchFlat(order, session) {
      session.state.serve(order, from: search.choice.base, flat)
    } else {
      finder.serve(order, session, searchWays(order, session))
    }
  }

  /// The pieces that an order would have if it were served now.
  mutating func choice(_ order: Int, _ session: FulfillmentSession) -> [NodePiece] {
    guard searchFlat(order, session) else {
      let pieces = searchWays(order, session)
      return finder.finder.problem.nodePieces(pieces)
    }
    let pieces = flat.orders.lines(order).enumerated().compactMap { position, line -> NodePiece? in
      let row = search.choice[position]
      guard row >= 0 else { return nil }
      return NodePiece(line: LineIndex(line), node: flat.rowNodes[Int(row)], quantity: flat.orders.quantities[line])
    }
    return pieces.sorted { ($0.node, $0.line) < ($1.node, $1.line) }
  }

  /// - Returns: whether the order is flat, and what serves it found.
  private mutating func searchFlat(_ order: Int, _ session: FulfillmentSession) -> Bool {
    guard flat.orders.isFlat(order) else { return false }
    session.state.remaining.withUnsafeBufferPointer { remaining in
      guard let left = remaining.baseAddress else { return }
      search.enter(order: order, session.flatPrices, left: left)
      search.search(order, PricedRows(session.flatPrices, left: left, flat))
    }
    return !search.isUnresolved
  }

  private func searchWays(_ order: Int, _ session: FulfillmentSession) -> [Piece] {
    let finder = finder.finder
    finder.load(order)
    guard !finder.problem.sources.isEmpty else { return [] }
    // Orders of many lines: whole from the least priced node, else the split that fills most; replays serve thousands.
    return withQuery(session.prices, remaining: session.state.remaining) { query in
      if !finder.isQuick { return longRule.serve(finder, query) }
      finder.search(query)
      return finder.pieces
    }
  }
}
