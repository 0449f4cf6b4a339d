import SupplyModel

/// The least cost of any plan, by looking at all of them: order by order, every way that what is left allows.
///
/// Two safe cuts only: a branch ends where even the cheapest way of each order to come cannot beat the best plan, or
/// where the same limits were left at the same orders before, no dearer.
struct BruteForce {
  private struct Choice {
    var cost: Int64
    /// (limit, units)
    var uses: [(limit: Int, units: Int16)]
    var nodes: UInt8
  }

  private struct Moment: Hashable {
    var order: Int
    var left: [Int16]
    var active: UInt8
  }

  private var choices: [[Choice]] = []
  /// The least cost of the orders from each one on, were there no limits.
  private var least: [Int64] = []
  private var activation: [Int64] = []
  private var left: [Int16] = []
  private var best = Int64.max
  private var seen: [Moment: Int64] = [:]
  /// Branches looked at.
  private(set) var steps = 0

  /// The least cost of a plan in millionths, locked lines included.
  static func optimum(_ scenario: Scenario) -> Int64 {
    var search = BruteForce(ReferenceWorld(scenario: scenario))
    return search.run()
  }

  private init(_ world: ReferenceWorld) {
    let limits = world.limits()
    let keys = Array(limits.keys)
    var position: [Limit: Int] = [:]
    for (index, key) in keys.enumerated() { position[key] = index }
    left = keys.map { Int16(limits[$0] ?? 0) }
    let locked = world.lockedNodes
    activation = world.scenario.nodes.indices.map {
      locked.contains($0) ? 0 : world.scenario.nodes[$0].activationCost.millionths
    }
    base = world.activation(locked)
    choices = world.scenario.orders.indices.map { order in
      world.ways(order: order, within: limits).map { way in
        var nodes: UInt8 = 0
        for take in way.takes { nodes |= 1 << UInt8(take.node) }
        let uses = way.uses.compactMap { limit, units in position[limit].map { ($0, Int16(units)) } }
        return Choice(cost: way.cost, uses: uses, nodes: nodes)
      }.sorted { $0.cost < $1.cost }
    }
    // The orders with the most ways last: there the cuts work best.
    choices.sort { $0.count < $1.count }
    least = [Int64](repeating: 0, count: choices.count + 1)
    for order in choices.indices.reversed() { least[order] = least[order + 1] + (choices[order].first?.cost ?? 0) }
  }

  private var base: Int64 = 0

  private mutating func run() -> Int64 {
    extend(0, cost: base, active: 0)
    return best
  }

  private mutating func extend(_ order: Int, cost: Int64, active: UInt8) {
    steps += 1
    guard order < choices.count else {
      best = min(best, cost)
      return
    }
    let moment = Moment(order: order, left: left, active: active)
    if let before = seen[moment], before <= cost { return }
    seen[moment] = cost
    for choice in choices[order] {
      if cost + choice.cost + least[order + 1] >= best { return }
      guard choice.uses.allSatisfy({ left[$0.limit] >= $0.units }) else { continue }
      var added = choice.cost
      let woken = choice.nodes & ~active
      for node in activation.indices where woken & (1 << UInt8(node)) != 0 { added += activation[node] }
      for use in choice.uses { left[use.limit] -= use.units }
      extend(order + 1, cost: cost + added, active: active | choice.nodes)
      for use in choice.uses { left[use.limit] += use.units }
    }
  }
}
