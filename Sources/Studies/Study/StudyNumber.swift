import ScenarioFiles
import SupplyModel

/// A decimal number of a study, held exactly in billionths.
package struct StudyNumber: Hashable, Sendable {
  package var billionths: Int64

  /// nil where the text is no number, or not one below nine billion with at most nine decimals.
  package init?(_ text: String) {
    var text = text
    guard case .value(let value) = text.withUTF8({ parseDecimal($0, scale: 9, rounding: .exact) }) else { return nil }
    billionths = value
  }
}

/// Arithmetic on the numbers of tables and of scenario.yaml: to a millionth, rounded half away from zero.
enum StudyArithmetic {
  enum Failure: Error, Equatable {
    case notANumber
    case tooLarge
  }

  /// - Parameters:
  ///   - text: the value as it stands.
  ///   - isWhole: rounds to whole numbers, for columns that count.
  /// - Returns: the new value's text, without trailing zeros.
  static func apply(
    _ amount: StudyNumber, isFactor: Bool, to text: UnsafeBufferPointer<UInt8>, isWhole: Bool
  ) throws(Failure) -> String {
    let old: Int64
    switch parseDecimal(text, scale: 6, rounding: .halfAwayFromZero) {
    case .value(let value): old = value
    case .overflow: throw .tooLarge
    case .notANumber, .tooManyDecimals: throw .notANumber
    }
    let billion: Int128 = 1_000_000_000
    let wide =
      isFactor ? Int128(old) * Int128(amount.billionths) : Int128(old) * billion + Int128(amount.billionths) * 1_000_000
    // From billionths of millionths to whole millionths, or whole units.
    let unit = isWhole ? billion * 1_000_000 : billion
    let half = unit / 2
    let rounded = (wide < 0 ? wide - half : wide + half) / unit
    guard let value = Int64(exactly: isWhole ? rounded * 1_000_000 : rounded) else { throw .tooLarge }
    return Money(millionths: value).description
  }
}
