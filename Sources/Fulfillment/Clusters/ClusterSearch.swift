import LinearProgramming
import SupplyModel

/// Improvement of a large plan where it hurts: orders that pay far more than their least priced way are decided anew,
/// together with the orders that stand in their way, by an exact search over a few hundred orders at a time.
///
/// Groups of one wave have no order in common and share out what the plan leaves, so that they are searched in
/// parallel and all of their answers fit: the result does not depend on the number of threads. Activation cannot be
/// shared out like that: to one group a node that another uses is paid for, and the other may leave it in the same
/// wave. Where nodes have to be paid for, one group follows the other.
struct ClusterSearch {
  struct Options: Sendable {
    /// Orders of the first groups. Later ones have half as many where a search did not end, more where it was easy.
    var groupSize = 400
    var groupSizes = 100...1_600
    /// Groups of a wave, unless nodes have to be paid for.
    var wave = 2
    /// Steps over rows and columns of all relaxations: of one group, and of all groups. A plan that is farther above
    /// its bound than `goodGap` of what serving costs goes on while it gains: each thousandth of what serving costs is
    /// worth `workPerGain` more steps, but for `mostWork` in all.
    var groupWork = 12_000_000
    var work = 60_000_000
    var goodGap = 0.01
    var workPerGain = 300_000_000
    var mostWork = 900_000_000
    /// Rounds over all orders at most.
    var maxRounds = 40
    /// Other users of a contested resource that join a group, round by round in turn: so groups differ.
    var usersPerResource = [6, 3, 12, 2]
    /// Rounds in a row that gain less than this share of what serving costs, and end the search.
    var poorRounds = 4
    var leastGain = 0.000_05
  }

  let scenario: Scenario
  let tables: ScenarioTables
  var options = Options()

  /// - Parameters:
  ///   - bound: on what all orders cost beyond locked lines (millionths).
  ///   - orderBounds: the least priced cost of each order at `prices`.
  /// - Complexity: O(rounds x orders) searches, and `work`.
  func run(
    _ state: inout AssignmentState, bound: Int64, prices: Prices, orderBounds: [Int64], budget: Budget
  ) {
    let finder = WayFinder(scenario: scenario, tables: tables)
    var users = NodeUsers(state, scenario: scenario, tables: tables)
    var cost = state.cost(scenario: scenario, tables: tables)
    let unfilled = state.unfilledCost(scenario: scenario, tables: tables)
    let served = Double(max(1, (cost - unfilled).magnitude))
    var (left, work, size) = (options.work, 0, options.groupSize)
    let wave = tables.nodes.contains(where: \.activationIsDue) ? 1 : options.wave
    var poor = 0
    for round in 0..<options.maxRounds {
      let mostUsers = options.usersPerResource[round % options.usersPerResource.count]
      let regrets = regrets(state, prices, orderBounds, budget)
      let seeds = regrets.indices.filter { regrets[$0] > 0 }.sorted { (regrets[$0], $1) > (regrets[$1], $0) }
      let index = ResourceUsers(state, scenario: scenario, tables: tables)
      var isTaken = [Bool](repeating: false, count: scenario.orders.count)
      var gain: Int64 = 0
      var next = 0
      while next < seeds.count {
        var groups: [OrderGroup] = []
        while groups.count < wave, next < seeds.count {
          let orders = group(size, mostUsers, seeds, &next, state, prices, regrets, index, &isTaken, finder)
          let made = OrderGroup(
            orders, state: &state, users: users, finder: finder, scenario: scenario, tables: tables)
          if let made, orders.count > 1 { groups.append(made) }
        }
        budget.report(PhaseReport(phase: "clusters", done: next, total: seeds.count))
        for index in groups.indices { groups[index].limits = share(index, of: groups, state.remaining) }
        let found = solve(groups, prices, budget)
        for (group, result) in zip(groups, found) {
          guard let result else { continue }
          work += result.work
          left -= result.work
          guard result.cost < group.cost else { continue }
          gain += group.cost - result.cost
          cost -= group.cost - result.cost
          if Double(cost - bound) > options.goodGap * served {
            // Where serving costs next to nothing a gain could be worth any number of steps.
            let more = Double(group.cost - result.cost) / served * 1_000 * Double(options.workPerGain)
            left = min(options.mostWork, left + Int(min(more, Double(options.mostWork))))
          }
          apply(result.ways, &state, &users)
        }
        if left <= 0 || work >= options.mostWork || budget.isExhausted() { return }
        size = nextSize(size, found)
      }
      poor = Double(gain) < options.leastGain * served ? poor + 1 : 0
      if poor == options.poorRounds { return }
    }
  }

