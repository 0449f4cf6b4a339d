import SupplyModel

extension RetailSpec.Tier {
  /// Reads `tiers.NAME`.
  mutating func read(_ parent: SpecKeys, _ key: String, _ reader: inout SpecReader) {
    guard
      let keys = reader.keys(
        parent, key,
        [
          "ships", "pickup", "online_pool", "accepts_returns", "capacity_orders", "capacity_units",
          "handling_per_shipment", "handling_per_unit", "activation_cost", "commission_rate", "reject_rate", "cutoff",
          "open_days",
        ])
    else { return }
    reader.set(&ships, keys, "ships")
    reader.set(&pickup, keys, "pickup")
    reader.set(&onlinePool, keys, "online_pool")
    reader.set(&acceptsReturns, keys, "accepts_returns")
    reader.set(&capacityOrders, keys, "capacity_orders", 0...Int(Int32.max))
    reader.set(&capacityUnits, keys, "capacity_units", 0...Int(Int32.max))
    reader.set(&handlingPerShipment, keys, "handling_per_shipment", .money)
    reader.set(&handlingPerUnit, keys, "handling_per_unit", .money)
    reader.set(&activationCost, keys, "activation_cost", .money)
    reader.set(&commissionRate, keys, "commission_rate", .share)
    reader.set(&rejectRate, keys, "reject_rate", .share)
    reader.set(&cutoff, keys, "cutoff")
    if let tree = keys["cutoff"], cutoff.withUTF8(parseMinuteOfDay) == nil {
      reader.fault(
        tree, keys.path("cutoff"), "\(quoted(cutoff)) is not a time of day; expected HH:MM from 00:00 to 23:59")
    }
    reader.set(&openDays, keys, "open_days")
    for part in openDays.split(separator: ";") {
      var word = String(part)
      if let tree = keys["open_days"], word.withUTF8(Vocabulary.weekday.choice) == nil {
        reader.fault(
          tree, keys.path("open_days"), word.withUTF8(Vocabulary.weekday.message) + ", separated by semicolons")
      }
    }
  }
}

extension RetailSpec.Category {
  /// Reads an entry of `skus`.
  init(_ tree: YAMLTree, _ path: String, _ reader: inout SpecReader) {
    self.init()
    let keys = reader.keys(
      tree, path,
      [
        "category", "count", "price", "margin", "weight_kg", "demand_factor", "season", "shelf_life_days", "pack_size",
        "holding_rate",
      ], required: ["count"])
    reader.set(&name, keys, "category")
    if name.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") }) {
      reader.fault(keys["category"] ?? tree, keys.path("category"), "\(quoted(name)) holds a comma or a quote")
    }
    reader.set(&count, keys, "count", 1...1_000_000)
    price.read(keys, "price", 0.01...1_000_000, &reader)
    reader.set(&margin, keys, "margin", 0...1)
    weightKilograms.read(keys, "weight_kg", 0...10_000, &reader)
    reader.set(&demandFactor, keys, "demand_factor", 0.001...1000)
    if let keys = reader.keys(keys, "season", ["start", "days", "salvage_share"]) {
      var season = RetailSpec.Season()
      reader.set(&season.start, keys, "start", -3660...3660)
      reader.set(&season.days, keys, "days", 1...3660)
      reader.set(&season.salvageShare, keys, "salvage_share", 0...1)
      self.season = season
    }
    reader.set(&shelfLifeDays, keys, "shelf_life_days", 1...36_500)
    reader.set(&packSize, keys, "pack_size", 1...1_000_000)
    reader.set(&holdingRate, keys, "holding_rate", 0...1000)
  }
}

extension RetailSpec.Span {
  /// Reads `[lower, upper]`, or one number that is both.
  fileprivate mutating func read(
    _ keys: SpecKeys, _ key: String, _ range: ClosedRange<Double>, _ reader: inout SpecReader
  ) {
    guard let tree = keys[key] else { return }
    if case .scalar = tree.content {
      if let value = reader.number(tree, keys.path(key), range) { self = RetailSpec.Span(lower: value, upper: value) }
      return
    }
    guard let bounds = reader.numbers(keys, key, range), reader.faults.isEmpty else { return }
    guard bounds.count == 2, bounds[0] <= bounds[1] else {
      return reader.fault(tree, keys.path(key), "expected one number or [lower, upper], in this order")
    }
    self = RetailSpec.Span(lower: bounds[0], upper: bounds[1])
  }
}
