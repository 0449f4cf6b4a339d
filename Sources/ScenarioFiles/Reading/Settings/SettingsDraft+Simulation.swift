import SupplyModel

extension SettingsDraft {
  static func replenishment(_ keys: SettingsReader.Keys, _ reader: inout SettingsReader) -> ReplenishmentSettings {
    var settings = ReplenishmentSettings()
    guard
      let keys = reader.keys(
        keys, "replenishment",
        allowed: ["service_level", "budget", "backorder_per_unit_day", "truck_cost", "truck_units", "period_days"])
    else { return settings }
    settings.serviceLevel = reader.double(keys, "service_level", .openShare)
    settings.budget = reader.money(keys, "budget")
    settings.backorderPerUnitDay = reader.money(keys, "backorder_per_unit_day")
    settings.truckCost = reader.money(keys, "truck_cost") ?? .zero
    settings.truckUnits = reader.number32(keys, "truck_units", .quantity)
    settings.periodDays = reader.number32(keys, "period_days", .someDays)
    return settings
  }

  private static let simulationKeys = [
    "start", "days", "warmup_days", "fulfilment", "every_hours", "replenishment", "review_days", "channels", "stockout",
    "demand_scale", "promotions", "returns_rate", "seed", "return_days", "substitution", "forecast_days", "retune_days",
    "demand",
  ]

  private static let seed = NumberRule(
    scale: 0, rounding: .exact, range: 0...Int64.max, expected: "a whole number from 0 to 9223372036854775807")

  static func simulation(
    _ keys: SettingsReader.Keys, _ reader: inout SettingsReader
  ) -> (settings: SimulationSettings, isUsed: Bool) {
    var settings = SimulationSettings()
    guard let node = keys["simulation"] else { return (settings, false) }
    let keys = reader.keys(node, "simulation", allowed: simulationKeys)
    settings.start = reader.day(keys, "start")
    settings.days = reader.number32(keys, "days", .someDays)
    settings.warmupDays = reader.number32(keys, "warmup_days", .days) ?? 0
    settings.fulfilment = reader.choice(keys, "fulfilment", Vocabulary.policy)
    settings.everyHours = reader.double(keys, "every_hours", .hoursOrNone)
    settings.replenishment = reader.choice(keys, "replenishment", Vocabulary.replenishment)
    settings.reviewDays = reader.number32(keys, "review_days", .someDays)
    settings.channels = reader.choice(keys, "channels", Vocabulary.channels)
    settings.stockout = reader.choice(keys, "stockout", Vocabulary.stockout)
    settings.demandScale = reader.double(keys, "demand_scale", .ratio) ?? 1
    settings.promotions = promotions(keys, &reader)
    settings.returnsRate = reader.double(keys, "returns_rate", .share) ?? 0
    settings.returnDays = reader.number32(keys, "return_days", .days) ?? settings.returnDays
    settings.substitution = reader.double(keys, "substitution", .share) ?? 0
    settings.forecastDays = reader.number32(keys, "forecast_days", .someDays) ?? settings.forecastDays
    settings.retuneDays = reader.number32(keys, "retune_days", .someDays) ?? settings.retuneDays
    settings.demand = syntheticDemand(keys, &reader)
    settings.seed = reader.number(keys, "seed", seed).map { UInt64($0) }
    if case .mapping(let entries) = node.content { return (settings, !entries.isEmpty) }
    return (settings, false)
  }

  private static func promotions(_ keys: SettingsReader.Keys, _ reader: inout SettingsReader) -> [Promotion] {
    var promotions: [Promotion] = []
    for (index, node) in reader.list(keys, "promotions").enumerated() {
      let path = keys.path("promotions[\(index)]")
      let entry = reader.keys(node, path, allowed: ["from", "to", "category", "factor"])
      guard case .mapping = node.content else { continue }
      for key in ["from", "to", "factor"] { reader.require(entry, key) }
      let from = reader.day(entry, "from")
      let to = reader.day(entry, "to")
      let category = reader.text(entry, "category")
      let factor = reader.double(entry, "factor", .ratio)
      guard let from, let to, let factor else { continue }
      if to < from { reader.fault(entry["to"]?.line ?? node.line, path + ".to", "\(to) is before from \(from)") }
      promotions.append(Promotion(from: from, to: to, category: category, factor: factor))
    }
    return promotions
  }
}
