import SupplyModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The files of a scenario folder.
package struct ScenarioFolder: Sendable {
  package let path: String
  private let names: Set<String>

  /// The tables of the contract, by name.
  private static let tables = ContractTable.all.map(\.name).sorted()

  /// nil where there is no such folder.
  package init?(_ path: String) {
    guard let directory = opendir(path) else { return nil }
    defer { closedir(directory) }
    var names: Set<String> = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: $0.pointee)) { String(cString: $0) }
      }
      names.insert(name)
    }
    self.path = path
    self.names = names
  }

  /// The file of a table: its name, whether it is there, and the second file where there are two.
  package func table(_ table: String) -> (name: String, isPresent: Bool, other: String?) {
    let plain = table + ".csv"
    let zipped = plain + ".gz"
    switch (names.contains(plain), names.contains(zipped)) {
    case (true, true): return (plain, true, zipped)
    case (false, true): return (zipped, true, nil)
    case (let isPresent, false): return (plain, isPresent, nil)
    }
  }

  /// What `import` leaves beside the tables: rows that it could not use. No table, and no misspelt one.
  static let rejectedRows = "rejected.csv"

  /// One notice that names tables which the contract does not know: a misspelt file must not vanish silently.
  var unknownTablesNotice: Notice? {
    let unknown = names.sorted().compactMap { name -> String? in
      guard name.hasSuffix(".csv") || name.hasSuffix(".csv.gz"), !name.hasPrefix("."),
        name != ScenarioFolder.rejectedRows
      else { return nil }
      let table = String(name.prefix { $0 != "." })
      guard !ScenarioFolder.tables.contains(table) || table + ".csv" != name && table + ".csv.gz" != name else {
        return nil
      }
      let near = nearestWord(to: table, among: ScenarioFolder.tables)
      return quoted(name) + (near.map { " (maybe you meant \($0).csv?)" } ?? "")
    }
    return unknown.isEmpty ? nil : Notice("ignored files: " + unknown.joined(separator: ", "))
  }
}
