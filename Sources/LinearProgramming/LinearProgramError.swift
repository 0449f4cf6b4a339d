/// Why a linear program could not be built or solved.
///
/// An infeasible, unbounded or unfinished program is no error: see ``Solution/Status-swift.enum``. The first cases are
/// found before the solver is called; from ``singularSystem`` on they come from the solver itself.
public enum LinearProgramError: Error, Sendable, Hashable {
  /// A place in a model that holds a number.
  public enum Place: Sendable, Hashable {
    case constant
    case cost(column: Int32)
    case columnBound(column: Int32)
    case rowBound(row: Int32)
    case coefficient(row: Int32, column: Int32)
    case start(column: Int32)
  }

  /// NaN, or an infinity where a number is needed (a lower bound of +infinity, an upper one of -infinity).
  case notFinite(Place, value: Double)
  /// The lower bound is above the upper one.
  case emptyBounds(Place, lower: Double, upper: Double)
  /// A row, or a column, was given two coefficients for the same pair.
  case duplicateEntry(row: Int32, column: Int32)
  /// There is no such row: ids run from 0 to `count` - 1.
  case unknownRow(Int32, count: Int)
  /// There is no such column: ids run from 0 to `count` - 1.
  case unknownColumn(Int32, count: Int)
  /// Two lists which belong together differ in length.
  case lengthMismatch(String, expected: Int, found: Int)
  /// More rows, columns or entries than the solver can number (2^31 - 1).
  case tooLarge(String, count: Int)
  /// An option is outside its range; the text names it and the range.
  case invalidOption(String)
  /// The basis to start from does not have one basic variable a row.
  case invalidBasis(basic: Int, rows: Int)
  /// The starting solution is not feasible in this row or column, by `violation`.
  case infeasibleStart(Place, violation: Double)
  /// A flow network's numbers are outside what the solver accepts; the text says which.
  case invalidNetwork(String)

  /// No basis matrix could be factorized, or the solver lost its way numerically.
  case numericalFailure(String)
  /// The solver needed more memory than there is, or than it was allowed. The session is over.
  case outOfMemory(String)
  /// The solver gave up for the reason in the text. The session is over; a new one works.
  case solverAborted(String)
  /// An earlier error on this thread ended this session.
  case sessionEnded
  /// A solver was called from within a cancellation check of the same thread.
  case reentrantCall
}

extension LinearProgramError.Place: CustomStringConvertible {
  /// The place in words.
  public var description: String {
    switch self {
    case .constant: "the objective's constant"
    case .cost(let column): "the cost of column \(column)"
    case .columnBound(let column): "the bounds of column \(column)"
    case .rowBound(let row): "the bounds of row \(row)"
    case .coefficient(let row, let column): "the coefficient of column \(column) in row \(row)"
    case .start(let column): "the starting value of column \(column)"
    }
  }
}

extension LinearProgramError: CustomStringConvertible {
  /// The error in a sentence, with the numbers of rows and columns counted from 0.
  public var description: String {
    switch self {
    case .notFinite(let place, let value): "\(place): \(value) is not allowed here"
    case .emptyBounds(let place, let lower, let upper): "\(place): lower \(lower) is above upper \(upper)"
    case .duplicateEntry(let row, let column): "column \(column) has two coefficients in row \(row)"
    case .unknownRow(let row, let count): "there is no row \(row): the model has \(count) rows, counted from 0"
    case .unknownColumn(let column, let count):
      "there is no column \(column): the model has \(count) columns, counted from 0"
    case .lengthMismatch(let what, let expected, let found): "\(what): expected \(expected) values, found \(found)"
    case .tooLarge(let what, let count): "\(count) \(what) are more than the solver can number"
    case .invalidOption(let text): text
    case .invalidBasis(let basic, let rows): "a basis of \(rows) rows needs as many basic variables, not \(basic)"
    case .infeasibleStart(let place, let violation): "the starting solution violates \(place) by \(violation)"
    case .invalidNetwork(let text): text
    case .numericalFailure(let text): "the solver failed numerically: \(text)"
    case .outOfMemory(let text): "the solver is out of memory: \(text)"
    case .solverAborted(let text): "the solver gave up: \(text)"
    case .sessionEnded: "this session was ended by an earlier solver error on its thread"
    case .reentrantCall: "a cancellation check must not call a solver"
    }
  }
}
