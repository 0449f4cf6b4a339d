import SupplyModel

/// Everything of a scenario that the flat searches read, in flat arrays.
final class FlatScenario: Sendable {
  let network: FlatNetwork
  let orders: FlatOrders
  /// First stock row of each SKU; one longer than the SKUs.
  let rowStarts: FlatArray<Int32>
  /// By stock row.
  let rowNodes: FlatArray<Int32>
  let useCosts: FlatArray<Int64>
  /// By SKU, milligrams.
  let weights: FlatArray<Int64>
  /// By node.
  let commissions: [Ratio]
  /// Whether any stock row may ship less than it holds.
  let hasProtectedStock: Bool
  /// Whether any lane has a capacity.
  let hasLanes: Bool
  /// By resource id: what is left on as_of before any open line is served; `Int32.max` = unlimited.
  let limits: FlatArray<Int32>
  let tables: ScenarioTables
  /// For exact searches over many holders; nil where there are few, or where nobody searches for long.
  let near: NearStock?

  /// - Parameter protectsStock: whether any row may ship less than it holds; nil: as the tables say.
  /// - Complexity: O(stock + lines + destinations x nodes).
  init(_ scenario: Scenario, tables: ScenarioTables, protectsStock: Bool? = nil) {
    self.tables = tables
    limits = FlatArray(tables.resources.limits, padding: 0)
    network = FlatNetwork(tables)
    orders = FlatOrders(scenario, tables: tables, network: network)
    rowStarts = FlatArray(tables.stock.starts, padding: 0)
    rowNodes = FlatArray(tables.stock.nodes, padding: 0)
    useCosts = FlatArray(tables.stock.useCost, padding: 0)
    weights = FlatArray(scenario.skus.map(\.weight.milligrams), padding: 0)
    commissions = tables.nodes.map(\.commissionRate)
    hasLanes = !tables.arcs.laneLimits.isEmpty
    near = nil
    hasProtectedStock = protectsStock ?? zip(tables.stock.available, tables.stock.shippable).contains { $0 > $1 }
  }

  /// Other orders over the same network and stock.
  /// - Parameters:
  ///   - frame: whose network, rows and weights are shared.
  ///   - network: of the nodes that are open on the day of `tables`.
  /// - Complexity: O(lines).
  init(_ scenario: Scenario, tables: ScenarioTables, frame: FlatScenario, network: FlatNetwork) {
    self.tables = tables
    self.network = network
    orders = FlatOrders(scenario, tables: tables, network: network)
    rowStarts = frame.rowStarts
    rowNodes = frame.rowNodes
    useCosts = frame.useCosts
    weights = frame.weights
    commissions = frame.commissions
    hasProtectedStock = frame.hasProtectedStock
    hasLanes = frame.hasLanes
    limits = frame.limits
    near = nil
  }

  /// The same scenario with its orders in another sequence: order i of it is order `sequence[i]` of `other`.
  /// - Complexity: O(lines).
  init(_ other: FlatScenario, in sequence: [Int32], near: NearStock?) {
    self.near = near
    orders = FlatOrders(other.orders, in: sequence)
    network = other.network
    rowStarts = other.rowStarts
    rowNodes = other.rowNodes
    useCosts = other.useCosts
    weights = other.weights
    commissions = other.commissions
    hasProtectedStock = other.hasProtectedStock
    hasLanes = other.hasLanes
    limits = other.limits
    tables = other.tables
  }
}
