import RandomStreams

/// The true rates of a generated retail network: units a day that each store and zone asks for of each SKU, on a day on
/// which the SKU is on sale and the season profile is 1.
package struct RetailDemand: Sendable {
  /// Rates of one SKU.
  package struct Rates: Sendable {
    /// Walk-in units a day by store; 0: the store does not carry it.
    package var stores: [Double]
    /// Online units a day by zone; 0: too few for a row.
    package var zones: [Double]
  }

  private let spec: RetailSpec
  private let share: [Double]
  private let sizes: [Double]
  private let zoneWeights: [Double]
  private let taste: Lognormal
  private let family: RandomStreamFamily

  package init(_ spec: RetailSpec, _ network: RetailNetwork, _ assortment: RetailAssortment) {
    self.spec = spec
    share = assortment.share
    sizes = network.nodes[network.firstStore...].map(\.size)
    zoneWeights = network.zones.map(\.weight)
    taste = Lognormal(variation: spec.demand.localVariation)
    family = RandomStreamFamily(seed: spec.seed, purpose: "retail taste")
  }

  /// The rates of a SKU: the same at each call, so that no table need keep them. O(stores + zones).
  package func rates(of sku: Int) -> Rates {
    let demand = spec.demand
    let walkIns = demand.unitsPerStoreDay * Double(sizes.count) * share[sku]
    var stream = RandomStream(family: family, index: UInt64(sku))
    var stores = sizes
    var carriers = 0
    var wanted = sizes
    for store in stores.indices {
      wanted[store] *= taste.draw(from: &stream)
      let isCarried = demand.rangeShare >= 1 || stream.unit() < demand.rangeShare
      stores[store] = isCarried ? wanted[store] : 0
      carriers += isCarried ? 1 : 0
    }
    // What no store happens to carry is sold by the one that wants it most.
    if carriers == 0 {
      RateSpreading.spread(walkIns, least: .infinity, over: &wanted)
      stores = wanted
    } else {
      RateSpreading.spread(walkIns, least: demand.leastRate, over: &stores)
    }
    var zones = zoneWeights
    RateSpreading.spread(
      walkIns * demand.onlineShare / (1 - demand.onlineShare), least: demand.leastRate, over: &zones)
    return Rates(stores: stores, zones: zones)
  }
}
