/// Rows (constraints) on flat storage: the form in which a model holds them and takes many at once.
///
/// Entries of row `k` are `starts[k] ..< starts[k + 1]` of `columns` and `coefficients`. Nothing is checked until the
/// rows are added to a model. O(entries) to build.
public struct LinearRows: Sendable, Hashable {
  /// Least activities, one a row.
  public internal(set) var lower: [Double] = []
  /// Greatest activities, one a row.
  public internal(set) var upper: [Double] = []
  /// Where each row's entries start; one more than there are rows.
  public internal(set) var starts: [Int64] = [0]
  /// The columns of the entries.
  public internal(set) var columns: [Int32] = []
  /// The coefficients of the entries.
  public internal(set) var coefficients: [Double] = []

  /// No rows.
  public init() {}

  /// Number of rows.
  public var count: Int { lower.count }

  /// Appends a row with its entries: `coefficients[k]` of column `columns[k]`.
  public mutating func append(
    _ bounds: LinearBounds, columns: [Int32] = [], coefficients: [Double] = []
  ) throws(LinearProgramError) {
    guard columns.count == coefficients.count else {
      throw .lengthMismatch("coefficients of row \(count)", expected: columns.count, found: coefficients.count)
    }
    self.columns.append(contentsOf: columns)
    self.coefficients.append(contentsOf: coefficients)
    lower.append(bounds.lower)
    upper.append(bounds.upper)
    starts.append(Int64(self.columns.count))
  }

  /// Appends all rows of another list.
  mutating func append(contentsOf other: LinearRows) {
    let shift = Int64(columns.count)
    lower.append(contentsOf: other.lower)
    upper.append(contentsOf: other.upper)
    starts.append(contentsOf: other.starts.dropFirst().lazy.map { $0 + shift })
    columns.append(contentsOf: other.columns)
    coefficients.append(contentsOf: other.coefficients)
  }

  /// Positions of row `row`'s own entries.
  func entries(of row: Int) -> Range<Int> { Int(starts[row])..<Int(starts[row + 1]) }
}
