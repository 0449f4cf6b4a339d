import SupplyModel

/// A scenario whose every open order asks for one unit, as a `NestedAssignment`: stock that may be sent within stock
/// within nodes. Capacity in orders and in units are the same for such orders; the smaller holds.
struct FlowNetwork {
  private(set) var problem = NestedAssignment()
  /// What each limit is.
  private(set) var resources: [LimitedResource] = []
  /// The limit that an order takes a unit of, by stock row; -1 where there is none to take.
  private(set) var shipPlaces: [Int32] = []
  private(set) var pickupPlaces: [Int32] = []
  /// Open orders for each SKU.
  private(set) var demand: [Int32]

  enum LimitedResource {
    case node(NodeIndex)
    case stock(Int32)
    case protected(Int32)
  }

  /// Sets up the limits. Those that all orders together could not reach are left out.
  /// - Complexity: O(stock rows + lines).
  init(_ scenario: Scenario, _ tables: ScenarioTables) {
    demand = [Int32](repeating: 0, count: scenario.skus.count)
    for line in scenario.lines where line.lockedNode == nil { demand[Int(line.sku)] += 1 }
    let limits = tables.resources.limits
    let stock = tables.stock
    var wanted = [Int64](repeating: 0, count: tables.nodes.count)
    for row in 0..<stock.count {
      wanted[Int(stock.nodes[row])] += Int64(min(stock.available[row], demand[Int(stock.skus[row])]))
    }
    var isClosed = [Bool](repeating: false, count: tables.nodes.count)
    for node in tables.nodes.indices {
      let limit = FlowNetwork.capacity(NodeIndex(node), tables).limit
      isClosed[node] = limit <= 0
      _ = problem.addLimit(limit <= 0 || Int64(limit) >= wanted[node] ? .max : limit, within: -1)
      resources.append(.node(NodeIndex(node)))
    }
    shipPlaces = [Int32](repeating: -1, count: stock.count)
    pickupPlaces = shipPlaces
    for row in 0..<Int32(stock.count) {
      let node = stock.nodes[Int(row)]
      let most = demand[Int(stock.skus[Int(row)])]
      let available = limits[tables.resources.stock(row)]
      let shippable = limits[tables.resources.protected(row)]
      guard available > 0, most > 0, !isClosed[Int(node)] else { continue }
      var place = node
      if available < most {
        place = problem.addLimit(available, within: place)
        resources.append(.stock(row))
      }
      pickupPlaces[Int(row)] = place
      guard shippable > 0 else { continue }
      if shippable < min(available, most) {
        place = problem.addLimit(shippable, within: place)
        resources.append(.protected(row))
      }
      shipPlaces[Int(row)] = place
    }
  }

  /// The smaller capacity of a node and its resource.
  static func capacity(_ node: NodeIndex, _ tables: ScenarioTables) -> (limit: Int32, resource: Int) {
    let (orders, units) = (tables.resources.capacityOrders(node), tables.resources.capacityUnits(node))
    let limits = tables.resources.limits
    return limits[orders] < limits[units] ? (limits[orders], orders) : (limits[units], units)
  }

  /// The node that a limit is part of. Complexity: O(levels).
  func node(of limit: Int32) -> NodeIndex {
    var limit = limit
    while problem.parents[Int(limit)] >= 0 { limit = problem.parents[Int(limit)] }
    return limit
  }

  /// Takes over the ways of all open orders.
  mutating func add(_ parts: [FlowOrders]) {
    let count = parts.reduce(0) { $0 + $1.places.count }
    problem.places.reserveCapacity(count)
    problem.costs.reserveCapacity(count)
    for part in parts {
      problem.append(places: part.places, costs: part.costs, counts: part.counts, unserved: part.unserved)
    }
  }

  /// What the prices of an optimum mean for the scenario.
  func prices(_ optimum: NestedOptimum, _ tables: ScenarioTables) -> Prices {
    var prices = Prices(tables)
    for (limit, price) in optimum.prices.enumerated() where price > 0 {
      switch resources[limit] {
      case .node(let node): prices.resources[FlowNetwork.capacity(node, tables).resource] = price
      case .stock(let row): prices.resources[tables.resources.stock(row)] = price
      case .protected(let row): prices.resources[tables.resources.protected(row)] = price
      }
    }
    return prices
  }
}
