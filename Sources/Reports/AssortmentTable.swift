import SupplyModel

/// Orders wholly local under each policy: a column a policy, and below a row a node.
package struct AssortmentTable: Sendable {
  private let plan: AssortmentPlan
  private let scenario: Scenario

  package init(_ plan: AssortmentPlan, scenario: Scenario) {
    self.plan = plan
    self.scenario = scenario
  }

  /// Both tables, with an empty line between. Complexity: O(nodes log nodes).
  package var text: String { nodeTable.text + "\n\n" + policyTable.text }

  /// Shares of later orders (of those that were chosen by, where none were held out), busiest nodes first.
  private var nodeTable: TextTable {
    var table = TextTable()
    let isJudged = plan.holdoutOrders > 0
    table.add([isJudged ? "held-out orders local at" : "orders local at", "tier", "orders"] + names)
    table.rule()
    let orders = { (result: AssortmentPlan.NodeResult) in isJudged ? result.holdoutOrders : result.trainingOrders }
    let busiest = plan.nodeResults.sorted { (orders($0), $1.node) > (orders($1), $0.node) }
    for result in busiest.prefix(NodeTable.rowsListed) {
      let node = scenario.nodes[Int(result.node)]
      let shares = plan.policies.indices.map { share(isJudged ? result.holdout($0) : result.training($0)) }
      table.add([node.id, "\(node.tier)", grouped(Int64(orders(result)))] + shares)
    }
    let rest = busiest.dropFirst(NodeTable.rowsListed)
    if !rest.isEmpty {
      table.add(["\(rest.count) more", "", grouped(rest.reduce(0) { $0 + Int64(orders($1)) })])
    }
    return table
  }

  private var policyTable: TextTable {
    var table = TextTable()
    let policies = plan.policies.indices
    table.add(["policy"] + names)
    table.rule()
    table.add(["SKUs carried"] + policies.map { grouped(Int64(plan.carried($0))) })
    table.rule()
    table.add(["orders to choose by"] + policies.map { _ in grouped(Int64(plan.trainingOrders)) })
    table.add(["wholly local"] + policies.map { grouped(Int64(plan.training($0).local)) })
    table.add(["share"] + policies.map { share(plan.training($0)) })
    table.rule()
    table.add(["held-out orders"] + policies.map { _ in grouped(Int64(plan.holdoutOrders)) })
    table.add(["wholly local"] + policies.map { grouped(Int64(plan.holdout($0).local)) })
    table.add(["share"] + policies.map { share(plan.holdout($0)) })
    return table
  }

  private var names: [String] { plan.policies.map(\.rawValue) }

  private func share(_ orders: AssortmentPlan.LocalOrders) -> String { orders.share.map { percent($0.double) } ?? "-" }
}
