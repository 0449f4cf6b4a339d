import SupplyModel

extension SettingsDraft {
  mutating func readTariffs(_ keys: SettingsReader.Keys, _ reader: inout SettingsReader) {
    // By service, the place of its tariff in the list.
    var places: [ServiceIndex: Int] = [:]
    for (index, node) in reader.list(keys, "tariffs").enumerated() {
      let path = "tariffs[\(index)]"
      let tariffKeys = reader.keys(
        node, path, allowed: ["service", "speed_km_per_day", "minimum_days", "included_kg", "bands"])
      guard case .mapping = node.content else { continue }
      let name = reader.text(tariffKeys, "service")
      let service = name.map { services.insert($0).index } ?? 0
      tariffsKnowDefault = tariffsKnowDefault || service == 0
      if let other = places[service] {
        reader.fault(
          tariffKeys["service"]?.line ?? node.line, path + ".service",
          "\(quoted(services[service])) has a tariff already, tariffs[\(other)]; expected one for each service")
      }
      places[service] = index
      var tariff = Tariff(service: service)
      tariff.speedMillimetresPerDay = reader.number(tariffKeys, "speed_km_per_day", .speed)
      tariff.minimumDays = reader.number32(tariffKeys, "minimum_days", .days) ?? 0
      tariff.includedWeight = Weight(milligrams: reader.number(tariffKeys, "included_kg", .weight) ?? 0)
      tariff.bands = SettingsDraft.bands(tariffKeys, &reader)
      settings.tariffs.append(tariff)
    }
  }

  private static func bands(_ keys: SettingsReader.Keys, _ reader: inout SettingsReader) -> [TariffBand] {
    reader.require(keys, "bands")
    let nodes = reader.list(keys, "bands")
    if let list = keys["bands"], case .list = list.content, nodes.isEmpty {
      reader.fault(list.line, keys.path("bands"), "is an empty list; expected at least one band")
    }
    var bands: [TariffBand] = []
    for (index, node) in nodes.enumerated() {
      let path = keys.path("bands[\(index)]")
      let bandKeys = reader.keys(node, path, allowed: ["up_to_km", "per_shipment", "per_kg", "per_unit"])
      guard case .mapping = node.content else { continue }
      var band = TariffBand()
      band.upTo = reader.number(bandKeys, "up_to_km", .distance).map { Distance(metres: Int32($0)) }
      band.perShipment = reader.money(bandKeys, "per_shipment") ?? .zero
      band.perKilogram = reader.money(bandKeys, "per_kg") ?? .zero
      band.perUnit = reader.money(bandKeys, "per_unit") ?? .zero
      if bandKeys["up_to_km"] == nil, index + 1 < nodes.count {
        reader.fault(node.line, path + ".up_to_km", "is missing; only the last band may be without a limit")
      }
      if let upTo = band.upTo, let before = bands.last?.upTo, upTo <= before {
        reader.fault(
          bandKeys["up_to_km"]?.line ?? node.line, path + ".up_to_km",
          "\(upTo) km is not beyond the band before it (\(before) km); expected ascending bands")
      }
      bands.append(band)
    }
    return bands
  }

  static func transferTariff(_ keys: SettingsReader.Keys, _ reader: inout SettingsReader) -> TransferTariff? {
    guard
      let keys = reader.keys(
        keys, "transfer_tariff",
        allowed: ["per_shipment", "per_km", "per_unit", "speed_km_per_day", "minimum_days"])
    else { return nil }
    var tariff = TransferTariff()
    tariff.perShipment = reader.money(keys, "per_shipment") ?? .zero
    tariff.perKilometre = reader.money(keys, "per_km") ?? .zero
    tariff.perUnit = reader.money(keys, "per_unit") ?? .zero
    tariff.speedMillimetresPerDay = reader.number(keys, "speed_km_per_day", .speed)
    tariff.minimumDays = reader.number32(keys, "minimum_days", .days) ?? 0
    return tariff
  }

  static func unfilled(_ keys: SettingsReader.Keys, _ reader: inout SettingsReader) -> UnfilledPenalty? {
    guard
      let keys = reader.keys(keys, "unfilled", allowed: ["per_order", "per_line", "per_unit", "margin_factor"])
    else { return nil }
    var penalty = UnfilledPenalty()
    penalty.perOrder = reader.money(keys, "per_order") ?? .zero
    penalty.perLine = reader.money(keys, "per_line") ?? .zero
    penalty.perUnit = reader.money(keys, "per_unit") ?? .zero
    penalty.marginFactor = Ratio(billionths: reader.number(keys, "margin_factor", .ratio) ?? 0)
    return penalty
  }

  static func limits(_ keys: SettingsReader.Keys, _ reader: inout SettingsReader) -> OrderLimits {
    var limits = OrderLimits()
    guard
      let keys = reader.keys(keys, "limits", allowed: ["max_shipments_per_order", "max_km", "min_split_value"])
    else { return limits }
    limits.maxShipmentsPerOrder = reader.number32(keys, "max_shipments_per_order", .quantity)
    limits.maxDistance = reader.number(keys, "max_km", .distance).map { Distance(metres: Int32($0)) }
    limits.minSplitValue = reader.money(keys, "min_split_value") ?? .zero
    return limits
  }
}
