import LinearProgramming
import SupplyModel

/// The best plan that is found for all SKUs together, and a bound on all plans.
///
/// Each SKU alone is a flow of least cost (`SKUPlanner`). What SKUs share has prices: with a price for each limit and an
/// equal share of each journey's cost for every unit that it could carry at most, the sum of the SKUs' least costs less
/// the limits' worth is a bound (Fisher 1981). A plan that keeps the limits comes from the same prices: SKUs that use a
/// limit that is exceeded are planned once more, one after the other, within what is left.
struct PlannedSearch {
  struct Options: Sendable {
    /// Network simplex, being exact and some ten times as fast as linear programming.
    var method = FlowMethod.network
    /// Rounds of prices for limits that are exceeded. More change the bound of our instances by less than 0.1 %.
    var priceRounds = 16
    /// Rounds in which the cost of journeys is spread over the units that they carry.
    var journeyRounds = 8
    /// SKUs that are planned again, in all, to see whether a journey that few of them use is worth it.
    var closingTrials = 2_048
    /// SKUs that are planned, in all, to find what each can bear of journeys. 20 rounds for a thousand SKUs, which take
    /// half of the gap that equal shares leave.
    var shareTrials = 20_000
    /// Rounds of that at most.
    var shareRounds = 100
  }

  struct Result {
    var moves: [StockMove] = []
    /// Millionths.
    var cost = 0.0
    var bound = 0.0
    var idleCost = 0.0
    /// By SKU: see `StockCurve`.
    var shifts: [[Int32]] = []
  }

  private var context: SKUModel.Context
  private let limits: SharedLimits
  private let options: Options
  private let threads: Int
  private let budget: Budget
  /// Whether goods come to a node from its parent only, but for what is balanced today.
  private let isTree: Bool
  private var prepared: [SKUPlanner.Prepared] = []
  private var planners: [SKUPlanner] = []
  /// Where the last plan of each SKU at given prices ended; nil once its network is another.
  private var bases: [FlowSimplex.Basis?] = []

  init(_ context: SKUModel.Context, limits: SharedLimits, budget: Budget, options: Options = Options()) {
    self.context = context
    self.limits = limits
    self.options = options
    threads = budget.threads
    self.budget = budget
    isTree = context.network.links.allSatisfy { $0.purpose != .lane }
  }

  private var skus: Int { context.scenario.skus.count }
  private var emptyPrices: SharedPrices {
    SharedPrices(
      links: context.network.links.count, nodes: context.scenario.nodes.count, periods: context.periods.count)
  }

  /// - Throws: where GLPK is asked and fails.
  /// - Complexity: O(rounds x SKUs x what one SKU takes).
  mutating func run() throws(LinearProgramError) -> Result {
    planners = (0..<max(1, threads)).map { _ in SKUPlanner(context, method: options.method) }
    let projector = MoveProjection(context)
    budget.report(PhaseReport(phase: "stock", done: 0, total: 0))
    prepare(concurrentMap(skus, threads: threads) { projector.unavoidable(SKUIndex($0)) })
    var prices = emptyPrices
    let spread = leastShares()
    prices.links = spread
    budget.report(PhaseReport(phase: "plan", done: 0, total: 0))
    var outcomes = plan(prices)
    // What is lost under the first plan needs no stock later: seen with that, the plan is made again.
    let plans = outcomes.map(\.moves)
    prepare(concurrentMap(skus, threads: threads) { projector.shifts(SKUIndex($0), moves: plans[$0]) })
    outcomes = plan(prices)
    var result = Result(idleCost: prepared.reduce(0) { $0 + $1.idleCost }, shifts: prepared.map(\.shifts))
    let start = room()
    result.bound = bound(outcomes, prices, spread, start)
    var shared = prices
    if left(start, outcomes).isExceeded {
      (shared, result.bound) = price(prices, spread, start, outcomes, result.bound)
      outcomes = plan(shared)
    }
    let best = settle(shared, spread, start, outcomes)
    if let failure = planners.lazy.compactMap(\.failure).first { throw failure }
    result.moves = best.moves
    result.cost = best.cost
    result.bound = min(max(result.bound, sharedBound(shared, spread, start, result)), best.cost)
    return result
  }

