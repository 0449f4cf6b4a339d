import ScenarioFiles
import SupplyModel

/// Makes the variants of a study and reads each as its runs will, so that nothing runs before everything is sound.
package struct StudyPreparation {
  private let study: Study
  private let options: ReadingOptions
  private let check: (Scenario) throws(ScenarioErrors) -> Void
  private let report: @Sendable (PhaseReport) -> Void

  /// - Parameters:
  ///   - options: how the study's command reads a scenario.
  ///   - check: what that command asks of a scenario beyond its being sound.
  ///   - report: told how many variants are ready.
  package init(
    _ study: Study, options: ReadingOptions, check: @escaping (Scenario) throws(ScenarioErrors) -> Void,
    report: @escaping @Sendable (PhaseReport) -> Void
  ) {
    self.check = check
    self.study = study
    self.options = options
    self.report = report
  }

  /// Makes and checks the folders `1`, `2`, … of the variants.
  /// - Throws: the faults of the scenario as it stands; else those of the changes; else those of the changed scenarios;
  ///   and where a folder cannot be written.
  package func run(_ variants: [StudyVariant], in folder: String) throws {
    try check(readScenario(at: study.scenario, options: options))
    var folders = try VariantFolders(study)
    for (index, variant) in variants.enumerated() {
      report(PhaseReport(phase: "variants", done: index, total: variants.count))
      try folders.make(variant, at: "\(folder)/\(index + 1)")
    }
    try refuse(folders.faults, count: folders.faults.count)
    var faults: [ScenarioError] = []
    var count = 0
    for (index, variant) in variants.enumerated() where !variant.changes.isEmpty {
      report(PhaseReport(phase: "checking", done: index, total: variants.count))
      do throws(ScenarioErrors) {
        try check(readScenario(at: "\(folder)/\(index + 1)", options: options))
      } catch {
        count += error.count
        faults += error.listed.map { fault in
          ScenarioError(
            file: study.file, line: variant.line, message: "variant \(quoted(variant.name)): \(fault.description)")
        }
        faults = Array(faults.prefix(FaultList.listedLimit))
      }
    }
    try refuse(faults, count: count)
  }

  private func refuse(_ faults: [ScenarioError], count: Int) throws(ScenarioErrors) {
    guard count > 0 else { return }
    let order = faults.indices.sorted { (faults[$0].line ?? 0, $0) < (faults[$1].line ?? 0, $1) }
    throw ScenarioErrors(listed: order.prefix(FaultList.listedLimit).map { faults[$0] }, count: count)
  }
}
