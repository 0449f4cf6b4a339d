import ScenarioFiles
import Studies
import SupplyModel
import TestSupport

/// A small scenario with a study beside it.
struct StudyFolder {
  let folder: TemporaryFolder

  /// Four nodes with a column that nothing reads, and capacities of which one is missing.
  static let nodes = """
    node_id,tier,latitude,longitude,region,ships,capacity_orders,cluster
    DC1,central,31.2,121.5,,,,x
    S1,store,30.3,120.2,north,true,10,a
    S2,store,30.4,120.3,south,yes,20,a
    S3,store,30.5,120.4,"so,uth",no,,b

    """

  /// - Parameters:
  ///   - study: without `version`, `name` and `scenario`, unless `isWhole`.
  ///   - files: over the files of the scenario.
  init(_ study: String, isWhole: Bool = false, files: [String: String?] = [:]) throws {
    folder = try TemporaryFolder()
    var all: [String: String?] = TemporaryScenario.minimal
    all["nodes.csv"] = StudyFolder.nodes
    all.merge(files) { $1 }
    for (name, text) in all { if let text { try folder.write(text, to: "s/" + name) } }
    let head = "version: 1\nname: t\nscenario: s\n"
    try folder.write(isWhole ? study : head + study, to: "study.yaml")
  }

  /// Lines that every sound study of `assign` has.
  static let assign = "command: assign\npolicies: [cheapest]\n"

  func read(metrics: [String] = ["cost_total", "units_filled"]) throws(ScenarioErrors) -> Study {
    try readStudy(at: folder.path(of: "study.yaml")) { _ in metrics }
  }

  /// The faults of the study, without its path.
  func faults(metrics: [String] = ["cost_total", "units_filled"]) -> [String] {
    do {
      _ = try read(metrics: metrics)
      return []
    } catch { return lines(error) }
  }

  /// The faults of making the variants, without the study's path.
  func preparationFaults() throws -> [String] {
    let study = try read()
    try folder.write("", to: "v/mark")
    do {
      let options = ReadingOptions(requires: .assign)
      try StudyPreparation(study, options: options, check: { _ in }) { _ in }.run(
        study.variants, in: folder.path(of: "v"))
      return []
    } catch let error as ScenarioErrors { return lines(error) }
  }

  private func lines(_ errors: ScenarioErrors) -> [String] {
    errors.listed.map { fault in
      var fault = fault
      if fault.file == folder.path(of: "study.yaml") { fault.file = "study" }
      return fault.description
    }
  }

  /// A file of the only variant with these changes.
  func file(_ name: String) throws -> String {
    let study = try read()
    var folders = try VariantFolders(study)
    let path = folder.path(of: "variant")
    guard let variant = study.variants.last else { return "" }
    try folders.make(variant, at: path)
    let faults = folders.faults.map(\.message)
    guard faults.isEmpty else { return faults.joined(separator: "\n") }
    return String(decoding: try folder.bytes(of: "variant/" + name), as: UTF8.self)
  }
}
