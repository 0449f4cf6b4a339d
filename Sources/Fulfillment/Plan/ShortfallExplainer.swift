import SupplyModel

/// Says why a line stays unfilled, and what would serve it, from what the finished plan leaves.
struct ShortfallExplainer {
  let scenario: Scenario
  let tables: ScenarioTables
  /// The nodes that a tiered rule asks; nil for policies that look at every node.
  let rule: TieredRule?
  private let problem: OrderProblem
  private let prices: Prices
  /// By node: open on as_of, with capacity for orders and units before anything is served.
  private let works: [Bool]
  private let flat: FlatExplainer

  /// - Parameter noPrices: all zero.
  init(scenario: Scenario, tables: ScenarioTables, flat: FlatScenario, rule: TieredRule?, noPrices: Prices) {
    self.scenario = scenario
    self.tables = tables
    self.rule = rule
    problem = OrderProblem(scenario: scenario, tables: tables)
    prices = noPrices
    var works = tables.nodes.map(\.isOpen)
    var today = [CalendarEntry?](repeating: nil, count: works.count)
    for entry in scenario.calendar where entry.day == tables.asOf { today[Int(entry.node)] = entry }
    for (index, node) in scenario.nodes.enumerated() {
      let orders = today[index]?.capacityOrders ?? node.capacityOrders
      let units = today[index]?.capacityUnits ?? node.capacityUnits
      if orders == 0 || units == 0 { works[index] = false }
    }
    self.works = works
    self.flat = FlatExplainer(flat, works: works)
  }

  /// The first reason that holds, from the most general to the most particular.
  /// - Complexity: O(holders of the order's SKUs).
  func explain(order: Int, line index: LineIndex, _ state: AssignmentState) -> (reason: ShortfallReason, repair: String)
  {
    if let found = explainFlat(order: order, line: index, state) { return found }
    let line = scenario.lines[Int(index)]
    let sku = scenario.skus[Int(line.sku)]
    let name = scenario.skuIDs[line.sku]
    if !sku.isInSeason(on: tables.asOf) { return (.outOfSeason, "change the season of \(name) in skus.csv") }
    if case .pickup(let node) = scenario.orders[order].method, !tables.nodes[Int(node)].pickup {
      return (.pickupNotOffered, "set pickup of \(scenario.nodes[Int(node)].id) to true, or ship the order")
    }
    let holders = holders(of: line.sku, order: order)
    guard !holders.isEmpty else { return (.noStock, "stock of \(name)\(place(order))") }
    let reachable = holders.filter { isReachable($0, order: order, weight: sku.weight.milligrams) }
    guard !reachable.isEmpty else {
      return (.noLane, laneRepair(holders[0], order: order, name: name))
    }
    let open = reachable.filter { works[Int(tables.stock.nodes[Int($0)])] }
    guard !open.isEmpty else { return (.closed, "open \(nodeName(reachable[0])) or give it capacity") }
    if problem.order != order || problem.lines.isEmpty { problem.load(order) }
    guard let local = problem.lines.firstIndex(where: { $0.line == index }) else { return (.noStock, "") }
    return withQuery(prices, remaining: state.remaining) { explainWithin(local, order, open, name, state, $0) }
  }

  private func explainFlat(
    order: Int, line: LineIndex, _ state: AssignmentState
  ) -> (reason: ShortfallReason, repair: String)? {
    let asked = rule.map { $0.nodes(for: tables.destinationOf[order]) }
    let found = tables.resources.limits.withUnsafeBufferPointer { limits in
      state.remaining.withUnsafeBufferPointer { left in
        limits.baseAddress.flatMap { limits in
          left.baseAddress.flatMap { left in
            flat.explain(order: order, line: Int(line), asked: asked, limits: limits, left: left)
          }
        }
      }
    }
    guard let (reason, node, missing) = found else { return nil }
    let name = scenario.nodes[Int(node)].id
    switch reason {
    case .notInRule: return (reason, anotherPolicy(name))
    case .stockUsed: return (reason, moreStock(missing, scenario.skuIDs[scenario.lines[Int(line)].sku], name))
    case .capacityUsed: return (reason, moreCapacity(name))
    case .laneFull: return (reason, moreLane(name, order))
    default: return (reason, higherPenalty(name))
    }
  }

