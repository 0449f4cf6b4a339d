/// A pure number without a unit (a rate, a factor, a priority) held exactly in billionths.
@usableFromInline
package struct Ratio: Hashable, Comparable, Sendable {
  @usableFromInline package var billionths: Int64

  @inlinable package init(billionths: Int64) { self.billionths = billionths }

  @inlinable package static var zero: Ratio { Ratio(billionths: 0) }
  @inlinable package static var one: Ratio { Ratio(billionths: 1_000_000_000) }
  @inlinable package static func < (a: Ratio, b: Ratio) -> Bool { a.billionths < b.billionths }

  @inlinable package var double: Double { Double(billionths) / 1_000_000_000 }
}

extension Ratio: CustomStringConvertible {
  @usableFromInline package var description: String { decimalText(billionths, scale: 9) }
}
