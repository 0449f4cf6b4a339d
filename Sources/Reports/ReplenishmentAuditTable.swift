import SupplyModel

/// What an audit of a plan of `replenish` found, for people: the costs it recomputed, then each breach in a line.
package struct ReplenishmentAuditTable: Sendable {
  private let report: ReplenishmentAuditReport

  package init(_ report: ReplenishmentAuditReport) { self.report = report }

  /// The table with its line breaks.
  package var text: String {
    var table = TextTable()
    table.add(["expected cost", "recomputed"])
    table.rule()
    for term in ReplenishmentTerm.allCases where report.cost[term] != .zero {
      table.add([term.rawValue, readable(report.cost[term])])
    }
    table.add(["total", readable(report.cost.total)])
    let lines = [table.text, ""] + verdict(listed: report.breaches, count: report.count)
    return lines.joined(separator: "\n")
  }
}
