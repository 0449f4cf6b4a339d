import SupplyModel

/// Order assignment day after day over one network: what is left of stock, capacity and lanes is kept in place, and
/// nothing is made anew that did not change.
///
/// Made once for a replay. Each day `begin` opens the nodes; `open` prepares a batch of orders; the batch then serves
/// one order after the other by the same rules and searches as `FulfillmentPlanner`. Whoever replays may change stock
/// between any two orders. Not for several threads at once.
package final class FulfillmentSession {
  /// What may be asked of a session as a whole.
  package struct Options: Sendable {
    /// Online orders may use only nodes of the `online_pool`.
    package var usesPoolOnly = false

    package init() {}
  }

  /// Without orders.
  let base: Scenario
  let frame: ScenarioTables
  let flat: FlatScenario
  package let options: Options
  let leastUse: FlatArray<Int64>
  /// What is left of everything.
  var state: AssignmentState
  /// What `optimal` adds to the cost of an order for what it takes.
  private(set) var prices: Prices
  private(set) var flatPrices: FlatPrices
  /// All zero, for rules.
  let noPrices: Prices
  /// The nodes on the day in hand.
  package private(set) var nodes: [NodeFacts]
  private(set) var day: Day
  private(set) var places: OpenPlaces

  /// By stock row: units that only the node's own customers may have.
  let protected: [Int32]
  private let exceptions: [[CalendarEntry]]
  private var knownPlaces: [[Bool]: OpenPlaces] = [:]

  /// - Parameters:
  ///   - scenario: with a row of stock for every node and SKU that may ever hold any, and every zone and service that
  ///     orders may name among its orders.
  ///   - threads: for the tables.
  /// - Complexity: that of `ScenarioTables`.
  package init(_ scenario: Scenario, options: Options = Options(), threads: Int) {
    var open = scenario
    for row in open.stock.indices {
      // Tables that look at stock beforehand find enough of it: what is left is known here only.
      open.stock[row].onHand = nil
    }
    frame = ScenarioTables(open, threads: threads)
    self.options = options
    var protected = [Int32](repeating: 0, count: frame.stock.count)
    var onHand: [(row: Int, available: Int32)] = []
    for row in scenario.stock {
      let place = Int(frame.stock.row(node: row.node, sku: row.sku))
      protected[place] = row.protected
      if let available = row.available { onHand.append((place, available)) }
    }
    self.protected = protected
    open.orders = []
    open.lines = []
    open.dropWhatTablesHold()
    base = open
    day = frame.asOf
    nodes = frame.nodes
    state = AssignmentState(orders: 0, tables: frame)
    flat = FlatScenario(base, tables: frame, protectsStock: protected.contains { $0 > 0 })
    leastUse = FlatCheapest.leastUseCosts(flat)
    prices = Prices(frame)
    noPrices = prices
    flatPrices = FlatPrices(prices, flat)
    places = OpenPlaces(frame, network: flat.network)
    var exceptions = [[CalendarEntry]](repeating: [], count: scenario.nodes.count)
    for entry in scenario.calendar { exceptions[Int(entry.node)].append(entry) }
    self.exceptions = exceptions
    for (row, available) in onHand { setAvailable(row, to: available) }
  }

  // MARK: Stock

  /// Stock rows by SKU, then node: the numbers that everything here goes by.
  package var rows: StockTable { frame.stock }

  /// Units of a row that may leave; `Int32.max` = unlimited. Complexity: O(1).
  @inline(__always)
  package func available(_ row: Int) -> Int32 { state.remaining[row] }

  /// Units of a row that may be shipped or transferred. Complexity: O(1).
  package func shippable(_ row: Int) -> Int32 { state.remaining[frame.resources.protected(Int32(row))] }

  /// Sets the units of a row that may leave. Complexity: O(1).
  package func setAvailable(_ row: Int, to units: Int32) {
    state.set(row, to: units)
    state.set(frame.resources.protected(Int32(row)), to: max(0, units - protected[row]))
  }

  // MARK: Days

  /// Begins a day: nodes open, and every capacity is what it is on that day.
  /// - Complexity: O(nodes + lanes), O(destinations x nodes) where other nodes are open than ever before.
  package func begin(_ day: Day) {
    self.day = day
    for index in nodes.indices {
      nodes[index] = NodeFacts(base.nodes[index], asOf: day, exceptions: exceptions[index])
      if options.usesPoolOnly && !base.nodes[index].onlinePool {
        nodes[index].ships = false
        nodes[index].pickup = false
      }
      setCapacity(index)
    }
    for (lane, limit) in frame.arcs.laneLimits.enumerated() {
      state.set(frame.resources.lane(Int32(lane)), to: limit)
    }
    let isOpen = nodes.map(\.isOpen)
    if let known = knownPlaces[isOpen] {
      places = known
    } else {
      let tables = ScenarioTables(base, frame: frame, asOf: day, nodes: nodes)
      places = OpenPlaces(tables, network: FlatNetwork(tables))
      knownPlaces[isOpen] = places
    }
    for node in nodes.indices { settleActivation(node) }
  }

  private func setCapacity(_ index: Int) {
    let (node, facts) = (base.nodes[index], nodes[index])
    let today = exceptions[index].last { $0.day == day }
    let layout = frame.resources
    state.set(
      layout.capacityOrders(NodeIndex(index)),
      to: facts.isOpen ? today?.capacityOrders ?? node.capacityOrders ?? .max : 0)
    state.set(
      layout.capacityUnits(NodeIndex(index)), to: facts.isOpen ? today?.capacityUnits ?? node.capacityUnits ?? .max : 0)
  }

  /// Takes units of a node's capacity on the day in hand for what orders do not know of: transfers out.
  package func takeCapacity(_ node: NodeIndex, units: Int32) {
    let resource = frame.resources.capacityUnits(node)
    let left = state.remaining[resource]
    if left != .max { state.set(resource, to: max(0, left - units)) }
  }

  /// Books that a node works on the day in hand.
  /// - Returns: what that costs, zero where it works already.
  package func activate(_ node: NodeIndex) -> Money {
    guard nodes[Int(node)].activationIsDue else { return .zero }
    nodes[Int(node)].isActive = true
    settleActivation(Int(node))
    return Money(millionths: nodes[Int(node)].activationCost)
  }

  // MARK: Prices

  /// Gives `optimal` other prices (millionths) by stock row, and by node for each order and each unit.
  /// - Complexity: O(resources).
  package func set(_ scarcity: ScarcityPrices) {
    let layout = frame.resources
    for row in 0..<layout.stockRows { prices.resources[row] = scarcity.rows[row] }
    for node in nodes.indices {
      prices.resources[layout.capacityOrders(NodeIndex(node))] = scarcity.nodeOrders[node]
      prices.resources[layout.capacityUnits(NodeIndex(node))] = scarcity.nodeUnits[node]
    }
    activation = scarcity.activation
    for node in nodes.indices { prices.activation[node] = 0 }
    flatPrices = FlatPrices(prices, flat)
    for node in nodes.indices { settleActivation(node) }
  }

  /// Changes the price of one row (millionths). Complexity: O(1).
  package func setPrice(_ row: Int, to price: Int64) {
    prices.resources[row] = price
    flatPrices.rows.base[row].price = price + flat.useCosts[row]
  }

  /// By node: what an order there pays of the activation as long as that is due.
  private var activation: [Int64] = []

  private func settleActivation(_ node: Int) {
    let share = activation.isEmpty ? nodes[node].activationCost : activation[node]
    prices.activation[node] = nodes[node].activationIsDue ? share : 0
    let capacity = prices.resources[frame.resources.capacityOrders(NodeIndex(node))]
    flatPrices.nodeOrders[node] = capacity + prices.activation[node]
  }

  // MARK: Orders

  /// Prepares orders to be served one by one.
  /// - Parameters:
  ///   - orders: their `lines` are ranges of `lines`, one behind the other; none is locked.
  /// - Complexity: O(lines).
  package func open(_ orders: [Order], _ lines: [OrderLine], policy: Policy) -> FulfillmentBatch {
    FulfillmentBatch(self, orders, lines, policy)
  }
}