  // MARK: Repairs that both explanations name

  private func anotherPolicy(_ node: String) -> String { "another policy: \(node) could serve it" }

  private func moreStock(_ missing: Int32, _ sku: String, _ node: String) -> String {
    "\(missing) more of \(sku) at \(node)"
  }

  private func moreCapacity(_ node: String) -> String { "picking capacity at \(node)" }

  private func moreLane(_ node: String, _ order: Int) -> String { "lane capacity from \(node) \(target(order))" }

  private func higherPenalty(_ node: String) -> String {
    "a higher unfilled penalty: serving it from \(node) costs more"
  }

  private func explainWithin(
    _ line: Int, _ order: Int, _ open: [Int32], _ name: String, _ state: AssignmentState, _ query: WayQuery
  ) -> (reason: ShortfallReason, repair: String) {
    let able = problem.sources.indices.filter { problem.rows[$0 * problem.lines.count + line] >= 0 }
    let need = problem.split == .units ? 1 : problem.lines[line].quantity
    guard !able.isEmpty else {
      if problem.maxNewSources <= 0 { return tooMany(order) }
      let most = open.max { usable($0) < usable($1) } ?? open[0]
      let missing = need - usable(most)
      return (.notEnoughAtOneNode, "\(missing) more of \(name) at \(nodeName(most)), or split: units")
    }
    guard able.contains(where: { takesParcel($0, line, need) }) else {
      return (.noLane, "a lane that takes the weight of \(need) \(name) from \(node(able[0])) \(target(order))")
    }
    let asked = able.filter { source in
      rule == nil || problem.isPickup
        || rule?.nodes(for: tables.destinationOf[order]).contains(problem.sources[source].node) == true
    }
    if problem.split == .never && problem.lines.count > 1 {
      let whole = able.filter { source in
        problem.lines.indices.allSatisfy { problem.rows[source * problem.lines.count + $0] >= 0 }
      }
      if whole.isEmpty { return (.orderNotWhole, "split: lines, or all its SKUs at one node") }
    }
    guard !asked.isEmpty else {
      return (.notInRule, anotherPolicy(node(able[0])))
    }
    let stocked = asked.filter { problem.stockLimit(source: $0, line: line, query) >= need }
    guard !stocked.isEmpty else {
      let most = asked.max {
        problem.stockLimit(source: $0, line: line, query) < problem.stockLimit(source: $1, line: line, query)
      }
      let source = most ?? asked[0]
      let missing = need - problem.stockLimit(source: source, line: line, query)
      return (.stockUsed, moreStock(missing, name, node(source)))
    }
    let capable = stocked.filter {
      problem.isOpen($0, query)
        && query.remaining[tables.resources.capacityUnits(problem.sources[$0].node)] >= need
    }
    guard !capable.isEmpty else { return (.capacityUsed, moreCapacity(node(stocked[0]))) }
    let free = capable.filter { problem.unitLimit($0, query) >= need }
    guard !free.isEmpty else { return (.laneFull, moreLane(node(capable[0]), order)) }
    let used = Set(state.pieces(of: order).map(\.node))
    let new = problem.sources.filter { used.contains($0.node) && !$0.isLocked }
    if new.count >= problem.maxNewSources
      && free.allSatisfy({ !used.contains(problem.sources[$0].node) && !problem.sources[$0].isLocked })
    {
      return tooMany(order)
    }
    if problem.split == .never && !asked.contains(where: { canServeWhole($0, query) }) {
      return (.orderNotWhole, "split: lines, or all its SKUs at one node")
    }
    return (.cheaperUnfilled, higherPenalty(node(free[0])))
  }

