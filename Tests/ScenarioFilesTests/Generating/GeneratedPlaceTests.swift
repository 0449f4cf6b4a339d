import Glibc
import RandomStreams
import ScenarioFiles
import Testing

@Suite struct GeneratedPlaceTests {
  /// Against the haversine formula as it is usually written, with the C library's functions.
  @Test func distancesAreHaversine() {
    var stream = RandomStream(seed: 71, purpose: "distance")
    for _ in 0..<1000 {
      let degrees = (0..<2).map { _ in
        (stream.uniform(from: 28, to: 37), stream.uniform(from: 104.5, to: 120.5))
      }
      let places = degrees.map { GeneratedPlace(degreesNorth: $0.0, degreesEast: $0.1) }
      let metres = GeneratedPlace.metres(places[0].direction, places[1].direction)
      #expect(abs(Double(metres) - haversine(places[0], places[1])) <= 0.51)
    }
  }

  @Test func aPlaceIsNowhereFromItself() {
    let place = GeneratedPlace(degreesNorth: 30, degreesEast: 110)
    #expect(GeneratedPlace.metres(place.direction, place.direction) == 0)
  }

  @Test func placesOutsideMoveToTheEdge() {
    let place = GeneratedPlace(degreesNorth: 50, degreesEast: -3)
    #expect((place.latitude, place.longitude) == (3_700_000, 10_450_000))
  }

  private func haversine(_ a: GeneratedPlace, _ b: GeneratedPlace) -> Double {
    func radians(_ fixed: Int32) -> Double { Double(fixed) / 100_000 * .pi / 180 }
    let up = sin((radians(b.latitude) - radians(a.latitude)) / 2)
    let right = sin((radians(b.longitude) - radians(a.longitude)) / 2)
    let h = up * up + cos(radians(a.latitude)) * cos(radians(b.latitude)) * right * right
    return 2 * 6_371_000 * asin(h.squareRoot())
  }
}
