import LinearProgramming
import SupplyModel

/// Improvement of a large plan where it hurts: orders that pay far more than their least priced way are decided anew,
/// together with the orders that stand in their way, by a small integer program each.
struct ClusterSearch {
  struct Options: Sendable {
    /// Orders of a group: small enough for a tree of milliseconds.
    var groupSize = 24
    /// Ways of each order in the program, the least priced ones.
    var waysPerOrder = 10
    /// Nodes of each tree.
    var maxNodes = 40
    /// Groups in all: some ten milliseconds each, the most regretted orders first.
    var maxGroups = 2_000
    /// Rounds over all orders; a round that gains less than `leastGain` of the cost is the last.
    var maxRounds = 6
    var leastGain = 0.0002
    /// Other users of a contested resource that join a group.
    var usersPerResource = 6
  }

  let scenario: Scenario
  let tables: ScenarioTables
  var options = Options()

  /// - Parameters:
  ///   - orderBounds: the least priced cost of each order at `prices`.
  /// - Complexity: O(rounds x orders) searches and as many small programs as there are groups.
  func run(_ state: inout AssignmentState, prices: Prices, orderBounds: [Int64], budget: Budget) {
    let finder = WayFinder(scenario: scenario, tables: tables)
    var users = NodeUsers(state, scenario: scenario, tables: tables)
    var groups = 0
    for _ in 0..<options.maxRounds where groups < options.maxGroups {
      let regrets = regrets(state, prices, orderBounds, budget)
      let seeds = regrets.indices.filter { regrets[$0] > 0 }.sorted { (regrets[$0], $1) > (regrets[$1], $0) }
      let index = ResourceUsers(state, scenario: scenario, tables: tables)
      var isTaken = [Bool](repeating: false, count: scenario.orders.count)
      var gain: Int64 = 0
      for (done, seed) in seeds.enumerated() where !isTaken[seed] {
        if done % 64 == 0 {
          budget.report(PhaseReport(phase: "clusters", done: done, total: seeds.count))
          if budget.isExhausted() { return }
        }
        let orders = group(seed, state, prices, regrets, index, isTaken, finder)
        for order in orders { isTaken[order] = true }
        guard orders.count > 1 else { continue }
        groups += 1
        if groups > options.maxGroups { return }
        gain += solve(orders, &state, &users, prices, finder)
      }
      let total = regrets.reduce(0, +) + orderBounds.reduce(0, +)
      if Double(gain) < options.leastGain * Double(abs(total)) { return }
    }
  }

  /// What each order pays above its least priced way, at the prices.
  private func regrets(
    _ state: AssignmentState, _ prices: Prices, _ orderBounds: [Int64], _ budget: Budget
  ) -> [Int64] {
    OrderChunks(orders: scenario.orders.count, threads: budget.threads).map { range in
      let finder = WayFinder(scenario: scenario, tables: tables)
      return withQuery(prices, remaining: tables.resources.limits) { query in
        range.map { order -> Int64 in
          finder.load(order)
          guard let local = finder.problem.localPieces(state.pieces(of: order)) else { return 0 }
          return max(0, finder.problem.pricedCost(of: local, query) - orderBounds[order])
        }
      }
    }.flatMap(\.self)
  }

  /// A seed, and the users of what its least priced way lacks.
  private func group(
    _ seed: Int, _ state: AssignmentState, _ prices: Prices, _ regrets: [Int64], _ index: ResourceUsers,
    _ isTaken: [Bool], _ finder: WayFinder
  ) -> [Int] {
    var orders = [seed]
    var position = 0
    while position < orders.count && orders.count < options.groupSize {
      let order = orders[position]
      position += 1
      finder.load(order)
      guard !finder.problem.sources.isEmpty else { continue }
      withQuery(prices, remaining: tables.resources.limits) { finder.search($0) }
      var lacking: [Int] = []
      finder.problem.forEachUse(of: finder.pieces) { resource, amount in
        if state.remaining[resource] != .max && state.remaining[resource] < amount { lacking.append(resource) }
      }
      for resource in lacking {
        let candidates = index.users(of: resource).filter { !isTaken[Int($0)] && !orders.contains(Int($0)) }
        let chosen = candidates.sorted { (regrets[Int($0)], $1) > (regrets[Int($1)], $0) }
          .prefix(min(options.usersPerResource, options.groupSize - orders.count))
        orders += chosen.map { Int($0) }
      }
    }
    return orders
  }

