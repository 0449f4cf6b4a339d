import Foundation
import SupplyModel

/// A file to import, and which source of the map it is.
package struct ImportSource: Hashable, Sendable {
  /// nil = by its place among the files given.
  package var name: String?
  package var path: String

  package init(name: String? = nil, path: String) {
    self.name = name
    self.path = path
  }

  /// `PATH`, or `NAME=PATH` where NAME is a source of the map.
  package init(argument: String, map: ImportMap) {
    let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
    if parts.count == 2, map.sourceNames.contains(parts[0]) {
      self.init(name: parts[0], path: parts[1])
    } else {
      self.init(path: argument)
    }
  }
}

/// Makes the tables of a scenario folder from files of another system.
///
/// Writes the map's tables, the base's other files, scenario.yaml, `rejected.csv` and `import.json` (the report). The
/// same files, map and base give the same bytes.
///
/// - Parameters:
///   - map: what to read and what to make of it.
///   - sources: unnamed files go to a map's only source one after the other, else to its sources in order.
///   - base: a folder whose files are copied beside the tables.
///   - directory: created where it is absent; must be empty.
/// - Throws: `ScenarioErrors` for files that are not what the map expects, `ImportError` for what is missing or cannot
///   be written. Nothing is written before every source has been read.
/// - Complexity: O(bytes of all sources).
package func importTables(
  map: ImportMap, sources: [ImportSource], base: String? = nil, to directory: String
) throws -> ImportReport {
  let files = try openSources(sources, map)
  let folder = try base.map { try BaseFolder(path: $0) }
  var run = SourceRun(map, files: files)
  for file in files {
    do {
      try run.read(file)
    } catch {
      throw ScenarioErrors(error)
    }
  }
  var output = ImportOutput(map: map, run: run)
  do {
    try output.assemble(base: folder)
  } catch let fault as ScenarioError {
    throw ScenarioErrors(fault)
  }
  try output.write(to: directory)
  return output.report
}

/// Opens every source before any is read, so that all faults of headers come at once.
private func openSources(_ sources: [ImportSource], _ map: ImportMap) throws -> [SourceFile] {
  let owners = try sourceOwners(sources, map)
  var files: [SourceFile] = []
  var faults: [ScenarioError] = []
  for (source, owner) in zip(sources, owners) {
    guard FileManager.default.fileExists(atPath: source.path) else { throw ImportError.noSuchFile(source.path) }
    let name = source.path.split(separator: "/").last.map(String.init) ?? source.path
    do {
      let csv = try SourceText.open(source.path, name: name, rule: map.sources[owner])
      files.append(try SourceFile(csv, source: owner, rule: map.sources[owner]))
    } catch let fault as ScenarioError {
      faults.append(fault)
    } catch let errors as ScenarioErrors {
      faults += errors.listed
    }
  }
  try throwFaults(faults)
  return files
}

/// The index of the map's source for each file.
private func sourceOwners(_ sources: [ImportSource], _ map: ImportMap) throws(ImportError) -> [Int] {
  let names = map.sourceNames
  let expected = names.map { "\($0)=FILE" }.joined(separator: " ")
  var owners: [Int] = []
  var next = 0
  for source in sources {
    if let name = source.name {
      guard let index = names.firstIndex(of: name) else {
        throw ImportError.usage("the map \(map.name) has no source \(quoted(name)); expected \(expected)")
      }
      owners.append(index)
    } else if names.count == 1 {
      owners.append(0)
    } else {
      guard next < names.count else {
        throw ImportError.usage("the map \(map.name) reads \(names.count) sources; expected \(expected)")
      }
      owners.append(next)
      next += 1
    }
  }
  for (index, name) in names.enumerated() where !owners.contains(index) {
    throw ImportError.usage("no file for the source \(name); expected \(expected)")
  }
  return owners
}
