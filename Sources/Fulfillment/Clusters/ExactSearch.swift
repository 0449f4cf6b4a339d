import LinearProgramming
import SupplyModel

/// Decides all orders of a scenario together, to a proven optimum where the work allows.
///
/// Column generation with cuts gives a bound; every way whose reduced cost is within some span above it is then listed
/// (a plan with any other costs more than bound and span), and branch and bound over those ways closes the gap or
/// raises the bound to the span. Narrow spans come first: they find the plans that make the last span small.
struct ExactSearch {
  struct Options: Sendable {
    /// Ways that the final program may hold; beyond it, the gap is reported instead of closed.
    var maxWays = 60_000
    /// Ways of the first lists.
    var firstWays = 5_000
    /// Relaxations of each tree.
    var maxNodes = 20_000
    /// Steps over rows and columns of all relaxations: a count of work, not a clock, so that answers repeat.
    var maxWork = 400_000_000
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
    var prices: MasterPrices
    /// Steps over rows and columns of all relaxations.
    var work = 0
  }

  /// A part of all plans: some activations are decided.
  private struct Part {
    var group: OrderGroup
    var relaxed: ColumnGeneration.Result
    /// No plan of this part costs less (millionths).
    var bound: Int64

    init(_ group: OrderGroup, _ relaxed: ColumnGeneration.Result, _ least: Int64) {
      self.group = group
      self.relaxed = relaxed
      bound = max(least, relaxed.bound + group.settled)
    }
  }

  /// - Parameter start: prices of a first bound.
  func run(_ group: OrderGroup, start: MasterPrices, budget: Budget) throws(LinearProgramError) -> Result {
    let finder = WayFinder(scenario: scenario, tables: tables)
    let root = try relax(group, start: start, from: nil, cutoff: .max, most: options.maxWork / 2, finder, budget)
    var result = Result(ways: group.incumbent, cost: group.cost, bound: root.bound, prices: root.prices)
    var work = root.work
    if !root.undecided.isEmpty && !budget.isMet(cost: result.cost, bound: result.bound) {
      if root.undecided.count > 2 || !root.prices.links.isEmpty { openBetter(&result, group, root, finder, budget) }
      try dive(Part(group, root, .min), &result, &work, finder, budget)
    }
    var open = [Part(group, root, .min)]
    var lowest = Int64.max
    while let index = open.indices.min(by: { (open[$0].bound, $0) < (open[$1].bound, $1) }) {
      let part = open.remove(at: index)
      if part.bound >= result.cost { break }
      result.bound = max(result.bound, min(result.cost, part.bound, lowest))
      if budget.isMet(cost: result.cost, bound: result.bound) || budget.isExhausted() || work >= options.maxWork {
        lowest = min(lowest, part.bound)
        break
      }
      let halves = try explore(part, &result, &work, finder, budget)
      lowest = min(lowest, halves.lowest)
      open += halves.parts
    }
    for part in open { lowest = min(lowest, part.bound) }
    result.work = work
    result.bound = max(result.bound, min(result.cost, lowest))
    return result
  }

  /// The better prices to start with: those given, or those of facility location.
  private func start(
    _ group: OrderGroup, _ given: MasterPrices, _ finder: WayFinder, _ master: MasterProgram
  ) -> MasterPrices {
    guard let facilities = FacilityPrices(group, finder: finder, tables: tables) else { return given }
    let pricer = MasterPricer(scenario: scenario, tables: tables)
    let own = facilities.run(cost: group.cost)
    return pricer.price(master, own).bound > pricer.price(master, given).bound ? own : given
  }

