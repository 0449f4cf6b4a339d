import SupplyModel

/// What runs are made of.
package enum StudyCommand: String, CaseIterable, Sendable {
  case assign, simulate
}

/// A study.yaml past its checks: variants of a scenario, each run under every policy, so many times.
package struct Study: Sendable {
  package var name: String
  /// The path of study.yaml, as given.
  package var file: String
  /// The scenario folder's path.
  package var scenario: String
  package var command = StudyCommand.simulate
  package var policies: [String] = []
  package var replications = 1
  /// nil where the study leaves it to the command line or to the scenario.
  package var seed: UInt64?
  package var includesBase = true
  /// Variants that are listed one by one.
  package var listed: [StudyVariant] = []
  /// Every combination of one alternative of each axis is a variant.
  package var axes: [StudyAxis] = []
  package var front: [FrontMetric] = []

  package init(name: String, file: String, scenario: String) {
    self.name = name
    self.file = file
    self.scenario = scenario
  }

  /// More runs than this are refused: a misplaced zero must not keep a machine busy for a year.
  package static let runLimit = 100_000

  /// The name of the variant without changes.
  package static let base = "base"

  /// How many variants there are, without making them; nil beyond 2^63.
  package var variantCount: Int? {
    var product = axes.isEmpty ? 0 : 1
    for axis in axes {
      let (next, overflow) = product.multipliedReportingOverflow(by: axis.alternatives.count)
      if overflow { return nil }
      product = next
    }
    let (sum, overflow) = product.addingReportingOverflow(listed.count + (includesBase ? 1 : 0))
    return overflow ? nil : sum
  }

  /// The base, the listed variants, then the grid, its last axis changing fastest. O(variants).
  package var variants: [StudyVariant] {
    let none = axes.map { _ in "" }
    var variants: [StudyVariant] = []
    if includesBase { variants.append(StudyVariant(name: Study.base, line: 1, labels: none)) }
    variants += listed.map { StudyVariant(name: $0.name, line: $0.line, labels: none, changes: $0.changes) }
    guard !axes.isEmpty else { return variants }
    var grid = [StudyVariant(name: "", line: axes[0].line)]
    for axis in axes {
      grid = grid.flatMap { made in
        axis.alternatives.map { alternative in
          let part = "\(axis.name)=\(alternative.name)"
          return StudyVariant(
            name: made.name.isEmpty ? part : made.name + " " + part, line: made.line,
            labels: made.labels + [alternative.name], changes: made.changes + alternative.changes)
        }
      }
    }
    return variants + grid
  }
}

/// One version of the scenario.
package struct StudyVariant: Sendable {
  package var name: String
  /// Where study.yaml describes it.
  package var line: Int
  /// Its alternative on each axis; empty texts where no grid made it.
  package var labels: [String] = []
  package var changes: [StudyChange] = []

  package init(name: String, line: Int, labels: [String] = [], changes: [StudyChange] = []) {
    self.name = name
    self.line = line
    self.labels = labels
    self.changes = changes
  }
}

/// One dimension of a grid.
package struct StudyAxis: Sendable {
  package var name: String
  package var line: Int
  package var alternatives: [StudyVariant]

  package init(name: String, line: Int, alternatives: [StudyVariant]) {
    self.name = name
    self.line = line
    self.alternatives = alternatives
  }
}
