/// Columns (variables) on flat storage: the form in which a model holds them and takes many at once.
///
/// Entries of column `k` are `starts[k] ..< starts[k + 1]` of `rows` and `coefficients`. Nothing is checked until the
/// columns are added to a model. O(entries) to build.
public struct LinearColumns: Sendable, Hashable {
  /// Objective coefficients, one a column.
  public internal(set) var costs: [Double] = []
  /// Lower bounds, one a column.
  public internal(set) var lower: [Double] = []
  /// Upper bounds, one a column.
  public internal(set) var upper: [Double] = []
  /// Whether the column must be a whole number in an integer solve.
  public internal(set) var isInteger: [Bool] = []
  /// Where each column's entries start; one more than there are columns.
  public internal(set) var starts: [Int64] = [0]
  /// The rows of the entries.
  public internal(set) var rows: [Int32] = []
  /// The coefficients of the entries.
  public internal(set) var coefficients: [Double] = []

  /// No columns.
  public init() {}

  /// Number of columns.
  public var count: Int { costs.count }

  /// Makes room, so that appending does not move the storage.
  public mutating func reserveCapacity(columns: Int, entries: Int) {
    costs.reserveCapacity(columns)
    lower.reserveCapacity(columns)
    upper.reserveCapacity(columns)
    isInteger.reserveCapacity(columns)
    starts.reserveCapacity(columns + 1)
    rows.reserveCapacity(entries)
    coefficients.reserveCapacity(entries)
  }

  /// Removes all columns and keeps the room: one batch can serve every round of a column generation.
  public mutating func removeAll() {
    costs.removeAll(keepingCapacity: true)
    lower.removeAll(keepingCapacity: true)
    upper.removeAll(keepingCapacity: true)
    isInteger.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    starts.append(0)
    rows.removeAll(keepingCapacity: true)
    coefficients.removeAll(keepingCapacity: true)
  }

  /// Appends a column with its entries: `coefficients[k]` in row `rows[k]`.
  public mutating func append(
    cost: Double, bounds: LinearBounds = .nonNegative, isInteger: Bool = false, rows: [Int32] = [],
    coefficients: [Double] = []
  ) throws(LinearProgramError) {
    guard rows.count == coefficients.count else {
      throw .lengthMismatch("coefficients of column \(count)", expected: rows.count, found: coefficients.count)
    }
    self.rows.append(contentsOf: rows)
    self.coefficients.append(contentsOf: coefficients)
    append(cost: cost, bounds: bounds, isInteger: isInteger)
  }

  /// Appends a column whose coefficients are all 1: a covering or packing pattern.
  public mutating func append(
    cost: Double, bounds: LinearBounds = .nonNegative, isInteger: Bool = false, onesInRows rows: [Int32]
  ) {
    self.rows.append(contentsOf: rows)
    coefficients.append(contentsOf: repeatElement(1, count: rows.count))
    append(cost: cost, bounds: bounds, isInteger: isInteger)
  }

  /// Closes a column over the entries appended since the last one.
  private mutating func append(cost: Double, bounds: LinearBounds, isInteger: Bool) {
    costs.append(cost)
    lower.append(bounds.lower)
    upper.append(bounds.upper)
    self.isInteger.append(isInteger)
    starts.append(Int64(rows.count))
  }

  /// Appends all columns of another list.
  mutating func append(contentsOf other: LinearColumns) {
    let shift = Int64(rows.count)
    costs.append(contentsOf: other.costs)
    lower.append(contentsOf: other.lower)
    upper.append(contentsOf: other.upper)
    isInteger.append(contentsOf: other.isInteger)
    starts.append(contentsOf: other.starts.dropFirst().lazy.map { $0 + shift })
    rows.append(contentsOf: other.rows)
    coefficients.append(contentsOf: other.coefficients)
  }

  /// Positions of column `column`'s own entries.
  func entries(of column: Int) -> Range<Int> { Int(starts[column])..<Int(starts[column + 1]) }
}
