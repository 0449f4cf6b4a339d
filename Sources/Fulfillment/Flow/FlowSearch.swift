import SupplyModel

/// Batches of orders of one unit each are a flow: solved to the optimum, with whole prices that prove it.
struct FlowSearch {
  let scenario: Scenario
  let flat: FlatScenario
  private var tables: ScenarioTables { flat.tables }

  /// More ways than this are left to the general search: each takes 12 bytes.
  static let mostWays = 25_000_000

  /// Orders with an open line, by SKU, so that what is read together stands together; nil where the scenario is no flow by its orders.
  private let orders: [Int32]?

  init(scenario: Scenario, flat: FlatScenario) {
    self.scenario = scenario
    self.flat = flat
    orders = FlowSearch.ordersOfOneUnit(scenario, flat.tables)
  }

  /// Whether the open lines allow a flow; costs of nodes and limits of lanes may still forbid it.
  private static func ordersOfOneUnit(_ scenario: Scenario, _ tables: ScenarioTables) -> [Int32]? {
    var orders: [Int32] = []
    var ways = 0
    for (index, order) in scenario.orders.enumerated() {
      var open = 0
      for line in order.lines where scenario.lines[Int(line)].lockedNode == nil {
        open += 1
        let sku = Int(scenario.lines[Int(line)].sku)
        ways += Int(tables.stock.starts[sku + 1] - tables.stock.starts[sku])
        guard open == 1, scenario.lines[Int(line)].quantity == 1, !tables.hasLocked[index] else { return nil }
      }
      guard open == 0 || order.lines.count == 1 else { return nil }
      if open == 1 { orders.append(Int32(index)) }
    }
    guard !orders.isEmpty, ways <= mostWays else { return nil }
    let sku = { (order: Int32) in scenario.openLine(of: Int(order)).map { scenario.lines[Int($0)].sku } ?? -1 }
    return orders.map { (order: $0, sku: sku($0)) }.sorted { ($0.sku, $0.order) < ($1.sku, $1.order) }.map(\.order)
  }

  /// The optimum; nil where the scenario is no flow. A budget that is exhausted early leaves a good plan and what its
  /// prices prove.
  func run(lockedCost: Int64, budget: Budget) -> OptimalSearch.Result? {
    guard let orders else { return nil }
    budget.report(PhaseReport(phase: "ways", done: 0, total: 0))
    guard let network = network(orders, threads: budget.threads) else { return nil }
    budget.report(PhaseReport(phase: "flow", done: 0, total: 0))
    let optimum = network.problem.optimum(threads: budget.threads, isExhausted: budget.isExhausted)
    var state = AssignmentState(orders: scenario.orders.count, tables: tables)
    for (index, order) in orders.enumerated() where optimum.choices[index] >= 0 {
      guard let line = scenario.openLine(of: Int(order)) else { continue }
      let node = network.node(of: network.problem.places[Int(optimum.choices[index])])
      state.serve(
        Int(order), with: [NodePiece(line: line, node: node, quantity: 1)], scenario: scenario, tables: tables)
    }
    let bound = optimum.bound(network.problem)
    return OptimalSearch.Result(
      state: state, prices: network.prices(optimum, tables), priceBound: lockedCost + bound,
      isFlow: bound == optimum.cost(network.problem))
  }

  /// The limits and ways; nil where a lane could run full or a node would have to be activated.
  private func network(_ orders: [Int32], threads: Int) -> FlowNetwork? {
    var network = FlowNetwork(scenario, tables)
    let limits = network
    let parts = OrderChunks(orders: orders.count, threads: threads).map { range in
      FlowOrders(orders[range], limits, flat, scenario: scenario)
    }
    var laneUses: [Int32: Int32] = [:]
    for part in parts {
      if part.needsActivation { return nil }
      laneUses.merge(part.laneUses) { $0 + $1 }
    }
    for (lane, uses) in laneUses where uses > tables.resources.limits[Int(lane)] { return nil }
    network.add(parts)
    return network
  }
}
