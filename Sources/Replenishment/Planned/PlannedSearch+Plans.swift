import SupplyModel

/// Plans that keep the limits, and on which every journey is worth its cost.
extension PlannedSearch {
  /// SKUs that use an exceeded limit are planned again within what the others leave, the most useful first.
  mutating func repaired(
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

  func cost(_ outcomes: [SKUPlanner.Outcome]) -> Double {
    outcomes.reduce(journeys(outcomes)) { $0 + $1.cost }
  }

  func loads(_ outcomes: [SKUPlanner.Outcome]) -> [PlanTally.Load] {
    PlanTally.loads(outcomes.lazy.map(\.moves), context)
  }

  func journeys(_ outcomes: [SKUPlanner.Outcome]) -> Double {
    let periods = context.periods.count
    return loads(outcomes).enumerated().reduce(0) {
      $0 + limits.fixedCost($1.offset / periods, units: $1.element.units, weight: $1.element.weight)
    }
  }

  /// Spreads the cost of each journey over the units that it carries (dynamic slope scaling, Kim and Pardalos 1999),
  /// until every journey is worth it; what is not is closed.
  mutating func settle(
    _ shared: SharedPrices, _ spread: [Double], _ room: SharedRoom, _ outcomes: [SKUPlanner.Outcome]
  ) -> (outcomes: [SKUPlanner.Outcome], cost: Double) {
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
    if best.cost >= idle { return (prepared.map { SKUPlanner.Outcome(cost: $0.idleCost) }, idle) }
    return (best.outcomes, best.cost)
  }

  /// Closes journeys that carry little, as long as the plan without them costs less.
  mutating func pruned(
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
    let few = users.indices.filter {
      $0 % periods < options.closingPeriods && !users[$0].isEmpty && users[$0].count <= 64
    }.sorted {
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
        let outcome = planners[0].fit(
          SKUIndex(sku), prepared[Int(sku)], prices: prices, into: &tally.left, from: bases[Int(sku)])
        tally.load(outcome.moves)
        return outcome
      }
      var change = tally.journeys(of: old + new) - before.journeys(of: old + new)
      for (old, new) in zip(old, new) { change += new.cost - old.cost }
      // Less than half a millionth is rounding.
      if change < -0.5 {
        for (sku, outcome) in zip(users[place], new) {
          outcomes[Int(sku)] = outcome
          bases[Int(sku)] = outcome.basis
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