  // MARK: All SKUs

  /// Works on every SKU, each thread with a planner of its own.
  private mutating func each<Value: Sendable>(
    _ empty: Value, _ body: @Sendable (inout SKUPlanner, Int) -> Value
  ) -> [Value] {
    var values = [Value](repeating: empty, count: skus)
    let (count, size, threads) = (skus, 16, threads)
    planners.withUnsafeMutableBufferPointer { planners in
      values.withUnsafeMutableBufferPointer { values in
        // Each worker has a planner, each SKU a slot of its own.
        nonisolated(unsafe) let (planners, values) = (planners, values)
        concurrently((count + size - 1) / size, threads: threads) { worker, chunk in
          planners[worker].beginStretch()
          for sku in chunk * size..<min(count, (chunk + 1) * size) { values[sku] = body(&planners[worker], sku) }
        }
      }
    }
    return values
  }

  private mutating func prepare(_ shifts: [[Int32]]) {
    let before = prepared
    prepared = each(nil) { planner, sku -> SKUPlanner.Prepared? in
      if !before.isEmpty && before[sku].shifts == shifts[sku] { return before[sku] }
      return planner.prepare(SKUIndex(sku), shifts: shifts[sku])
    }.compactMap(\.self)
    bases = [FlowSimplex.Basis?](repeating: nil, count: skus)
  }

  private mutating func plan(_ prices: SharedPrices) -> [SKUPlanner.Outcome] {
    let (prepared, bases) = (prepared, bases)
    for index in planners.indices { planners[index].use(context.closed) }
    let outcomes = each(SKUPlanner.Outcome()) { planner, sku in
      planner.plan(SKUIndex(sku), prepared[sku], prices: prices, from: bases[sku])
    }
    self.bases = outcomes.map(\.basis)
    return outcomes
  }

  // MARK: Limits

  /// The limits, storage less what is there without any decision.
  private func room() -> SharedRoom {
    var room = limits.room
    let periods = context.periods.count
    guard room.storage.contains(where: { $0 < SharedRoom.unlimited }) else { return room }
    var held = [Double](repeating: 0, count: room.storage.count)
    for (sku, prepared) in prepared.enumerated() {
      for (index, row) in context.goods.rows(of: SKUIndex(sku)).enumerated() {
        let goods = context.goods.rows[row]
        var sold = 0.0
        for period in 0..<periods {
          let place = index * periods + period
          // Supplied so far, less what earlier periods have asked for, but for what they did not get.
          held[Int(goods.node) * periods + period] +=
            Double(prepared.baseline.units[place] + prepared.shifts[place]) - sold
          if goods.forecast >= 0 { sold += context.forecast.means[Int(goods.forecast) * periods + period] }
        }
      }
    }
    for place in held.indices where room.storage[place] < SharedRoom.unlimited {
      // What is there already may be too much; that is nobody's decision.
      room.storage[place] = max(0, room.storage[place] - Int64(held[place].rounded(.up)))
    }
    return room
  }

  private func left(_ room: SharedRoom, _ outcomes: [SKUPlanner.Outcome]) -> SharedRoom {
    var room = room
    for outcome in outcomes { for move in outcome.moves { room.take(move, network: context.network) } }
    return room
  }

