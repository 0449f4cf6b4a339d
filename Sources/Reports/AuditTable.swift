import SupplyModel

/// An audit's findings for people: the costs it recomputed, then each breach in a line.
package struct AuditTable: Sendable {
  private let report: AuditReport

  package init(_ report: AuditReport) { self.report = report }

  /// The table with its line breaks.
  package var text: String {
    var table = TextTable()
    table.add(["cost", "recomputed"])
    table.rule()
    for term in CostTerm.allCases where report.cost[term] != .zero {
      table.add([term.rawValue, readable(report.cost[term])])
    }
    table.add(["total", readable(report.cost.total)])
    var lines = [table.text, ""]
    if let finding = report.priceBound { lines.append(text(of: finding, "price bound", by: "the prices")) }
    if let finding = report.coverBound { lines.append(text(of: finding, "lower bound", by: "prices and covers")) }
    lines += verdict(listed: report.breaches.map(\.description), count: report.count)
    return lines.joined(separator: "\n")
  }

  private func text(of finding: AuditReport.BoundFinding, _ name: String, by proof: String) -> String {
    let figure = finding.bound.bound.map(readable) ?? "none"
    return switch finding.verdict {
    case nil: "\(name): the plan states none; \(proof) prove \(figure)"
    case .confirmed: "\(name): confirmed, \(proof) prove \(figure)"
    case .refuted: "\(name): refuted, \(proof) prove \(figure)"
    case .undecided:
      "\(name): undecided, \(finding.bound.inexactOrders) long orders could only be bounded; \(proof) prove at least "
        + figure
    }
  }
}

/// How the report of an audit ends: the breaches, and how many there are.
func verdict(listed breaches: [String], count: Int) -> [String] {
  if count == 0 { return ["no breach: every limit is kept and every figure is right"] }
  var lines = breaches
  if count > breaches.count { lines.append("… and \(count - breaches.count) more") }
  return lines + ["\(count) breach\(count == 1 ? "" : "es")"]
}