/// What the nodes that are open on a day make of the network.
struct OpenPlaces {
  let network: FlatNetwork
  let centralFirst: TierSteps
  let nearestStoreFirst: TierSteps

  init(_ tables: ScenarioTables, network: FlatNetwork) {
    self.network = network
    centralFirst = .centralFirst(tables)
    nearestStoreFirst = .nearestStoreFirst(tables)
  }
}

/// Prices that say what units and places will be missed for later (millionths).
package struct ScarcityPrices: Sendable {
  /// By stock row: a unit.
  package var rows: [Int64]
  /// By node: an order, a unit.
  package var nodeOrders: [Int64]
  package var nodeUnits: [Int64]
  /// By node: what an order pays of an activation that is due.
  package var activation: [Int64]

  /// All zero, and an activation is for the first order to pay.
  package init(_ session: FulfillmentSession) {
    rows = [Int64](repeating: 0, count: session.rows.count)
    nodeOrders = [Int64](repeating: 0, count: session.nodes.count)
    nodeUnits = nodeOrders
    activation = session.nodes.map(\.activationCost)
  }

  /// Makes sums of several prices their mean; activations stay. Complexity: O(rows + nodes).
  package mutating func divide(by count: Int64) {
    for row in rows.indices { rows[row] /= count }
    for node in nodeOrders.indices {
      nodeOrders[node] /= count
      nodeUnits[node] /= count
    }
  }
}
