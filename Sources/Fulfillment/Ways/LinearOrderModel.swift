import SupplyModel

/// One order as an uncapacitated facility location problem that underestimates it: a fixed cost for each source used,
/// a cost for each (source, line), a penalty for each line left.
struct LinearOrderModel {
  /// By source; may be negative at a source with locked lines.
  private(set) var fixed: [Int64] = []
  /// Sources by falling promise of savings.
  private(set) var order: [Int] = []
  /// Most sources in a set that have no locked lines of the order.
  private(set) var maxNewSources = 0
  /// By source.
  private(set) var isNew: [Bool] = []
  /// For each position in `order`, the least fixed cost from there on (at most 0 where it could be negative).
  private(set) var leastFixed: [Int64] = []
  /// Added to every value: what lines that join locked parcels may save of their lateness (at most 0).
  private(set) var constant: Int64 = 0

  /// Cost of the whole line (or one unit under `split: units`) at (source, line); `infeasible` where it cannot.
  private var costs: [Int64] = []
  /// Units that a source can send of a line.
  private var limits: [Int32] = []
  private var quantities: [Int32] = []
  /// Penalty of leaving the whole line.
  private var unfilled: [Int64] = []
  private var unfilledOrder: Int64 = 0
  /// For each position in `order`, the least cost of each line from there on.
  private var suffix: [Int64] = []
  private var lines = 0
  private var byUnits = false

  /// The cheapest cost of each line with no source at all.
  var nothing: [Int64] { [Int64](repeating: infeasible, count: lines) }

  /// - Complexity: O(sources x lines).
  mutating func prepare(_ problem: OrderProblem, _ query: WayQuery) {
    lines = problem.lines.count
    byUnits = problem.split == .units
    quantities = problem.lines.map(\.quantity)
    fixed = []
    costs = []
    limits = []
    let mainUnits = problem.lines.reduce(Int32(0)) { $0 + ($1.shipsAlone ? 0 : $1.quantity) }
    let mainWeight = problem.lines.reduce(Int64(0)) { $0 + ($1.shipsAlone ? 0 : $1.weight * Int64($1.quantity)) }
    for source in problem.sources.indices {
      let minorant = ParcelMinorant(problem, source: source, units: mainUnits, weight: mainWeight)
      append(source, minorant, problem, query)
    }
    constant = problem.latenessCost(problem.leastDaysLate)
    maxNewSources = problem.maxNewSources
    isNew = problem.sources.map { !$0.isLocked }
    unfilled = problem.lines.map {
      problem.weightedDown(problem.penalty.perLine.millionths + Int64($0.quantity) * $0.unfilledPerUnit)
    }
    unfilledOrder = problem.weightedDown(problem.penalty.perOrder.millionths)
    if query.fillsMost { raisePenalties() }
    sortSources()
  }

  private mutating func append(_ source: Int, _ minorant: ParcelMinorant, _ problem: OrderProblem, _ query: WayQuery) {
    let isOpen = problem.isOpen(source, query)
    let unitLimit = problem.unitLimit(source, query)
    var sendsAlone = false
    for line in 0..<lines {
      let view = problem.lines[line]
      let limit = isOpen ? min(problem.stockLimit(source: source, line: line, query), unitLimit) : 0
      let quantity = byUnits ? 1 : view.quantity
      limits.append(limit)
      guard limit >= quantity else {
        costs.append(infeasible)
        continue
      }
      var cost = problem.lineCost(source: source, line: line, quantity: quantity)
      guard cost < infeasible else {
        costs.append(infeasible)
        continue
      }
      cost += Int64(quantity) * problem.unitPrice(source: source, line: line, prices: query.prices)
      if view.shipsAlone {
        sendsAlone = true
      } else {
        cost += minorant.slope(units: quantity, weight: view.weight * Int64(quantity))
      }
      // Commission of several units is rounded once, that of one unit may have been rounded up.
      if byUnits { cost -= 1 }
      costs.append(cost)
    }
    // Units that ship alone need no main parcel.
    fixed.append(problem.sourcePrice(source, query) + (sendsAlone ? min(0, minorant.fixed) : minorant.fixed))
  }

  /// Makes any unfilled unit dearer than all real costs together.
  private mutating func raisePenalties() {
    var all: Int64 = 1
    for line in 0..<lines {
      var most: Int64 = 0
      for source in fixed.indices where costs[source * lines + line] < infeasible {
        most = max(most, abs(costs[source * lines + line]))
      }
      all += most * (byUnits ? Int64(quantities[line]) : 1) + abs(unfilled[line])
    }
    all += fixed.reduce(0) { $0 + abs($1) } + unfilledOrder
    let units = quantities.reduce(Int64(0)) { $0 + Int64($1) }
    let raise = min(all, infeasible / 4 / max(1, units))
    for line in 0..<lines { unfilled[line] += raise * Int64(quantities[line]) }
  }

