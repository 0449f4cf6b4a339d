import SupplyModel

extension SettingsDraft {
  private static let syntheticKeys = [
    "dispersion", "weekdays", "months", "sku_error", "place_error", "category_variation", "order_lines",
    "pickup_share", "promise_days", "split", "customers",
  ]

  /// `simulation.demand`; nil where it is absent.
  static func syntheticDemand(
    _ parent: SettingsReader.Keys, _ reader: inout SettingsReader
  ) -> SyntheticDemandSettings? {
    guard let keys = reader.keys(parent, "demand", allowed: syntheticKeys) else { return nil }
    var settings = SyntheticDemandSettings()
    settings.dispersion = reader.double(keys, "dispersion", .factorFromOne) ?? settings.dispersion
    settings.weekdays = factors(keys, "weekdays", 7, &reader) ?? settings.weekdays
    settings.months = factors(keys, "months", 12, &reader) ?? settings.months
    settings.skuError = reader.double(keys, "sku_error", .variation) ?? 0
    settings.placeError = reader.double(keys, "place_error", .variation) ?? 0
    settings.categoryVariation = reader.double(keys, "category_variation", .variation) ?? 0
    settings.orderLines = factors(keys, "order_lines", nil, &reader) ?? settings.orderLines
    settings.pickupShare = reader.double(keys, "pickup_share", .share) ?? 0
    settings.promiseDays = reader.number32(keys, "promise_days", .days)
    settings.split = reader.choice(keys, "split", Vocabulary.split) ?? .lines
    settings.customers = reader.number32(keys, "customers", .count) ?? 0
    return settings
  }

  /// A list of factors, not all zero.
  /// - Parameter count: how many there are; nil = one or more.
  private static func factors(
    _ keys: SettingsReader.Keys, _ key: String, _ count: Int?, _ reader: inout SettingsReader
  ) -> [Double]? {
    guard let node = keys[key] else { return nil }
    let values = reader.list(keys, key)
    guard case .list = node.content else { return nil }
    if values.isEmpty || count.map({ $0 != values.count }) ?? false {
      let wanted = count.map(String.init) ?? "one or more"
      reader.fault(node.line, keys.path(key), "has \(values.count) numbers; expected \(wanted)")
      return nil
    }
    let factors = values.enumerated().map { index, value in
      reader.double(value, keys.path("\(key)[\(index)]"), .ratio)
    }
    if factors.contains(nil) { return nil }
    let known = factors.compactMap(\.self)
    if known.allSatisfy({ $0 == 0 }) {
      reader.fault(node.line, keys.path(key), "is all zero; expected at least one number above 0")
      return nil
    }
    return known
  }
}
