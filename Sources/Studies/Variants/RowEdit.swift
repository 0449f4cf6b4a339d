import ScenarioFiles
import SupplyModel

/// A change of rows, laid out for the columns of one table.
struct RowEdit {
  enum Action {
    case to([Int], [UInt8])
    /// Columns, and whether they count whole units.
    case calculate([(position: Int, isWhole: Bool)], StudyNumber, isFactor: Bool)
    case remove
    case copy([(position: Int, text: [UInt8])])
    /// New rows, each with all columns.
    case add([[[UInt8]]])
  }

  let change: StudyChange
  /// Positions in a row; -1 for a column that no row has.
  let filters: [(position: Int, filter: RowFilter)]
  let action: Action
  /// Rows that the filters picked.
  var picked = 0
  /// Cells that were there to be calculated with.
  var calculated = 0

  /// - Parameter columns: of the rows to come; every column that the change writes is among them.
  init(_ change: StudyChange, _ table: ContractTable, columns: [String]) {
    self.change = change
    func position(_ column: String) -> Int { columns.firstIndex(of: column) ?? -1 }
    func cells(_ values: [CellValue]) -> [(position: Int, text: [UInt8])] {
      values.map { (position($0.column), Array($0.text.utf8)) }
    }
    switch change.kind {
    case .setting: preconditionFailure("a setting is in no table")
    case .add(_, let rows):
      filters = []
      action = .add(
        rows.map { values in
          var row = [[UInt8]](repeating: [], count: columns.count)
          for cell in cells(values) { row[cell.position] = cell.text }
          return row
        })
    case .rows(_, let filters, let rowAction):
      self.filters = filters.map { (position($0.column), $0) }
      switch rowAction {
      case .remove: action = .remove
      case .copy(let values): action = .copy(cells(values))
      case .change(let names, .to(let value)):
        var text: [UInt8] = []
        if case .scalar(let scalar) = value.content { text = Array(scalar.utf8) }
        action = .to(names.map(position), text)
      case .change(let names, .times(let number)), .change(let names, .plus(let number)):
        var isFactor = false
        if case .change(_, .times) = rowAction { isFactor = true }
        action = .calculate(
          names.map { (position($0), table.column($0)?.kind.isWhole ?? false) }, number, isFactor: isFactor)
      }
    }
  }

  /// Whether rows that are there are looked at.
  var looksAtRows: Bool {
    if case .add = action { false } else { true }
  }

  /// Whether the filters pick a row. - Parameter cell: the cell at a position; empty for -1.
  func picks(_ cell: (Int) -> UnsafeBufferPointer<UInt8>) -> Bool {
    filters.allSatisfy { $0.filter.admits(cell($0.position)) }
  }

  /// Changes the cells of a row that was picked.
  /// - Returns: what is wrong with a cell.
  mutating func change(_ row: inout [[UInt8]]) -> String? {
    switch action {
    case .remove, .copy, .add: return nil
    case .to(let positions, let text):
      for position in positions { row[position] = text }
      return nil
    case .calculate(let columns, let number, let isFactor):
      for (position, isWhole) in columns where !row[position].isEmpty {
        let old = row[position]
        do throws(StudyArithmetic.Failure) {
          let new = try old.span.withUnsafeBufferPointer { bytes throws(StudyArithmetic.Failure) in
            try StudyArithmetic.apply(number, isFactor: isFactor, to: bytes, isWhole: isWhole)
          }
          row[position] = Array(new.utf8)
          calculated += 1
        } catch {
          let value = quoted(String(decoding: old, as: UTF8.self))
          return error == .tooLarge ? "\(value) becomes too large a number" : "\(value) is not a number"
        }
      }
      return nil
    }
  }
}
