import SupplyModel

/// A number of an export, in whole millionths: exact sums, the same bytes on every machine.
struct ImportedNumber: Equatable, Comparable, Sendable {
  var millionths: Int64

  init(millionths: Int64) { self.millionths = millionths }

  static func < (a: ImportedNumber, b: ImportedNumber) -> Bool { a.millionths < b.millionths }

  /// How numbers are written in a source: `1,234.50`, `1.234,50`.
  struct Format: Equatable, Sendable {
    var decimalMark = UInt8(ascii: ".")
    /// Skipped wherever it stands before the decimal mark; nil = a fault there.
    var groupMark: UInt8?
  }

  /// Reads plain decimal text; further decimals than six are rounded half away from zero.
  ///
  /// - Returns: nil where the text is no number or is above 9 x 10^12.
  init?(_ text: some Sequence<UInt8>, format: Format = Format()) {
    var value: Int64 = 0
    var decimals = -1
    var digits = 0
    var isNegative = false
    var roundsUp = false
    for (position, byte) in text.enumerated() {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits += 1
        let digit = Int64(byte - UInt8(ascii: "0"))
        if decimals >= 0 { decimals += 1 }
        if decimals == 7 { roundsUp = digit >= 5 }
        guard decimals <= 6 else { continue }
        guard value < 900_000_000_000_000_000 else { return nil }
        value = value * 10 + digit
      case UInt8(ascii: "-") where position == 0: isNegative = true
      case UInt8(ascii: "+") where position == 0: break
      case format.decimalMark where decimals < 0: decimals = 0
      case format.groupMark where decimals < 0 && digits > 0: break
      default: return nil
      }
    }
    guard digits > 0 else { return nil }
    for _ in max(0, min(decimals, 6))..<6 {
      guard value < 900_000_000_000_000_000 else { return nil }
      value *= 10
    }
    if roundsUp { value += 1 }
    millionths = isNegative ? -value : value
  }

  /// A product, rounded half away from zero to a millionth, or nil where it leaves the range of `init(_:)`.
  func times(_ factor: ImportedNumber) -> ImportedNumber? {
    let wide = Int128(millionths) * Int128(factor.millionths)
    let rounded = (wide + (wide < 0 ? -500_000 : 500_000)) / 1_000_000
    guard rounded.magnitude < 9_000_000_000_000_000_000 else { return nil }
    return ImportedNumber(millionths: Int64(rounded))
  }

  /// Rounded half away from zero to so many decimals (0 to 6).
  func rounded(decimals: Int) -> ImportedNumber {
    var unit: Int64 = 1
    for _ in decimals..<6 { unit *= 10 }
    return ImportedNumber(millionths: roundedProduct(millionths, 1, per: unit) * unit)
  }

  var isWhole: Bool { millionths % 1_000_000 == 0 }

  /// Exact decimal text without trailing zeros.
  var text: String { decimalText(millionths, scale: 6) }
}
