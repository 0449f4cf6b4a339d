import RandomStreams

/// Where people live: cities of very different sizes, about as many as the square root of the zones.
struct GeneratedCities: Sendable {
  /// City centres, the largest first.
  let places: [GeneratedPlace]
  private let spreads: [Double]
  private let population: AliasTable

  /// The usual number of cities for a number of zones.
  static func count(zones: Int) -> Int { min(max(Int(Double(zones).squareRoot().rounded()), 1), 60) }

  /// Draws the cities. O(number of cities).
  init(count: Int, seed: UInt64) {
    // Populations of cities follow Zipf's law; the offset keeps the capital from dwarfing all others.
    let weights = PowerLaw(offset: 1, exponent: 1).weights(count: count)
    var stream = RandomStream(seed: seed, purpose: "cities")
    places = (0..<count).map { _ in GeneratedPlace(anywhere: &stream) }
    // Kilometres: a city of four times the people has about twice the width.
    spreads = weights.map { 10 + 30 * $0.squareRoot() }
    population = AliasTable(weights: weights)
  }

  /// A place where someone lives: anywhere in the country, or in a city drawn by population. O(1).
  func settle(rural: Bool, _ stream: inout RandomStream) -> (place: GeneratedPlace, city: Int?) {
    if rural { return (GeneratedPlace(anywhere: &stream), nil) }
    let city = population.draw(from: &stream)
    return (GeneratedPlace(about: places[city], spread: spreads[city], &stream), city)
  }
}
