import ScenarioFiles
import SupplyModel

/// A table with a variant's changes, row by row: each change sees what those before it left.
struct TableRewrite {
  private let table: ContractTable
  private let columns: [String]
  private let base: CSVFile?
  private var edits: [RowEdit]
  private let sink: FileSink
  /// The first fault of each change.
  private(set) var faults: [(change: StudyChange, message: String)] = []

  /// - Parameters:
  ///   - base: the table as it stands; nil where there is none.
  ///   - path: the file to write.
  init(_ table: ContractTable, base: CSVFile?, changes: [StudyChange], path: String) throws(OutputError) {
    self.table = table
    self.base = base
    var columns = base?.columns ?? []
    for change in changes {
      for column in change.writtenColumns where !columns.contains(column) { columns.append(column) }
    }
    self.columns = columns
    edits = changes.map { RowEdit($0, table, columns: columns) }
    sink = try FileSink(path: path)
  }

  /// Writes the whole table. O(bytes x changes).
  mutating func run() throws {
    for (position, column) in columns.enumerated() { write(Array(column.utf8), isFirst: position == 0) }
    sink.write(byte: 0x0A)
    if let base { try rewrite(base) }
    for index in edits.indices {
      guard case .add(let rows) = edits[index].action else { continue }
      for row in rows { pass(row, from: index + 1) }
    }
    try sink.close()
    noteWhatDidNothing()
  }

  private mutating func rewrite(_ base: CSVFile) throws(ScenarioError) {
    var rows = base.rows()
    let empty = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    let count = base.columns.count
    while try rows.next() {
      let first = edits.firstIndex { edit in
        edit.looksAtRows && edit.picks { $0 < 0 || $0 >= count ? empty : rows.cell($0) }
      }
      // Most rows of a large table pass as they are.
      guard let first else {
        for position in columns.indices {
          write(position < count ? rows.cell(position) : empty, isFirst: position == 0)
        }
        sink.write(byte: 0x0A)
        continue
      }
      var row: [[UInt8]] = []
      for position in columns.indices { row.append(position < count ? Array(rows.cell(position)) : []) }
      pass(row, from: first)
    }
  }

  /// Takes a row through the changes from one on and writes what comes of it, copies behind their originals.
  private mutating func pass(_ row: [[UInt8]], from start: Int) {
    var row = row
    var copies: [(row: [[UInt8]], from: Int)] = []
    for index in edits.indices[start...] where edits[index].looksAtRows && picks(index, row) {
      edits[index].picked += 1
      switch edits[index].action {
      case .remove:
        for copy in copies { pass(copy.row, from: copy.from) }
        return
      case .copy(let cells):
        var copy = row
        for cell in cells { copy[cell.position] = cell.text }
        copies.append((copy, index + 1))
      case .to, .calculate:
        if let message = edits[index].change(&row) { note(edits[index].change, message) }
      case .add: break
      }
    }
    for (position, cell) in row.enumerated() { write(cell, isFirst: position == 0) }
    sink.write(byte: 0x0A)
    for copy in copies { pass(copy.row, from: copy.from) }
  }

  private func picks(_ index: Int, _ row: [[UInt8]]) -> Bool {
    edits[index].filters.allSatisfy { position, filter in
      guard position >= 0 else { return filter.admits(UnsafeBufferPointer(start: nil, count: 0)) }
      return row[position].withUnsafeBufferPointer { filter.admits($0) }
    }
  }

  private func write(_ cell: [UInt8], isFirst: Bool) { cell.withUnsafeBufferPointer { write($0, isFirst: isFirst) } }

  private func write(_ cell: UnsafeBufferPointer<UInt8>, isFirst: Bool) {
    if !isFirst { sink.write(byte: UInt8(ascii: ",")) }
    // An empty cell that is alone on its line would be a blank line.
    let needsQuotes =
      cell.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D } || cell.isEmpty && columns.count == 1
    guard needsQuotes else { return sink.write(cell) }
    sink.write(byte: 0x22)
    for byte in cell {
      if byte == 0x22 { sink.write(byte: 0x22) }
      sink.write(byte: byte)
    }
    sink.write(byte: 0x22)
  }

  // MARK: Faults

  private mutating func note(_ change: StudyChange, _ message: String) {
    if !faults.contains(where: { $0.change.id == change.id }) { faults.append((change, message)) }
  }

  private mutating func noteWhatDidNothing() {
    for edit in edits where edit.looksAtRows {
      let file = base?.name ?? table.name + ".csv"
      if edit.picked == 0 {
        let reason =
          base == nil
          ? "the scenario has no \(file)"
          : edit.filters.isEmpty ? "\(file) has no row" : "where matches no row of \(file)"
        note(edit.change, "\(reason): nothing would change")
      } else if case .calculate = edit.action, edit.calculated == 0 {
        note(
          edit.change,
          "the \(edit.picked) row\(edit.picked == 1 ? "" : "s") of \(file) that it picks have empty cells there; expected to, a value"
        )
      }
    }
  }
}

extension StudyChange {
  /// The columns that it writes to.
  var writtenColumns: [String] {
    switch kind {
    case .setting: []
    case .add(_, let rows): rows.flatMap { $0.map(\.column) }
    case .rows(_, _, .change(let columns, _)): columns
    case .rows(_, _, .copy(let values)): values.map(\.column)
    case .rows(_, _, .remove): []
    }
  }
}
