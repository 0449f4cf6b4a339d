import ScenarioFiles
import SupplyModel

/// The tables of the scenario that a study changes: which are there, and what their headers say.
package struct BaseTables {
  package let folder: ScenarioFolder
  private var headers: [String: [String]] = [:]

  package init(_ folder: ScenarioFolder) { self.folder = folder }

  /// The columns that a file has; none where there is no such file or its header cannot be read, which reading the
  /// scenario will tell.
  package mutating func header(of table: String) -> [String] {
    if let known = headers[table] { return known }
    let header = (try? open(table))?.columns ?? []
    headers[table] = header
    return header
  }

  /// Opens a table; nil where it is not there.
  func open(_ table: String) throws(ScenarioError) -> CSVFile? {
    let file = folder.table(table)
    guard file.isPresent else { return nil }
    return try CSVFile(path: folder.path + "/" + file.name, name: file.name)
  }
}
