import RandomStreams

/// The places of a generated scenario: cities, zones that buy, nodes that serve.
package struct GeneratedNetwork: Sendable {
  /// A delivery zone.
  package struct Zone: Sendable {
    /// Where parcels go.
    package let place: GeneratedPlace
    /// The city it lies in, nil in the country.
    package let city: Int?
    /// Its share of all orders, not normalised.
    package let weight: Double
  }

  /// A place that holds stock.
  package struct Node: Sendable {
    /// What kind of place it is.
    package let tier: GeneratedTier
    /// Where it is.
    package let place: GeneratedPlace
    /// The city it lies in, nil in the country.
    package let city: Int?
    /// The node that replenishes it: a store's nearest regional (else central) warehouse, a regional's nearest
    /// central one, nil for a central one.
    package let parent: Int?
    /// Distinct orders a day that it may serve, at least 1.
    package let capacityOrders: Int
    /// Its share of all stock, not normalised.
    package let stockWeight: Double
  }

  /// The zones, in the order of zones.csv.
  package let zones: [Zone]
  /// The nodes, central first, then regional, then stores, in the order of nodes.csv.
  package let nodes: [Node]
  /// The number of cities.
  package let cities: Int

  /// Draws a network. O(stores x warehouses + zones).
  init(_ options: GeneratorOptions) {
    let cityMap = GeneratedCities(count: GeneratedCities.count(zones: options.zones), seed: options.seed)
    cities = cityMap.places.count
    zones = GeneratedNetwork.zones(options, cityMap)
    nodes = GeneratedNetwork.nodes(options, cityMap)
  }

  private static func zones(_ options: GeneratorOptions, _ cities: GeneratedCities) -> [Zone] {
    var choice = RandomStream(seed: options.seed, purpose: "rural zones")
    let ruralCount = Int((Double(options.zones) * options.ruralShare).rounded())
    var isRural = [Bool](repeating: false, count: options.zones)
    for zone in choice.sample(ruralCount, outOf: options.zones) { isRural[zone] = true }
    let family = RandomStreamFamily(seed: options.seed, purpose: "zone")
    return isRural.indices.map { index in
      var stream = RandomStream(family: family, index: UInt64(index))
      // Shape 3: some zones order several times as much as others, few order next to nothing.
      let weight = stream.gamma(shape: 3)
      let (place, city) = cities.settle(rural: isRural[index], &stream)
      return Zone(place: place, city: city, weight: weight)
    }
  }

  private static func nodes(_ options: GeneratorOptions, _ cities: GeneratedCities) -> [Node] {
    let tiers = GeneratedTier.mix(nodes: options.nodes)
    let family = RandomStreamFamily(seed: options.seed, purpose: "node")
    var sites: [(place: GeneratedPlace, city: Int?)] = []
    var sizes: [Double] = []
    for (index, tier) in tiers.enumerated() {
      var stream = RandomStream(family: family, index: UInt64(index))
      sizes.append(stream.gamma(shape: 4))
      if tier == .store {
        sites.append(cities.settle(rural: stream.bernoulli(0.15), &stream))
      } else {
        // Warehouses stand outside the largest cities, one each before any city gets a second one.
        let city = index % cities.places.count
        sites.append((GeneratedPlace(about: cities.places[city], spread: 25, &stream), city))
      }
    }
    let parents = nearestParents(tiers, sites.map { $0.place.direction })
    let capacity = apportion(
      max(options.nodes, Int((Double(options.orders) * options.capacityRatio / Double(options.days)).rounded())),
      by: GeneratedTier.weights(tiers, sizes) { $0.capacityShare })
    let stock = GeneratedTier.weights(tiers, sizes) { $0.stockShare }
    return tiers.indices.map { index in
      Node(
        tier: tiers[index], place: sites[index].place, city: sites[index].city, parent: parents[index],
        capacityOrders: capacity[index], stockWeight: stock[index])
    }
  }

  /// Each store's nearest regional (else central) warehouse, and each regional one's nearest central one.
  /// O(nodes x warehouses).
  static func nearestParents(_ tiers: [GeneratedTier], _ directions: [SIMD3<Double>]) -> [Int?] {
    let central = tiers.indices.filter { tiers[$0] == .central }
    let regional = tiers.indices.filter { tiers[$0] == .regional }
    return tiers.indices.map { index in
      let candidates =
        switch tiers[index] {
        case .central: [Int]()
        case .regional: central
        case .store: regional.isEmpty ? central : regional
        }
      // The least metres; ties go to the first.
      return candidates.min { left, right in
        let a = GeneratedPlace.metres(directions[index], directions[left])
        let b = GeneratedPlace.metres(directions[index], directions[right])
        return (a, left) < (b, right)
      }
    }
  }

  /// Divides `total` (>= the number of weights) into whole numbers >= 1 in proportion to `weights`, exactly:
  /// one each first, the rest by largest remainders, ties to the first.
  private static func apportion(_ total: Int, by weights: [Double]) -> [Int] {
    let rest = total - weights.count
    let sum = weights.reduce(0, +)
    let exact = weights.map { Double(rest) * $0 / sum }
    var parts = exact.map { Int($0.rounded(.down)) }
    let missing = rest - parts.reduce(0, +)
    let byRemainder = parts.indices.sorted { left, right in
      let a = exact[left] - Double(parts[left])
      let b = exact[right] - Double(parts[right])
      return a == b ? left < right : a > b
    }
    for index in byRemainder.prefix(missing) { parts[index] += 1 }
    return parts.map { $0 + 1 }
  }
}
