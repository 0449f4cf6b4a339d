/// A linear or integer program as a value: optimise cost times x, subject to bounds on rows and columns.
///
/// Rows and columns are numbered from 0 in the order in which they are added. A coefficient belongs to whichever of its
/// row and its column was added later, so the entries of `rows` and `columns` never overlap. Every change is checked
/// when it is made; a model that exists is valid. Free to copy and to send between threads.
public struct LinearModel: Sendable, Hashable {
  /// Which way the objective goes.
  public enum Sense: Sendable, Hashable {
    case minimize, maximize
  }

  /// Which way the objective goes.
  public let sense: Sense
  /// What is added to the objective.
  public private(set) var constant = 0.0
  /// The rows, with the entries that were given with them.
  public private(set) var rows = LinearRows()
  /// The columns, with the entries that were given with them.
  public private(set) var columns = LinearColumns()
  /// Number of columns that must be whole.
  public private(set) var integerCount = 0

  /// A model without rows and columns.
  public init(_ sense: Sense = .minimize) { self.sense = sense }

  /// Number of rows.
  public var rowCount: Int { rows.count }
  /// Number of columns.
  public var columnCount: Int { columns.count }
  /// Number of coefficients, zeros among them if zeros were given.
  public var entryCount: Int { rows.columns.count + columns.rows.count }

  /// Bounds of a row. Traps if there is no such row.
  public func bounds(ofRow row: Int32) -> LinearBounds {
    LinearBounds(lower: rows.lower[Int(row)], upper: rows.upper[Int(row)])
  }

  /// Bounds of a column. Traps if there is no such column.
  public func bounds(ofColumn column: Int32) -> LinearBounds {
    LinearBounds(lower: columns.lower[Int(column)], upper: columns.upper[Int(column)])
  }

  /// Adds a row over columns that exist already, and returns its number. O(entries).
  @discardableResult
  public mutating func addRow(
    _ bounds: LinearBounds, columns: [Int32] = [], coefficients: [Double] = []
  ) throws(LinearProgramError) -> Int32 {
    var row = LinearRows()
    try row.append(bounds, columns: columns, coefficients: coefficients)
    return try addRows(row).lowerBound
  }

  /// Adds rows over columns that exist already, all or none, and returns their numbers. O(entries log entries).
  @discardableResult
  public mutating func addRows(_ new: LinearRows) throws(LinearProgramError) -> Range<Int32> {
    let first = rowCount
    try checkSize("rows", first + new.count)
    try checkSize("coefficients", entryCount + new.columns.count)
    try validate(new)
    rows.append(contentsOf: new)
    return Int32(first)..<Int32(rowCount)
  }

  /// Adds a column over rows that exist already, and returns its number. O(entries).
  @discardableResult
  public mutating func addColumn(
    cost: Double, bounds: LinearBounds = .nonNegative, isInteger: Bool = false, rows: [Int32] = [],
    coefficients: [Double] = []
  ) throws(LinearProgramError) -> Int32 {
    var column = LinearColumns()
    try column.append(cost: cost, bounds: bounds, isInteger: isInteger, rows: rows, coefficients: coefficients)
    return try addColumns(column).lowerBound
  }

  /// Adds columns over rows that exist already, all or none, and returns their numbers. O(entries log entries).
  @discardableResult
  public mutating func addColumns(_ new: LinearColumns) throws(LinearProgramError) -> Range<Int32> {
    let first = columnCount
    try checkSize("columns", first + new.count)
    try checkSize("coefficients", entryCount + new.rows.count)
    try validate(new)
    columns.append(contentsOf: new)
    integerCount += new.isInteger.count { $0 }
    return Int32(first)..<Int32(columnCount)
  }

  /// Replaces a row's bounds: a new right-hand side.
  public mutating func setBounds(ofRow row: Int32, to bounds: LinearBounds) throws(LinearProgramError) {
    try check(row: row)
    try bounds.validate(.rowBound(row: row))
    rows.lower[Int(row)] = bounds.lower
    rows.upper[Int(row)] = bounds.upper
  }

  /// Replaces a column's bounds.
  public mutating func setBounds(ofColumn column: Int32, to bounds: LinearBounds) throws(LinearProgramError) {
    try check(column: column)
    try bounds.validate(.columnBound(column: column))
    columns.lower[Int(column)] = bounds.lower
    columns.upper[Int(column)] = bounds.upper
  }

  /// Replaces a column's objective coefficient.
  public mutating func setCost(ofColumn column: Int32, to cost: Double) throws(LinearProgramError) {
    try check(column: column)
    guard cost.isFinite else { throw .notFinite(.cost(column: column), value: cost) }
    columns.costs[Int(column)] = cost
  }

  /// Says whether a column must be whole in an integer solve.
  public mutating func setInteger(_ isInteger: Bool, column: Int32) throws(LinearProgramError) {
    try check(column: column)
    integerCount += (isInteger ? 1 : 0) - (columns.isInteger[Int(column)] ? 1 : 0)
    columns.isInteger[Int(column)] = isInteger
  }

  /// Replaces what is added to the objective.
  public mutating func setConstant(_ constant: Double) throws(LinearProgramError) {
    guard constant.isFinite else { throw .notFinite(.constant, value: constant) }
    self.constant = constant
  }
}
