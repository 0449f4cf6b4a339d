/// An amount of the scenario's currency as an integer count of millionths, so that sums are exact and equal on every
/// machine.
@usableFromInline
package struct Money: Hashable, Comparable, Sendable, AdditiveArithmetic {
  /// Millionths of one unit of the currency.
  @usableFromInline package var millionths: Int64

  @inlinable package init(millionths: Int64) { self.millionths = millionths }

  /// A whole number of currency units.
  @inlinable package init(units: Int64) { self.millionths = units * 1_000_000 }

  @inlinable package static var zero: Money { Money(millionths: 0) }

  @inlinable package static func + (a: Money, b: Money) -> Money { Money(millionths: a.millionths + b.millionths) }
  @inlinable package static func - (a: Money, b: Money) -> Money { Money(millionths: a.millionths - b.millionths) }
  @inlinable package static func < (a: Money, b: Money) -> Bool { a.millionths < b.millionths }

  /// An exact multiple: money for each unit times a count of units.
  @inlinable package static func * (a: Money, count: Int64) -> Money { Money(millionths: a.millionths * count) }

  /// Money per kilogram times a weight, rounded half away from zero to a millionth.
  @inlinable package func perKilogram(_ weight: Weight) -> Money {
    Money(millionths: roundedProduct(millionths, weight.milligrams, per: 1_000_000))
  }

  /// Money per kilometre times a distance, rounded half away from zero to a millionth.
  @inlinable package func perKilometre(_ distance: Distance) -> Money {
    Money(millionths: roundedProduct(millionths, Int64(distance.metres), per: 1_000))
  }

  /// A share (or multiple) of this amount, rounded half away from zero to a millionth.
  @inlinable package func times(_ ratio: Ratio) -> Money {
    Money(millionths: roundedProduct(millionths, ratio.billionths, per: 1_000_000_000))
  }

  /// For charts, gaps and other figures that are not added up.
  @inlinable package var double: Double { Double(millionths) / 1_000_000 }
}

extension Money: CustomStringConvertible {
  /// The exact decimal text without trailing zeros: `12.5`, `-0.000001`, `7`.
  @usableFromInline package var description: String { decimalText(millionths, scale: 6) }
}

/// `value / 10^scale` as exact decimal text without trailing zeros.
/// - Complexity: O(digits).
package func decimalText(_ value: Int64, scale: Int) -> String {
  var digits = String(value.magnitude)
  if digits.utf8.count <= scale { digits = String(repeating: "0", count: scale + 1 - digits.utf8.count) + digits }
  let split = digits.utf8.index(digits.endIndex, offsetBy: -scale)
  var fraction = digits[split...]
  while fraction.utf8.last == UInt8(ascii: "0") { fraction.removeLast() }
  let sign = value < 0 ? "-" : ""
  return fraction.isEmpty ? sign + digits[..<split] : sign + digits[..<split] + "." + fraction
}
