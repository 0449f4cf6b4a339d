import SupplyModel

extension EngineProbe {
  /// What a rule serves of each order; nil for `optimal`, which is none.
  /// - Parameters:
  ///   - usesFlat: whether flat orders take the short way; what is served is the same.
  package func served(by policy: Policy, usesFlat: Bool, threads: Int = 1) -> [[Row]]? {
    var walk = RuleWalk(scenario: scenario, tables: tables, flat: FlatScenario(scenario, tables: tables))
    walk.usesFlat = usesFlat
    let budget = Budget(threads: threads)
    let state: AssignmentState? =
      switch policy {
      case .cheapest: walk.run(CheapestRule(), budget: budget)
      case .centralFirst: walk.run(TieredRule.centralFirst(tables), budget: budget)
      case .nearestStoreFirst: walk.run(TieredRule.nearestStoreFirst(tables), budget: budget)
      case .optimal: nil
      }
    guard let state else { return nil }
    return scenario.orders.indices.map { order in
      state.pieces(of: order).map { Row(line: $0.line, node: $0.node, quantity: $0.quantity) }
    }
  }

  /// How many orders take the short way.
  package var flatOrders: Int { FlatScenario(scenario, tables: tables).orders.count }
}
