import LinearProgramming
import SupplyModel

extension EngineProbe {
  /// What the programs over ways say of a whole scenario (millionths, locked lines apart).
  package struct Programs: Sendable {
    /// The bound that column generation proves.
    package var generated: Int64
    /// The relaxation over all ways, every use of a node tied to its activation.
    package var relaxed: Int64
    /// The best choice of one way an order.
    package var integer: Int64
  }

  /// Solves the programs over all ways of all orders.
  /// - Returns: nil where there are more than `most` ways of an order, or an order is too long to list its ways.
  package func programs(most: Int) throws(LinearProgramError) -> Programs? {
    let finder = WayFinder(scenario: scenario, tables: tables)
    let orders = Array(scenario.orders.indices)
    var state = AssignmentState(orders: orders.count, tables: tables)
    let users = NodeUsers(state, scenario: scenario, tables: tables)
    guard
      let group = OrderGroup(
        orders, state: &state, users: users, finder: finder, scenario: scenario, tables: tables)
    else { return nil }
    var master = MasterProgram(
      orders: orders, references: group.incumbent.map(\.cost),
      resources: group.contestedResources(finder, tables: tables), limits: group.limits, activation: group.activation,
      tables: tables)
    master.add(group.incumbent)
    let generated = try ColumnGeneration(scenario: scenario, tables: tables, cutRounds: 0, leastGain: 0).run(
      master, start: MasterPrices(Prices(tables)), budget: Budget())
    var isComplete = true
    withQuery(Prices(tables), remaining: tables.resources.limits) { query in
      for order in orders {
        finder.load(order)
        for source in finder.problem.sources { master.addLink(order: order, node: source.node) }
        // Not beyond half of what marks an impossible way.
        isComplete =
          finder.forEachWay(query, within: infeasible / 2, most: most) { pieces in
            if !pieces.isEmpty { master.add([Way(finder.problem, pieces)]) }
          } && isComplete
      }
    }
    guard isComplete else { return nil }
    let base = group.incumbent.reduce(Int64(0)) { $0 + $1.cost }
    let relaxed = try master.model(isInteger: false).solve()
    let whole = try master.model(isInteger: true).solve()
    return Programs(
      generated: generated.bound, relaxed: base + Int64((relaxed.objective * 1e6).rounded()),
      integer: OrderGroup.cost(of: master.chosenWays(whole.values), activation: group.activation))
  }
}
