import CGLPKShim

/// A least-cost flow in a directed network with whole numbers, solved by the out-of-kilter method (Fulkerson 1961).
///
/// Every flow is whole. Nodes and arcs are numbered from 0 in the order in which they are added. Numbers are 32 bit:
/// scale money to cents. For transport problems of one-line orders; the linear program is the check.
public struct MinimumCostFlow: Sendable, Hashable {
  /// What a node has: positive for supply, negative for demand, 0 for transit. They must add up to 0.
  public private(set) var supplies: [Int32] = []
  /// Where each arc starts.
  public private(set) var tails: [Int32] = []
  /// Where each arc ends.
  public private(set) var heads: [Int32] = []
  /// The least flow of each arc.
  public private(set) var lowers: [Int32] = []
  /// The greatest flow of each arc.
  public private(set) var capacities: [Int32] = []
  /// The cost of one unit on each arc.
  public private(set) var costs: [Int32] = []

  /// An optimal flow.
  public struct Flow: Sendable, Hashable {
    /// One whole number an arc.
    public let flows: [Int32]
    /// One dual a node, with `cost - potential[tail] + potential[head]` non-negative where flow could grow and
    /// non-positive where it could shrink.
    public let potentials: [Int32]
    /// Total cost.
    public let cost: Int
  }

  /// No nodes and arcs.
  public init() {}

  /// A network of `count` nodes with these supplies.
  public init(supplies: [Int32]) { self.supplies = supplies }

  /// Number of nodes.
  public var nodeCount: Int { supplies.count }
  /// Number of arcs.
  public var arcCount: Int { tails.count }

  /// Adds a node, and returns its number.
  @discardableResult
  public mutating func addNode(supply: Int32 = 0) -> Int32 {
    supplies.append(supply)
    return Int32(supplies.count - 1)
  }

  /// Adds an arc, and returns its number. Throws if an end does not exist, if both ends are the same, or if not
  /// 0 <= lower <= capacity.
  @discardableResult
  public mutating func addArc(
    from tail: Int32, to head: Int32, lower: Int32 = 0, capacity: Int32 = .max, cost: Int32
  ) throws(LinearProgramError) -> Int32 {
    for node in [tail, head] where node < 0 || node >= nodeCount {
      throw .invalidNetwork("arc \(arcCount): there is no node \(node): the network has \(nodeCount) nodes")
    }
    guard tail != head else { throw .invalidNetwork("arc \(arcCount) starts and ends at node \(tail)") }
    guard lower >= 0, lower <= capacity else {
      throw .invalidNetwork("arc \(arcCount): not 0 <= lower (\(lower)) <= capacity (\(capacity))")
    }
    guard cost > Int32.min else { throw .invalidNetwork("arc \(arcCount): cost \(cost) is out of range") }
    tails.append(tail)
    heads.append(head)
    lowers.append(lower)
    capacities.append(capacity)
    costs.append(cost)
    return Int32(arcCount - 1)
  }

  /// The least-cost flow, or nil if no flow meets all supplies, demands and bounds. Throws if the total supply does not
  /// fit 32 bits, or if the solver fails or overflows.
  public func solve() throws(LinearProgramError) -> Flow? {
    let supply = supplies.reduce(0) { $0 + max(0, Int($1)) }
    guard supply <= Int(Int32.max), !supplies.contains(.min) else {
      throw .invalidNetwork("a total supply of \(supply) units is out of range")
    }
    guard supplies.reduce(0, { $0 + Int($1) }) == 0 else { return nil }
    var flows = [Double](repeating: 0, count: arcCount)
    var potentials = [Double](repeating: 0, count: nodeCount)
    var code: Int32 = 0
    try check(
      allot_lp_min_cost_flow(
        Int32(nodeCount), supplies, Int32(arcCount), tails, heads, lowers, capacities, costs, &flows, &potentials,
        &code))
    switch FlowEnd(code) {
    case .infeasible: return nil
    case .failed(let text): throw .numericalFailure(text)
    case .optimal:
      let whole = flows.map { Int32($0) }
      let cost = zip(whole, costs).reduce(0) { $0 + Int($1.0) * Int($1.1) }
      return Flow(flows: whole, potentials: potentials.map { Int32(clamping: Int($0)) }, cost: cost)
    }
  }

  /// The same problem as a linear program: one row a node (out - in = supply), one column an arc.
  public func linearModel() throws(LinearProgramError) -> LinearModel {
    var model = LinearModel()
    var rows = LinearRows()
    for supply in supplies { try rows.append(.equal(Double(supply))) }
    try model.addRows(rows)
    var columns = LinearColumns()
    columns.reserveCapacity(columns: arcCount, entries: 2 * arcCount)
    for arc in 0..<arcCount {
      try columns.append(
        cost: Double(costs[arc]), bounds: .range(Double(lowers[arc]), Double(capacities[arc])),
        rows: [tails[arc], heads[arc]], coefficients: [1, -1])
    }
    try model.addColumns(columns)
    return model
  }
}
