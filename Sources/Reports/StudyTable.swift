import SupplyModel

/// The results of a study for people: a row a variant and policy, with the metrics of the front.
package struct StudyTable: Sendable {
  private let summary: StudySummary

  package init(_ summary: StudySummary) { self.summary = summary }

  /// Means with half their 95% interval and the difference to the base; `*` marks the front. The front is marked only
  /// where there is anything to choose between.
  package var text: String {
    var table = TextTable()
    let shown = summary.front.compactMap { metric in
      summary.metrics.firstIndex(of: metric.name).map { ($0, metric) }
    }
    let severalPolicies = Set(summary.rows.map(\.policy)).count > 1
    var header = ["variant"]
    if severalPolicies { header.append("policy") }
    for (_, metric) in shown {
      header.append(metric.name)
      if summary.replications > 1 { header.append("+-") }
      if summary.hasBase { header.append("less base") }
      if summary.hasBase, summary.replications > 1 { header.append("+-") }
    }
    table.add(header + ["front"])
    table.rule()
    for row in summary.rows {
      var cells = [row.variant]
      if severalPolicies { cells.append(row.policy) }
      for (position, _) in shown {
        let figure = row.figures[position]
        cells.append(StudyTable.number(figure.sample?.mean))
        if summary.replications > 1 { cells.append(StudyTable.number(figure.sample?.halfWidth)) }
        if summary.hasBase { cells.append(figure.difference.map { StudyTable.signed($0.mean) } ?? "") }
        if summary.hasBase, summary.replications > 1 {
          cells.append(figure.difference.map { StudyTable.number($0.halfWidth) } ?? "")
        }
      }
      table.add(cells + [row.isOnFront ? "*" : ""])
    }
    return table.text
  }

  private static func signed(_ value: Double) -> String { (value > 0 ? "+" : "") + number(value) }

  /// To two decimals, small numbers to four: `1,234.50`, `0.0412`.
  static func number(_ value: Double?) -> String {
    guard let value else { return "-" }
    let isSmall = value.magnitude < 1
    let scale = isSmall ? 10_000.0 : 100.0
    let scaled = (value.magnitude * scale).rounded()
    guard scaled < 1e15 else { return "\(value)" }
    let whole = Int64(scaled)
    let unit = Int64(scale)
    let decimals = String(whole % unit)
    let zeros = String(repeating: "0", count: (isSmall ? 4 : 2) - decimals.utf8.count)
    return (value < 0 && whole > 0 ? "-" : "") + grouped(whole / unit) + "." + zeros + decimals
  }
}
