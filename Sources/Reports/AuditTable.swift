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
    if let bound = report.bound { lines.append(text(of: bound)) }
    if report.isClean {
      lines.append("no breach: every limit is kept and every figure is right")
    } else {
      lines += report.breaches.map(\.description)
      if report.count > report.breaches.count {
        lines.append("… and \(report.count - report.breaches.count) more")
      }
      lines.append("\(report.count) breach\(report.count == 1 ? "" : "es")")
    }
    return lines.joined(separator: "\n")
  }

  private func text(of bound: PriceBound) -> String {
    let figure = bound.bound.map(readable) ?? "none"
    return switch report.boundVerdict {
    case nil: "price bound: the plan states none; the prices prove \(figure)"
    case .confirmed: "price bound: confirmed, the prices prove \(figure)"
    case .refuted: "price bound: refuted, the prices prove \(figure)"
    case .undecided:
      "price bound: undecided, \(bound.inexactOrders) long orders could only be bounded; the prices prove at least "
        + figure
    }
  }
}
