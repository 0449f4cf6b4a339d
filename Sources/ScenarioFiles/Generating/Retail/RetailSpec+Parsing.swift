import SupplyModel

extension RetailSpec {
  private static let keys = [
    "version", "name", "currency", "seed", "start", "days", "history_days", "write_demand", "network", "tiers", "skus",
    "demand", "stock", "supply", "levels", "settings",
  ]

  /// Reads and checks a spec.
  ///
  /// - Parameters:
  ///   - text: YAML.
  ///   - file: what faults call it.
  /// - Throws: every fault: unknown keys, values out of range, settings that scenario.yaml could not have.
  package init(text: String, file: String) throws(ScenarioErrors) {
    let root: YAMLTree
    do { root = try YAMLTree(yaml: text, file: file) } catch { throw ScenarioErrors(error) }
    var reader = SpecReader()
    self.init()
    read(root, &reader)
    try throwFaults(reader.faults)
  }

  private mutating func read(_ root: YAMLTree, _ reader: inout SpecReader) {
    guard case .mapping = root.content else {
      return reader.fault(root, "", "expected a group of keys with skus and settings, not \(root.kind)")
    }
    let keys = reader.keys(root, "", RetailSpec.keys, required: ["skus"])
    var version = 1
    reader.set(&version, keys, "version", 1...1)
    reader.set(&name, keys, "name")
    reader.set(&currency, keys, "currency")
    var seed = 1
    reader.set(&seed, keys, "seed", 0...Int.max)
    self.seed = UInt64(seed)
    readStart(keys, &reader)
    reader.set(&days, keys, "days", 1...3660)
    reader.set(&historyDays, keys, "history_days", 0...3660)
    reader.set(&writesDemand, keys, "write_demand")
    if historyDays > 0, !writesDemand, let tree = keys["history_days"] {
      reader.fault(tree, "history_days", "is \(historyDays), and write_demand is not true: no history is written")
    }
    if let group = keys["network"] { readNetwork(group, &reader) }
    if let group = reader.keys(keys, "tiers", GeneratedTier.allCases.map(\.rawValue)) {
      for tier in GeneratedTier.allCases { tiers[tier].read(group, tier.rawValue, &reader) }
    }
    readCategories(keys, &reader)
    if let tree = keys["demand"] { readDemand(tree, &reader) }
    if let tree = keys["stock"] { readStock(tree, &reader) }
    if let tree = keys["supply"] { readSupply(tree, &reader) }
    if let tree = keys["levels"] { readLevels(tree, &reader) }
    if let tree = keys["settings"] { readSettings(tree, &reader) }
    if reader.faults.isEmpty { checkSizes(root, &reader) }
  }

  private mutating func readStart(_ keys: SpecKeys, _ reader: inout SpecReader) {
    guard let tree = keys["start"] else { return }
    var text = ""
    reader.set(&text, keys, "start")
    if let day = text.withUTF8(parseDay) {
      start = day
    } else {
      reader.fault(tree, "start", "\(quoted(text)) is not a date; expected one such as 2026-01-01")
    }
  }

  private mutating func readNetwork(_ tree: YAMLTree, _ reader: inout SpecReader) {
    let keys = reader.keys(
      tree, "network",
      [
        "central", "regional", "stores", "zones", "cities", "rural_share", "width_km", "store_zone_pull", "lanes",
      ])
    reader.set(&network.central, keys, "central", 1...100)
    reader.set(&network.regional, keys, "regional", 0...2000)
    reader.set(&network.stores, keys, "stores", 1...20_000)
    reader.set(&network.zones, keys, "zones", 1...100_000)
    reader.set(&network.cities, keys, "cities", 1...1000)
    reader.set(&network.ruralShare, keys, "rural_share", 0...1)
    reader.set(&network.widthKilometres, keys, "width_km", 1...1500)
    reader.set(&network.storeZonePull, keys, "store_zone_pull", 0...1)
    reader.set(&network.writesLanes, keys, "lanes")
  }

  private mutating func readCategories(_ keys: SpecKeys, _ reader: inout SpecReader) {
    guard let tree = keys["skus"] else { return }
    for (index, item) in reader.items(tree, "skus").enumerated() {
      categories.append(Category(item, "skus[\(index)]", &reader))
    }
    if categories.isEmpty { reader.fault(tree, "skus", "holds no category; expected at least one") }
  }

  /// What the single keys cannot say: sizes of files that nobody would ask for knowingly.
  private func checkSizes(_ root: YAMLTree, _ reader: inout SpecReader) {
    func check(_ what: String, _ count: Double, _ most: Double) {
      if count > most {
        reader.fault(root, "", "\(what): \(Int(count)) is too many; expected at most \(Int(most))")
      }
    }
    check("SKUs", Double(skuCount), 1_000_000)
    check("nodes x SKUs", Double(network.nodes) * Double(skuCount), 200_000_000)
    check("zones x SKUs", Double(network.zones) * Double(skuCount), 200_000_000)
    if network.writesLanes {
      check("nodes x zones", Double(network.nodes) * Double(network.zones), Double(GeneratorOptions.mostLanes))
    }
    if writesDemand { check("units of demand to write", expectedUnits, 100_000_000) }
    check("units asked for", mostUnits, 1_000_000_000)
    if !categories.contains(where: { $0.onSale(Calendar(self)) > 0 }) {
      reader.fault(root, "skus", "no category is on sale between start and start + days; expected at least one")
    }
  }
}
