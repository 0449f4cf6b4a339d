/// How one scenario table is made from the rows of a source.
struct TableRule: Sendable {
  struct Column: Sendable {
    var name: String
    var kind: CellKind
    var isRequired: Bool
    var filling: Filling
    var aggregate = Aggregate.same
    /// Belongs to the order: a row that disagrees with its order's first row is rejected, or takes the first's value.
    var isOfOrder = false
    var takesFirstOfOrder = false
  }

  enum Filling: Sendable {
    case value(ValueRule)
    /// 1, 2, … among the rows with the same value in that column of the table.
    case numberWithin(Int)
  }

  /// What becomes of a column where rows with the same key meet.
  enum Aggregate: String, CaseIterable, Sendable {
    /// They must agree; a row that does not is rejected.
    case same
    case first, last, min, max, sum
    /// Ties: the value seen first.
    case mostCommon = "most_common"
    /// The first that is not empty.
    case firstNonEmpty = "first_non_empty"
  }

  /// What happens to a table of the same name in the base folder.
  enum BaseMode: String, CaseIterable, Sendable {
    /// It is left out, with a notice.
    case replace
    /// Its rows are kept as they stand; imported rows are added where their key is new.
    case add
  }

  var contract: ContractTable
  /// Index of the source in the map.
  var source: Int
  /// Rows that do not satisfy it are not for this table.
  var when: Condition?
  var columns: [Column]
  /// Column indices; empty = every row becomes a row.
  var key: [Int]
  var base: BaseMode

  var file: String { contract.name + ".csv" }

  func index(of column: String) -> Int? { columns.firstIndex { $0.name == column } }
}