  /// Searches the plans of a part, or halves it.
  /// - Returns: parts that are left, and a bound on plans that are neither in them nor dearer than the best.
  private func explore(
    _ part: Part, _ result: inout Result, _ work: inout Int, _ finder: WayFinder, _ budget: Budget
  ) throws(LinearProgramError) -> (parts: [Part], lowest: Int64) {
    let relaxed = part.relaxed
    var span = max(1, (result.cost - part.bound) / 64)
    var lowest = part.bound
    // Whether the last search of a narrow span found a better plan: then the next may find one too.
    var improves = true
    while lowest < result.cost {
      if budget.isExhausted() || work >= options.maxWork { return ([], lowest) }
      let gap = result.cost - part.group.settled - relaxed.bound
      span = min(span, gap)
      // All that could be better, where that is little; else a narrow span as long as it helps.
      var pool = list(part.group, relaxed, result, span: gap, most: options.firstWays, finder)
      if pool != nil {
        span = gap
      } else if span < gap && improves {
        pool = list(part.group, relaxed, result, span: span, most: options.firstWays, finder)
      }
      if pool == nil {
        span = gap
        if let node = relaxed.undecided.first {
          return (try halve(part, node, result, &work, finder, budget), .max)
        }
        pool = list(part.group, relaxed, result, span: gap, most: options.maxWays, finder)
      }
      guard let pool else {
        try improve(&result, part, &work, budget)
        return ([], min(lowest, result.cost))
      }
      let isLast = span == gap
      let tree = try search(&result, pool, part, span: span, &work, budget)
      // A plan with a way that is not in the pool costs more than bound and span.
      lowest = max(lowest, min(result.cost, tree.bound, relaxed.bound + part.group.settled + span + 1))
      if !tree.isFinished && isLast { return ([], lowest) }
      improves = tree.ways != nil || tree.isFinished
      span *= 3
    }
    return ([], .max)
  }

  /// Looks for a plan near the activations to which the relaxation leans.
  private func openBetter(
    _ result: inout Result, _ group: OrderGroup, _ root: ColumnGeneration.Result, _ finder: WayFinder, _ budget: Budget
  ) {
    var isOpen = [Bool](repeating: true, count: group.activation.count)
    for (node, value) in root.leaning { isOpen[Int(node)] = value > 0.3 }
    var search = OpenSetSearch(
      scenario: scenario, tables: tables, prices: root.prices.prices, activation: group.activation)
    search.maxPlans = min(250, 50_000 / group.orders.count)
    var ways: [Way] = []
    for (order, pieces) in search.run(isOpen, budget: budget).enumerated() {
      finder.load(order)
      guard let local = finder.problem.localPieces(pieces[...]) else { return }
      ways.append(Way(finder.problem, local))
    }
    let cost = OrderGroup.cost(of: ways, activation: group.activation)
    if cost < result.cost { (result.ways, result.cost) = (ways, cost) }
  }

  /// Decides activations as the relaxation leans, until none is undecided, and searches the plans that are left: a good
  /// plan, no bound.
  private func dive(
    _ part: Part, _ result: inout Result, _ work: inout Int, _ finder: WayFinder, _ budget: Budget
  ) throws(LinearProgramError) {
    var part = part
    while !part.relaxed.undecided.isEmpty && !budget.isExhausted() && work < options.maxWork {
      var group = part.group
      let leaning = part.relaxed.leaning
      let firm = leaning.filter { abs($0.value - 0.5) > 0.3 }
      for (node, value) in firm.isEmpty ? Array(leaning.prefix(1)) : firm {
        group = group.deciding(node, isActive: value >= 0.5 || firm.isEmpty, tables: tables)
      }
      let relaxed = try relax(
        group, start: part.relaxed.prices, from: part.relaxed, cutoff: result.cost - group.settled,
        most: options.maxWork - work, finder, budget)
      work += relaxed.work
      part = Part(group, relaxed, part.bound)
      if part.bound >= result.cost { return }
    }
    for share in [64, 8] as [Int64] where !budget.isExhausted() && work < options.maxWork && part.bound < result.cost {
      let span = max(1, (result.cost - part.bound) / share)
      let pool = list(part.group, part.relaxed, result, span: span, most: options.firstWays, finder)
      guard let pool else { break }
      let tree = try search(&result, pool, part, span: 0, nodes: 200, &work, budget)
      if tree.ways != nil { return }
    }
    try improve(&result, part, &work, budget)
  }