  /// Decides a group anew. Returns what the plan gains (millionths).
  private func solve(
    _ orders: [Int], _ state: inout AssignmentState, _ users: inout NodeUsers, _ prices: Prices, _ finder: WayFinder
  ) -> Int64 {
    guard
      let group = OrderGroup(
        orders, state: &state, users: users, finder: finder, scenario: scenario, tables: tables)
    else { return 0 }
    var master = MasterProgram(
      orders: orders, references: group.incumbent.map(\.cost),
      resources: group.contestedResources(finder, tables: tables), limits: group.limits, activation: group.activation,
      tables: tables)
    var ways = group.incumbent
    MasterPrices(prices).forEachOrder(orders, limits: group.limits) { index, order, query, _ in
      finder.load(order)
      ways += cheapWays(finder, query, beside: group.incumbent[index])
    }
    master.add(ways)
    var linear = LinearOptions()
    linear.nodeLimit = options.maxNodes
    linear.solution = master.values(of: Array(orders.indices))
    // A solver's failure costs this group's improvement, never the plan.
    guard let solution = try? master.model(isInteger: true).solve(linear), solution.hasPoint else { return 0 }
    let chosen = master.chosenWays(solution.values)
    let cost = OrderGroup.cost(of: chosen, activation: group.activation)
    guard chosen.count == orders.count, cost < group.cost else { return 0 }
    for order in orders {
      users.remove(Array(state.pieces(of: order)))
      state.release(order, scenario: scenario, tables: tables)
    }
    for way in chosen {
      state.serve(way.order, with: way.pieces, scenario: scenario, tables: tables)
      users.add(way.pieces)
    }
    return group.cost - cost
  }

  /// The least priced ways of the loaded order within what the group may take.
  private func cheapWays(_ finder: WayFinder, _ query: WayQuery, beside incumbent: Way) -> [Way] {
    finder.search(query)
    var found: [(value: Int64, way: Way)] = []
    let best = finder.value
    let room = max(abs(best) / 4, 1)
    let problem = finder.problem
    var isComplete = false
    var span = room
    // Fewer ways than asked for, or a list cut short: widen or narrow the span a few times.
    for _ in 0..<6 {
      found.removeAll(keepingCapacity: true)
      isComplete = finder.forEachWay(query, within: best + span, most: options.waysPerOrder * 8) { pieces in
        found.append((problem.pricedCost(of: pieces, query), Way(problem, pieces)))
      }
      if isComplete && found.count >= 3 { break }
      span = isComplete ? span * 3 : span / 3
    }
    if found.isEmpty { found.append((best, Way(problem, finder.pieces))) }
    return found.sorted { $0.value < $1.value }.prefix(options.waysPerOrder).map(\.way)
      .filter { $0.pieces != incumbent.pieces }
  }
}

/// Which orders use each resource.
struct ResourceUsers {
  private var starts: [Int32]
  private var orders: [Int32]

  /// - Complexity: O(resources + pieces).
  init(_ state: AssignmentState, scenario: Scenario, tables: ScenarioTables) {
    var counts = [Int32](repeating: 0, count: tables.resources.count + 1)
    for order in scenario.orders.indices {
      state.forEachUse(of: state.pieces(of: order), order: order, scenario: scenario, tables: tables) { resource, _ in
        counts[resource + 1] += 1
      }
    }
    for resource in 0..<tables.resources.count { counts[resource + 1] += counts[resource] }
    starts = counts
    var orders = [Int32](repeating: 0, count: Int(counts[tables.resources.count]))
    for order in scenario.orders.indices {
      state.forEachUse(of: state.pieces(of: order), order: order, scenario: scenario, tables: tables) { resource, _ in
        orders[Int(counts[resource])] = Int32(order)
        counts[resource] += 1
      }
    }
    self.orders = orders
  }

  /// Orders that use a resource, by index; an order may appear more than once.
  func users(of resource: Int) -> ArraySlice<Int32> { orders[Int(starts[resource])..<Int(starts[resource + 1])] }
}
