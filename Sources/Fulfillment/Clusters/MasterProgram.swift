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
  private(set) var references: [Int64]
  /// Subtracted from the cost of all activation (millionths).
  private(set) var activationReference: Int64
  private(set) var ways: [Way] = []
  /// Ids of the resources that have a row.
  let resources: [Int32]
  /// Cuts that tighten what orders may take of a resource together.
  private(set) var covers: [CoverCut] = []
  /// What each row stands for.
  private(set) var rows: [Row] = []

  enum Row: Hashable, Sendable {
    /// Each order takes exactly one way.
    case order(Int)
    /// Orders take no more than there is; nothing where the resource's node is not active.
    case resource(Int32)
    /// A cut, by its position in `covers`.
    case cover(Int32)
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
  /// By order: the cuts it is in, their resources and rows.
  private var coversOf: [Int: [(resource: Int32, row: Int32, term: CoverCut.Term)]] = [:]
  /// Whether a node's activation is what opens its resources. Without it the relaxation is looser, but its duals are
  /// prices in the sense of prices.csv, which know no such tie.
  let opensResources: Bool
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
    activation: [Int64], opensResources: Bool = true, tables: ScenarioTables
  ) {
    self.orders = orders
    self.opensResources = opensResources
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
      // The row of its capacity in orders says the same.
      if !opensResources || rowOf[.resource(Int32(tables.resources.capacityOrders(NodeIndex(node))))] == nil {
        append(.link(order: -1, node: NodeIndex(node)))
      }
      activationColumn[node] = column
      column += 1
    }
  }

  private mutating func append(_ row: Row) {
    rowOf[row] = Int32(rows.count)
    rows.append(row)
  }

  /// Column of a node's activation, which must have a cost.
  func column(ofActivation node: NodeIndex) -> Int { Int(activationColumn[Int(node)]) }

  /// Columns before the first way's.
  var firstWay: Int { activation.count { $0 > 0 } }

  /// Most orders that could use a node together: the coefficient of its activation in the common row.
  func mostUsers(_ node: NodeIndex) -> Int64 {
    min(Int64(limits[tables.resources.capacityOrders(node)]), Int64(orders.count))
  }

  /// The node whose activation lets a resource be used; -1 where that costs nothing.
  func gate(of resource: Int32) -> NodeIndex {
    let node = tables.node(ofResource: Int(resource))
    return opensResources && activation[Int(node)] > 0 ? node : -1
  }

  /// The program with all ways so far.
  func model(isInteger: Bool) throws(LinearProgramError) -> LinearModel {
    var model = LinearModel()
    try model.setConstant(-Double(activationReference) / 1e6)
    for row in rows {
      switch row {
      case .order: try model.addRow(.equal(1))
      case .resource(let resource):
        try model.addRow(.atMost(gate(of: resource) < 0 ? Double(limits[Int(resource)]) : 0))
      case .cover(let index):
        let cut = covers[Int(index)]
        try model.addRow(.atMost(gate(of: cut.resource) < 0 ? Double(cut.limit) : 0))
      case .link: try model.addRow(.atMost(0))
      }
    }
    var columns = LinearColumns()
    for node in activation.indices where activation[node] > 0 {
      var entries: [(row: Int32, coefficient: Double)] = []
      for (row, kind) in rows.enumerated() {
        let most = activated(by: NodeIndex(node), kind)
        if most > 0 { entries.append((Int32(row), -Double(most))) }
      }
      try columns.append(
        cost: Double(activation[node]) / 1e6, bounds: .unit, isInteger: isInteger, rows: entries.map(\.row),
        coefficients: entries.map(\.coefficient))
    }
    for way in ways { try append(way, to: &columns, isInteger: isInteger) }
    try model.addColumns(columns)
    return model
  }

  /// How much of a row a node's activation opens.
  func activated(by node: NodeIndex, _ row: Row) -> Int64 {
    switch row {
    case .order: 0
    case .resource(let resource): gate(of: resource) == node ? Int64(limits[Int(resource)]) : 0
    case .cover(let index): gate(of: covers[Int(index)].resource) == node ? Int64(covers[Int(index)].limit) : 0
    case .link(let order, let tied): tied != node ? 0 : order < 0 ? mostUsers(node) : 1
    }
  }

  /// The node whose activation opens a row; nil where none does.
  func gate(of row: Row) -> NodeIndex? {
    switch row {
    case .order: nil
    case .resource(let resource): gate(of: resource) < 0 ? nil : gate(of: resource)
    case .cover(let index): gate(of: covers[Int(index)].resource) < 0 ? nil : gate(of: covers[Int(index)].resource)
    case .link(_, let node): node
    }
  }

  /// How much there is of a row that no activation opens.
  func limit(of row: Row) -> Int64 {
    switch row {
    case .order: 1
    case .resource(let resource): Int64(limits[Int(resource)])
    case .cover(let index): Int64(covers[Int(index)].limit)
    case .link: 0
    }
  }

  /// The same rows over other ways, costs counted from other references.
  func replacing(ways: [Way], references: [Int64], activationReference: Int64) -> MasterProgram {
    var program = self
    program.ways = ways
    program.references = references
    program.activationReference = activationReference
    return program
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

  /// Takes a cut into the program, before the model is made.
  mutating func addCover(_ cut: CoverCut) {
    for term in cut.terms { coversOf[term.order, default: []].append((cut.resource, Int32(rows.count), term)) }
    append(.cover(Int32(covers.count)))
    covers.append(cut)
  }

  /// Takes a cut into a running session.
  mutating func addCover(_ cut: CoverCut, to solver: inout LinearSolver) throws(LinearProgramError) {
    addCover(cut)
    var columns: [Int32] = []
    var coefficients: [Double] = []
    let node = gate(of: cut.resource)
    if node >= 0 {
      columns.append(activationColumn[Int(node)])
      coefficients.append(-Double(cut.limit))
    }
    let terms = Dictionary(uniqueKeysWithValues: cut.terms.map { ($0.order, $0) })
    for (index, way) in ways.enumerated() {
      guard let term = terms[way.order], way.amount(of: cut.resource) >= term.threshold else { continue }
      columns.append(Int32(firstWay + index))
      coefficients.append(Double(term.coefficient))
    }
    try solver.addRow(.atMost(node < 0 ? Double(cut.limit) : 0), columns: columns, coefficients: coefficients)
  }

  /// Entries of a way's column beside its order's: row and coefficient, each row once.
  func entries(of way: Way) -> [(row: Int32, coefficient: Int32)] {
    var entries: [(row: Int32, coefficient: Int32)] = []
    for (resource, amount) in zip(way.resources, way.amounts) {
      if let row = rowOf[.resource(resource)] { entries.append((row, amount)) }
    }
    for node in way.activates where activation[Int(node)] > 0 {
      for order in [-1, way.order] {
        if let row = rowOf[.link(order: order, node: node)] { entries.append((row, 1)) }
      }
    }
    for (resource, row, term) in coversOf[way.order] ?? [] where way.amount(of: resource) >= term.threshold {
      entries.append((row, term.coefficient))
    }
    return entries
  }

  private func append(_ way: Way, to columns: inout LinearColumns, isInteger: Bool) throws(LinearProgramError) {
    guard let index = position[way.order] else { preconditionFailure("a way of an order that is not in the program") }
    let others = self.entries(of: way)
    let entries = [index] + others.map(\.row)
    let coefficients = [1.0] + others.map { Double($0.coefficient) }
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

  /// Uses of a node by one order that exceed its activation in a fractional solution, the most violated first.
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
    let violated = uses.compactMap { use, amount -> (order: Int, node: NodeIndex, excess: Double)? in
      let excess = amount - values[Int(activationColumn[Int(use.node)])]
      guard excess > tolerance, rowOf[.link(order: use.order, node: use.node)] == nil else { return nil }
      return (use.order, use.node, excess)
    }
    return violated.sorted { ($1.excess, $0.order, $0.node) < ($0.excess, $1.order, $1.node) }
      .map { ($0.order, $0.node) }
  }
}
