import RandomStreams

/// The places of a generated retail network, and who serves whom.
package struct RetailNetwork: Sendable {
  /// A place where customers live.
  package struct Zone: Sendable {
    package let place: GeneratedPlace
    package let city: Int?
    /// Its share of online demand; all add up to 1.
    package let weight: Double
  }

  /// A place that holds stock.
  package struct Node: Sendable {
    package let tier: GeneratedTier
    package let place: GeneratedPlace
    package let city: Int?
    /// A store's nearest regional (else central) warehouse, a regional one's nearest central one, nil for a central one.
    package let parent: Int?
    /// Of stores, with a mean of exactly 1 over all of them; of warehouses, 0.
    package let size: Double
  }

  /// In the order of zones.csv.
  package let zones: [Zone]
  /// Central, then regional, then stores, in the order of nodes.csv.
  package let nodes: [Node]
  /// The first store's index in `nodes`.
  package let firstStore: Int
  /// For each zone, the warehouses that its online demand is held at: the nearest one of each tier that has some and is
  /// to serve online orders, and the nearest central one in any case.
  package let warehouses: [[Int]]

  /// Draws a network. O((stores + zones) x warehouses).
  package init(_ spec: RetailSpec) {
    let options = spec.network
    let cities = GeneratedCities(
      count: options.cities > 0 ? options.cities : GeneratedCities.count(zones: options.zones), seed: spec.seed)
    let map = RetailMap(cities: cities, width: options.widthKilometres)
    let zones = RetailNetwork.zones(spec, map)
    let tiers = GeneratedTier.allCases.flatMap { tier -> [GeneratedTier] in
      switch tier {
      case .central: Array(repeating: tier, count: options.central)
      case .regional: Array(repeating: tier, count: options.regional)
      case .store: Array(repeating: tier, count: options.stores)
      }
    }
    let sites = RetailNetwork.sites(spec, tiers, map, zones)
    let directions = sites.map { $0.place.direction }
    let parents = GeneratedNetwork.nearestParents(tiers, directions)
    let sizes = RetailNetwork.sizes(spec)
    firstStore = options.central + options.regional
    nodes = tiers.indices.map { [firstStore] index in
      Node(
        tier: tiers[index], place: sites[index].place, city: sites[index].city, parent: parents[index],
        size: index < firstStore ? 0 : sizes[index - firstStore])
    }
    let serving = [0..<options.central] + (spec.tiers.regional.onlinePool ? [options.central..<firstStore] : [])
    warehouses = zones.map { zone in
      let direction = zone.place.direction
      return serving.compactMap { range in
        range.min { a, b in
          (GeneratedPlace.metres(directions[a], direction), a) < (GeneratedPlace.metres(directions[b], direction), b)
        }
      }
    }
    self.zones = zones
  }

  private static func zones(_ spec: RetailSpec, _ map: RetailMap) -> [Zone] {
    let count = spec.network.zones
    var choice = RandomStream(seed: spec.seed, purpose: "retail rural zones")
    let ruralCount = Int((Double(count) * spec.network.ruralShare).rounded())
    var isRural = [Bool](repeating: false, count: count)
    for zone in choice.sample(ruralCount, outOf: count) { isRural[zone] = true }
    let family = RandomStreamFamily(seed: spec.seed, purpose: "retail zone")
    let drawn = isRural.indices.map { index in
      var stream = RandomStream(family: family, index: UInt64(index))
      // Shape 3: some zones order several times as much as others, few order next to nothing.
      let weight = stream.gamma(shape: 3)
      let site = map.settle(rural: isRural[index], &stream)
      return Zone(place: site.place, city: site.city, weight: weight)
    }
    let total = drawn.reduce(0) { $0 + $1.weight }
    return drawn.map { Zone(place: $0.place, city: $0.city, weight: $0.weight / total) }
  }

  private static func sites(
    _ spec: RetailSpec, _ tiers: [GeneratedTier], _ map: RetailMap, _ zones: [Zone]
  ) -> [RetailMap.Site] {
    let weights = AliasTable(weights: zones.map(\.weight))
    let family = RandomStreamFamily(seed: spec.seed, purpose: "retail node")
    return tiers.indices.map { index in
      var stream = RandomStream(family: family, index: UInt64(index))
      // Warehouses stand outside the largest cities, one each before any city gets a second one.
      if tiers[index] != .store { return map.outskirts(of: index, &stream) }
      if stream.bernoulli(spec.network.storeZonePull) {
        let zone = zones[weights.draw(from: &stream)]
        return (GeneratedPlace(about: zone.place, spread: 2, &stream), zone.city)
      }
      return map.settle(rural: false, &stream)
    }
  }

  /// Lognormal sizes of the stores, scaled to a mean of 1.
  private static func sizes(_ spec: RetailSpec) -> [Double] {
    let spread = Lognormal(variation: spec.demand.storeSizeVariation)
    var stream = RandomStream(seed: spec.seed, purpose: "retail store size")
    let drawn = (0..<spec.network.stores).map { _ in spread.draw(from: &stream) }
    let mean = drawn.reduce(0, +) / Double(drawn.count)
    return drawn.map { $0 / mean }
  }
}

/// A map of cities, drawn on the scale of a country and shrunk about its centre.
struct RetailMap: Sendable {
  typealias Site = (place: GeneratedPlace, city: Int?)

  private let cities: GeneratedCities
  private let factor: Double

  /// - Parameter width: kilometres from west to east.
  init(cities: GeneratedCities, width: Double) {
    self.cities = cities
    factor = width / 1500
  }

  /// A place where someone lives.
  func settle(rural: Bool, _ stream: inout RandomStream) -> Site {
    let (place, city) = cities.settle(rural: rural, &stream)
    return (shrunk(place), city)
  }

  /// A place about 25 km (on the scale of a country) from a city's centre; cities come again when all are used up.
  func outskirts(of index: Int, _ stream: inout RandomStream) -> Site {
    let city = index % cities.places.count
    return (shrunk(GeneratedPlace(about: cities.places[city], spread: 25, &stream)), city)
  }

  private func shrunk(_ place: GeneratedPlace) -> GeneratedPlace {
    if factor == 1 { return place }
    func moved(_ fixed: Int32, _ range: ClosedRange<Double>) -> Double {
      let centre = (range.lowerBound + range.upperBound) / 2
      return centre + (Double(fixed) / 100_000 - centre) * factor
    }
    return GeneratedPlace(
      degreesNorth: moved(place.latitude, GeneratedPlace.latitudes),
      degreesEast: moved(place.longitude, GeneratedPlace.longitudes))
  }
}