  /// Smaller groups where searches did not end, larger ones where they were easy.
  private func nextSize(_ size: Int, _ found: [ExactSearch.Result?]) -> Int {
    guard !found.isEmpty else { return size }
    let isHard = found.contains { $0.map { $0.work >= options.groupWork || $0.cost > $0.bound } ?? true }
    let isEasy = found.allSatisfy { $0.map { $0.work < options.groupWork / 8 } ?? false }
    let next = isHard ? size / 2 : isEasy ? size * 5 / 4 : size
    return max(options.groupSizes.lowerBound, min(options.groupSizes.upperBound, next))
  }

  /// What one group of a wave may take: what its orders hold, and its share of what nobody holds.
  private func share(_ index: Int, of groups: [OrderGroup], _ left: [Int32]) -> [Int32] {
    var limits = groups[index].limits
    for resource in limits.indices where limits[resource] != .max && left[resource] > 0 {
      let parts = Int32(groups.count)
      let own = left[resource] / parts + (left[resource] % parts > Int32((index + resource) % groups.count) ? 1 : 0)
      limits[resource] -= left[resource] - own
    }
    return limits
  }

  private func solve(_ groups: [OrderGroup], _ prices: Prices, _ budget: Budget) -> [ExactSearch.Result?] {
    let single = Budget(threads: 1, isExhausted: budget.isExhausted)
    let scenario = self.scenario
    let tables = self.tables
    let most = options.groupWork
    return concurrentMap(groups.count, threads: budget.threads) { index in
      var search = ExactSearch(scenario: scenario, tables: tables)
      search.options.maxWork = most
      // A solver's failure costs this group's improvement, never the plan.
      return try? search.run(groups[index], start: MasterPrices(prices), budget: single)
    }
  }

  private func apply(_ ways: [Way], _ state: inout AssignmentState, _ users: inout NodeUsers) {
    for way in ways { users.remove(Array(state.pieces(of: way.order))) }
    state.serve(ways, scenario: scenario, tables: tables)
    for way in ways { users.add(way.pieces) }
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

  /// A seed, and at most `mostUsers` users of each thing that its least priced way lacks, and so on from them; further
  /// seeds where it ends.
  private func group(
    _ size: Int, _ mostUsers: Int, _ seeds: [Int], _ next: inout Int, _ state: AssignmentState, _ prices: Prices,
    _ regrets: [Int64], _ index: ResourceUsers, _ isTaken: inout [Bool], _ finder: WayFinder
  ) -> [Int] {
    var orders: [Int] = []
    var position = 0
    while orders.count < size {
      if position == orders.count {
        while next < seeds.count && isTaken[seeds[next]] { next += 1 }
        guard next < seeds.count else { return orders }
        orders.append(seeds[next])
        isTaken[seeds[next]] = true
      }
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
        let candidates = Set(index.users(of: resource)).filter { !isTaken[Int($0)] }
        let chosen = candidates.sorted { (regrets[Int($0)], $1) > (regrets[Int($1)], $0) }
          .prefix(min(mostUsers, size - orders.count))
        for other in chosen {
          orders.append(Int(other))
          isTaken[Int(other)] = true
        }
      }
    }
    return orders
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
