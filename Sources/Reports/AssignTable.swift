import SupplyModel

/// Summaries of `assign` side by side: a column a policy.
package struct AssignTable: Sendable {
  private let summaries: [AssignSummary]
  private let currency: String

  package init(_ summaries: [AssignSummary], currency: String) {
    self.summaries = summaries
    self.currency = currency
  }

  /// The table for people. Cost terms that are zero everywhere are left out.
  package var text: String {
    var table = TextTable()
    table.add(["policy"] + summaries.map(\.policy.rawValue))
    table.rule()
    add(&table, "orders") { grouped(Int64($0.orders)) }
    add(&table, "complete") { grouped(Int64($0.ordersComplete)) }
    add(&table, "split") { grouped(Int64($0.splitOrders)) }
    if summaries.contains(where: { $0.lateOrders > 0 }) { add(&table, "late") { grouped(Int64($0.lateOrders)) } }
    add(&table, "shipments") { grouped(Int64($0.shipments)) }
    add(&table, "units") { grouped($0.units) }
    add(&table, "units filled") { grouped($0.unitsFilled) }
    table.rule()
    for term in CostTerm.allCases where summaries.contains(where: { $0.cost[term] != .zero }) {
      add(&table, term.rawValue) { readable($0.cost[term]) }
    }
    let unit = currency.isEmpty ? "" : " (\(currency))"
    add(&table, "total cost" + unit) { readable($0.cost.total) }
    add(&table, "lower bound") { $0.bound.map { readable($0.lowerBound) } ?? "-" }
    add(&table, "gap") { summary in summary.gap.map { $0 == 0 ? "0 (optimal)" : percent($0) } ?? "-" }
    return table.text
  }

  private func add(_ table: inout TextTable, _ name: String, _ value: (AssignSummary) -> String) {
    table.add([name] + summaries.map(value))
  }
}
