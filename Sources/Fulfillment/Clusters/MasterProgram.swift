import LinearProgramming
import SupplyModel

/// The master program over ways: each order takes one way, resources suffice, nodes in use are activated.
///
/// Costs are held relative to a reference for each order and in whole currency units, so that the objective is small
/// and the solver's relative tolerance fine.
struct MasterProgram {
  /// The orders that it decides: scenario indices, distinct.
  let orders: [Int]
  /// Subtracted from the cost of each order's ways (millionths).
  let references: [Int64]
  /// Subtracted from the cost of all activation (millionths).
  let activationReference: Int64
  private(set) var ways: [Way] = []
  /// Ids of the resources that have a row.
  let resources: [Int32]
  /// What each row stands for.
  private(set) var rows: [Row] = []

  enum Row: Hashable, Sendable {
    /// Each order takes exactly one way.
    case order(Int)
    case resource(Int32)
    /// A node serves only when it is active: all orders together (`order` -1), or one of them (the tight form).
    case link(order: Int, node: NodeIndex)
  }

  /// By resource id: what these orders may take together.
  let limits: [Int32]
  private let tables: ScenarioTables
  /// By node: what activating it for these orders costs (0: it is active already).
  let activation: [Int64]
  private var position: [Int: Int32] = [:]
  private var rowOf: [Row: Int32] = [:]
  /// Column of each node's activation variable; -1 where none is needed.
  private var activationColumn: [Int32]

  /// - Parameters:
  ///   - references: a plan's cost of each order, and
  ///   - activationReference: of its activation: the closer that plan is to the best one, the finer the solver's
  ///     tolerance.
  ///   - resources: ids of the resources that could run short for these orders; all others are left out.
  ///   - activation: by node, what activating it for these orders costs (0: it is active already).
  init(
    orders: [Int], references: [Int64], activationReference: Int64 = 0, resources: [Int32], limits: [Int32],
    activation: [Int64], tables: ScenarioTables
  ) {
    self.orders = orders
    self.references = references
    self.activationReference = activationReference
    self.limits = limits
    self.activation = activation
    self.resources = resources
    self.tables = tables
    activationColumn = [Int32](repeating: -1, count: activation.count)
    for (index, order) in orders.enumerated() {
      position[order] = Int32(index)
      append(.order(order))
    }
    for resource in resources { append(.resource(resource)) }
    var column: Int32 = 0
    for node in activation.indices where activation[node] > 0 {
      append(.link(order: -1, node: NodeIndex(node)))
      activationColumn[node] = column
      column += 1
    }
  }

  private mutating func append(_ row: Row) {
    rowOf[row] = Int32(rows.count)
    rows.append(row)
  }

  /// Columns before the first way's.
  var firstWay: Int { activation.count { $0 > 0 } }

  /// Most orders that could use a node together: the coefficient of its activation in the common row.
  func mostUsers(_ node: NodeIndex) -> Int64 {
    min(Int64(limits[tables.resources.capacityOrders(node)]), Int64(orders.count))
  }

  /// The program with all ways so far.
  func model(isInteger: Bool) throws(LinearProgramError) -> LinearModel {
    var model = LinearModel()
    try model.setConstant(-Double(activationReference) / 1e6)
    for row in rows {
      switch row {
      case .order: try model.addRow(.equal(1))
      case .resource(let resource): try model.addRow(.atMost(Double(limits[Int(resource)])))
      case .link: try model.addRow(.atMost(0))
      }
    }
    var columns = LinearColumns()
    for node in activation.indices where activation[node] > 0 {
      var entries: [(row: Int32, coefficient: Double)] = []
      for (row, kind) in rows.enumerated() {
        guard case .link(let order, NodeIndex(node)) = kind else { continue }
        entries.append((Int32(row), order < 0 ? -Double(mostUsers(NodeIndex(node))) : -1))
      }
      try columns.append(
        cost: Double(activation[node]) / 1e6, bounds: .unit, isInteger: isInteger, rows: entries.map(\.row),
        coefficients: entries.map(\.coefficient))
    }
    for way in ways { try append(way, to: &columns, isInteger: isInteger) }
    try model.addColumns(columns)
    return model
  }

