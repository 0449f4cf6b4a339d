import SupplyModel

/// Goes through every plan of a small scenario, order by order, and keeps the cheapest.
///
/// A branch is left only where even the cheapest ways of all orders still to come, each by itself, cannot bring it below
/// the best plan so far: nothing that could be cheaper, or as cheap, is passed over.
struct PlanEnumeration {
  /// Least cost (millionths).
  private(set) var least = Int64.max
  /// How many plans have it.
  private(set) var optima = 0
  /// One of them: the way of each order.
  private(set) var best: [EnumeratedWay] = []
  /// Ways of each order.
  let ways: [[EnumeratedWay]]

  private let activation: [Int64]
  private let leastAhead: [Int64]
  private var left: [EnumeratedLimit: Int64]
  private var uses: [Int]
  private var chosen: [EnumeratedWay] = []

  init(_ scenario: Scenario) {
    let enumeration = WayEnumeration(scenario: scenario)
    ways = scenario.orders.indices.map { order in
      enumeration.ways(of: order).sorted { $0.cost < $1.cost }
    }
    left = enumeration.limits
    activation = scenario.nodes.map(\.activationCost.millionths)
    uses = Array(repeating: 0, count: scenario.nodes.count)
    var ahead: [Int64] = [0]
    for ways in ways.reversed() { ahead.append((ahead.last ?? 0) + (ways.first?.cost ?? 0)) }
    leastAhead = ahead.reversed()
    search(order: 0, cost: 0)
  }

  private mutating func search(order: Int, cost: Int64) {
    guard order < ways.count else {
      if cost < least { (least, optima, best) = (cost, 0, chosen) }
      if cost == least { optima += 1 }
      return
    }
    for way in ways[order] {
      // Sorted by cost: no later way of this order can do better.
      if cost + way.cost + leastAhead[order + 1] > least { return }
      guard take(way, 1) else { continue }
      var sum = cost + way.cost
      for node in way.nodes where uses[node] == 1 { sum += activation[node] }
      chosen.append(way)
      search(order: order + 1, cost: sum)
      chosen.removeLast()
      _ = take(way, -1)
    }
  }

  /// Takes what a way needs, or gives it back; false, and nothing is taken, where something has run out.
  private mutating func take(_ way: EnumeratedWay, _ sign: Int64) -> Bool {
    for (limit, amount) in way.takes {
      if let rest = left[limit], rest < amount * sign { return false }
    }
    for (limit, amount) in way.takes {
      if let rest = left[limit] { left[limit] = rest - amount * sign }
    }
    for node in way.nodes { uses[node] += Int(sign) }
    return true
  }
}
