import SupplyModel

/// Where a value comes from, and the steps it goes through.
struct ValueRule: Sendable {
  indirect enum Origin: Sendable {
    /// A column of the source, or one derived before.
    case slot(Int)
    case constant([UInt8])
    case template([TemplatePart])
    /// The first that is not empty.
    case firstOf([Int])
    /// The first whose condition holds; a nil condition always holds.
    case cases([(condition: Condition?, value: ValueRule)])
  }

  enum TemplatePart: Sendable {
    case text([UInt8])
    case slot(Int)
  }

  var origin: Origin
  var steps: [ValueStep] = []
}

/// One change of a value.
enum ValueStep: Sendable {
  case trim
  case upper
  case lower
  case replace([UInt8], with: [UInt8])
  case removePrefix([UInt8])
  case removeSuffix([UInt8])
  /// The text before (after) the first occurrence; the whole text where there is none.
  case before([UInt8])
  case after([UInt8])
  /// Taken where the value is empty.
  case whenEmpty([UInt8])
  case lookup(LookupTable)
  /// Currency signs and spaces are dropped, the rest must be a number; an empty cell stays empty.
  case number(ImportedNumber.Format)
  case absolute
  case multiply(ImportedNumber)
  case add(ImportedNumber)
  case round(decimals: Int)
  case time(TimeRule)
  case pick(WeightedPick)
}

/// A value map: texts for texts.
struct LookupTable: Sendable {
  enum Otherwise: Sendable {
    case reject, keep
    case text([UInt8])
  }

  var name: String
  var keys: IdentifierTable
  var values: [[UInt8]]
  var otherwise: Otherwise
}

/// What a row must satisfy.
indirect enum Condition: Sendable {
  case all([Condition])
  case any([Condition])
  case not(Condition)
  case test(slot: Int, column: String, CellTest)
}

/// What a cell must satisfy.
enum CellTest: Sendable {
  case isOneOf(IdentifierTable)
  case startsWith([[UInt8]])
  case endsWith([[UInt8]])
  case contains([[UInt8]])
  case isEmpty
  /// Numbers; a nil bound is open, `above` and `below` exclude theirs.
  case number(from: ImportedNumber?, to: ImportedNumber?, excluding: Bool)
  /// Byte order, both bounds inclusive, an empty bound is open: right for `2011-11-07` and the like.
  case text(from: [UInt8], to: [UInt8])
}
