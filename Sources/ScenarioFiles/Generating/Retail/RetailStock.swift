import RandomStreams

/// What lies where on the first day, and what levels nodes hold, SKU by SKU.
package struct RetailStock: Sendable {
  private let spec: RetailSpec
  private let network: RetailNetwork
  private let assortment: RetailAssortment
  private let localError: Lognormal
  private let skuError: Lognormal
  private let family: RandomStreamFamily
  /// For each category, the days of demand from the first day to the end of its season; nil: it has none.
  private let seasonUnits: [Double?]

  package init(_ spec: RetailSpec, _ network: RetailNetwork, _ assortment: RetailAssortment) {
    self.spec = spec
    self.network = network
    self.assortment = assortment
    localError = Lognormal(variation: spec.stock.errorVariation)
    skuError = Lognormal(variation: spec.stock.skuErrorVariation)
    family = RandomStreamFamily(seed: spec.seed, purpose: "retail stock")
    let calendar = RetailSpec.Calendar(spec)
    seasonUnits = spec.categories.map { category in
      category.season.map { season in
        category.units(over: max(0, season.range.lowerBound)..<max(0, season.range.upperBound), calendar)
      }
    }
  }

  /// What each node has to serve of a SKU, units a day: a store what is asked for over its counter, a warehouse what
  /// all stores below it and, where it is to serve online orders, the zones nearest to it ask for. O(nodes + zones).
  package func served(_ rates: RetailDemand.Rates) -> [Double] {
    var served = [Double](repeating: 0, count: network.nodes.count)
    for (store, rate) in rates.stores.enumerated() {
      var node: Int? = network.firstStore + store
      while let at = node {
        served[at] += rate
        node = network.nodes[at].parent
      }
    }
    for (zone, rate) in rates.zones.enumerated() {
      for warehouse in network.warehouses[zone] { served[warehouse] += rate }
    }
    return served
  }

  /// Units of a SKU at each node when it is first sold there, as a buyer who errs has put them there.
  ///
  /// Fractions become a unit with their own probability, so that many small stocks add up to what they should. O(nodes).
  package func opening(_ sku: Int, _ served: [Double]) -> [Int] {
    var stream = RandomStream(family: family, index: UInt64(sku))
    let everywhere = skuError.draw(from: &stream)
    let believed = served.indices.map { node in
      served[node] == 0
        ? 0 : served[node] * everywhere * (node < network.firstStore ? 1 : localError.draw(from: &stream))
    }
    guard let days = seasonUnits[Int(assortment.category[sku])] else {
      return served.indices.map { whole(believed[$0] * spec.stock.days[network.nodes[$0].tier], &stream) }
    }
    // Stores and zones together: what the season will ask for.
    let demand = served[..<network.firstStore].indices.reduce(0.0) { sum, node in
      network.nodes[node].tier == .central ? sum + served[node] : sum
    }
    let bought = demand * days * everywhere * spec.stock.seasonBuy
    let shares = seasonShares
    var totals = TierValues(central: 0.0, regional: 0.0, store: 0.0)
    for node in served.indices { totals[network.nodes[node].tier] += believed[node] }
    return served.indices.map { node in
      let tier = network.nodes[node].tier
      guard totals[tier] > 0 else { return 0 }
      return whole(bought * shares[tier] * believed[node] / totals[tier], &stream)
    }
  }

  /// The shares of a season's goods; those of regional warehouses are the centre's where there are none.
  private var seasonShares: TierValues<Double> {
    var shares = spec.stock.seasonShares
    if spec.network.regional == 0 {
      shares.central += shares.regional
      shares.regional = 0
    }
    return shares
  }

  private func whole(_ units: Double, _ stream: inout RandomStream) -> Int {
    let floor = units.rounded(.down)
    return Int(floor) + (stream.unit() < units - floor ? 1 : 0)
  }

  /// A level that covers so many days at a node, in whole units, rounded up.
  package func level(_ days: TierValues<Double>, node: Int, _ served: [Double]) -> Int {
    Int((days[network.nodes[node].tier] * served[node]).rounded(.up))
  }
}
