import SupplyModel

/// One table of a plan, row by row, with its cells as values.
struct PlanTable: ~Copyable {
  let file: PlanFile
  private var rows: CSVRows
  /// Where each of `file.columns` stands.
  private let positions: [Int]

  init(_ file: PlanFile, path: String) throws(PlanFileFault) {
    self.file = file
    let csv: CSVFile
    do { csv = try CSVFile(path: path, name: file.rawValue) } catch { throw PlanFileFault(file, error) }
    var positions: [Int] = []
    for column in file.columns {
      guard let position = csv.position(of: column) else {
        throw PlanFileFault(file: file, line: 1, column: column, message: "the column is missing")
      }
      positions.append(position)
    }
    self.positions = positions
    rows = csv.rows()
  }

  /// Moves to the next row; false at the end.
  mutating func next() throws(PlanFileFault) -> Bool {
    do { return try rows.next() } catch { throw PlanFileFault(file, error) }
  }

  /// The bytes of a cell; `column` counts through `file.columns`.
  func cell(_ column: Int) -> UnsafeBufferPointer<UInt8> { rows.cell(positions[column]) }

  func text(_ column: Int) -> String { rows.text(positions[column]) }

  /// A fault of the current row, with the cell's value before the message.
  func fault(_ column: Int, _ message: String) -> PlanFileFault {
    PlanFileFault(
      file: file, line: rows.line, column: file.columns[column],
      message: cell(column).isEmpty ? "the cell is empty; \(message)" : "\(quoted(cell(column))) \(message)")
  }

  /// The index of an id. `kind` says of what: `an order`.
  func id(_ column: Int, in table: borrowing IdentifierTable, _ kind: String) throws(PlanFileFault) -> Int32 {
    guard let index = table.index(of: cell(column)) else { throw fault(column, "is no \(kind) of the scenario") }
    return index
  }

  /// The same, looked for first at `last` and behind it: rows mostly follow the table's order, and two comparisons are
  /// cheaper than a hash.
  func id(
    _ column: Int, in table: borrowing IdentifierTable, _ kind: String, near last: Int32?
  ) throws(PlanFileFault) -> Int32 {
    if let last {
      if table.holds(cell(column), at: last) { return last }
      if table.holds(cell(column), at: last + 1) { return last + 1 }
    }
    return try id(column, in: table, kind)
  }

  func integer(_ column: Int) throws(PlanFileFault) -> Int32 {
    guard let value = exactDecimal(cell(column), scale: 0), let whole = Int32(exactly: value) else {
      throw fault(column, "is no whole number")
    }
    return whole
  }

  func integer64(_ column: Int) throws(PlanFileFault) -> Int64 {
    guard let value = exactDecimal(cell(column), scale: 0) else { throw fault(column, "is no whole number") }
    return value
  }

  func quantity(_ column: Int) throws(PlanFileFault) -> Int32 {
    let value = try integer(column)
    if value < 1 { throw fault(column, "is no quantity: expected at least 1") }
    return value
  }

  func money(_ column: Int) throws(PlanFileFault) -> Money {
    guard let millionths = exactDecimal(cell(column), scale: 6) else {
      throw fault(column, "is no amount of money with at most six decimals")
    }
    return Money(millionths: millionths)
  }

  func weight(_ column: Int) throws(PlanFileFault) -> Weight {
    guard let milligrams = exactDecimal(cell(column), scale: 6) else {
      throw fault(column, "is no weight with at most six decimals")
    }
    return Weight(milligrams: milligrams)
  }

  func day(_ column: Int) throws(PlanFileFault) -> Day {
    guard let day = parseDay(cell(column)) else { throw fault(column, "is no date such as 2026-11-11") }
    return day
  }

  func word<Word: RawRepresentable<String> & CaseIterable>(_ column: Int) throws(PlanFileFault) -> Word {
    for word in Word.allCases where word.rawValue.utf8.elementsEqual(cell(column)) { return word }
    throw fault(column, "is none of \(Word.allCases.map(\.rawValue).joined(separator: ", "))")
  }
}

extension IdentifierTable {
  /// Whether an index is that of an id.
  func holds(_ id: UnsafeBufferPointer<UInt8>, at index: Int32) -> Bool {
    guard index < count else { return false }
    let (start, end) = (Int(starts[Int(index)]), Int(starts[Int(index) + 1]))
    guard end - start == id.count else { return false }
    return bytes.withUnsafeBufferPointer { $0[start..<end].elementsEqual(id) }
  }
}

extension PlanFileFault {
  /// A fault that the CSV layer found.
  init(_ file: PlanFile, _ error: ScenarioError) {
    self.init(file: file, line: error.line, column: error.column, message: error.message)
  }
}