  /// Takes ways into the program, before the model is made.
  mutating func add(_ new: [Way]) { ways += new }

  /// Takes ways into a running session.
  mutating func add(_ new: [Way], to solver: inout LinearSolver) throws(LinearProgramError) {
    ways += new
    var columns = LinearColumns()
    for way in new { try append(way, to: &columns, isInteger: false) }
    try solver.addColumns(columns)
  }

  /// Ties one order's use of a node to the node's activation, before the model is made.
  mutating func addLink(order: Int, node: NodeIndex) {
    if rowOf[.link(order: order, node: node)] == nil { append(.link(order: order, node: node)) }
  }

  /// Ties one order's use of a node to the node's activation, in a running session.
  mutating func addLink(order: Int, node: NodeIndex, to solver: inout LinearSolver) throws(LinearProgramError) {
    guard rowOf[.link(order: order, node: node)] == nil else { return }
    append(.link(order: order, node: node))
    var columns = [activationColumn[Int(node)]]
    var coefficients = [-1.0]
    for (index, way) in ways.enumerated() where way.order == order && way.activates.contains(node) {
      columns.append(Int32(firstWay + index))
      coefficients.append(1)
    }
    try solver.addRow(.atMost(0), columns: columns, coefficients: coefficients)
  }

  private func append(_ way: Way, to columns: inout LinearColumns, isInteger: Bool) throws(LinearProgramError) {
    guard let index = position[way.order] else { preconditionFailure("a way of an order that is not in the program") }
    var entries: [Int32] = [index]
    var coefficients = [1.0]
    for (resource, amount) in zip(way.resources, way.amounts) {
      guard let row = rowOf[.resource(resource)] else { continue }
      entries.append(row)
      coefficients.append(Double(amount))
    }
    for node in way.activates where activation[Int(node)] > 0 {
      for order in [-1, way.order] {
        guard let row = rowOf[.link(order: order, node: node)] else { continue }
        entries.append(row)
        coefficients.append(1)
      }
    }
    // Each order takes exactly one way, so no way needs an upper bound of its own.
    try columns.append(
      cost: Double(way.cost - references[Int(index)]) / 1e6, bounds: isInteger ? .unit : .nonNegative,
      isInteger: isInteger, rows: entries, coefficients: coefficients)
  }

  /// A solution of the program as a start for the integer search.
  /// - Parameter chosen: the position in `ways` of each order's way.
  func values(of chosen: [Int]) -> [Double] {
    var values = [Double](repeating: 0, count: firstWay + ways.count)
    for index in chosen {
      values[firstWay + index] = 1
      for node in ways[index].activates where activationColumn[Int(node)] >= 0 {
        values[Int(activationColumn[Int(node)])] = 1
      }
    }
    return values
  }

  /// The ways that a solution chooses, one an order.
  func chosenWays(_ values: [Double]) -> [Way] {
    ways.indices.filter { values[firstWay + $0] > 0.5 }.map { ways[$0] }
  }

  /// Uses of a node by one order that exceed its activation in a fractional solution.
  func violatedLinks(_ values: [Double], tolerance: Double = 1e-6) -> [(order: Int, node: NodeIndex)] {
    struct Use: Hashable {
      var order: Int
      var node: NodeIndex
    }
    var uses: [Use: Double] = [:]
    for (index, way) in ways.enumerated() where values[firstWay + index] > tolerance {
      for node in way.activates where activation[Int(node)] > 0 {
        uses[Use(order: way.order, node: node), default: 0] += values[firstWay + index]
      }
    }
    return uses.filter { use, amount in
      amount > values[Int(activationColumn[Int(use.node)])] + tolerance
        && rowOf[.link(order: use.order, node: use.node)] == nil
    }.keys.map { ($0.order, $0.node) }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
  }
}
