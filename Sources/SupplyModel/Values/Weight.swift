/// A weight in whole milligrams.
@usableFromInline
package struct Weight: Hashable, Comparable, Sendable, AdditiveArithmetic {
  @usableFromInline package var milligrams: Int64

  @inlinable package init(milligrams: Int64) { self.milligrams = milligrams }

  @inlinable package static var zero: Weight { Weight(milligrams: 0) }
  @inlinable package static func + (a: Weight, b: Weight) -> Weight { Weight(milligrams: a.milligrams + b.milligrams) }
  @inlinable package static func - (a: Weight, b: Weight) -> Weight { Weight(milligrams: a.milligrams - b.milligrams) }
  @inlinable package static func < (a: Weight, b: Weight) -> Bool { a.milligrams < b.milligrams }
  @inlinable package static func * (a: Weight, count: Int64) -> Weight { Weight(milligrams: a.milligrams * count) }
}

extension Weight: CustomStringConvertible {
  /// Kilograms as exact decimal text: `1.25`.
  @usableFromInline package var description: String { decimalText(milligrams, scale: 6) }
}
