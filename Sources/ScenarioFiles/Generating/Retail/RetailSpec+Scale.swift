extension RetailSpec {
  /// The same network with `factor` times the stores, zones and SKUs (of each category), at least one each.
  ///
  /// A store's demand shrinks with its SKUs, so that a SKU sells in a store as fast as before; capacities shrink as the
  /// online orders of a node do. O(categories).
  package func scaled(by factor: Double) -> RetailSpec {
    func part(_ count: Int) -> Int { max(1, Int((Double(count) * factor).rounded())) }
    var result = self
    result.network.stores = part(network.stores)
    result.network.zones = part(network.zones)
    for index in categories.indices { result.categories[index].count = part(categories[index].count) }
    let goods = Double(result.skuCount) / Double(skuCount)
    let stores = Double(result.network.stores) / Double(network.stores)
    result.demand.unitsPerStoreDay *= goods
    for tier in GeneratedTier.allCases {
      // Online orders go with stores x SKUs; a store's part of them with the SKUs alone.
      let share = tier == .store ? goods : goods * stores
      func part(_ capacity: Int?) -> Int? { capacity.map { max(1, Int((Double($0) * share).rounded())) } }
      result.tiers[tier].capacityOrders = part(tiers[tier].capacityOrders)
      result.tiers[tier].capacityUnits = part(tiers[tier].capacityUnits)
    }
    return result
  }

  /// SKUs of all categories.
  package var skuCount: Int { categories.reduce(0) { $0 + $1.count } }
}