  /// The plans of a part in which a node is active, and those in which it is not.
  private func halve(
    _ part: Part, _ node: NodeIndex, _ result: Result, _ work: inout Int, _ finder: WayFinder, _ budget: Budget
  ) throws(LinearProgramError) -> [Part] {
    var parts: [Part] = []
    for isActive in [true, false] {
      let group = part.group.deciding(node, isActive: isActive, tables: tables)
      let relaxed = try relax(
        group, start: part.relaxed.prices, from: part.relaxed, cutoff: result.cost - group.settled,
        most: options.maxWork - work, finder, budget)
      work += relaxed.work
      parts.append(Part(group, relaxed, part.bound))
    }
    return parts.filter { $0.bound < result.cost }
  }

  /// Column generation over a group.
  /// - Parameter parent: of a group with fewer activations decided: its ways, ties and cuts are a start.
  private func relax(
    _ group: OrderGroup, start: MasterPrices, from parent: ColumnGeneration.Result?, cutoff: Int64, most: Int,
    _ finder: WayFinder, _ budget: Budget
  ) throws(LinearProgramError) -> ColumnGeneration.Result {
    var master = MasterProgram(
      orders: group.orders, references: group.incumbent.map(\.cost),
      resources: group.contestedResources(finder, tables: tables), limits: group.limits, activation: group.activation,
      tables: tables)
    let start = self.start(group, start, finder, master)
    if let parent {
      for (index, row) in parent.master.rows.enumerated() {
        // Ties that do not bind may come back.
        if case .link(let order, let node) = row, order >= 0, group.activation[Int(node)] > 0,
          parent.isTight(row: index)
        {
          master.addLink(order: order, node: node)
        }
      }
      for cut in parent.master.covers where !group.closed.contains(tables.node(ofResource: Int(cut.resource))) {
        master.addCover(cut)
      }
      master.add(parent.master.ways.filter(group.allows))
    } else {
      for link in start.links { master.addLink(order: link.order, node: link.node) }
      master.add(group.incumbent)
      master.add(first(group, start, finder))
    }
    return try ColumnGeneration(scenario: scenario, tables: tables, maxWork: max(0, most)).run(
      master, start: start, cutoff: cutoff, budget: budget)
  }

  /// The way of serving nothing, for each order: the program is then feasible whatever else it holds; and the ways that
  /// the first prices favour.
  private func first(_ group: OrderGroup, _ start: MasterPrices, _ finder: WayFinder) -> [Way] {
    var ways: [Way] = []
    start.forEachOrder(group.orders, limits: group.limits) { index, order, query, _ in
      finder.load(order)
      let problem = finder.problem
      if !group.incumbent[index].pieces.isEmpty { ways.append(Way(problem, [])) }
      finder.search(query)
      let value = finder.value
      let nothing = problem.unfilledCost { problem.lines[$0].quantity }.magnitude
      let span = max(1, nothing / (start.links.isEmpty ? 32 : 2))
      var found: [(value: Int64, way: Way)] = [(value, Way(problem, finder.pieces))]
      _ = finder.forEachWay(query, within: value + Int64(span), most: 256) { pieces in
        found.append((problem.pricedCost(of: pieces, query), Way(problem, pieces)))
      }
      found.sort { $0.value < $1.value }
      var taken: [[NodePiece]] = [[], group.incumbent[index].pieces]
      for (_, way) in found.prefix(start.links.isEmpty ? 6 : 32) where !taken.contains(way.pieces) {
        taken.append(way.pieces)
        ways.append(way)
      }
    }
    return ways
  }

