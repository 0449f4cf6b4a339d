import SupplyModel

/// A table of the contract that is open, with its header understood.
final class TableSource: Sendable {
  let csv: CSVFile
  /// For each column of the contract its position in the file; `csv.columns.count` where the file lacks it.
  let positions: [Int]
  /// Whether it has its key column, the first of the contract's, without which no row can be told.
  var isUsable: Bool { positions[0] < csv.columns.count }
  /// Columns that the contract does not name.
  let unknownColumns: [String]

  var name: String { csv.name }

  /// Matches a header with the columns of a table.
  ///
  /// Faults: a required column that is missing, a column that stands twice.
  init<Column: TableColumn>(_ csv: CSVFile, _: Column.Type, faults: inout FaultList) {
    self.csv = csv
    let columns = Array(Column.allCases)
    precondition(columns.count == Column.names.count, "\(Column.table): as many names as columns")
    let known = Set(columns.map(\.name))
    let unknown = csv.columns.filter { !known.contains($0) && !$0.isEmpty }
    unknownColumns = unknown
    var positions: [Int] = []
    for column in columns {
      let places = csv.columns.indices.filter { csv.columns[$0] == column.name }
      if places.count > 1 {
        faults.add(line: 1, column: column.name, "stands \(places.count) times in the header; expected it once")
      }
      if places.isEmpty, column.isRequired {
        let near = nearestWord(to: column.name, among: unknown).map { "; maybe \(quoted($0)) is meant to be it?" } ?? ""
        faults.add(line: 1, column: column.name, "the required column is missing" + near)
      }
      positions.append(places.first ?? csv.columns.count)
    }
    self.positions = positions
  }
}
