extension GeneratedScenario {
  /// scenario.yaml.
  ///
  /// `margin_factor` is 0 and the penalty of an unserved unit flat, as in the published instances. Transfers,
  /// replenishment and `simulation` appear with several days only: a single batch has no use for them.
  var settings: String {
    let sizes = "nodes \(options.nodes), zones \(options.zones), skus \(options.skus), orders \(options.orders)"
    let batch = """
      # Synthetic: \(sizes), days \(options.days), seed \(options.seed).
      # Made by `allot generate`; the same options give the same bytes.
      version: 1
      name: \(options.name)-seed-\(options.seed)
      currency: CNY
      timezone: Asia/Shanghai
      as_of: \(GeneratedScenario.dateText(0))
      horizon_days: \(options.days == 1 ? 28 : options.days)
      default_service: standard
      unfilled: { per_order: 0, per_line: 0, per_unit: 40, margin_factor: 0 }
      policy: optimal

      """
    if options.days == 1 { return batch }
    return batch + """
      transfer_tariff: { per_shipment: 20, per_km: 0.02, per_unit: 0.3, speed_km_per_day: 500, minimum_days: 1 }
      replenishment: { service_level: 0.95 }
      simulation:
        start: \(GeneratedScenario.dateText(0))
        days: \(options.days)
        fulfilment: optimal
        every_hours: 24
        replenishment: none
        channels: unified
        stockout: lost
        seed: \(options.seed)

      """
  }

  /// Day `day` (0 = the planning day) as in `2026-11-11`.
  static func dateText(_ day: Int) -> String {
    let date = GeneratedClock.date(day)
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(date.year)-\(padded(date.month))-\(padded(date.day))"
  }
}