  /// Units of a SKU that a best plan sends on each link in a period at most, where any can be sent.
  private func mostUnits(_ sku: Int, _ slot: inout [Int32]) -> [(link: Int, units: Int64)] {
    let (rows, prepared) = (context.goods.rows(of: SKUIndex(sku)), prepared[sku])
    let periods = context.periods.count
    let stock = (0..<rows.count).reduce(Int64(0)) { $0 + Int64(prepared.baseline.units[($1 + 1) * periods - 1]) }
    let units = stock + bought(rows, prepared)
    guard units > 0 else { return [] }
    for (index, row) in rows.enumerated() { slot[Int(context.goods.rows[row].node)] = Int32(index) }
    // More than a node and all below it could ever sell is worth nothing there.
    var useful = prepared.curves.reach.map { Int64($0) * Int64(prepared.terms.pack) }
    for index in rows.indices.reversed() {
      guard let parent = context.network.parents[Int(context.goods.rows[index].node)] else { continue }
      useful[Int(slot[Int(parent)])] += useful[index - rows.lowerBound]
    }
    var most: [(link: Int, units: Int64)] = []
    for row in rows {
      let node = Int(context.goods.rows[row].node)
      for link in Int(context.schedule.outStarts[node])..<Int(context.schedule.outStarts[node + 1]) {
        let to = slot[Int(context.network.links[link].to)]
        // Where lanes lead across the tree of parents, all of a SKU may come by anywhere.
        if to >= 0 { most.append((link, isTree ? min(units, useful[Int(to)]) : units)) }
      }
    }
    for row in rows { slot[Int(context.goods.rows[row].node)] = -1 }
    return most
  }

  /// By SKU and link, after `run`.
  func mostUnits() -> [[Int: Int64]] {
    var slot = [Int32](repeating: -1, count: context.scenario.nodes.count)
    return prepared.indices.map { sku in
      Dictionary(uniqueKeysWithValues: mostUnits(sku, &slot).map { ($0.link, $0.units) })
    }
  }

  private var perTruckUnit: Double { limits.truckUnits > 0 ? limits.truckCost / limits.truckUnits : 0 }

  /// The least that a unit on a link bears of its journeys' cost: by all that a best plan could send on it.
  private func leastShares() -> [Double] {
    let periods = context.periods.count
    var most = [Int64](repeating: 0, count: context.network.links.count)
    var slot = [Int32](repeating: -1, count: context.scenario.nodes.count)
    for sku in prepared.indices {
      for (link, units) in mostUnits(sku, &slot) { most[link] += units }
    }
    return context.network.links.indices.flatMap { link in
      (0..<periods).map { period in
        let units = min(Double(most[link]), Double(limits.room.links[link * periods + period]))
        return perTruckUnit + (units > 0 ? limits.journeys[link] / units : 0)
      }
    }
  }

  /// A bound with shares of journeys by SKU.
  private mutating func sharedBound(
    _ shared: SharedPrices, _ spread: [Double], _ room: SharedRoom, _ found: Result
  ) -> Double {
    let rounds = min(options.shareRounds, options.shareTrials / max(1, skus))
    guard rounds > 0, limits.hasFixedCosts, !budget.isMet(cost: Int64(found.cost), bound: Int64(found.bound)) else {
      return found.bound
    }
    context.closed = [Bool](repeating: false, count: context.closed.count)
    for index in planners.indices { planners[index].use(context.closed) }
    // Prices of limits stay; what units bear of journeys comes from the shares.
    var plain = shared
    for place in plain.links.indices { plain.links[place] += perTruckUnit - spread[place] }
    let prices = plain
    var shares = journeyShares(prices)
    bases = [FlowSimplex.Basis?](repeating: nil, count: skus)
    let floor = [Double](repeating: perTruckUnit, count: spread.count)
    var (best, length, idle) = (found.bound, 1.0, 0)
    for round in 0..<rounds {
      if budget.isExhausted() || budget.isMet(cost: Int64(found.cost), bound: Int64(best)) { break }
      budget.report(PhaseReport(phase: "bound", done: round, total: rounds))
      let (prepared, bases, given) = (prepared, bases, shares.shares)
      let outcomes = each(SKUPlanner.Outcome()) { planner, sku in
        planner.plan(SKUIndex(sku), prepared[sku], prices: prices, from: bases[sku], shares: given[sku])
      }
      self.bases = outcomes.map(\.basis)
      let bound = bound(outcomes, prices, floor, room)
      if bound > best {
        (best, idle) = (bound, 0)
      } else {
        idle += 1
        if idle == 3 { (length, idle) = (length / 2, 0) }
      }
      let norm = outcomes.reduce(0.0) { $1.transfers.reduce($0) { $0 + $1 * $1 } }
      if norm == 0 { break }
      shares.step(outcomes.map(\.transfers), length: length * max(1, found.cost - bound) / norm)
    }
    return best
  }

