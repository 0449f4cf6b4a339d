import SupplyModel

/// The most promising sources of every simple order with the cost of each content, on flat storage: what the price
/// search reads in every pass instead of looking at all nodes anew.
///
/// An order is simple if it ships or is picked up without promise, locked lines or repeated SKUs, under `split: lines`,
/// with at most `maxLines` open lines and no tighter limit on shipments. Prices found on candidates are as good as
/// others: the bound is always taken over all nodes.
struct CandidateTable: Sendable {
  /// Lines of a simple order at most; contents grow as 2^lines.
  static let maxLines = 4

  struct Options: Sendable {
    /// Cheapest holders of each line that are kept, and warehouses beside them: near stores run out, warehouses are
    /// where the rest goes.
    var holders = 16
    var warehouses = 12
  }

  /// A source of one order.
  struct Candidate: Sendable {
    var node: NodeIndex
    /// Resource id of a limited lane, or -1.
    var lane: Int32
    /// Whether units are shipped, and so bound by protected stock too.
    var ships: Bool
  }

  /// First candidate of each order; one longer than the orders. Orders that are not simple have none.
  private(set) var starts: [Int32] = [0]
  private(set) var candidates: [Candidate] = []
  /// Stock rows: `lines` of them for each candidate, from `rowStarts[order]` on; -1 where it cannot serve the line.
  private(set) var rowStarts: [Int32] = []
  private(set) var rows: [Int32] = []
  /// Cost of each content (a bit a line, content 0 left out): `2^lines - 1` for each candidate.
  private(set) var costStarts: [Int32] = []
  private(set) var costs: [Int64] = []
  /// Open lines of each order; 0 for orders that are not simple.
  private(set) var lineCounts: [UInt8] = []
  /// Units of each open line, from `quantityStarts[order]` on.
  private(set) var quantityStarts: [Int32] = []
  private(set) var quantities: [Int32] = []
  /// What each set of unfilled lines costs: `2^lines` for each order, from `unfilledStarts[order]` on.
  private(set) var unfilledStarts: [Int32] = []
  private(set) var unfilled: [Int64] = []

  /// - Complexity: one load an order, O(sources log sources) each; in parallel.
  init(scenario: Scenario, tables: ScenarioTables, options: Options = Options(), threads: Int) {
    let parts = OrderChunks(orders: scenario.orders.count, threads: threads).map { range in
      var part = CandidateTable()
      let problem = OrderProblem(scenario: scenario, tables: tables)
      withQuery(Prices(tables), remaining: tables.resources.limits) { query in
        var builder = CandidateBuilder(options: options)
        for order in range {
          problem.load(order)
          part.append(problem, &builder, query)
        }
      }
      return part
    }
    for part in parts { append(part) }
  }

  private init() {}

  private mutating func append(_ problem: OrderProblem, _ builder: inout CandidateBuilder, _ query: WayQuery) {
    rowStarts.append(Int32(rows.count))
    costStarts.append(Int32(costs.count))
    quantityStarts.append(Int32(quantities.count))
    unfilledStarts.append(Int32(unfilled.count))
    let lines = problem.lines.count
    guard CandidateTable.isSimple(problem) else {
      lineCounts.append(0)
      starts.append(Int32(candidates.count))
      return
    }
    lineCounts.append(UInt8(lines))
    quantities += problem.lines.map(\.quantity)
    for filled in 0..<(1 << lines) {
      unfilled.append(problem.unfilledCost { filled >> $0 & 1 == 1 ? 0 : problem.lines[$0].quantity })
    }
    for source in builder.select(problem, query) {
      let place = problem.sources[source]
      candidates.append(Candidate(node: place.node, lane: place.lane, ships: place.arc >= 0))
      rows += problem.rows[source * lines..<(source + 1) * lines]
      for content in 1..<(1 << lines) { costs.append(builder.cost(problem, source: source, content: content, query)) }
    }
    starts.append(Int32(candidates.count))
  }

  private mutating func append(_ part: CandidateTable) {
    starts += part.starts.dropFirst().map { $0 + Int32(candidates.count) }
    rowStarts += part.rowStarts.map { $0 + Int32(rows.count) }
    costStarts += part.costStarts.map { $0 + Int32(costs.count) }
    quantityStarts += part.quantityStarts.map { $0 + Int32(quantities.count) }
    unfilledStarts += part.unfilledStarts.map { $0 + Int32(unfilled.count) }
    lineCounts += part.lineCounts
    candidates += part.candidates
    rows += part.rows
    costs += part.costs
    quantities += part.quantities
    unfilled += part.unfilled
  }

  private static func isSimple(_ problem: OrderProblem) -> Bool {
    !problem.lines.isEmpty && problem.lines.count <= maxLines && problem.split == .lines && !problem.hasRepeatedSKU
      && problem.latenessPerDay == 0 && problem.maxNewSources >= problem.lines.count
      && !problem.tables.hasLocked[problem.order] && !problem.sources.isEmpty
  }
}

/// Chooses the candidates of one order after the other; keeps its buffers.
struct CandidateBuilder {
  let options: CandidateTable.Options
  private var ranked: [(cost: Int64, source: Int)] = []
  private var isChosen: [Bool] = []

  init(options: CandidateTable.Options) { self.options = options }

  /// The cheapest holders of each line, alone, and the cheapest warehouses; ascending.
  mutating func select(_ problem: OrderProblem, _ query: WayQuery) -> [Int] {
    isChosen = [Bool](repeating: false, count: problem.sources.count)
    for line in problem.lines.indices {
      ranked.removeAll(keepingCapacity: true)
      for source in problem.sources.indices where problem.rows[source * problem.lines.count + line] >= 0 {
        ranked.append((cost(problem, source: source, content: 1 << line, query), source))
      }
      ranked.sort { ($0.cost, $0.source) < ($1.cost, $1.source) }
      var (holders, warehouses) = (options.holders, options.warehouses)
      for (cost, source) in ranked where cost < infeasible {
        if holders > 0 {
          holders -= 1
          isChosen[source] = true
        } else if warehouses > 0, problem.tables.nodes[Int(problem.sources[source].node)].tier != .store {
          warehouses -= 1
          isChosen[source] = true
        }
        if holders == 0 && warehouses == 0 { break }
      }
    }
    return isChosen.indices.filter { isChosen[$0] }
  }

  /// Cost of sending some lines whole from a source; `infeasible` where it cannot.
  func cost(_ problem: OrderProblem, source: Int, content: Int, _ query: WayQuery) -> Int64 {
    var (cost, units, allUnits, weight) = (Int64(0), Int32(0), Int32(0), Int64(0))
    for line in problem.lines.indices where content >> line & 1 == 1 {
      let view = problem.lines[line]
      guard problem.stockLimit(source: source, line: line, query) >= view.quantity else { return infeasible }
      let part = problem.lineCost(source: source, line: line, quantity: view.quantity)
      guard part < infeasible else { return infeasible }
      cost += part
      allUnits += view.quantity
      if !view.shipsAlone {
        units += view.quantity
        weight += view.weight * Int64(view.quantity)
      }
    }
    guard allUnits <= problem.unitLimit(source, query), problem.isOpen(source, query) else { return infeasible }
    let parcel = problem.parcelCost(source: source, units: units, weight: weight)
    return parcel >= infeasible ? infeasible : cost + parcel
  }
}
