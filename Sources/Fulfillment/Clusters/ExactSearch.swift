import LinearProgramming
import SupplyModel

/// Decides all orders of a small scenario together, to a proven optimum where the work allows.
///
/// Column generation gives the bound; every way whose reduced cost is within the gap between bound and plan is then
/// listed (no other can be part of a better plan), and branch and bound over those ways closes the gap.
struct ExactSearch {
  struct Options: Sendable {
    /// Ways that the final program may hold; beyond it, the gap is reported instead of closed.
    var maxWays = 60_000
    /// Nodes of each branch and bound tree: a count, not a clock, so that answers repeat.
    var maxNodes = 20_000
  }

  let scenario: Scenario
  let tables: ScenarioTables
  var options = Options()

  struct Result {
    /// One way an order.
    var ways: [Way]
    /// Cost of `ways` with activation (millionths).
    var cost: Int64
    /// Proven: no plan of these orders costs less.
    var bound: Int64
    /// Whether branch and bound, not prices alone, proved `bound`.
    var usedTree = false
    var prices: MasterPrices

    /// Whether the plan is proven to be within a share of the best; 0: to be the best.
    func isWithin(_ gap: Double) -> Bool {
      cost <= bound || Double(cost - bound) <= gap * Double(max(cost.magnitude, bound.magnitude))
    }
  }

  /// - Parameter start: prices of a first bound.
  func run(_ group: OrderGroup, start: MasterPrices, budget: Budget) throws(LinearProgramError) -> Result {
    let finder = WayFinder(scenario: scenario, tables: tables)
    var master = MasterProgram(
      orders: group.orders, references: group.incumbent.map(\.cost),
      resources: group.contestedResources(finder, tables: tables), limits: group.limits, activation: group.activation,
      tables: tables)
    master.add(group.incumbent)
    master.add(nothing(group, finder))
    let relaxed = try ColumnGeneration(scenario: scenario, tables: tables).run(master, start: start, budget: budget)
    var result = Result(ways: group.incumbent, cost: group.cost, bound: relaxed.bound, prices: relaxed.prices)
    if !result.isWithin(budget.targetGap) && !budget.isExhausted() {
      try improve(&result, relaxed.master, budget)
    }
    var listed = 0
    while !result.isWithin(budget.targetGap) && !budget.isExhausted() {
      // What a tree has proven meanwhile says nothing of single ways: only the bound of these very prices does.
      let gap = result.cost - relaxed.bound
      guard let full = list(group, relaxed, result, gap: gap, finder) else { break }
      let before = result.cost
      let isFinished = try improve(&result, full, budget, provesBound: true)
      if result.cost == before { break }
      // A tree cut short would be cut short again over the same list.
      guard isFinished || full.ways.count != listed else { break }
      listed = full.ways.count
    }
    return result
  }

  /// The way of serving nothing, for each order: the program is then feasible whatever else it holds.
  private func nothing(_ group: OrderGroup, _ finder: WayFinder) -> [Way] {
    group.orders.compactMap { order in
      finder.load(order)
      return Way(finder.problem, [])
    }
  }

  /// A program of all ways that could be part of a plan that is cheaper by less than `gap`, its costs counted from the
  /// best plan; nil where there are too many ways, or where an order is too long to list them.
  private func list(
    _ group: OrderGroup, _ relaxed: ColumnGeneration.Result, _ result: Result, gap: Int64, _ finder: WayFinder
  ) -> MasterProgram? {
    let costs = Dictionary(uniqueKeysWithValues: result.ways.map { ($0.order, $0.cost) })
    let references = group.orders.map { costs[$0] ?? 0 }
    var master = MasterProgram(
      orders: group.orders, references: references, activationReference: result.cost - references.reduce(0, +),
      resources: relaxed.master.resources, limits: group.limits, activation: group.activation, tables: tables)
    var ways = group.incumbent
    var isComplete = true
    relaxed.prices.forEachOrder(group.orders, limits: group.limits) { index, order, query in
      guard isComplete else { return }
      finder.load(order)
      let room = options.maxWays - ways.count
      isComplete = finder.forEachWay(query, within: relaxed.orderBounds[index] + gap, most: max(0, room)) { pieces in
        let way = Way(finder.problem, pieces)
        if way.pieces != group.incumbent[index].pieces { ways.append(way) }
      }
    }
    guard isComplete else { return nil }
    for case .link(let order, let node) in relaxed.master.rows where order >= 0 {
      master.addLink(order: order, node: node)
    }
    master.add(ways)
    return master
  }

  /// Branch and bound over the ways of a program, from the best plan so far.
  /// - Returns: whether the tree was searched to the end.
  @discardableResult
  private func improve(
    _ result: inout Result, _ master: MasterProgram, _ budget: Budget, provesBound: Bool = false
  ) throws(LinearProgramError) -> Bool {
    budget.report(PhaseReport(phase: "branch and bound", done: 0, total: 0))
    let before = result.cost
    var master = master
    // A better plan found meanwhile may use ways that this program lacks.
    let known = Dictionary(grouping: master.ways.indices) { master.ways[$0].order }
    var chosen: [Int] = []
    for way in result.ways {
      if let index = known[way.order]?.first(where: { master.ways[$0].pieces == way.pieces }) {
        chosen.append(index)
      } else {
        chosen.append(master.ways.count)
        master.add([way])
      }
    }
    var linear = LinearOptions()
    linear.nodeLimit = options.maxNodes
    linear.isCancelled = budget.isExhausted
    linear.solution = master.values(of: chosen)
    let solution = try master.model(isInteger: true).solve(linear)
    if solution.hasPoint {
      let ways = master.chosenWays(solution.values).sorted { $0.order < $1.order }
      let cost = OrderGroup.cost(of: ways, activation: master.activation)
      if ways.count == master.orders.count && cost < result.cost {
        result.ways = ways
        result.cost = cost
      }
    }
    guard provesBound else { return false }
    if solution.status == .optimal {
      // The solver prunes within 1e-7 of the objective: below a millionth only where that is next to 0, that is, where
      // costs are counted from the best plan itself. After a better plan, the tree is searched once more.
      if result.cost == before { result.bound = result.cost }
      result.usedTree = true
      return true
    }
    let reference = master.references.reduce(0, +) + master.activationReference
    // The solver's own bound, less its tolerance.
    let proven =
      reference + Int64(((solution.bestBound - 1e-6 * max(1, solution.bestBound.magnitude)) * 1e6).rounded(.down))
    if solution.bestBound.isFinite && proven > result.bound {
      result.bound = min(proven, result.cost)
      result.usedTree = true
    }
    return false
  }
}