  /// A program of all ways that could be part of a plan of at most `span` above the bound, its costs counted from the
  /// best plan; nil where there are more than `most`, or where an order is too long to list them.
  private func list(
    _ group: OrderGroup, _ relaxed: ColumnGeneration.Result, _ result: Result, span: Int64, most: Int,
    _ finder: WayFinder
  ) -> ReducedProgram? {
    var lists: [[Way]] = Array(repeating: [], count: group.orders.count)
    var count = 0
    var isComplete = true
    var known: [Int: [Way]] = [:]
    for (index, way) in relaxed.master.ways.enumerated() where relaxed.isBasic(way: index) {
      known[way.order, default: []].append(way)
    }
    for way in result.ways where group.allows(way) { known[way.order, default: []].append(way) }
    relaxed.prices.forEachOrder(group.orders, limits: group.limits) { index, order, query, covers in
      guard isComplete else { return }
      finder.load(order)
      let problem = finder.problem
      let limit = relaxed.orderBounds[index] + span
      var own: [Way] = []
      isComplete = finder.forEachWay(query, within: limit, most: max(0, options.maxWays)) { pieces in
        let way = Way(problem, pieces)
        if !covers.isEmpty {
          let value = problem.pricedCost(of: pieces, query) + MasterPrices.price(of: way, covers)
          if value > limit { return }
        }
        own.append(way)
      }
      for way in known[order] ?? [] where !own.contains(where: { $0.pieces == way.pieces }) { own.append(way) }
      // No plan within the span, unless it has a way of this order.
      if own.isEmpty { own.append(Way(problem, [])) }
      lists[index] = own
      count += own.count
      if count > most { isComplete = false }
    }
    guard isComplete else { return nil }
    return reduced(lists, relaxed, group, result, span: span)
  }

  private func reduced(
    _ lists: [[Way]], _ relaxed: ColumnGeneration.Result, _ group: OrderGroup, _ result: Result, span: Int64
  ) -> ReducedProgram {
    let costs = Dictionary(uniqueKeysWithValues: result.ways.map { ($0.order, $0.cost) })
    return ReducedProgram(
      lists, relaxed: relaxed, costs: relaxed.master.orders.map { costs[$0] ?? 0 }, cost: result.cost - group.settled,
      span: span, tables: tables)
  }

  /// Branch and bound over a pool, from the best plan so far.
  private func search(
    _ result: inout Result, _ reduced: ReducedProgram, _ part: Part, span: Int64, nodes: Int? = nil, _ work: inout Int,
    _ budget: Budget
  ) throws(LinearProgramError) -> WayTree.Result {
    var tree = WayTree(pool: WayPool(reduced.program), floor: part.relaxed.bound)
    tree.options.span = span
    tree.options.maxNodes = min(nodes ?? .max, options.maxNodes)
    tree.options.maxWork = options.maxWork - work
    let settled = part.group.settled
    var found = try tree.run(start: result.cost - settled, basis: reduced.basis, budget: budget)
    work += found.work
    found.bound += settled
    if let ways = found.ways {
      let all = (ways + reduced.settled).sorted { $0.order < $1.order }
      let cost = OrderGroup.cost(of: all, activation: part.group.wholeActivation)
      if cost < result.cost {
        result.ways = all
        result.cost = cost
      }
    }
    return found
  }

  /// Branch and bound over the generated ways alone: a better plan, no better bound.
  private func improve(
    _ result: inout Result, _ part: Part, _ work: inout Int, _ budget: Budget
  ) throws(LinearProgramError) {
    var lists: [Int: [Way]] = [:]
    for way in part.relaxed.master.ways + result.ways.filter(part.group.allows)
    where lists[way.order]?.contains(where: { $0.pieces == way.pieces }) != true {
      lists[way.order, default: []].append(way)
    }
    let span = result.cost - part.group.settled - part.relaxed.bound
    let program = reduced(
      part.relaxed.master.orders.map { lists[$0] ?? [] }, part.relaxed, part.group, result, span: span)
    _ = try search(&result, program, part, span: span, nodes: 400, &work, budget)
  }
}