  private mutating func journeyShares(_ prices: SharedPrices) -> JourneyShares {
    let periods = context.periods.count
    let most = mostUnits()
    let uses = prepared.indices.map { sku in
      planners[0].transferPlaces(SKUIndex(sku), prepared[sku], prices: prices).map { link, place in
        JourneyShares.Use(
          place: Int32(place), most: min(Double(most[sku][link] ?? 0), Double(limits.room.links[place])))
      }
    }
    let costs = context.network.links.indices.flatMap { [Double](repeating: limits.journeys[$0], count: periods) }
    return JourneyShares(uses, costs: costs)
  }

  /// Units of a SKU that a best plan buys at most: what demand could use; where goods cost less than they are worth, all
  /// that may be bought; and what suppliers' minimums add.
  private func bought(_ rows: Range<Int>, _ prepared: SKUPlanner.Prepared) -> Int64 {
    let periods = Int64(context.periods.count)
    let useful = Int64(prepared.reach) * Int64(prepared.terms.pack)
    var units: Int64 = 0
    for row in rows where context.goods.rows[row].supply >= 0 {
      let supply = context.scenario.supply[Int(context.goods.rows[row].supply)]
      let isCheap = supply.unitCost.map { Double($0.millionths) < prepared.terms.unitCost } ?? false
      let minimum = (Int64(supply.minimum) + Int64(prepared.terms.pack)) * periods
      units = isCheap ? units + (useful + minimum) * periods : max(units, useful) + minimum
    }
    return units
  }

  /// No plan costs less: prices must be at least 0, and links bear no more than their share of journeys.
  private func bound(
    _ outcomes: [SKUPlanner.Outcome], _ prices: SharedPrices, _ spread: [Double], _ room: SharedRoom
  ) -> Double {
    var bound = outcomes.reduce(0) { $0 + $1.bound }
    for (place, price) in prices.links.enumerated() where price > spread[place] {
      bound -= (price - spread[place]) * Double(room.links[place])
    }
    for (values, limits) in [
      (prices.sending, room.sending), (prices.receiving, room.receiving), (prices.storage, room.storage),
    ] {
      for (price, limit) in zip(values, limits) where price > 0 { bound -= price * Double(limit) }
    }
    // Storage prices are paid for all packs supplied, what is there without a decision too.
    bound -= prices.budget * (prices.budget > 0 ? Double(room.budget) : 0)
    return bound - baselineStorage(prices)
  }

  private func baselineStorage(_ prices: SharedPrices) -> Double {
    guard prices.storage.contains(where: { $0 > 0 }) else { return 0 }
    let periods = context.periods.count
    var sum = 0.0
    for (sku, prepared) in prepared.enumerated() {
      let pack = prepared.terms.pack
      for (index, row) in context.goods.rows(of: SKUIndex(sku)).enumerated() {
        let node = Int(context.goods.rows[row].node)
        for period in 0..<periods where prices.storage[node * periods + period] > 0 {
          let packs = prepared.baseline.packs(index * periods + period, of: pack)
          sum += prices.storage[node * periods + period] * Double(packs * pack)
        }
      }
    }
    return sum
  }

