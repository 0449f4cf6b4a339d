import SupplyModel

/// Reads the rows of one stretch of a CSV file, cell by cell, without copying them.
///
/// `next()` moves to the next row; `cell(_:)` gives its cells as bytes that are valid until the following `next()`.
/// After a fault the reader stands behind the faulty row, so that the caller may note it and go on.
package struct CSVRows: ~Copyable {
  /// The physical line, from 1, on which the current row begins.
  package private(set) var line: Int
  /// The cells of the current row.
  package private(set) var cellCount = 0
  /// The offset in the file at which the current row begins.
  package private(set) var rowStart: Int

  /// The offset in the file behind the current row.
  private(set) var position: Int
  /// The physical line at `position`.
  private(set) var nextLine: Int

  private let file: MappedFile
  private let base: UnsafePointer<UInt8>
  private let end: Int
  private let delimiter: UInt8
  /// nil while the header is read.
  private let columns: [String]?
  private let mayHaveQuotes: Bool
  private let checksText: Bool
  private let cells: UnsafeMutablePointer<UnsafeBufferPointer<UInt8>>
  /// Cells kept; a row's further cells are only counted. `cells[capacity]` is always empty.
  private let capacity: Int
  /// Cells whose doubled quotes must be halved; nearly always none.
  private var doubled: [Int] = []
  private var unescaped: UnsafeMutableBufferPointer<UInt8>

  init(_ csv: CSVFile, _ stretch: CSVStretch) {
    self.init(
      csv.file, stretch.range, firstLine: stretch.firstLine, delimiter: csv.delimiter, columns: csv.columns,
      mayHaveQuotes: stretch.traits.hasQuote, checksText: stretch.traits.hasHighBit || stretch.traits.hasZero)
  }

  init(header file: MappedFile, from start: Int, delimiter: UInt8) {
    self.init(
      file, start..<file.bytes.count, firstLine: 1, delimiter: delimiter, columns: nil, mayHaveQuotes: true,
      checksText: true)
  }

  private init(
    _ file: MappedFile, _ range: Range<Int>, firstLine: Int, delimiter: UInt8, columns: [String]?,
    mayHaveQuotes: Bool, checksText: Bool
  ) {
    precondition(range.lowerBound >= 0 && range.upperBound <= file.bytes.count)
    guard let base = file.bytes.baseAddress else { preconditionFailure("a mapped file is never empty") }
    self.file = file
    self.base = base
    self.line = firstLine
    self.nextLine = firstLine
    self.rowStart = range.lowerBound
    self.position = range.lowerBound
    self.end = range.upperBound
    self.delimiter = delimiter
    self.columns = columns
    self.mayHaveQuotes = mayHaveQuotes
    self.checksText = checksText
    self.capacity = columns?.count ?? CSVFile.columnLimit
    self.cells = .allocate(capacity: capacity + 1)
    self.cells.initialize(repeating: UnsafeBufferPointer(start: base, count: 0), count: capacity + 1)
    self.unescaped = UnsafeMutableBufferPointer(start: nil, count: 0)
  }

  deinit {
    cells.deallocate()
    unescaped.deallocate()
  }

  /// The position of a column that the file does not have: its cell is always empty.
  package var absent: Int { capacity }

  /// A cell of the current row, quotes removed. Valid until the next `next()`.
  /// - Precondition: `0 <= position <= absent`.
  @inline(__always)
  package func cell(_ position: Int) -> UnsafeBufferPointer<UInt8> {
    precondition(position >= 0 && position <= capacity)
    return cells[position]
  }

  /// A cell of the current row as text. - Complexity: O(length).
  package func text(_ position: Int) -> String { String(decoding: cell(position), as: UTF8.self) }

  /// Moves to the next row; blank lines are passed over.
  /// - Returns: false at the end.
  /// - Throws: a row with too few or too many cells, a broken quote (where it opens), text that is not UTF-8.
  ///   The reader then stands behind that row.
  /// - Complexity: O(bytes of the row).
  package mutating func next() throws(ScenarioError) -> Bool {
    while position < end {
      line = nextLine
      rowStart = position
      cellCount = 0
      if mayHaveQuotes { try splitQuoted() } else { splitPlain() }
      // Nothing at all between two line ends, not even quotes.
      if cellCount == 1, cells[0].isEmpty, position - rowStart <= 2, base[rowStart] <= 0x0D { continue }
      if checksText { try checkText() }
      if !doubled.isEmpty { halveQuotes() }
      try checkCount()
      return true
    }
    return false
  }

  // MARK: Splitting

  @inline(__always)
  private mutating func add(_ start: Int, _ stop: Int) {
    if cellCount < capacity { cells[cellCount] = UnsafeBufferPointer(start: base + start, count: stop - start) }
    cellCount += 1
  }

  private mutating func splitPlain() {
    let base = self.base
    let end = self.end
    let delimiter = self.delimiter
    var index = position
    var start = index
    while index < end {
      let byte = base[index]
      if byte == delimiter {
        add(start, index)
        start = index + 1
      } else if byte == 0x0A {
        break
      }
      index += 1
    }
    add(start, withoutReturn(start, index))
    position = min(index + 1, end)
    nextLine += 1
  }

  private mutating func splitQuoted() throws(ScenarioError) {
    doubled.removeAll(keepingCapacity: true)
    var index = position
    while true {
      let start = index
      if index < end, base[index] == 0x22 {
        index = try splitQuotedCell(index)
      } else {
        while index < end, base[index] != delimiter, base[index] != 0x0A {
          if base[index] == 0x22 {
            throw brokenQuote(
              "has a quote inside a cell that does not begin with one; quote the whole cell", nextLine, index)
          }
          index += 1
        }
        let isLast = index >= end || base[index] == 0x0A
        add(start, isLast ? withoutReturn(start, index) : index)
      }
      if index >= end || base[index] == 0x0A { break }
      index += 1
    }
    position = min(index + 1, end)
    nextLine += 1
  }

  /// Adds the cell whose quote opens at `open`; returns the offset of what ends it: a delimiter, a line feed, the end.
  private mutating func splitQuotedCell(_ open: Int) throws(ScenarioError) -> Int {
    let openLine = nextLine
    var hasDoubled = false
    var index = open + 1
    while true {
      while index < end, base[index] != 0x22 {
        if base[index] == 0x0A { nextLine += 1 }
        index += 1
      }
      guard index < end else {
        line = openLine
        position = end
        throw fault(at: openLine, "opens a quote that is never closed")
      }
      guard index + 1 < end, base[index + 1] == 0x22 else { break }
      hasDoubled = true
      index += 2
    }
    if hasDoubled, cellCount < capacity { doubled.append(cellCount) }
    var after = index + 1
    if after < end, base[after] == 0x0D, after + 1 == end || base[after + 1] == 0x0A { after += 1 }
    guard after >= end || base[after] == delimiter || base[after] == 0x0A else {
      throw brokenQuote(
        "closes its quote before the end of the cell; double a quote that belongs to the text", openLine, after)
    }
    add(open + 1, index)
    return after
  }

  /// Where the text before a line end stops: a carriage return there belongs to the line end.
  @inline(__always)
  private func withoutReturn(_ start: Int, _ stop: Int) -> Int {
    stop > start && base[stop - 1] == 0x0D ? stop - 1 : stop
  }

  /// Copies cells with doubled quotes aside, each pair halved.
  private mutating func halveQuotes() {
    let needed = doubled.reduce(0) { $0 + cells[$1].count }
    if unescaped.count < needed {
      unescaped.deallocate()
      unescaped = .allocate(capacity: needed * 2)
    }
    var filled = 0
    for position in doubled {
      let start = filled
      var isSecond = false
      for byte in cells[position] {
        if byte == 0x22, isSecond {
          isSecond = false
          continue
        }
        isSecond = byte == 0x22
        unescaped.initializeElement(at: filled, to: byte)
        filled += 1
      }
      cells[position] = UnsafeBufferPointer(rebasing: unescaped[start..<filled])
    }
    doubled.removeAll(keepingCapacity: true)
  }

  // MARK: Faults

  private func checkCount() throws(ScenarioError) {
    guard let columns else {
      guard cellCount <= capacity else {
        throw ScenarioError(file: file.name, line: line, message: "has over \(capacity) columns")
      }
      return
    }
    guard cellCount == columns.count else {
      let cells = cellCount == 1 ? "1 cell" : "\(cellCount) cells"
      throw ScenarioError(
        file: file.name, line: line, message: "the row has \(cells); expected \(columns.count), as in the header")
    }
  }

  private mutating func checkText() throws(ScenarioError) {
    for position in 0..<min(cellCount, capacity) {
      let cell = cells[position]
      if let offset = firstInvalidUTF8(cell) {
        let byte = String(cell[offset], radix: 16, uppercase: true)
        throw textFault(position, "is not UTF-8 text: byte \(offset + 1) of the cell is 0x\(byte)")
      }
      if cell.contains(0) { throw textFault(position, "holds a zero byte; expected UTF-8 text") }
    }
  }

  private mutating func textFault(_ position: Int, _ message: String) -> ScenarioError {
    doubled.removeAll(keepingCapacity: true)
    return ScenarioError(file: file.name, line: line, column: columnName(position), message: message)
  }

  /// Passes over the rest of the line and names the cell that is being read.
  private mutating func brokenQuote(_ message: String, _ openLine: Int, _ index: Int) -> ScenarioError {
    let error = fault(at: openLine, message)
    var index = index
    while index < end, base[index] != 0x0A { index += 1 }
    position = min(index + 1, end)
    nextLine += 1
    return error
  }

  private mutating func fault(at line: Int, _ message: String) -> ScenarioError {
    doubled.removeAll(keepingCapacity: true)
    return ScenarioError(file: file.name, line: line, column: columnName(cellCount), message: message)
  }

  private func columnName(_ position: Int) -> String? {
    guard let columns, position < columns.count else { return nil }
    return columns[position]
  }
}
