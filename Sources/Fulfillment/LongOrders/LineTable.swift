import SupplyModel

/// Orders whose lines go whole from one node each, on flat storage: every line with all stock rows that could serve it.
///
/// Only scenarios where every order is of that kind have a table: shipped, `split: lines`, without promise, locked
/// lines, units that ship alone or lanes with a limit. Money in millionths, held as whole numbers in `Double`: sums of
/// them are exact below 2^53.
struct LineTable: Sendable {
  /// Lines of an order from `lineStarts[order]` on, its sources from `sourceStarts[order]` on.
  private(set) var lineStarts: [Int32] = [0]
  private(set) var sourceStarts: [Int32] = [0]
  /// Options of a line from `optionStarts[line]` on: the rows that hold the whole line.
  private(set) var optionStarts: [Int32] = [0]

  /// By order: most sources that may serve it, and the penalty of an order that lacks anything.
  private(set) var mostSources: [Int32] = []
  private(set) var orderPenalties: [Double] = []

  /// By source: its node and arc, and what a parcel costs at least: a constant, or less with a slope by content.
  private(set) var nodes: [NodeIndex] = []
  private(set) var arcs: [Int32] = []
  private(set) var floors: [Double] = []
  private(set) var slopedFixed: [Double] = []
  /// Which of the two to begin with, in 64ths of the sloped one: that which is the greater for half of the order.
  private(set) var shares: [UInt8] = []

  /// By line: index in the scenario, order, units, milligrams of all units, and the penalty of leaving it.
  private(set) var lines: [LineIndex] = []
  private(set) var orders: [Int32] = []
  private(set) var quantities: [Int32] = []
  private(set) var weights: [Int64] = []
  private(set) var penalties: [Double] = []

  /// By option: the line, the source within the order's sources, the stock row, the cost but for the parcel, and what
  /// the line adds to the sloped parcel.
  private(set) var optionLines: [Int32] = []
  private(set) var optionSources: [Int32] = []
  private(set) var rows: [Int32] = []
  private(set) var costs: [Double] = []
  private(set) var slopes: [Double] = []

  /// By stock row: units that may be shipped, and its options from `rowStarts[row]` on in `rowOptions`.
  private(set) var limits: [Int32] = []
  private(set) var rowStarts: [Int32] = []
  private(set) var rowOptions: [Int32] = []

  /// Open lines of orders of more than so many lines are long.
  static let longOrder = 10

  /// - Parameter mostlyLong: whether most lines must be in long orders.
  /// - Returns: nil where some order is of another kind, or they are too short.
  /// - Complexity: one load an order.
  init?(scenario: Scenario, tables: ScenarioTables, mostlyLong: Bool = true) {
    if mostlyLong && !LineTable.isMostlyLong(scenario) { return nil }
    let problem = OrderProblem(scenario: scenario, tables: tables)
    for order in scenario.orders.indices {
      problem.load(order)
      guard LineTable.isPlain(problem, tables) else { return nil }
      append(problem, tables)
    }
    let resources = tables.resources
    limits = (0..<Int32(tables.stock.count)).map {
      min(resources.limits[resources.stock($0)], resources.limits[resources.protected($0)])
    }
    indexRows()
  }

  private static func isMostlyLong(_ scenario: Scenario) -> Bool {
    let long = scenario.orders.reduce(0) { $0 + ($1.lines.count > longOrder ? $1.lines.count : 0) }
    return long * 2 > scenario.lines.count
  }

  private static func isPlain(_ problem: OrderProblem, _ tables: ScenarioTables) -> Bool {
    !problem.isPickup && problem.split == .lines && problem.latenessPerDay == 0 && !tables.hasLocked[problem.order]
      && !problem.lines.contains(where: \.shipsAlone) && !problem.sources.contains { $0.lane >= 0 }
  }

  private mutating func append(_ problem: OrderProblem, _ tables: ScenarioTables) {
    mostSources.append(Int32(min(max(0, problem.maxNewSources), problem.sources.count)))
    orderPenalties.append(Double(problem.weightedDown(problem.penalty.perOrder.millionths)))
    let weight = problem.lines.reduce(Int64(0)) { $0 + $1.weight * Int64($1.quantity) }
    let parcels = problem.sources.indices.map {
      ParcelMinorant.both(problem, source: $0, units: problem.openUnits, weight: weight)
    }
    for (index, source) in problem.sources.enumerated() {
      let (floor, sloped) = parcels[index]
      let half = sloped.fixed + sloped.slope(units: problem.openUnits / 2, weight: weight / 2)
      shares.append(half >= floor.fixed ? 64 : 0)
      nodes.append(source.node)
      arcs.append(source.arc)
      floors.append(Double(parcels[index].floor.fixed))
      slopedFixed.append(Double(parcels[index].sloped.fixed))
    }
    for (index, line) in problem.lines.enumerated() {
      let weight = line.weight * Int64(line.quantity)
      for (source, place) in problem.sources.enumerated() {
        let row = problem.rows[source * problem.lines.count + index]
        guard row >= 0, tables.resources.limits[tables.resources.capacityOrders(place.node)] > 0,
          tables.resources.limits[tables.resources.capacityUnits(place.node)] >= line.quantity,
          problem.parcelCost(source: source, units: line.quantity, weight: weight) < infeasible
        else { continue }
        optionLines.append(Int32(lines.count))
        optionSources.append(Int32(source))
        rows.append(row)
        costs.append(Double(problem.lineCost(source: source, line: index, quantity: line.quantity)))
        slopes.append(Double(parcels[source].sloped.slope(units: line.quantity, weight: weight)))
      }
      lines.append(line.line)
      orders.append(Int32(problem.order))
      quantities.append(line.quantity)
      weights.append(weight)
      let penalty = problem.penalty.perLine.millionths + Int64(line.quantity) * line.unfilledPerUnit
      penalties.append(Double(problem.weightedDown(penalty)))
      optionStarts.append(Int32(rows.count))
    }
    lineStarts.append(Int32(lines.count))
    sourceStarts.append(Int32(nodes.count))
  }

  private mutating func indexRows() {
    rowStarts = [Int32](repeating: 0, count: limits.count + 1)
    for row in rows { rowStarts[Int(row) + 1] += 1 }
    for row in limits.indices { rowStarts[row + 1] += rowStarts[row] }
    rowOptions = [Int32](repeating: 0, count: rows.count)
    var next = rowStarts
    for (option, row) in rows.enumerated() {
      rowOptions[Int(next[Int(row)])] = Int32(option)
      next[Int(row)] += 1
    }
  }

  var orderCount: Int { mostSources.count }

  func lines(of order: Int) -> Range<Int> { Int(lineStarts[order])..<Int(lineStarts[order + 1]) }
  func sources(of order: Int) -> Range<Int> { Int(sourceStarts[order])..<Int(sourceStarts[order + 1]) }
  func options(of line: Int) -> Range<Int> { Int(optionStarts[line])..<Int(optionStarts[line + 1]) }
  func options(ofRow row: Int) -> ArraySlice<Int32> { rowOptions[Int(rowStarts[row])..<Int(rowStarts[row + 1])] }

  /// The source of an option, in the numbering of all orders.
  func source(of option: Int) -> Int {
    Int(sourceStarts[Int(orders[Int(optionLines[option])])] + optionSources[option])
  }

  func node(of option: Int) -> Int { Int(nodes[source(of: option)]) }
}
