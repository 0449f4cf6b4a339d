/// How one source is read: its columns, derived columns, and what becomes of each row.
struct SourceRule: Sendable {
  /// Carries cells that stand on the first row of a group only down to its other rows.
  struct CarryDown: Sendable {
    var key: Int
    var slots: [Int]
  }

  /// Makes one record of each cell of the columns not excepted.
  struct Unpivot: Sendable {
    /// Columns that stay as they are, on each record.
    var except: [String]
    var nameSlot: Int
    var valueSlot: Int
  }

  enum Outcome: Sendable { case filter, reject }

  enum Rule: Sendable {
    case outcome(Outcome, name: String, when: Condition)
    /// All but the first of the rows that agree on the columns; empty = on all columns of the source.
    case duplicate(name: String, slots: [Int])

    var name: String {
      switch self {
      case .outcome(_, let name, _), .duplicate(let name, _): name
      }
    }
  }

  /// Column names of the source that the map uses, with their slot and the key path of their first use.
  struct Used: Sendable {
    var name: String
    var slot: Int
    var path: String
  }

  var name: String
  var delimiter: UInt8?
  var encoding: SourceEncoding
  var evaluator: RowEvaluator
  var used: [Used] = []
  /// Columns that an export may lack: they read as empty.
  var optional: Set<String> = []
  var carryDown: CarryDown?
  var unpivot: Unpivot?
  var rules: [Rule] = []

  var slotCount: Int { evaluator.derived.count }
}

/// How the bytes of a source are text.
enum SourceEncoding: String, CaseIterable, Sendable {
  /// UTF-8 where the whole file is valid UTF-8, else Windows-1252.
  case auto
  case utf8 = "utf-8"
  case windows1252 = "windows-1252"
}
