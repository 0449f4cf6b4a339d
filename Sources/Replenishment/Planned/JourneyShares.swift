import SupplyModel

/// What a unit of each SKU bears of the cost of the journeys that it may go on, SKU by SKU.
///
/// With at most `u` units of a SKU on a journey that costs F, any shares of at least 0 whose sum of share x u is at most F
/// give a bound: what SKUs pay together is never more than F. Equal shares are a start; SKUs that use a journey can
/// bear more of it than those that do not, which subgradient steps find out.
struct JourneyShares {
  /// A transfer of a SKU.
  struct Use {
    /// Link and period.
    var place: Int32
    /// Units at most, in any best plan.
    var most: Double
  }

  /// By SKU, transfers in the order of its network.
  let uses: [[Use]]
  /// Millionths a unit, likewise.
  private(set) var shares: [[Double]]
  /// What each journey costs, by place (millionths).
  private let costs: [Double]
  /// The uses of each place: SKU and position.
  private var users: [[(sku: Int32, use: Int32)]]

  /// Equal shares.
  init(_ uses: [[Use]], costs: [Double]) {
    self.uses = uses
    self.costs = costs
    users = [[(sku: Int32, use: Int32)]](repeating: [], count: costs.count)
    var most = [Double](repeating: 0, count: costs.count)
    for (sku, uses) in uses.enumerated() {
      for (index, use) in uses.enumerated() {
        most[Int(use.place)] += use.most
        users[Int(use.place)].append((Int32(sku), Int32(index)))
      }
    }
    shares = uses.map { uses in
      uses.map { most[Int($0.place)] > 0 ? costs[Int($0.place)] / most[Int($0.place)] : 0 }
    }
  }

  /// Moves shares towards what is used, and back to the nearest that are allowed.
  /// - Parameters:
  ///   - units: of each use in the last plans.
  ///   - length: of the step.
  /// - Complexity: O(uses log uses).
  mutating func step(_ units: [[Double]], length: Double) {
    for sku in units.indices {
      for use in units[sku].indices { shares[sku][use] += length * units[sku][use] }
    }
    for place in users.indices where !users[place].isEmpty { project(place) }
  }

  /// The nearest shares whose sum of share x most is the journey's cost, where it is more (a projection onto a simplex,
  /// Held, Wolfe and Crowder 1974).
  private mutating func project(_ place: Int) {
    let entries = users[place].map { (sku: Int($0.sku), use: Int($0.use)) }
    func most(_ entry: (sku: Int, use: Int)) -> Double { uses[entry.sku][entry.use].most }
    var sum = 0.0
    for entry in entries { sum += most(entry) * max(0, shares[entry.sku][entry.use]) }
    if sum <= costs[place] { return }
    // All shares fall by theta x most; those at 0 stay there.
    let order = entries.filter { most($0) > 0 }.sorted { a, b in
      let (x, y) = (shares[a.sku][a.use] / most(a), shares[b.sku][b.use] / most(b))
      return x != y ? x > y : (a.sku, a.use) < (b.sku, b.use)
    }
    var (weighted, squares, theta) = (0.0, 0.0, 0.0)
    for entry in order {
      let share = shares[entry.sku][entry.use]
      let next = (weighted + most(entry) * share - costs[place]) / (squares + most(entry) * most(entry))
      if share - next * most(entry) <= 0 && squares > 0 { break }
      weighted += most(entry) * share
      squares += most(entry) * most(entry)
      theta = max(0, (weighted - costs[place]) / squares)
    }
    var total = 0.0
    for entry in entries {
      shares[entry.sku][entry.use] = max(0, shares[entry.sku][entry.use] - theta * most(entry))
      total += most(entry) * shares[entry.sku][entry.use]
    }
    // Rounding must not lift the sum above the cost.
    if total > costs[place] {
      let scale = costs[place] / total * (1 - 1e-12)
      for entry in entries { shares[entry.sku][entry.use] *= scale }
    }
  }
}
