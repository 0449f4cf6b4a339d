import SupplyModel

/// Finds the least priced way to serve one order, exactly where the order is small, else with a valid lower bound.
///
/// Which search runs is decided by the order: one line by a scan; up to some ten lines by a dynamic program over
/// contents; more lines by branch and bound over sets of nodes.
final class WayFinder {
  let problem: OrderProblem

  /// The best way found, sorted by source and line.
  private(set) var pieces: [Piece] = []
  /// The priced cost of `pieces` (millionths; locked shipments and activation itself apart).
  private(set) var value: Int64 = 0
  /// No way costs less than this: equal to `value` where the search was exact.
  private(set) var bound: Int64 = 0

  /// Contents beyond this many states are left to branch and bound.
  static let maxStates = 1024

  private var contents = ContentSearch()
  private var sets = NodeSetSearch()

  init(scenario: Scenario, tables: ScenarioTables) {
    problem = OrderProblem(scenario: scenario, tables: tables)
  }

  /// Loads an order; queries then refer to it.
  func load(_ order: Int) { problem.load(order) }

  /// Searches the least priced way of the loaded order.
  func search(_ query: WayQuery) {
    pieces.removeAll(keepingCapacity: true)
    let lines = problem.lines.count
    guard lines > 0 && !problem.sources.isEmpty else {
      settle(value: problem.unfilledCost { problem.lines[$0].quantity })
      return
    }
    if problem.split == .never {
      searchWhole(query, orNothing: true)
    } else if lines == 1 && problem.split == .lines {
      searchOneLine(query)
    } else if stateCount <= WayFinder.maxStates {
      contents.search(problem, query)
      pieces.append(contentsOf: contents.pieces)
      settle(value: contents.value)
    } else {
      sets.search(problem, query)
      pieces.append(contentsOf: sets.pieces)
      value = sets.value
      bound = sets.bound
    }
  }

  /// Searches the cheapest single source for the whole order; without one, nothing is served.
  /// - Returns: whether a source was found.
  @discardableResult
  func searchWhole(_ query: WayQuery, orNothing: Bool = false) -> Bool {
    pieces.removeAll(keepingCapacity: true)
    var best: (value: Int64, source: Int) = (infeasible, -1)
    for source in problem.sources.indices {
      let value = wholeValue(source, query)
      if value < best.value { best = (value, source) }
    }
    let nothing = problem.unfilledCost { problem.lines[$0].quantity }
    if best.source < 0 || (orNothing && !query.fillsMost && nothing <= best.value) {
      settle(value: nothing)
      return false
    }
    serveWhole(best.source, value: best.value)
    return true
  }

  /// Tries to serve the whole order from one source.
  /// - Returns: whether the source can.
  func searchWhole(from source: Int, _ query: WayQuery) -> Bool {
    pieces.removeAll(keepingCapacity: true)
    let value = wholeValue(source, query)
    guard value < infeasible else { return false }
    serveWhole(source, value: value)
    return true
  }

  private func serveWhole(_ source: Int, value: Int64) {
    for line in problem.lines.indices {
      pieces.append(Piece(source: Int32(source), line: Int32(line), quantity: problem.lines[line].quantity))
    }
    settle(value: value)
  }

  private func wholeValue(_ source: Int, _ query: WayQuery) -> Int64 {
    guard problem.isOpen(source, query), problem.openUnits <= problem.unitLimit(source, query) else {
      return infeasible
    }
    if problem.maxNewSources < 1 && !problem.sources[source].isLocked { return infeasible }
    for line in problem.lines.indices {
      let need = problem.lines[line].quantity
      if problem.stockLimit(source: source, line: line, query) < need { return infeasible }
    }
    let whole = problem.lines.indices.map {
      Piece(source: Int32(source), line: Int32($0), quantity: problem.lines[$0].quantity)
    }
    if problem.hasRepeatedSKU && !problem.isFeasible(whole, query) { return infeasible }
    return problem.pricedCost(of: whole, query)
  }

  private func searchOneLine(_ query: WayQuery) {
    let line = problem.lines[0]
    var best = problem.unfilledCost { _ in line.quantity }
    var bestSource = -1
    if query.fillsMost { best = infeasible }
    let units = line.shipsAlone ? 0 : line.quantity
    let weight = line.weight * Int64(units)
    for source in problem.sources.indices {
      guard problem.isOpen(source, query), line.quantity <= problem.unitLimit(source, query),
        line.quantity <= problem.stockLimit(source: source, line: 0, query)
      else { continue }
      let alone = problem.lineCost(source: source, line: 0, quantity: line.quantity)
      let parcel = problem.parcelCost(source: source, units: units, weight: weight)
      guard alone < infeasible && parcel < infeasible else { continue }
      var value = alone + parcel
      value += Int64(line.quantity) * problem.unitPrice(source: source, line: 0, prices: query.prices)
      value += problem.sourcePrice(source, query)
      if problem.latenessPerDay > 0 {
        let late = problem.daysLate(
          source: source, units: units, weight: weight,
          aloneWeights: CollectionOfOne(line.weight).prefix(line.shipsAlone ? 1 : 0))
        value += problem.latenessCost(
          problem.lockedDaysLate > 0
            ? max(late, problem.lockedDaysLate(whileSending: source, units: units)) : late)
      }
      if value < best {
        best = value
        bestSource = source
      }
    }
    if bestSource >= 0 { pieces.append(Piece(source: Int32(bestSource), line: 0, quantity: line.quantity)) }
    if best >= infeasible { best = problem.unfilledCost { _ in line.quantity } }
    settle(value: best)
  }

  /// Every way of the loaded order whose priced cost is at most `limit`, each once, sorted by source and line.
  /// - Parameter most: more ways than this are not listed.
  /// - Returns: whether all of them were given; false too where the order is too long to list its ways.
  func forEachWay(_ query: WayQuery, within limit: Int64, most: Int, _ take: ([Piece]) -> Void) -> Bool {
    if problem.split != .never {
      guard stateCount <= WayFinder.maxStates else { return false }
      return contents.forEachWay(problem, query, within: limit, most: most, take)
    }
    if problem.unfilledCost({ problem.lines[$0].quantity }) <= limit { take([]) }
    for source in problem.sources.indices where wholeValue(source, query) <= limit {
      pieces.removeAll(keepingCapacity: true)
      serveWhole(source, value: 0)
      take(pieces)
    }
    return true
  }

  /// Whether the least priced way of the loaded order is found in well under a millisecond: contents of few lines.
  var isQuick: Bool { problem.split == .never || problem.lines.count <= 1 || stateCount <= 128 }

  /// States of the dynamic program: filled or not for each line, or how many units of it; saturated.
  private var stateCount: Int {
    var states = 1
    for line in problem.lines {
      states *= problem.split == .units ? Int(line.quantity) + 1 : 2
      if states > WayFinder.maxStates { return .max }
    }
    return states
  }

  private func settle(value: Int64) {
    self.value = value
    bound = value
  }
}
