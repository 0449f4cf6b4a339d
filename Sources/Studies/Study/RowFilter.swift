import ScenarioFiles
import SupplyModel

/// What the cells of one column must be for a row to be picked.
package struct RowFilter: Sendable {
  package enum Test: Sendable {
    case isOne(of: [Wanted])
    case isNone(of: [Wanted])
    case above(Position), atLeast(Position), below(Position), atMost(Position)
  }

  /// A value that a cell is compared with, in the way of its column.
  package enum Wanted: Sendable {
    case text([UInt8])
    /// A column of numbers: `1.50` is `1.5`.
    case number(Int64)
    /// A column of yes or no: `yes` is `true`.
    case truth(Bool)
  }

  /// A place in an order: of numbers, or of days.
  package enum Position: Sendable {
    case number(Int64)
    case day(Day)
  }

  package var column: String
  package var tests: [Test]

  /// Whether a cell passes all tests. O(tests x length).
  func admits(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    tests.allSatisfy { test in
      switch test {
      case .isOne(let wanted): wanted.contains { $0.equals(cell) }
      case .isNone(let wanted): !wanted.contains { $0.equals(cell) }
      case .above(let position): position.compare(cell).map { $0 > 0 } ?? false
      case .atLeast(let position): position.compare(cell).map { $0 >= 0 } ?? false
      case .below(let position): position.compare(cell).map { $0 < 0 } ?? false
      case .atMost(let position): position.compare(cell).map { $0 <= 0 } ?? false
      }
    }
  }
}

extension RowFilter.Wanted {
  func equals(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    switch self {
    case .text(let text): text.elementsEqual(cell)
    case .number(let number): billionths(cell) == number
    case .truth(let truth): parseBoolean(cell) == truth
    }
  }
}

extension RowFilter.Position {
  /// Where a cell lies: below 0 before this, 0 at it, above 0 behind it; nil where it has no place in this order.
  func compare(_ cell: UnsafeBufferPointer<UInt8>) -> Int? {
    switch self {
    case .number(let number): billionths(cell).map { $0 < number ? -1 : $0 > number ? 1 : 0 }
    case .day(let own):
      // A time counts as its day, as it is written.
      cell.count < 10
        ? nil
        : parseDay(UnsafeBufferPointer(rebasing: cell[0..<10])).map { $0 < own ? -1 : $0 > own ? 1 : 0 }
    }
  }
}

private func billionths(_ cell: UnsafeBufferPointer<UInt8>) -> Int64? {
  guard case .value(let value) = parseDecimal(cell, scale: 9, rounding: .halfAwayFromZero) else { return nil }
  return value
}
