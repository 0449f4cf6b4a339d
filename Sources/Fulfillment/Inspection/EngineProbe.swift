import SupplyModel

/// What the engine's parts find, in plain values: the door through which tests and benchmarks look at them. The engine
/// itself does not use it.
package struct EngineProbe: Sendable {
  package let scenario: Scenario
  package let tables: ScenarioTables

  /// Units of one line at one node.
  package struct Row: Hashable, Sendable {
    /// Index into `Scenario.lines`.
    package var line: LineIndex
    package var node: NodeIndex
    package var quantity: Int32

    package init(line: LineIndex, node: NodeIndex, quantity: Int32) {
      self.line = line
      self.node = node
      self.quantity = quantity
    }
  }

  /// A price for every resource and for every node's activation, in millionths.
  package struct PriceVector: Sendable {
    /// By resource id (`ScenarioTables.resources`).
    package var resources: [Int64]
    /// By node.
    package var activation: [Int64]

    /// All zero.
    package init(_ tables: ScenarioTables) {
      let prices = Prices(tables)
      resources = prices.resources
      activation = prices.activation
    }

    func prices(_ tables: ScenarioTables) -> Prices {
      var prices = Prices(tables)
      prices.resources = resources
      prices.activation = activation
      return prices
    }
  }

  /// Which search to run.
  package enum Search: CaseIterable, Sendable {
    /// The one that the engine chooses for the order.
    case chosen
    /// The dynamic programs over contents; only for orders with few states that may be split.
    case contents
    /// Branch and bound over node sets; only for orders that may be split.
    case nodeSets
  }

  /// What a search found.
  package struct Found: Sendable {
    package var rows: [Row]
    /// Priced cost of `rows`, locked shipments apart (millionths).
    package var value: Int64
    /// Proven: no way has a lower priced cost.
    package var bound: Int64
  }

  package init(_ scenario: Scenario) {
    self.scenario = scenario
    tables = ScenarioTables(scenario)
  }

  /// The Lagrangian bound at some prices (millionths).
  package func bound(at vector: PriceVector, threads: Int = 1) -> Int64 {
    LagrangianBound.evaluate(
      vector.prices(tables), scenario: scenario, walk: OrderWalk(FlatScenario(scenario, tables: tables)),
      lockedCost: tables.lockedCost(scenario), threads: threads
    ).value
  }

  /// What the locked lines cost whatever the plan does (millionths).
  package var lockedCost: Int64 { tables.lockedCost(scenario) }

  /// The least priced way to serve an order within what is left.
  /// - Parameter remaining: by resource id; nil: all of the limits.
  package func leastWay(
    of order: Int, at vector: PriceVector, remaining: [Int32]? = nil, by search: Search = .chosen,
    fillsMost: Bool = false
  ) -> Found {
    let finder = WayFinder(scenario: scenario, tables: tables)
    finder.load(order)
    return withQuery(vector.prices(tables), remaining: remaining ?? tables.resources.limits) { query in
      var query = query
      query.fillsMost = fillsMost
      switch search {
      case .chosen:
        finder.search(query)
        return Found(rows: rows(finder.problem, finder.pieces), value: finder.value, bound: finder.bound)
      case .contents:
        var contents = ContentSearch()
        contents.search(finder.problem, query)
        return Found(rows: rows(finder.problem, contents.pieces), value: contents.value, bound: contents.value)
      case .nodeSets:
        var sets = NodeSetSearch()
        sets.search(finder.problem, query)
        return Found(rows: rows(finder.problem, sets.pieces), value: sets.value, bound: sets.bound)
      }
    }
  }

  /// Every way to serve an order whose priced cost is at most `limit`; nil where there are more than `most`.
  package func ways(of order: Int, at vector: PriceVector, within limit: Int64, most: Int) -> [[Row]]? {
    let finder = WayFinder(scenario: scenario, tables: tables)
    finder.load(order)
    var ways: [[Row]] = []
    let isComplete = withQuery(vector.prices(tables), remaining: tables.resources.limits) { query in
      finder.forEachWay(query, within: limit, most: most) { ways.append(rows(finder.problem, $0)) }
    }
    return isComplete ? ways : nil
  }

  /// What a way costs beyond the order's locked shipments, activation apart; nil where it uses no sources of the order
  /// or no lane takes it.
  package func cost(of rows: [Row], order: Int) -> Int64? {
    let problem = OrderProblem(scenario: scenario, tables: tables)
    problem.load(order)
    guard let pieces = problem.localPieces(nodePieces(rows)[...]) else { return nil }
    let cost = problem.cost(of: pieces)
    return cost < infeasible ? cost : nil
  }

  /// What a main parcel of an order adds at a node, and what the linear function under it says of the same content.
  /// - Parameter content: a part of the order's open lines, by line.
  /// - Returns: nil where the node is no source of the order; `cost` is nil where no lane takes the parcel.
  package func parcel(order: Int, node: NodeIndex, content: [Row]) -> (cost: Int64?, minorant: Int64)? {
    let problem = OrderProblem(scenario: scenario, tables: tables)
    problem.load(order)
    guard let source = problem.sources.firstIndex(where: { $0.node == node }) else { return nil }
    let together = problem.lines.filter { !$0.shipsAlone }
    let minorant = ParcelMinorant(
      problem, source: source, units: together.reduce(0) { $0 + $1.quantity },
      weight: together.reduce(0) { $0 + $1.weight * Int64($1.quantity) })
    var (units, weight, linear) = (Int32(0), Int64(0), minorant.fixed)
    for row in content {
      guard let line = together.first(where: { $0.line == row.line }) else { continue }
      units += row.quantity
      weight += line.weight * Int64(row.quantity)
      linear += minorant.slope(units: row.quantity, weight: line.weight * Int64(row.quantity))
    }
    let cost = problem.parcelCost(source: source, units: units, weight: weight)
    return (cost < infeasible ? cost : nil, linear)
  }

  /// What is left of every resource after orders were served one after the other, each perhaps more than once.
  package func remaining(after steps: [(order: Int, rows: [Row])]) -> [Int32] {
    var state = AssignmentState(orders: scenario.orders.count, tables: tables)
    for step in steps {
      state.serve(step.order, with: nodePieces(step.rows), scenario: scenario, tables: tables)
    }
    return state.remaining
  }

  /// The sequence in which prices visit orders.
  package static func visitingSequence(_ count: Int) -> [Int32] { OrderBatches.scattered(count) }

  /// By order: what serves it.
  func rows(_ state: AssignmentState) -> [[Row]] {
    scenario.orders.indices.map { order in
      state.pieces(of: order).map { Row(line: $0.line, node: $0.node, quantity: $0.quantity) }
    }
  }

  private func rows(_ problem: OrderProblem, _ pieces: [Piece]) -> [Row] {
    problem.nodePieces(pieces).map { Row(line: $0.line, node: $0.node, quantity: $0.quantity) }
  }

  func nodePieces(_ rows: [Row]) -> [NodePiece] {
    rows.sorted { ($0.node, $0.line) < ($1.node, $1.line) }
      .map { NodePiece(line: $0.line, node: $0.node, quantity: $0.quantity) }
  }
}
