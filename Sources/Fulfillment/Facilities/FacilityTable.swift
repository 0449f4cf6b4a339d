import SupplyModel

/// Orders of one open line each over nodes that cost something to activate: capacitated facility location, as flat
/// arrays.
///
/// Costs of an order that may be divided by units count for the whole of it, at the least rate at which any part of it
/// could go: a plan costs no less. Whatever this table cannot say exactly of a limit keeps a scenario out of it.
struct FacilityTable: Sendable {
  /// What one node could do for one order.
  struct Offer: BitwiseCopyable, Sendable {
    var order: Int32
    /// Units that the node serves at most: all of the order unless that may be divided.
    var units: Int32
    /// Millionths for the whole order, at the least rate; whole, below 2^53.
    var cost: Double
  }

  /// Offers beyond which a search would take too long, and the units that may be looked at one by one.
  private static let (mostOffers, mostUnits) = (60_000, 4_000_000)
  /// Sums of costs stay exact in floating point below this.
  private static let mostCost = Int64(1) << 50

  /// Scenario indices of the orders.
  private(set) var orders: [Int] = []
  private(set) var quantities: [Int32] = []
  /// What leaving an order unfilled costs, and no more than what each unit of that costs in any part of it (millionths).
  private(set) var unfilled: [Int64] = []
  private(set) var leastUnfilled: [Double] = []
  /// What orders cost that no node could serve (millionths).
  private(set) var hopeless: Int64 = 0
  /// Sorted by node, then order; those of node n are `starts[n] ..< starts[n + 1]`.
  private(set) var offers: [Offer] = []
  private(set) var starts: [Int] = [0]
  /// By order x nodes + node: the exact cost of all of an order from there; `infeasible` where it cannot.
  private(set) var wholeCosts: [Int64] = []
  /// By node: units and orders that it can serve, at most what could be asked of it.
  private(set) var capacities: [Int] = []
  private(set) var orderLimits: [Int] = []
  /// By node: what activating it costs (millionths).
  private(set) var activation: [Double] = []
  /// Whether any order may be divided.
  private(set) var divides = false

  var nodeCount: Int { activation.count }

  /// - Returns: nil where activation has no cost, or an order is not of this kind: several open lines, locked ones,
  ///   pickup, a limit on a stock row or lane beside that of a node.
  /// - Complexity: O(orders x sources x units of divided orders).
  init?(scenario: Scenario, tables: ScenarioTables) {
    guard tables.nodes.contains(where: \.activationIsDue) else { return nil }
    let problem = OrderProblem(scenario: scenario, tables: tables)
    var found: [(node: Int, offer: Offer)] = []
    var shared = FacilityLimits(tables)
    for order in scenario.orders.indices {
      problem.load(order)
      guard let line = problem.lines.first else { continue }
      guard problem.lines.count == 1, !tables.hasLocked[order], !problem.isPickup || problem.sources.isEmpty else {
        return nil
      }
      let isDivided = problem.split == .units && line.quantity > 1
      guard addOrder(problem, isDivided) else { return nil }
      let first = wholeCosts.count
      wholeCosts.append(contentsOf: repeatElement(infeasible, count: tables.nodes.count))
      for source in problem.sources.indices where problem.maxNewSources > 0 {
        guard let place = FacilityPlace(problem, source: source, isDivided: isDivided) else { continue }
        let node = Int(problem.sources[source].node)
        guard place.leastCost.magnitude < FacilityTable.mostCost else { return nil }
        wholeCosts[first + node] = place.wholeCost
        let offer = Offer(order: Int32(orders.count - 1), units: place.units, cost: Double(place.leastCost))
        found.append((node, offer))
        shared.add(problem, source: source, units: place.units)
      }
      if found.last.map({ Int($0.offer.order) != orders.count - 1 }) ?? true { dropLast(nodes: tables.nodes.count) }
      guard found.count <= FacilityTable.mostOffers else { return nil }
    }
    guard !found.isEmpty, let limits = shared.byNode(tables) else { return nil }
    (capacities, orderLimits) = limits
    activation = tables.nodes.map { $0.isActive ? 0 : Double($0.activationCost) }
    found.sort { ($0.node, $0.offer.order) < ($1.node, $1.offer.order) }
    offers = found.map(\.offer)
    for node in tables.nodes.indices {
      var end = starts[node]
      while end < found.count && found[end].node == node { end += 1 }
      starts.append(end)
    }
    guard activation.indices.contains(where: { activation[$0] > 0 && starts[$0] < starts[$0 + 1] }) else { return nil }
  }

  /// - Returns: whether its penalty is of a size that the search can count in.
  private mutating func addOrder(_ problem: OrderProblem, _ isDivided: Bool) -> Bool {
    let quantity = problem.lines[0].quantity
    let all = problem.unfilledCost { _ in quantity }
    guard all < FacilityTable.mostCost else { return false }
    var least = all
    if isDivided {
      divides = true
      guard Int(quantity) * problem.sources.count * scenarioOrders(problem) <= FacilityTable.mostUnits else {
        return false
      }
      for units in 1..<quantity {
        let part = problem.unfilledCost { _ in units }
        least = min(least, FacilityPlace.scaled(part, from: units, to: quantity))
      }
    }
    orders.append(problem.order)
    quantities.append(quantity)
    unfilled.append(all)
    leastUnfilled.append(Double(least))
    return true
  }

  /// Takes out an order that no node could serve.
  private mutating func dropLast(nodes: Int) {
    hopeless += unfilled.removeLast()
    orders.removeLast()
    quantities.removeLast()
    leastUnfilled.removeLast()
    wholeCosts.removeLast(nodes)
  }

  private func scenarioOrders(_ problem: OrderProblem) -> Int { problem.scenario.orders.count }
}
