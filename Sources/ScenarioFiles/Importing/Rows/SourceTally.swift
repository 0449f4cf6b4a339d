import SupplyModel

/// Counts of one source while its rows are read.
struct SourceTally {
  private let rule: SourceRule
  var files: [String] = []
  var read = 0
  var used = 0
  private var byRule: [Int]
  /// Rows that satisfy the `when` of no table.
  var forNoTable = 0
  private var reasons: [String] = []
  private var rejected: [Int] = []

  init(_ rule: SourceRule) {
    self.rule = rule
    byRule = [Int](repeating: 0, count: rule.rules.count)
  }

  mutating func count(rule index: Int) { byRule[index] += 1 }

  /// Counts a row rejected for a reason that is not a rule's.
  mutating func count(reason: String) {
    if let index = reasons.firstIndex(of: reason) {
      rejected[index] += 1
    } else {
      reasons.append(reason)
      rejected.append(1)
    }
  }

  func report() -> ImportReport.Source {
    var source = ImportReport.Source(
      source: rule.name, files: files, read: read, used: used, filtered: [], merged: [], rejected: [])
    for (rule, rows) in zip(rule.rules, byRule) {
      let count = ImportReport.Count(name: rule.name, rows: rows)
      switch rule {
      case .outcome(.filter, _, _): source.filtered.append(count)
      case .outcome(.reject, _, _): source.rejected.append(count)
      case .duplicate: source.merged.append(count)
      }
    }
    if forNoTable > 0 { source.filtered.append(ImportReport.Count(name: "for no table", rows: forNoTable)) }
    for (reason, rows) in zip(reasons, rejected) {
      source.rejected.append(ImportReport.Count(name: reason, rows: rows))
    }
    return source
  }
}
