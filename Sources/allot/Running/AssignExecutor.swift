import Fulfillment
import Studies
import SupplyModel

/// Runs of `assign`: the figures of its summary.
struct AssignExecutor: RunExecutor {
  private let planner: FulfillmentPlanner

  init(_ scenario: consuming Scenario, threads: Int) {
    planner = FulfillmentPlanner(scenario, threads: threads, keepsRows: false)
  }

  static let metrics =
    ["cost_total"] + CostTerm.allCases.map { "cost_" + $0.rawValue } + [
      "cost_per_order", "lower_bound", "gap", "orders", "orders_complete", "units", "units_filled", "shipments",
      "split_orders", "late_orders",
    ]

  func run(policy: String, replication _: Int, seed _: UInt64?, threads: Int) throws -> [Metric] {
    guard let policy = Policy(rawValue: policy) else { preconditionFailure("the request was checked") }
    let summary = try planner.plan(policy, budget: Budget(threads: threads)).summary
    let total = money(summary.cost.total)
    let costs = CostTerm.allCases.map { money(summary.cost[$0]) }
    let values: [Double?] =
      [total] + costs + [
        summary.orders == 0 ? nil : total / Double(summary.orders), summary.bound.map { money($0.lowerBound) },
        summary.gap, Double(summary.orders), Double(summary.ordersComplete), Double(summary.units),
        Double(summary.unitsFilled), Double(summary.shipments), Double(summary.splitOrders), Double(summary.lateOrders),
      ]
    return zip(AssignExecutor.metrics, values).map { Metric($0, $1) }
  }

  private func money(_ amount: Money) -> Double { Double(amount.millionths) / 1e6 }
}
