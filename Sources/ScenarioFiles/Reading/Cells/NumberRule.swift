import SupplyModel

/// What a number in a cell must be, and how it is held.
package struct NumberRule: Sendable {
  /// Held as the number times 10^scale.
  package let scale: Int
  let rounding: DecimalRounding
  /// Of the held value.
  let range: ClosedRange<Int64>
  /// For faults.
  let expected: String

  /// Whole units of something that is there: at least 1.
  package static let quantity = NumberRule(
    scale: 0, rounding: .exact, range: 1...Int64(Int32.max), expected: "a whole number from 1 to 2147483647")
  /// Whole units, possibly none.
  static let count = NumberRule(
    scale: 0, rounding: .exact, range: 0...Int64(Int32.max), expected: "a whole number from 0 to 2147483647")
  /// Whole units of a whole building.
  static let largeCount = NumberRule(
    scale: 0, rounding: .exact, range: 0...1_000_000_000_000, expected: "a whole number from 0 to 1000000000000")
  /// A century is more than any lead time; without a bound, days could run past the calendar.
  static let days = NumberRule(
    scale: 0, rounding: .exact, range: 0...36_500, expected: "a whole number of days from 0 to 36500")
  static let someDays = NumberRule(
    scale: 0, rounding: .exact, range: 1...36_500, expected: "a whole number of days from 1 to 36500")
  /// Millionths of the currency.
  static let money = NumberRule(
    scale: 6, rounding: .exact, range: 0...1_000_000_000_000_000_000,
    expected: "a number from 0 to 1000000000000 with at most 6 decimals")
  static let signedMoney = NumberRule(
    scale: 6, rounding: .exact, range: -1_000_000_000_000_000_000...1_000_000_000_000_000_000,
    expected: "a number from -1000000000000 to 1000000000000 with at most 6 decimals")
  /// Kilograms, held in milligrams.
  static let weight = NumberRule(
    scale: 6, rounding: .halfAwayFromZero, range: 0...1_000_000_000_000_000,
    expected: "a number of kilograms from 0 to 1000000000")
  /// Litres, held in millilitres.
  static let volume = NumberRule(
    scale: 3, rounding: .halfAwayFromZero, range: 0...1_000_000_000_000,
    expected: "a number of litres from 0 to 1000000000")
  /// Billionths.
  static let ratio = NumberRule(
    scale: 9, rounding: .halfAwayFromZero, range: 0...1_000_000_000_000_000,
    expected: "a number from 0 to 1000000")
  static let share = NumberRule(
    scale: 9, rounding: .halfAwayFromZero, range: 0...1_000_000_000, expected: "a share from 0 to 1")
  static let positiveRatio = NumberRule(
    scale: 9, rounding: .halfAwayFromZero, range: 1...1_000_000_000_000_000,
    expected: "a number above 0, up to 1000000")
  /// Kilometres, held in metres: distances are whole metres, so cutting off keeps an inclusive bound exact.
  static let distance = NumberRule(
    scale: 3, rounding: .towardsZero, range: 0...Int64(Int32.max), expected: "a number of kilometres from 0 to 2147483")
  /// Kilometres a day, held in millimetres. Slower than 1, the farthest place would be decades away.
  static let speed = NumberRule(
    scale: 6, rounding: .halfAwayFromZero, range: 1_000_000...1_000_000_000_000_000,
    expected: "a number of kilometres a day from 1 to 1000000000")
  static let latitude = NumberRule(
    scale: 9, rounding: .halfAwayFromZero, range: -90_000_000_000...90_000_000_000, expected: "degrees from -90 to 90")
  static let longitude = NumberRule(
    scale: 9, rounding: .halfAwayFromZero, range: -180_000_000_000...180_000_000_000,
    expected: "degrees from -180 to 180")
  /// Hours between two batches.
  static let hours = NumberRule(
    scale: 9, rounding: .halfAwayFromZero, range: 1...8_760_000_000_000,
    expected: "a number of hours above 0, up to 8760")
  static let hoursOrNone = NumberRule(
    scale: 9, rounding: .halfAwayFromZero, range: 0...8_760_000_000_000,
    expected: "a number of hours from 0 (each order as it comes) to 8760")
  static let factorFromOne = NumberRule(
    scale: 9, rounding: .halfAwayFromZero, range: 1_000_000_000...1_000_000_000_000,
    expected: "a number from 1 to 1000")
  static let variation = NumberRule(
    scale: 9, rounding: .halfAwayFromZero, range: 0...10_000_000_000, expected: "a number from 0 to 10")
  static let openShare = NumberRule(
    scale: 9, rounding: .halfAwayFromZero, range: 1...999_999_999, expected: "a share between 0 and 1, both excluded")

  /// The held value, or what is wrong with the text.
  /// - Complexity: O(length).
  func parse(_ text: UnsafeBufferPointer<UInt8>) -> Result<Int64, NumberFault> {
    switch parseDecimal(text, scale: scale, rounding: rounding) {
    case .value(let value) where range.contains(value): .success(value)
    case .value(let value): .failure(value < range.lowerBound ? .tooSmall : .tooLarge)
    case .notANumber: .failure(.notANumber)
    case .tooManyDecimals: .failure(.tooManyDecimals)
    case .overflow: .failure(text.first == 0x2D ? .tooSmall : .tooLarge)
    }
  }

  /// The message of a fault, with the value.
  func message(_ fault: NumberFault, _ text: UnsafeBufferPointer<UInt8>) -> String {
    let value = quoted(text)
    return switch fault {
    case .notANumber: "\(value) is not a number; expected \(expected)"
    case .tooManyDecimals where scale == 0: "\(value) is not a whole number; expected \(expected)"
    case .tooManyDecimals: "\(value) has too many decimals; expected \(expected)"
    case .tooSmall where text.first == 0x2D && range.lowerBound >= 0: "\(value) is negative; expected \(expected)"
    case .tooSmall: "\(value) is too small; expected \(expected)"
    case .tooLarge: "\(value) is too large; expected \(expected)"
    }
  }
}

/// Why a text is not the number expected.
enum NumberFault: Error, Sendable {
  case notANumber, tooManyDecimals, tooSmall, tooLarge
}
