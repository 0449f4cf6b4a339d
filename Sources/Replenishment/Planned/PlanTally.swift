import SupplyModel

/// What a plan leaves of the limits and what its journeys carry, kept up to date while SKUs are planned again.
struct PlanTally {
  /// What travels on a link in a period.
  struct Load: Hashable {
    var units: Int64 = 0
    var weight = Weight.zero
  }

  /// What is left of the limits.
  var left: SharedRoom
  /// By link and period.
  private var loads: [Load]
  private let context: SKUModel.Context
  private let limits: SharedLimits

  init(_ context: SKUModel.Context, _ limits: SharedLimits, left: SharedRoom, loads: [Load]) {
    self.left = left
    self.loads = loads
    self.context = context
    self.limits = limits
  }

  /// What journeys carry, by link and period, SKU by SKU. Complexity: O(moves).
  static func loads(_ moves: some Sequence<[StockMove]>, _ context: SKUModel.Context) -> [Load] {
    let periods = context.periods.count
    var loads = [Load](repeating: Load(), count: context.network.links.count * periods)
    for moves in moves { for move in moves { add(move, sign: 1, context, to: &loads) } }
    return loads
  }

  /// Takes moves out of the plan.
  mutating func remove(_ moves: [StockMove]) {
    for move in moves {
      PlanTally.add(move, sign: -1, context, to: &loads)
      left.giveBack(move, network: context.network)
    }
  }

  /// Adds moves that have taken from `left` already to the journeys.
  mutating func load(_ moves: [StockMove]) { for move in moves { PlanTally.add(move, sign: 1, context, to: &loads) } }

  /// What the journeys cost on which any of these move (millionths), beside what each unit adds.
  func journeys(of outcomes: [SKUPlanner.Outcome]) -> Double {
    let periods = context.periods.count
    var places = outcomes.flatMap { outcome in
      outcome.moves.compactMap { move in move.link.map { Int($0) * periods + Int(move.period) } }
    }
    places.sort()
    var sum = 0.0
    for (index, place) in places.enumerated() where index == 0 || places[index - 1] != place {
      sum += limits.fixedCost(place / periods, units: loads[place].units, weight: loads[place].weight)
    }
    return sum
  }

  private static func add(_ move: StockMove, sign: Int64, _ context: SKUModel.Context, to loads: inout [Load]) {
    guard let link = move.link else { return }
    let place = Int(link) * context.periods.count + Int(move.period)
    loads[place].units += sign * Int64(move.units)
    loads[place].weight += context.scenario.skus[Int(move.sku)].weight * (sign * Int64(move.units))
  }
}
