/// The least and the greatest value of a column or of a row's activity; an infinity means none.
public struct LinearBounds: Sendable, Hashable {
  /// Least value, or `-.infinity`.
  public var lower: Double
  /// Greatest value, or `.infinity`.
  public var upper: Double

  /// Any pair; a model rejects NaN and a lower bound above the upper one.
  public init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  /// Any value.
  public static let free = LinearBounds(lower: -.infinity, upper: .infinity)
  /// Zero or more.
  public static let nonNegative = LinearBounds(lower: 0, upper: .infinity)
  /// Between 0 and 1.
  public static let unit = LinearBounds(lower: 0, upper: 1)

  /// `value` or more.
  public static func atLeast(_ value: Double) -> LinearBounds { LinearBounds(lower: value, upper: .infinity) }
  /// `value` or less (a negative value too).
  public static func atMost(_ value: Double) -> LinearBounds { LinearBounds(lower: -.infinity, upper: value) }
  /// Exactly `value`.
  public static func equal(_ value: Double) -> LinearBounds { LinearBounds(lower: value, upper: value) }
  /// From `lower` to `upper`, both included.
  public static func range(_ lower: Double, _ upper: Double) -> LinearBounds {
    LinearBounds(lower: lower, upper: upper)
  }

  /// How far `value` is outside, 0 if inside.
  func violation(of value: Double) -> Double { max(lower - value, value - upper, 0) }

  /// Rejects NaN, infinities on the wrong side, and an empty range.
  func validate(_ place: LinearProgramError.Place) throws(LinearProgramError) {
    if lower.isNaN || lower == .infinity { throw .notFinite(place, value: lower) }
    if upper.isNaN || upper == -.infinity { throw .notFinite(place, value: upper) }
    if lower > upper { throw .emptyBounds(place, lower: lower, upper: upper) }
  }
}
