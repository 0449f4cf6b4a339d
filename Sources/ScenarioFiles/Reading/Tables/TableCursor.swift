import SupplyModel

/// Goes through the rows of a table and turns cells into values; faults are noted and reading goes on.
struct TableCursor<Column: TableColumn>: ~Copyable {
  let source: TableSource
  private(set) var rows: CSVRows
  private let positions: [Int]
  private(set) var faults: FaultList
  private var faultsBefore = 0

  private let unreadable: [ReferenceKind]
  /// By column, what its next cell may refer to.
  private var guesses: [IndexGuess]

  init(_ source: TableSource, _ stretch: CSVStretch, unreadable: [ReferenceKind]) {
    self.unreadable = unreadable
    self.source = source
    rows = source.csv.rows(in: stretch)
    positions = source.positions
    guesses = Array(repeating: IndexGuess(), count: positions.count)
    faults = FaultList(file: source.name)
  }

  /// The physical line of the current row.
  var line: Int { rows.line }

  /// Whether no cell of the current row was faulty so far.
  var rowIsSound: Bool { faults.count == faultsBefore }

  /// Moves to the next row that can be split into cells.
  mutating func next() -> Bool {
    while true {
      do throws(ScenarioError) {
        guard try rows.next() else { return false }
        faultsBefore = faults.count
        return true
      } catch {
        faults.add(error)
      }
    }
  }

  /// The bytes of a cell; empty where the file lacks the column. Valid until `next()`.
  @inline(__always)
  func cell(_ column: Column) -> UnsafeBufferPointer<UInt8> { rows.cell(positions[column.rawValue]) }

  /// Whether the file has the column at all.
  func has(_ column: Column) -> Bool { positions[column.rawValue] != rows.absent }

  /// Notes a fault of a cell of the current row.
  mutating func fault(_ column: Column, puzzle: @autoclosure () -> Puzzle? = nil, _ message: @autoclosure () -> String)
  {
    faults.add(line: rows.line, column: column.name, puzzle: puzzle(), message())
  }

  // MARK: Cells as values

  /// The text of a cell.
  func text(_ column: Column) -> String {
    let cell = cell(column)
    return cell.isEmpty ? "" : String(decoding: cell, as: UTF8.self)
  }

  /// A cell that must not be empty; nil and a fault where it is.
  mutating func required(_ column: Column) -> UnsafeBufferPointer<UInt8>? {
    let cell = cell(column)
    if !cell.isEmpty { return cell }
    // One fault for a missing column is enough.
    if has(column) { fault(column, "is empty; a value is required") } else { spoilRow() }
    return nil
  }

  /// A number as held by its rule; nil where the cell is empty or (with a fault) wrong.
  @inline(__always)
  mutating func number(_ column: Column, _ rule: NumberRule) -> Int64? {
    let cell = cell(column)
    if cell.isEmpty { return nil }
    switch rule.parse(cell) {
    case .success(let value): return value
    case .failure(let failure):
      fault(column, rule.message(failure, cell))
      return nil
    }
  }

  /// A number that must be there; nil and a fault where it is not.
  mutating func requiredNumber(_ column: Column, _ rule: NumberRule) -> Int64? {
    required(column) == nil ? nil : number(column, rule)
  }

  /// A number of a rule whose range fits 32 bits.
  mutating func number32(_ column: Column, _ rule: NumberRule) -> Int32? {
    number(column, rule).map { Int32($0) }
  }

  mutating func money(_ column: Column, _ rule: NumberRule = .money) -> Money? {
    number(column, rule).map { Money(millionths: $0) }
  }

  mutating func ratio(_ column: Column, _ rule: NumberRule = .ratio) -> Ratio? {
    number(column, rule).map { Ratio(billionths: $0) }
  }

  mutating func boolean(_ column: Column) -> Bool? {
    let cell = cell(column)
    if cell.isEmpty { return nil }
    if let value = parseBoolean(cell) { return value }
    fault(column, "\(quoted(cell)) is not a yes or no; expected one of true, false, yes, no, 1, 0")
    return nil
  }

  mutating func choice<Choice>(_ column: Column, _ words: Words<Choice>) -> Choice? {
    let cell = cell(column)
    if cell.isEmpty { return nil }
    if let choice = words.choice(cell) { return choice }
    fault(
      column, puzzle: Puzzle(value: String(decoding: cell, as: UTF8.self), candidates: .words(words.names)),
      words.message(cell))
    return nil
  }

