import RandomStreams

/// A point on the map in hundred-thousandths of a degree (about a metre): exactly what the files will say.
package struct GeneratedPlace: Sendable, Hashable {
  /// Degrees north x 100,000.
  package let latitude: Int32
  /// Degrees east x 100,000.
  package let longitude: Int32

  /// The region of all generated scenarios: 1000 km from south to north, 1500 km from west to east, in central and
  /// eastern China, as the time zone and the currency say.
  package static let latitudes = 28.0...37.0
  package static let longitudes = 104.5...120.5

  private static let kilometresPerDegree = 111.195

  /// A point of the region; coordinates outside are moved to its edge.
  package init(degreesNorth: Double, degreesEast: Double) {
    func fixed(_ degrees: Double, _ range: ClosedRange<Double>) -> Int32 {
      Int32((min(max(degrees, range.lowerBound), range.upperBound) * 100_000).rounded())
    }
    latitude = fixed(degreesNorth, GeneratedPlace.latitudes)
    longitude = fixed(degreesEast, GeneratedPlace.longitudes)
  }

  /// A uniformly random point of the region.
  init(anywhere stream: inout RandomStream) {
    let north = stream.uniform(from: GeneratedPlace.latitudes.lowerBound, to: GeneratedPlace.latitudes.upperBound)
    let east = stream.uniform(from: GeneratedPlace.longitudes.lowerBound, to: GeneratedPlace.longitudes.upperBound)
    self.init(degreesNorth: north, degreesEast: east)
  }

  /// A point scattered about `centre`, normally with `spread` kilometres in each direction.
  init(about centre: GeneratedPlace, spread: Double, _ stream: inout RandomStream) {
    let north = Double(centre.latitude) / 100_000
    let shrink = PortableMath.cos(north * .pi / 180)
    let up = stream.normal(standardDeviation: spread) / GeneratedPlace.kilometresPerDegree
    let right = stream.normal(standardDeviation: spread) / (GeneratedPlace.kilometresPerDegree * shrink)
    self.init(degreesNorth: north + up, degreesEast: Double(centre.longitude) / 100_000 + right)
  }

  /// The point as a vector of length 1 from the centre of the earth, for fast distances.
  package var direction: SIMD3<Double> {
    let north = Double(latitude) / 100_000 * .pi / 180
    let east = Double(longitude) / 100_000 * .pi / 180
    let ring = PortableMath.cos(north)
    return SIMD3(ring * PortableMath.cos(east), ring * PortableMath.sin(east), PortableMath.sin(north))
  }

  /// The great-circle distance of two directions in whole metres, R = 6371 km.
  ///
  /// Half the chord is the square root inside the haversine formula: one square root and one arc sine a pair. O(1).
  package static func metres(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> Int {
    let difference = a - b
    let squared = difference.x * difference.x + difference.y * difference.y + difference.z * difference.z
    return Int((2 * 6_371_000 * PortableMath.asin(min(1, squared.squareRoot() / 2))).rounded())
  }
}
