import Foundation
import SupplyModel

/// The folder whose files go beside the imported tables (`--base`): network, lanes, settings, kept by hand.
struct BaseFolder {
  let path: String
  /// Ordinary files directly in the folder, in byte order; outputs of an import and hidden files are left out.
  let files: [String]

  private static let leftOut: Set<String> = ["rejected.csv", "import.json", "README.md"]

  init(path: String) throws(ImportError) {
    self.path = path
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw ImportError.noSuchFile(path)
    }
    guard isDirectory.boolValue, let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw ImportError.usage("\(path): expected a folder with files to copy beside the imported tables")
    }
    files = names.filter { name in
      var isDirectory: ObjCBool = false
      let exists = FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isDirectory)
      return exists && !isDirectory.boolValue && !name.hasPrefix(".") && !BaseFolder.leftOut.contains(name)
    }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The name of a table's file in the folder, plain or compressed.
  func file(of table: String) -> String? { files.first { $0 == table + ".csv" || $0 == table + ".csv.gz" } }

  func bytes(of file: String) throws(ImportError) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path + "/" + file) else {
      throw ImportError.noSuchFile(path + "/" + file)
    }
    return Array(data)
  }
}

/// A base's table with imported rows added where their key is new.
struct ExtendedTable {
  private(set) var text: [UInt8] = []
  private(set) var rows = 0
  /// Imported rows whose key the base has.
  private(set) var known = 0

  /// - Throws: faults of the base's table, and a base without a key column.
  init(base: CSVFile, adding builder: TableBuilder) throws(ScenarioError) {
    let rule = builder.rule
    let names = rule.columns.map(\.name)
    let columns = base.columns + names.filter { !base.columns.contains($0) }
    let keyPositions = try rule.key.map { index throws(ScenarioError) -> Int in
      if let position = base.position(of: names[index]) { return position }
      throw ScenarioError(file: base.name, line: 1, column: names[index], message: "the key column is missing")
    }
    appendRow(columns.map { Array($0.utf8) })
    rows = 0
    var keys = Set<[[UInt8]]>()
    var source = base.rows()
    while try source.next() {
      let cells = base.columns.indices.map { Array(source.cell($0)) }
      keys.insert(keyPositions.map { cells[$0] })
      appendRow(cells + [[UInt8]](repeating: [], count: columns.count - cells.count))
    }
    let places = names.map { name in columns.firstIndex(of: name) ?? 0 }
    for imported in builder.keyedRows() {
      if keys.contains(rule.key.map { imported[$0] }) {
        known += 1
        continue
      }
      var cells = [[UInt8]](repeating: [], count: columns.count)
      for (place, cell) in zip(places, imported) { cells[place] = cell }
      appendRow(cells)
    }
  }

  private mutating func appendRow(_ cells: [[UInt8]]) {
    text.appendCSV(row: cells)
    rows += 1
  }
}
