import SupplyModel

/// The ways of some orders of one unit each, at the exact costs of the cost model, the cheapest first.
struct FlowOrders: Sendable {
  private(set) var places: [Int32] = []
  private(set) var costs: [Int64] = []
  /// Ways of each order.
  private(set) var counts: [Int32] = []
  private(set) var unserved: [Int64] = []
  /// Orders that could use each limited lane, by lane.
  private(set) var laneUses: [Int32: Int32] = [:]
  /// Whether some order could use a node that costs something to activate.
  private(set) var needsActivation = false

  private struct Option {
    var cost: Int64
    var place: Int32
  }

  /// - Parameter orders: those with an open line, by scenario index.
  /// - Complexity: O(holders of the SKU x log of that) an order.
  init(_ orders: ArraySlice<Int32>, _ network: FlowNetwork, _ flat: FlatScenario, scenario: Scenario) {
    let tables = flat.tables
    let problem = OrderProblem(scenario: scenario, tables: tables)
    var options: [Option] = []
    let most = orders.reduce(0) { sum, order in
      let sku = scenario.openLine(of: Int(order)).map { Int(scenario.lines[Int($0)].sku) } ?? 0
      return sum + Int(tables.stock.starts[sku + 1] - tables.stock.starts[sku])
    }
    places.reserveCapacity(most)
    costs.reserveCapacity(most)
    for order in orders {
      options.removeAll(keepingCapacity: true)
      if flat.orders.isFlat(Int(order)) {
        addWays(of: Int(order), network, flat, &options)
      } else {
        addWays(of: Int(order), network, problem, &options)
      }
      if needsActivation { return }
      options.sort { $0.cost != $1.cost ? $0.cost < $1.cost : $0.place < $1.place }
      for option in options {
        places.append(option.place)
        costs.append(option.cost)
      }
      counts.append(Int32(options.count))
    }
  }

  /// All nodes that hold the SKU, at the cost of the flat searches.
  private mutating func addWays(
    of order: Int, _ network: FlowNetwork, _ flat: FlatScenario, _ options: inout [Option]
  ) {
    let sku = Int(flat.orders.skus[Int(flat.orders.starts[order])])
    let nodes = Int(flat.orders.destinations[order]) * flat.network.nodes
    for row in flat.rowStarts[sku]..<flat.rowStarts[sku + 1] where network.shipPlaces[Int(row)] >= 0 {
      let node = Int(flat.rowNodes[Int(row)])
      let place = flat.network.places[nodes + node]
      guard place.arc >= 0 else { continue }
      let cost = withUnsafePointer(to: row) { flat.cost(of: order, $0) }
      let lane = flat.hasLanes ? flat.tables.arcs.lanes[Int(place.arc)] : -1
      add(
        cost, place: network.shipPlaces[Int(row)], lane: lane < 0 ? -1 : Int32(flat.tables.resources.lane(lane)), node,
        flat.tables, &options)
    }
    unserved.append(withUnsafePointer(to: -1) { flat.cost(of: order, $0) })
  }

  private mutating func addWays(
    of order: Int, _ network: FlowNetwork, _ problem: OrderProblem, _ options: inout [Option]
  ) {
    problem.load(order)
    for source in problem.sources.indices {
      let place = problem.sources[source]
      let row = Int(problem.rows[source])
      let limit = place.arc >= 0 ? network.shipPlaces[row] : network.pickupPlaces[row]
      guard limit >= 0 else { continue }
      add(
        problem.costOfOneUnit(from: source), place: limit, lane: place.lane, Int(place.node), problem.tables, &options)
    }
    unserved.append(problem.unfilledCost { _ in 1 })
  }

  /// - Parameter lane: resource of a limited lane, or -1.
  private mutating func add(
    _ cost: Int64, place: Int32, lane: Int32, _ node: Int, _ tables: ScenarioTables, _ options: inout [Option]
  ) {
    if lane >= 0 {
      guard tables.resources.limits[Int(lane)] > 0 else { return }
      laneUses[lane, default: 0] += 1
    }
    guard cost < infeasible else { return }
    if tables.nodes[node].activationIsDue { needsActivation = true }
    options.append(Option(cost: cost, place: place))
  }
}

extension OrderProblem {
  /// What it costs to serve an order of one unit, without locked lines, from a source; `infeasible` where no lane takes it.
  /// - Complexity: O(bands).
  func costOfOneUnit(from source: Int) -> Int64 {
    let line = lines[0]
    let units: Int32 = line.shipsAlone ? 0 : 1
    let weight = line.shipsAlone ? 0 : line.weight
    let alone = lineCost(source: source, line: 0, quantity: 1)
    let parcel = parcelCost(source: source, units: units, weight: weight)
    guard alone < infeasible && parcel < infeasible else { return infeasible }
    guard latenessPerDay > 0 else { return alone + parcel }
    let late = daysLate(
      source: source, units: units, weight: weight,
      aloneWeights: CollectionOfOne(line.weight).prefix(line.shipsAlone ? 1 : 0))
    return alone + parcel + latenessCost(late)
  }
}

extension Scenario {
  /// The first open line of an order.
  func openLine(of order: Int) -> LineIndex? { orders[order].lines.first { lines[Int($0)].lockedNode == nil } }
}