  private mutating func sortSources() {
    var promise: [(Int64, Int)] = []
    for source in fixed.indices {
      var savings = -fixed[source]
      for line in 0..<lines {
        savings += max(0, unfilled[line] - lineCost(source, line))
      }
      promise.append((savings, source))
    }
    order = promise.sorted { ($0.0, $1.1) > ($1.0, $0.1) }.map(\.1)
    order.removeAll { source in (0..<lines).allSatisfy { costs[source * lines + $0] >= infeasible } }
    suffix = [Int64](repeating: infeasible, count: (order.count + 1) * lines)
    leastFixed = [Int64](repeating: 0, count: order.count)
    for position in order.indices.reversed() {
      let source = order[position]
      let next = position + 1 < order.count ? leastFixed[position + 1] : .max
      // Several negative ones could be added: their sum is what a bound may count on.
      leastFixed[position] =
        min(fixed[source], next) >= 0 ? min(fixed[source], next) : min(0, fixed[source]) + min(0, next)
      for line in 0..<lines {
        suffix[position * lines + line] = min(
          lineCost(source, line), suffix[(position + 1) * lines + line])
      }
    }
  }

  /// The whole line at a source, as if its stock sufficed.
  private func lineCost(_ source: Int, _ line: Int) -> Int64 {
    let cost = costs[source * lines + line]
    return cost >= infeasible ? infeasible : byUnits ? cost * Int64(quantities[line]) : cost
  }

  /// The cheapest cost of each line once a source joins a set.
  func merged(_ cheapest: [Int64], _ source: Int) -> [Int64] {
    var merged = cheapest
    for line in 0..<lines { merged[line] = min(merged[line], lineCost(source, line)) }
    return merged
  }

  /// What the lines cost at best with a set and any sources from a position on. Complexity: O(lines).
  func bestLines(_ cheapest: [Int64], from position: Int) -> Int64 {
    sum { min(cheapest[$0], suffix[position * lines + $0]) }
  }

  /// The value of a set: fixed costs and each line at its cheapest member. Complexity: O(lines x set).
  func value(of set: [Int], _ cheapest: [Int64]) -> Int64 {
    var value = sum { cheapest[$0] }
    for source in set { value += fixed[source] }
    return value
  }

  /// Either every line is filled, or the order's own penalty is due and each line takes the cheaper of both.
  private func sum(_ cost: (Int) -> Int64) -> Int64 {
    var (all, some) = (Int64(0), unfilledOrder)
    for line in 0..<lines {
      let cost = cost(line)
      all = min(infeasible, all + cost)
      some += min(cost, unfilled[line])
    }
    return min(all, some)
  }

  /// Whether an order with all lines filled saves a penalty of its own.
  var savesByFillingAll: Bool { unfilledOrder > 0 }

  /// A feasible way that uses a set only: each line at its cheapest members that still can.
  /// - Parameter fillsAll: fills lines too that cost more than their own penalty.
  /// - Complexity: O(lines x set log set).
  func way(_ problem: OrderProblem, _ query: WayQuery, from set: [Int], fillsAll: Bool = false) -> [Piece] {
    var pieces: [Piece] = []
    var sent = [Int32](repeating: 0, count: fixed.count)
    var loads = [(units: Int32, weight: Int64)](repeating: (0, 0), count: fixed.count)
    for line in 0..<lines {
      let view = problem.lines[line]
      var left = view.quantity
      for source in set.sorted(by: { (costs[$0 * lines + line], $0) < (costs[$1 * lines + line], $1) }) where left > 0 {
        guard costs[source * lines + line] < infeasible else { break }
        var room = min(limits[source * lines + line], problem.unitLimit(source, query) - sent[source])
        if problem.hasRepeatedSKU {
          for piece in pieces where piece.source == source && problem.lines[Int(piece.line)].sku == view.sku {
            room -= piece.quantity
          }
        }
        let take = byUnits ? min(left, room) : room >= left ? left : 0
        guard take > 0 else { continue }
        let cost = byUnits ? costs[source * lines + line] * Int64(take) : costs[source * lines + line]
        if !fillsAll && cost > unfilled[line] { break }
        var load = loads[source]
        if !view.shipsAlone {
          load.units += take
          load.weight += view.weight * Int64(take)
          if problem.parcelCost(source: source, units: load.units, weight: load.weight) >= infeasible { continue }
        }
        loads[source] = load
        sent[source] += take
        left -= take
        pieces.append(Piece(source: Int32(source), line: Int32(line), quantity: take))
      }
    }
    return pieces.sorted { ($0.source, $0.line) < ($1.source, $1.line) }
  }
}

extension OrderProblem {
  /// A penalty times the order's priority, never more than its part of the order's exact penalty.
  func weightedDown(_ penalty: Int64) -> Int64 {
    priority == .one ? penalty : max(0, weighted(penalty) - 1)
  }
}
