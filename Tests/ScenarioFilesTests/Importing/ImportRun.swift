import ScenarioFiles
import SupplyModel
import TestSupport

/// An import in a temporary folder, with the files it wrote.
struct ImportRun {
  let folder: TemporaryFolder
  let report: ImportReport

  /// - Parameters:
  ///   - map: YAML, or the name of a shipped map.
  ///   - sources: texts of the sources, in the map's order.
  ///   - base: files of a base folder; nil = none.
  init(
    _ map: String, _ sources: [String], base: [String: String]? = nil, set: [(name: String, value: String)] = []
  ) throws {
    try self.init(map, sources.map { Array($0.utf8) }, base: base, set: set)
  }

  init(
    _ map: String, _ sources: [[UInt8]], base: [String: String]? = nil, set: [(name: String, value: String)] = []
  ) throws {
    folder = try TemporaryFolder()
    let map =
      ShippedMap(rawValue: map) == nil
      ? try ImportMap(text: map, file: "map.yaml", parameters: set) : try ImportMap.load(map, parameters: set)
    var files: [ImportSource] = []
    for (index, source) in sources.enumerated() {
      try folder.write(source, to: "export\(index + 1).csv")
      files.append(ImportSource(path: folder.path(of: "export\(index + 1).csv")))
    }
    for (name, text) in base ?? [:] { try folder.write(text, to: "base/\(name)") }
    report = try importTables(
      map: map, sources: files, base: base == nil ? nil : folder.path(of: "base"), to: folder.path(of: "out"))
  }

  func text(_ file: String) throws -> String { String(decoding: try folder.bytes(of: "out/\(file)"), as: UTF8.self) }

  /// The first source's counts.
  var source: ImportReport.Source { report.sources[0] }

  /// Whether every row read is used, filtered, merged or rejected.
  var addsUp: Bool {
    report.sources.allSatisfy { $0.read == $0.used + $0.filteredRows + $0.mergedRows + $0.rejectedRows }
  }
}

/// Counts above 0 as `name: rows`.
func nonzero(_ counts: [ImportReport.Count]) -> [String] {
  counts.filter { $0.rows > 0 }.map { "\($0.name): \($0.rows)" }
}

/// The faults that a map has.
func faults(ofMap text: String, set: [(name: String, value: String)] = []) -> [String] {
  do {
    _ = try ImportMap(text: text, file: "map.yaml", parameters: set)
    return []
  } catch {
    return error.listed.map(\.description)
  }
}