  /// Whether a lane takes units of one line from a source, in the parcel that is locked there if there is one.
  private func takesParcel(_ source: Int, _ line: Int, _ units: Int32) -> Bool {
    let view = problem.lines[line]
    if problem.lineCost(source: source, line: line, quantity: units) >= infeasible { return false }
    return view.shipsAlone
      || problem.parcelCost(source: source, units: units, weight: view.weight * Int64(units)) < infeasible
  }

  /// Whether what is left allows the whole order from one source.
  private func canServeWhole(_ source: Int, _ query: WayQuery) -> Bool {
    guard problem.lines.indices.allSatisfy({ problem.rows[source * problem.lines.count + $0] >= 0 }) else {
      return false
    }
    let pieces = problem.lines.indices.map {
      Piece(source: Int32(source), line: Int32($0), quantity: problem.lines[$0].quantity)
    }
    return problem.isFeasible(pieces, query) && problem.cost(of: pieces) < infeasible
  }

  private func tooMany(_ order: Int) -> (reason: ShortfallReason, repair: String) {
    (.tooManyShipments, "a larger max_shipments for \(scenario.orderIDs[order])")
  }

  /// Stock rows of a SKU with any unit that the order could use.
  private func holders(of sku: SKUIndex, order: Int) -> [Int32] {
    let rows = tables.stock.starts[Int(sku)]..<tables.stock.starts[Int(sku) + 1]
    if case .pickup(let node) = scenario.orders[order].method {
      return rows.filter { tables.stock.nodes[Int($0)] == node && tables.stock.available[Int($0)] > 0 }
    }
    return rows.filter { shippable($0) > 0 }
  }

  /// Units of a stock row that the loaded order may take.
  private func usable(_ row: Int32) -> Int32 { problem.isPickup ? tables.stock.available[Int(row)] : shippable(row) }

  private func shippable(_ row: Int32) -> Int32 {
    min(tables.stock.available[Int(row)], tables.stock.shippable[Int(row)])
  }

  private func isReachable(_ row: Int32, order: Int, weight: Int64) -> Bool {
    let node = tables.stock.nodes[Int(row)]
    guard tables.shipsOn(order: order, node: node) != nil else { return false }
    let destination = tables.destinationOf[order]
    if destination < 0 { return true }
    let arc = tables.arcs.arc(destination: destination, node: node)
    guard arc >= 0, tables.nodes[Int(node)].ships, tables.arcs.isWithinLimit[Int(arc)] else { return false }
    return tables.band(arc, weight: weight) != nil
  }

  /// What would let a holder reach the order's destination.
  private func laneRepair(_ row: Int32, order: Int, name: String) -> String {
    let node = tables.stock.nodes[Int(row)]
    let destination = tables.destinationOf[order]
    if destination >= 0 {
      let arc = tables.arcs.arc(destination: destination, node: node)
      if arc >= 0, tables.nodes[Int(node)].ships, !tables.arcs.isWithinLimit[Int(arc)] {
        return "a larger max_km: \(nodeName(row)) is farther away"
      }
    }
    return "a lane, or a tariff and coordinates, to take \(name) from \(nodeName(row)) \(target(order))"
  }

  private func nodeName(_ row: Int32) -> String { scenario.nodes[Int(tables.stock.nodes[Int(row)])].id }

  private func node(_ source: Int) -> String { scenario.nodes[Int(problem.sources[source].node)].id }

  private func place(_ order: Int) -> String {
    if case .pickup(let node) = scenario.orders[order].method { return " at \(scenario.nodes[Int(node)].id)" }
    return ""
  }

  private func target(_ order: Int) -> String {
    switch scenario.orders[order].method {
    case .ship(let zone):
      "to \(scenario.zones[Int(zone)].id) (\(scenario.services[scenario.orders[order].service]))"
    case .pickup(let node): "at \(scenario.nodes[Int(node)].id)"
    }
  }
}
