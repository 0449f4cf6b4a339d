/// Which variables of an optimal vertex are basic, and on which bound the others are: where a simplex run can resume.
///
/// One status a row (its activity) and one a column. A basis of fewer rows or columns than the model has now is
/// extended: new rows are basic, new columns are at a bound.
public struct Basis: Sendable, Hashable {
  /// Where a variable stands; the raw values are the solver's.
  public enum Status: UInt8, Sendable, Hashable {
    case basic = 1
    case atLower, atUpper, free, fixed
  }

  /// One status a row.
  public var rows: [Status]
  /// One status a column.
  public var columns: [Status]

  /// A basis from its parts; checked when it is used.
  public init(rows: [Status], columns: [Status]) {
    self.rows = rows
    self.columns = columns
  }

  /// Number of basic variables; must be the number of rows.
  public var basicCount: Int { rows.count { $0 == .basic } + columns.count { $0 == .basic } }

  /// This basis for a model which may have grown since. Throws if it cannot belong to the model.
  func extended(to model: LinearModel) throws(LinearProgramError) -> Basis {
    guard rows.count <= model.rowCount else {
      throw .lengthMismatch("row statuses of a basis", expected: model.rowCount, found: rows.count)
    }
    guard columns.count <= model.columnCount else {
      throw .lengthMismatch("column statuses of a basis", expected: model.columnCount, found: columns.count)
    }
    var result = self
    result.rows += repeatElement(.basic, count: model.rowCount - rows.count)
    result.columns += repeatElement(.atLower, count: model.columnCount - columns.count)
    guard result.basicCount == model.rowCount else {
      throw .invalidBasis(basic: result.basicCount, rows: model.rowCount)
    }
    return result
  }
}
