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
    var lines = [table.text, ""]
    if report.isClean {
      lines.append("no breach: every limit is kept and every figure is right")
    } else {
      lines += report.breaches
      if report.count > report.breaches.count {
        lines.append("… and \(report.count - report.breaches.count) more")
      }
      lines.append("\(report.count) breach\(report.count == 1 ? "" : "es")")
    }
    return lines.joined(separator: "\n")
  }
}
