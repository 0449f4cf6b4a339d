import LinearProgramming
import SupplyModel

/// Some orders of a plan, taken out to be decided anew together: what they may take, and what they took before.
struct OrderGroup {
  let orders: [Int]
  /// By resource id: what is left when these orders take nothing.
  var limits: [Int32]
  /// By node: what activating it for these orders costs (0 where it is active already or others use it).
  private(set) var activation: [Int64]
  /// The same before anything was decided.
  let wholeActivation: [Int64]
  /// Activation that is decided, and so no longer counted in `activation` (millionths).
  private(set) var settled: Int64 = 0
  /// Nodes that serve none of these orders.
  private(set) var closed: [NodeIndex] = []
  /// The ways that served them, one an order.
  let incumbent: [Way]

  /// Cost of the incumbent with its activation (millionths).
  var cost: Int64 { OrderGroup.cost(of: incumbent, activation: activation) }

  /// - Parameters:
  ///   - orders: distinct scenario indices.
  ///   - users: how many orders of the plan use each node.
  init?(
    _ orders: [Int], state: inout AssignmentState, users: NodeUsers, finder: WayFinder, scenario: Scenario,
    tables: ScenarioTables
  ) {
    var users = users
    var ways: [Way] = []
    let old = orders.map { Array(state.pieces(of: $0)) }
    for (order, pieces) in zip(orders, old) {
      finder.load(order)
      guard let local = finder.problem.localPieces(pieces[...]) else { return nil }
      ways.append(Way(finder.problem, local))
    }
    for (order, pieces) in zip(orders, old) {
      state.release(order, scenario: scenario, tables: tables)
      users.remove(pieces)
    }
    limits = state.remaining
    activation = users.prices.activation
    wholeActivation = activation
    for (order, pieces) in zip(orders, old) {
      state.serve(order, with: pieces, scenario: scenario, tables: tables)
    }
    self.orders = orders
    incumbent = ways
  }

  /// The same orders where a node is active, or where it serves none of them.
  func deciding(_ node: NodeIndex, isActive: Bool, tables: ScenarioTables) -> OrderGroup {
    var group = self
    if isActive {
      group.settled += activation[Int(node)]
    } else {
      group.closed.append(node)
      group.limits[tables.resources.capacityOrders(node)] = 0
      group.limits[tables.resources.capacityUnits(node)] = 0
    }
    group.activation[Int(node)] = 0
    return group
  }

  /// Whether no closed node has a part in a way.
  func allows(_ way: Way) -> Bool { !way.activates.contains { closed.contains($0) } }

  static func cost(of ways: [Way], activation: [Int64]) -> Int64 {
    var cost: Int64 = 0
    var active = [Bool](repeating: false, count: activation.count)
    for way in ways {
      cost += way.cost
      for node in way.activates where !active[Int(node)] {
        active[Int(node)] = true
        cost += activation[Int(node)]
      }
    }
    return cost
  }

  /// Resources that could run short if every order of the group took all it could of them.
  /// - Complexity: O(orders x sources x lines).
  func contestedResources(_ finder: WayFinder, tables: ScenarioTables) -> [Int32] {
    var wanted: [Int: Int64] = [:]
    for order in orders {
      finder.load(order)
      let problem = finder.problem
      for source in problem.sources.indices {
        let place = problem.sources[source]
        wanted[tables.resources.capacityOrders(place.node), default: 0] += place.isLocked ? 0 : 1
        var units: Int64 = 0
        for line in problem.lines.indices {
          let row = problem.rows[source * problem.lines.count + line]
          guard row >= 0 else { continue }
          let quantity = Int64(problem.lines[line].quantity)
          units += quantity
          wanted[tables.resources.stock(row), default: 0] += quantity
          if place.arc >= 0 { wanted[tables.resources.protected(row), default: 0] += quantity }
        }
        wanted[tables.resources.capacityUnits(place.node), default: 0] += units
        if place.lane >= 0 { wanted[Int(place.lane), default: 0] += units }
      }
    }
    let rows = tables.stock.count
    return wanted.filter { resource, units in
      guard limits[resource] != .max && units > Int64(limits[resource]) else { return false }
      if closed.contains(tables.node(ofResource: resource)) { return false }
      // Where all is shipped, the limit on what is shipped says all.
      return resource >= rows || wanted[resource + rows] != units || limits[resource + rows] > limits[resource]
    }.keys.map { Int32($0) }.sorted()
  }
}
