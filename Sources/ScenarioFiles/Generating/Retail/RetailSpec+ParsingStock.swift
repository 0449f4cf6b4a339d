import SupplyModel

extension RetailSpec {
  mutating func readDemand(_ tree: YAMLTree, _ reader: inout SpecReader) {
    let keys = reader.keys(
      tree, "demand",
      [
        "units_per_store_day", "store_size_cv", "popularity", "local_cv", "range_share", "online_share",
        "season_profile", "min_rate", "units_per_order",
      ])
    reader.set(&demand.unitsPerStoreDay, keys, "units_per_store_day", 0.000001...1_000_000)
    reader.set(&demand.storeSizeVariation, keys, "store_size_cv", 0...10)
    reader.set(&demand.popularity, keys, "popularity", 0...3)
    reader.set(&demand.localVariation, keys, "local_cv", 0...10)
    reader.set(&demand.rangeShare, keys, "range_share", 0...1)
    reader.set(&demand.onlineShare, keys, "online_share", 0...0.99)
    demand.seasonProfile = reader.numbers(keys, "season_profile", 0...1000) ?? demand.seasonProfile
    reader.set(&demand.leastRate, keys, "min_rate", 0...1000)
    if let shares = reader.numbers(keys, "units_per_order", 0...1), let tree = keys["units_per_order"] {
      demand.unitsPerOrder = shares
      if !shares.contains(where: { $0 > 0 }) {
        reader.fault(tree, keys.path("units_per_order"), "holds no share above 0; expected at least one")
      }
    }
  }

  mutating func readStock(_ tree: YAMLTree, _ reader: inout SpecReader) {
    let keys = reader.keys(tree, "stock", ["days", "season_buy", "season_shares", "error_cv", "sku_error_cv"])
    stock.days = reader.tiers(keys, "days", 0...3660, default: stock.days) ?? stock.days
    reader.set(&stock.seasonBuy, keys, "season_buy", 0...100)
    if let shares = reader.tiers(
      keys, "season_shares", 0...1, default: TierValues(central: 0, regional: 0, store: 0)),
      let tree = keys["season_shares"]
    {
      stock.seasonShares = shares
      let sum = shares.central + shares.regional + shares.store
      if abs(sum - 1) > 1e-9 { reader.fault(tree, keys.path("season_shares"), "add up to \(sum); expected 1") }
    }
    reader.set(&stock.errorVariation, keys, "error_cv", 0...10)
    reader.set(&stock.skuErrorVariation, keys, "sku_error_cv", 0...10)
  }

  mutating func readSupply(_ tree: YAMLTree, _ reader: inout SpecReader) {
    let keys = reader.keys(tree, "supply", ["tier", "lead_days", "order_cost", "minimum", "buys_seasons"])
    if let tree = keys["tier"] {
      var word = ""
      reader.set(&word, keys, "tier")
      let known = ["none"] + GeneratedTier.allCases.map(\.rawValue)
      supply.tier = GeneratedTier(rawValue: word)
      if !known.contains(word) {
        reader.fault(
          tree, keys.path("tier"),
          "\(quoted(word)) is unknown; expected \(known.joined(separator: ", "))\(maybeMeant(word, among: known))")
      }
    }
    reader.set(&supply.leadDays, keys, "lead_days", 0...3660)
    reader.set(&supply.orderCost, keys, "order_cost", .money)
    reader.set(&supply.minimum, keys, "minimum", 0...1_000_000)
    reader.set(&supply.buysSeasons, keys, "buys_seasons")
  }

  mutating func readLevels(_ tree: YAMLTree, _ reader: inout SpecReader) {
    let keys = reader.keys(tree, "levels", ["base_stock_days", "min_days", "max_days"])
    let none = TierValues(central: 0.0, regional: 0.0, store: 0.0)
    levels.baseStockDays = reader.tiers(keys, "base_stock_days", 0...3660, default: none)
    levels.minimumDays = reader.tiers(keys, "min_days", 0...3660, default: none)
    levels.maximumDays = reader.tiers(keys, "max_days", 0...3660, default: none)
    guard let least = levels.minimumDays, let most = levels.maximumDays, let tree = keys["max_days"] else { return }
    for tier in GeneratedTier.allCases where most[tier] < least[tier] {
      reader.fault(tree, keys.path("max_days.\(tier.rawValue)"), "\(most[tier]) is less than min_days \(least[tier])")
    }
  }

  /// Reads `settings:`, which scenario.yaml gets as it is, with the reader of scenario.yaml.
  mutating func readSettings(_ tree: YAMLTree, _ reader: inout SpecReader) {
    guard case .mapping = tree.content else {
      return reader.fault(tree, "settings", "expected a group of keys, not \(tree.kind)")
    }
    settings = tree
    let own: [(path: [String], key: String)] = [
      (["version"], "version"), (["name"], "name"), (["currency"], "currency"), (["as_of"], "start"),
      (["simulation", "start"], "start"), (["simulation", "days"], "days"), (["simulation", "seed"], "seed"),
    ]
    for (path, key) in own {
      if let found = path.reduce(tree, { $0?[$1] }) {
        reader.fault(
          found, "settings." + path.joined(separator: "."), "is set by the spec's `\(key)`; expected it there only")
      }
    }
    if reader.faults.isEmpty {
      for fault in SettingsDraft.faults(in: RetailSettings(self).tree) { reader.add(fault) }
    }
  }
}
