import SupplyModel

/// Prices of what SKUs share, and the bound that they prove.
extension PlannedSearch {
  /// The limits, storage less what is there without any decision.
  func room() -> SharedRoom {
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

  func left(_ room: SharedRoom, _ outcomes: [SKUPlanner.Outcome]) -> SharedRoom {
    var room = room
    for outcome in outcomes { for move in outcome.moves { room.take(move, network: context.network) } }
    return room
  }

  /// Units of a SKU that a best plan sends on each link in a period at most, where any can be sent.
  func mostUnits(_ sku: Int, _ slot: inout [Int32]) -> [(link: Int, units: Int64)] {
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
      for link in context.schedule.links(from: context.goods.rows[row].node) {
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

  var perTruckUnit: Double { limits.truckUnits > 0 ? limits.truckCost / limits.truckUnits : 0 }

  /// The least that a unit on a link bears of its journeys' cost: by all that a best plan could send on it.
  mutating func leastShares() -> [Double] {
    let periods = context.periods.count
    var most = [Int64](repeating: 0, count: context.network.links.count)
    // What all of these units would pay as units, towards a minimum cost.
    var paid = [Double](repeating: 0, count: context.network.links.count)
    var slot = [Int32](repeating: -1, count: context.scenario.nodes.count)
    for sku in prepared.indices {
      let weight = context.scenario.skus[sku].weight
      for (link, units) in mostUnits(sku, &slot) {
        most[link] += units
        paid[link] += Double(context.network.links[link].marginalCost(weight).millionths) * Double(units)
      }
    }
    journeyCosts = context.network.links.indices.map { limits.leastJourney($0, paid: paid[$0]) }
    return context.network.links.indices.flatMap { link in
      (0..<periods).map { period in
        let units = min(Double(most[link]), Double(limits.room.links[link * periods + period]))
        return perTruckUnit + (units > 0 ? journeyCosts[link] / units : 0)
      }
    }
  }

  /// A bound with shares of journeys by SKU.
  mutating func sharedBound(
    _ shared: SharedPrices, _ spread: [Double], _ room: SharedRoom, _ found: Result
  ) -> Double {
    let rounds = min(options.shareRounds, options.shareTrials / max(1, skus))
    // A few rounds win next to nothing.
    guard rounds >= 10, limits.hasFixedCosts, !budget.isMet(cost: Int64(found.cost), bound: Int64(found.bound)) else {
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

  mutating func journeyShares(_ prices: SharedPrices) -> JourneyShares {
    let periods = context.periods.count
    let most = mostUnits()
    let uses = prepared.indices.map { sku in
      planners[0].transferPlaces(SKUIndex(sku), prepared[sku], prices: prices).map { link, place in
        JourneyShares.Use(
          place: Int32(place), most: min(Double(most[sku][link] ?? 0), Double(limits.room.links[place])))
      }
    }
    let costs = context.network.links.indices.flatMap { [Double](repeating: journeyCosts[$0], count: periods) }
    return JourneyShares(uses, costs: costs)
  }

  /// Units of a SKU that a best plan buys at most: what demand could use; where goods cost less than they are worth, all
  /// that may be bought; and what suppliers' minimums add.
  func bought(_ rows: Range<Int>, _ prepared: SKUPlanner.Prepared) -> Int64 {
    let periods = Int64(context.periods.count)
    let useful = Int64(prepared.reach) * Int64(prepared.terms.pack)
    var units: Int64 = 0
    for row in rows where context.goods.rows[row].supply >= 0 {
      let supply = context.scenario.supply[Int(context.goods.rows[row].supply)]
      let isCheap = context.scenario.price(of: supply) < context.scenario.skus[Int(supply.sku)].unitCost
      let minimum = (Int64(supply.minimum) + Int64(prepared.terms.pack)) * periods
      units = isCheap ? units + (useful + minimum) * periods : max(units, useful) + minimum
    }
    return units
  }

  /// No plan costs less: prices must be at least 0, and links bear no more than their share of journeys.
  func bound(
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

  func baselineStorage(_ prices: SharedPrices) -> Double {
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
  mutating func price(
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
  var averagePrice: Double {
    let supply = context.scenario.supply
    guard !supply.isEmpty else { return 1 }
    let sum = supply.reduce(0.0) {
      $0 + Double(context.scenario.price(of: $1).millionths)
    }
    return max(1, sum / Double(supply.count))
  }
}