  /// Prices of the limits by subgradient steps of Polyak's length (1969), halved where the bound stops rising.
  private mutating func price(
    _ first: SharedPrices, _ spread: [Double], _ room: SharedRoom, _ outcomes: [SKUPlanner.Outcome], _ start: Double
  ) -> (SharedPrices, Double) {
    var (prices, outcomes) = (first, outcomes)
    var best = (prices: first, bound: start)
    var target = cost(repaired(first, room, outcomes))
    var (length, idle) = (1.0, 0)
    let average = averagePrice
    for round in 0..<options.priceRounds {
      if budget.isExhausted() { break }
      budget.report(PhaseReport(phase: "prices", done: round, total: options.priceRounds))
      let steps = PriceSteps(left(room, outcomes), room, average)
      guard steps.norm > 0 else { break }
      steps.apply(length * max(1, target - best.bound) / steps.norm, to: &prices, floor: spread)
      outcomes = plan(prices)
      let bound = bound(outcomes, prices, spread, room)
      if bound > best.bound {
        best = (prices, bound)
        idle = 0
      } else {
        idle += 1
        if idle == 2 {
          (length, idle, prices) = (length / 2, 0, best.prices)
        }
      }
      if round % 4 == 3 { target = min(target, cost(repaired(prices, room, outcomes))) }
      if budget.isMet(cost: Int64(target), bound: Int64(best.bound)) { break }
    }
    return best
  }

  /// Money a unit bought, on average (millionths): the scale of the budget's price.
  private var averagePrice: Double {
    let supply = context.scenario.supply
    guard !supply.isEmpty else { return 1 }
    let sum = supply.reduce(0.0) {
      $0 + Double(($1.unitCost ?? context.scenario.skus[Int($1.sku)].unitCost).millionths)
    }
    return max(1, sum / Double(supply.count))
  }

  // MARK: Plans that keep the limits

  /// SKUs that use an exceeded limit are planned again within what the others leave, the most useful first.
  private mutating func repaired(
    _ prices: SharedPrices, _ room: SharedRoom, _ outcomes: [SKUPlanner.Outcome]
  ) -> [SKUPlanner.Outcome] {
    let left = left(room, outcomes)
    guard left.isExceeded else { return outcomes }
    var outcomes = outcomes
    var rest = room
    var again: [Int] = []
    for (sku, outcome) in outcomes.enumerated() {
      if outcome.moves.contains(where: { left.isExceeded(by: $0, network: context.network) }) {
        again.append(sku)
      } else {
        for move in outcome.moves { rest.take(move, network: context.network) }
      }
    }
    func worth(_ sku: Int) -> Double {
      let units = outcomes[sku].moves.reduce(0) { $0 + Double($1.units) }
      return (prepared[sku].idleCost - outcomes[sku].cost) / max(1, units)
    }
    let order = again.map { (worth: worth($0), sku: $0) }.sorted {
      $0.worth != $1.worth ? $0.worth > $1.worth : $0.sku < $1.sku
    }
    for (_, sku) in order {
      // What fits as it is would be the best in any room.
      if rest.takeIfThere(outcomes[sku].moves, network: context.network) { continue }
      outcomes[sku] = planners[0].fit(SKUIndex(sku), prepared[sku], prices: prices, into: &rest)
    }
    return outcomes
  }

  private func cost(_ outcomes: [SKUPlanner.Outcome]) -> Double {
    outcomes.reduce(journeys(outcomes)) { $0 + $1.cost }
  }

  private func loads(_ outcomes: [SKUPlanner.Outcome]) -> [PlanTally.Load] {
    PlanTally.loads(outcomes.lazy.map(\.moves), context)
  }

  private func journeys(_ outcomes: [SKUPlanner.Outcome]) -> Double {
    let periods = context.periods.count
    return loads(outcomes).enumerated().reduce(0) {
      $0 + limits.fixedCost($1.offset / periods, units: $1.element.units, weight: $1.element.weight)
    }
  }