  mutating func day(_ column: Column) -> Day? {
    let cell = cell(column)
    if cell.isEmpty { return nil }
    if let day = parseDay(cell) { return day }
    fault(column, "\(quoted(cell)) is not a date; expected one such as 2026-11-11")
    return nil
  }

  mutating func requiredDay(_ column: Column) -> Day? { required(column) == nil ? nil : day(column) }

  /// A date, or a time with or without a zone.
  mutating func moment(_ column: Column) -> Moment? {
    let cell = cell(column)
    if cell.isEmpty { return nil }
    if let moment = parseMoment(cell) { return moment }
    fault(column, "\(quoted(cell)) is not a time; expected one such as 2026-11-11T09:30:00Z or 2026-11-11T17:30:00")
    return nil
  }

  mutating func minuteOfDay(_ column: Column) -> MinuteOfDay? {
    let cell = cell(column)
    if cell.isEmpty { return nil }
    if let minute = parseMinuteOfDay(cell) { return minute }
    fault(column, "\(quoted(cell)) is not a time of day; expected HH:MM from 00:00 to 23:59")
    return nil
  }

  /// Latitude and longitude, both or none.
  mutating func coordinates(_ latitude: Column, _ longitude: Column) -> Coordinates? {
    switch (cell(latitude).isEmpty, cell(longitude).isEmpty) {
    case (true, true): return nil
    case (false, true):
      fault(longitude, "is empty though \(latitude.name) is given; expected both or none")
      return nil
    case (true, false):
      fault(latitude, "is empty though \(longitude.name) is given; expected both or none")
      return nil
    case (false, false):
      guard let north = number(latitude, .latitude), let east = number(longitude, .longitude) else { return nil }
      // A billionth of a degree is held exactly by the integer, and its quotient is the nearest Double.
      return Coordinates(latitude: Double(north) / 1e9, longitude: Double(east) / 1e9)
    }
  }

  /// The index of the id in a required cell; nil and a fault where it is empty or unknown.
  mutating func reference(_ column: Column, _ kind: ReferenceKind, _ table: IdentifierTable) -> Int32? {
    guard let cell = required(column) else { return nil }
    return resolve(column, cell, kind, table)
  }

  /// The index of the id in a cell that may be empty; nil and a fault where it is unknown.
  mutating func optionalReference(_ column: Column, _ kind: ReferenceKind, _ table: IdentifierTable) -> Int32? {
    let cell = cell(column)
    return cell.isEmpty ? nil : resolve(column, cell, kind, table)
  }

  private mutating func resolve(
    _ column: Column, _ cell: UnsafeBufferPointer<UInt8>, _ kind: ReferenceKind, _ table: IdentifierTable
  ) -> Int32? {
    if let index = guesses[column.rawValue].index(of: cell, in: table) { return index }
    unknown(column, cell, kind)
    return nil
  }

  /// Notes that an id is not known, unless its table could not be read: that is a fault already.
  mutating func unknown(_ column: Column, _ cell: UnsafeBufferPointer<UInt8>, _ kind: ReferenceKind) {
    if unreadable.contains(kind) {
      spoilRow()
      return
    }
    fault(
      column, puzzle: Puzzle(value: String(decoding: cell, as: UTF8.self), candidates: kind.candidates),
      "unknown \(kind.noun) \(quoted(cell))")
  }

  /// Marks the row as faulty where the fault itself is noted elsewhere.
  mutating func spoilRow() { faultsBefore = -1 }

  /// Gives up the faults found.
  consuming func finish() -> FaultList { faults }
}

/// What an id stands for.
enum ReferenceKind: Sendable {
  case node, sku, zone, zoneOrNode, order

  var noun: String {
    switch self {
    case .node: "node"
    case .sku: "SKU"
    case .zone: "zone"
    case .zoneOrNode: "zone or node"
    case .order: "order"
    }
  }

  var candidates: Puzzle.Candidates {
    switch self {
    case .node: .nodes
    case .sku: .skus
    case .zone: .zones
    case .zoneOrNode: .zonesAndNodes
    case .order: .orders
    }
  }
}
