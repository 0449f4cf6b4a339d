import RandomStreams
import SupplyModel

extension RandomScenario {
  /// A tariff for most services: distance bands, with or without an open last one.
  mutating func addTariffs() {
    guard has(.tariffs) else { return }
    for service in 0..<scenario.services.count where stream.bernoulli(0.9) {
      var tariff = Tariff(service: ServiceIndex(service))
      if has(.transitDays) {
        tariff.minimumDays = Int32(stream.uniform(in: 0...2))
        if stream.bernoulli(0.6) {
          tariff.speedMillimetresPerDay = Int64(stream.uniform(in: 50_000...600_000)) * 1_000
        }
      }
      if draws(.includedWeight, 0.7) {
        tariff.includedWeight = Weight(milligrams: Int64(stream.uniform(in: 1...3_000_000)))
      }
      var metres = 0
      for _ in 0..<stream.uniform(in: 0...2) {
        metres += stream.uniform(in: 1_000...300_000)
        tariff.bands.append(tariffBand(upTo: metres))
      }
      if tariff.bands.isEmpty || stream.bernoulli(0.8) { tariff.bands.append(tariffBand(upTo: nil)) }
      scenario.settings.tariffs.append(tariff)
    }
  }

  private mutating func tariffBand(upTo metres: Int?) -> TariffBand {
    var band = TariffBand()
    band.upTo = metres.map { Distance(metres: Int32($0)) }
    band.perShipment = money(upTo: 12)
    if stream.bernoulli(0.7) { band.perKilogram = money(upTo: 4) }
    if stream.bernoulli(0.4) { band.perUnit = money(upTo: 3) }
    return band
  }

  /// Lanes of some origins and services to some zones.
  mutating func addLanes() {
    for origin in scenario.nodes.indices {
      for service in 0..<scenario.services.count where stream.bernoulli(0.55) {
        for zone in scenario.zones.indices where stream.bernoulli(0.75) {
          addLane(NodeIndex(origin), .zone(ZoneIndex(zone), ServiceIndex(service)))
        }
      }
    }
    stream.shuffle(&scenario.lanes)
  }

  private mutating func addLane(_ origin: NodeIndex, _ destination: LaneDestination) {
    let limit = draws(.laneCapacity, 0.6) ? Int32(stream.uniform(in: 0...5)) : nil
    let bands = has(.weightBands) ? stream.uniform(in: 1...3) : 1
    var weight = 0
    for index in 0..<bands {
      var band = LaneBand()
      weight += stream.uniform(in: 100_000...(has(.heavyGoods) ? 12_000_000 : 2_500_000))
      let isOpen = index == bands - 1 && stream.bernoulli(has(.weightBands) ? 0.5 : 0.9)
      if !isOpen { band.maxWeight = Weight(milligrams: Int64(weight)) }
      band.costPerShipment = money(upTo: 10)
      if stream.bernoulli(0.5) { band.costPerUnit = money(upTo: 3) }
      if stream.bernoulli(0.6) { band.costPerKilogram = money(upTo: 4) }
      if draws(.minimumCost, 0.6) { band.minimumCost = money(upTo: 15) }
      if has(.transitDays) { band.transitDays = Int32(stream.uniform(in: 0...4)) }
      // One row may leave the cell empty: the lane's other rows give it.
      let isSaid = index == 0 || stream.bernoulli(0.6)
      scenario.lanes.append(
        LaneRow(origin: origin, destination: destination, band: band, capacityUnits: isSaid ? limit : nil))
    }
  }
}
