import Foundation
import ScenarioFiles
import SupplyModel

/// Makes a scenario folder of each variant: what it changes is written anew, all else is linked to the original.
///
/// Variants of a grid share most of their changes, so a file that is changed alike is written once and linked.
package struct VariantFolders {
  private let study: Study
  private let source: ScenarioFolder
  private var settings: YAMLTree?
  /// Where a changed file was first written, by the changes that it went through.
  private var written: [String: String] = [:]
  /// Faults of changes, in the order found.
  package private(set) var faults: [ScenarioError] = []

  /// - Throws: where the scenario's folder is gone.
  package init(_ study: Study) throws(ScenarioErrors) {
    guard let source = ScenarioFolder(study.scenario) else {
      let error = ScenarioError(file: study.scenario, message: "no such folder")
      throw ScenarioErrors(listed: [error], count: 1, isMissingFolder: true)
    }
    self.study = study
    self.source = source
  }

  /// The files of a scenario that commands read: scenario.yaml, and the tables in their order.
  package static func files(of folder: ScenarioFolder) -> [String] {
    ["scenario.yaml"]
      + ContractTable.all.compactMap { folder.table($0.name).isPresent ? folder.table($0.name).name : nil }
  }

  /// Makes the folder of a variant. Faults of its changes are kept in `faults`, and that file is left as it came out.
  /// - Complexity: O(bytes of the tables that no variant before it changed alike).
  package mutating func make(_ variant: StudyVariant, at path: String) throws {
    guard mkdir(path, 0o777) == 0 else { throw OutputError(path: path, errorNumber: errno) }
    let tables = ContractTable.all.filter { table in variant.changes.contains { $0.table == table.name } }
    let changed = tables.map { source.table($0.name).name }
    let setsKeys = variant.changes.contains { $0.table == nil }
    for file in VariantFolders.files(of: source) where !changed.contains(file) && !(setsKeys && file == "scenario.yaml")
    {
      try VariantFolders.link(source.path + "/" + file, path + "/" + file)
    }
    if setsKeys {
      try once(variant.changes.filter { $0.table == nil }, at: path + "/scenario.yaml") { folders, changes, path in
        try folders.writeSettings(changes, to: path)
      }
    }
    for table in tables {
      try once(variant.changes.filter { $0.table == table.name }, at: path + "/" + table.name + ".csv") {
        folders, changes, path in try folders.write(table, changes, to: path)
      }
    }
  }

  /// Writes a file, or links it where the same changes have been made before.
  private mutating func once(
    _ changes: [StudyChange], at path: String, _ write: (inout VariantFolders, [StudyChange], String) throws -> Void
  ) throws {
    let name = path[(path.lastIndex(of: "/") ?? path.startIndex)...]
    let key = changes.map { String($0.id) }.joined(separator: ",") + name
    if let first = written[key] { return try VariantFolders.link(first, path) }
    try write(&self, changes, path)
    written[key] = path
  }

  private mutating func writeSettings(_ changes: [StudyChange], to path: String) throws {
    var rewrite = SettingsRewrite(try settingsTree())
    for change in changes {
      guard case .setting(let place, let amount) = change.kind else { continue }
      do throws(SettingsRewrite.Failure) {
        try rewrite.apply(place, amount)
      } catch {
        faults.append(
          ScenarioError(file: study.file, line: change.line, column: change.path + ".set", message: error.message))
      }
    }
    let sink = try FileSink(path: path)
    sink.write(rewrite.root.yaml)
    try sink.close()
  }

  private mutating func settingsTree() throws(ScenarioError) -> YAMLTree {
    if let settings { return settings }
    let file = try MappedFile(path: source.path + "/scenario.yaml", name: "scenario.yaml")
    let tree = try withExtendedLifetime(file) { () throws(ScenarioError) in
      try YAMLTree(utf8: file.bytes, file: file.name)
    }
    settings = tree
    return tree
  }

  private mutating func write(_ table: ContractTable, _ changes: [StudyChange], to path: String) throws {
    var rewrite = try TableRewrite(
      table, base: try BaseTables(source).open(table.name), changes: changes, path: path)
    try rewrite.run()
    faults += rewrite.faults.map {
      ScenarioError(file: study.file, line: $0.change.line, column: $0.change.path, message: $0.message)
    }
  }

  /// A second name for a file: a hard link, which outlives the original being replaced, else a symbolic one.
  private static func link(_ original: String, _ path: String) throws(OutputError) {
    guard let resolved = realpath(original, nil) else { throw OutputError(path: original, errorNumber: errno) }
    defer { free(resolved) }
    if Foundation.link(resolved, path) == 0 { return }
    guard symlink(resolved, path) == 0 else { throw OutputError(path: path, errorNumber: errno) }
  }
}