  /// Spreads the cost of each journey over the units that it carries (dynamic slope scaling, Kim and Pardalos 1999),
  /// until every journey is worth it; what is not is closed.
  private mutating func settle(
    _ shared: SharedPrices, _ spread: [Double], _ room: SharedRoom, _ outcomes: [SKUPlanner.Outcome]
  ) -> (moves: [StockMove], cost: Double) {
    var outcomes = repaired(shared, room, outcomes)
    var best = (outcomes: outcomes, cost: cost(outcomes))
    if limits.hasFixedCosts {
      var prices = shared
      let periods = context.periods.count
      var before = loads(outcomes)
      // Where journeys are a small part of all costs, there is little to win.
      let patience = journeys(outcomes) < 0.02 * best.cost ? 1 : 4
      var idle = 0
      for round in 0..<options.journeyRounds {
        if budget.isExhausted() { break }
        budget.report(PhaseReport(phase: "journeys", done: round, total: options.journeyRounds))
        for (place, load) in before.enumerated() where load.units > 0 {
          let share = limits.fixedCost(place / periods, units: load.units, weight: load.weight) / Double(load.units)
          prices.links[place] = shared.links[place] - spread[place] + share
        }
        // Late rounds end the search for journeys that shrink from round to round.
        let now = repaired(prices, room, plan(prices))
        let loads = loads(now)
        var isSettled = true
        for place in loads.indices where loads[place].units < before[place].units {
          isSettled = false
          if round >= options.journeyRounds / 2 && loads[place].units * 2 < before[place].units {
            context.closed[place] = true
          }
        }
        let cost = cost(now)
        idle = cost < best.cost ? 0 : idle + 1
        if cost < best.cost { best = (now, cost) }
        (outcomes, before) = (now, loads)
        if isSettled || idle >= patience { break }
      }
      best = pruned(best.outcomes, prices, room)
    }
    let idle = prepared.reduce(0) { $0 + $1.idleCost }
    if best.cost >= idle { return ([], idle) }
    return (best.outcomes.flatMap(\.moves), best.cost)
  }

  /// Closes journeys that carry little, as long as the plan without them costs less.
  private mutating func pruned(
    _ outcomes: [SKUPlanner.Outcome], _ prices: SharedPrices, _ room: SharedRoom
  ) -> (outcomes: [SKUPlanner.Outcome], cost: Double) {
    var outcomes = outcomes
    let periods = context.periods.count
    var users = [[Int32]](repeating: [], count: context.closed.count)
    for (sku, outcome) in outcomes.enumerated() {
      for move in outcome.moves {
        guard let link = move.link else { continue }
        let place = Int(link) * periods + Int(move.period)
        if users[place].last != Int32(sku) { users[place].append(Int32(sku)) }
      }
    }
    let few = users.indices.filter { !users[$0].isEmpty && users[$0].count <= 64 }.sorted {
      (users[$0].count, $0) < (users[$1].count, $1)
    }
    var tally = PlanTally(context, limits, left: left(room, outcomes), loads: loads(outcomes))
    var left = options.closingTrials
    for place in few {
      left -= users[place].count
      if left < 0 || budget.isExhausted() { break }
      context.closed[place] = true
      planners[0].use(context.closed)
      let before = tally
      let old = users[place].map { outcomes[Int($0)] }
      for outcome in old { tally.remove(outcome.moves) }
      let new = users[place].map { sku in
        let outcome = planners[0].fit(SKUIndex(sku), prepared[Int(sku)], prices: prices, into: &tally.left)
        tally.load(outcome.moves)
        return outcome
      }
      var change = tally.journeys(of: old + new) - before.journeys(of: old + new)
      for (old, new) in zip(old, new) { change += new.cost - old.cost }
      // Less than half a millionth is rounding.
      if change < -0.5 {
        for (sku, outcome) in zip(users[place], new) {
          outcomes[Int(sku)] = outcome
          for move in outcome.moves {
            guard let link = move.link else { continue }
            let other = Int(link) * periods + Int(move.period)
            if !users[other].contains(sku) { users[other].append(sku) }
          }
        }
      } else {
        context.closed[place] = false
        tally = before
      }
    }
    return (outcomes, cost(outcomes))
  }
}
