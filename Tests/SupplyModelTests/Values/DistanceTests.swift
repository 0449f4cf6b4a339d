import SupplyModel
import Testing

@Suite struct DistanceTests {
  private let berlin = Coordinates(latitude: 52.52, longitude: 13.405)
  private let paris = Coordinates(latitude: 48.8566, longitude: 2.3522)

  @Test func knownDistances() {
    #expect(berlin.distance(to: paris) == Distance(metres: 877_463))
    #expect(berlin.distance(to: berlin) == Distance(metres: 0))
    // A degree of the equator: 6371 km x pi / 180 = 111.194927 km.
    let origin = Coordinates(latitude: 0, longitude: 0)
    #expect(origin.distance(to: Coordinates(latitude: 0, longitude: 1)) == Distance(metres: 111_195))
    #expect(origin.distance(to: Coordinates(latitude: 0, longitude: 180)) == Distance(metres: 20_015_087))
    #expect(
      Coordinates(latitude: 90, longitude: 0).distance(to: Coordinates(latitude: -90, longitude: 77))
        == Distance(metres: 20_015_087))
  }

  @Test func theSameBothWaysAndAcrossTheDateLine() {
    #expect(berlin.distance(to: paris) == paris.distance(to: berlin))
    let west = Coordinates(latitude: 0, longitude: -179.5)
    #expect(west.distance(to: Coordinates(latitude: 0, longitude: 179.5)) == Distance(metres: 111_195))
  }

  @Test func text() { #expect(Distance(metres: 12_345).description == "12.345") }
}
