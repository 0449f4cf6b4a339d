#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A distance in whole metres.
@usableFromInline
package struct Distance: Hashable, Comparable, Sendable {
  @usableFromInline package var metres: Int32

  @inlinable package init(metres: Int32) { self.metres = metres }
  @inlinable package static func < (a: Distance, b: Distance) -> Bool { a.metres < b.metres }
}

extension Distance: CustomStringConvertible {
  /// Kilometres as exact decimal text: `12.345`.
  @usableFromInline package var description: String { decimalText(Int64(metres), scale: 3) }
}

/// A point on the globe, in degrees.
package struct Coordinates: Hashable, Sendable {
  /// -90 to 90.
  package var latitude: Double
  /// -180 to 180.
  package var longitude: Double

  package init(latitude: Double, longitude: Double) {
    self.latitude = latitude
    self.longitude = longitude
  }

  /// Great-circle distance by the haversine formula with R = 6371 km, rounded to whole metres.
  /// - Complexity: O(1).
  package func distance(to other: Coordinates) -> Distance {
    let radians = Double.pi / 180
    let a = latitude * radians
    let b = other.latitude * radians
    let sinLatitude = sin((b - a) / 2)
    let sinLongitude = sin((other.longitude - longitude) * radians / 2)
    let h = sinLatitude * sinLatitude + cos(a) * cos(b) * sinLongitude * sinLongitude
    let metres = 2 * 6_371_000.0 * asin(min(1, h.squareRoot()))
    return Distance(metres: Int32(metres.rounded(.toNearestOrAwayFromZero)))
  }
}
