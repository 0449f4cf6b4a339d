/// What parcels cost and how long they travel, from lanes.csv and the tariffs alone.
struct AuditLanes {
  /// A parcel's price and its days under way.
  struct Quote {
    var cost: Money
    var transitDays: Int32
  }

  /// Either a quote or the reason why there is none.
  enum Answer {
    case quote(Quote)
    case refused(LaneRefusal)
  }

  private let scenario: Scenario
  /// Zone rows of lanes.csv by origin, service, zone, then weight band.
  private let rows: [Int32]
  private let keys: [UInt64]
  /// The first of `rows` of each origin and service. Where lanes.csv has any zone row, tariffs do not hold.
  private let starts: [Int32]
  private let tariffOfService: [Int?]
  private let hasCapacities: Bool

  /// - Complexity: O(rows x log rows), O(rows) where they stand in order.
  init(_ scenario: Scenario) {
    self.scenario = scenario
    hasCapacities = scenario.lanes.contains { $0.capacityUnits != nil }
    var starts = [Int32](repeating: 0, count: scenario.nodes.count * scenario.services.count + 1)
    var keyed: [(key: UInt64, weight: Int64, row: Int32)] = []
    for (index, lane) in scenario.lanes.enumerated() {
      guard case .zone(let zone, let service) = lane.destination else { continue }
      starts[Int(lane.origin) * scenario.services.count + Int(service) + 1] += 1
      let key = AuditLanes.key(scenario, lane.origin, zone, service)
      keyed.append((key, lane.band.maxWeight?.milligrams ?? .max, Int32(index)))
    }
    keyed.sort { ($0.key, $0.weight, $0.row) < ($1.key, $1.weight, $1.row) }
    rows = keyed.map(\.row)
    keys = keyed.map(\.key)
    for group in starts.indices.dropFirst() { starts[group] += starts[group - 1] }
    self.starts = starts
    var tariffOfService = [Int?](repeating: nil, count: scenario.services.count)
    for (index, tariff) in scenario.settings.tariffs.enumerated() { tariffOfService[Int(tariff.service)] = index }
    self.tariffOfService = tariffOfService
  }

  private static func key(
    _ scenario: Scenario, _ origin: NodeIndex, _ zone: ZoneIndex, _ service: ServiceIndex
  ) -> UInt64 {
    (UInt64(origin) * UInt64(scenario.services.count) + UInt64(service)) * UInt64(scenario.zones.count) + UInt64(zone)
  }

  /// The positions in the sorted rows of one lane's bands.
  private func bands(_ origin: NodeIndex, _ zone: ZoneIndex, _ service: ServiceIndex) -> Range<Int> {
    let key = AuditLanes.key(scenario, origin, zone, service)
    let group = Int(origin) * scenario.services.count + Int(service)
    var low = Int(starts[group])
    var high = Int(starts[group + 1])
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < keys.count, keys[end] == key { end += 1 }
    return low..<end
  }

  /// The distance of a parcel; nil without coordinates of both ends.
  func distance(_ origin: NodeIndex, _ zone: ZoneIndex) -> Distance? {
    guard let from = scenario.nodes[Int(origin)].coordinates, let to = scenario.zones[Int(zone)].coordinates else {
      return nil
    }
    return from.distance(to: to)
  }

  /// The lane's row in lanes.csv that stands for its capacity, and that capacity; nil = unlimited.
  func capacity(_ origin: NodeIndex, _ zone: ZoneIndex, _ service: ServiceIndex) -> (row: Int32, units: Int64)? {
    guard hasCapacities else { return nil }
    let bands = bands(origin, zone, service)
    for position in bands {
      if let units = scenario.lanes[Int(rows[position])].capacityUnits {
        return (rows[bands.lowerBound], Int64(units))
      }
    }
    return nil
  }

  /// The price and time of one parcel, whatever `max_km` says.
  func answer(
    _ origin: NodeIndex, _ zone: ZoneIndex, _ service: ServiceIndex, weight: Weight, units: Int64
  ) -> Answer {
    let group = Int(origin) * scenario.services.count + Int(service)
    guard starts[group] < starts[group + 1] else {
      return tariffAnswer(origin, zone, service, weight, units)
    }
    let bands = bands(origin, zone, service)
    guard !bands.isEmpty else { return .refused(.notServed) }
    for position in bands {
      let band = scenario.lanes[Int(rows[position])].band
      if let maxWeight = band.maxWeight, weight > maxWeight { continue }
      return .quote(Quote(cost: band.cost(weight: weight, units: units), transitDays: band.transitDays))
    }
    let heaviest = scenario.lanes[Int(rows[bands.upperBound - 1])].band.maxWeight ?? weight
    return .refused(.tooHeavy(weight, limit: heaviest))
  }

  private func tariffAnswer(
    _ origin: NodeIndex, _ zone: ZoneIndex, _ service: ServiceIndex, _ weight: Weight, _ units: Int64
  ) -> Answer {
    guard let index = tariffOfService[Int(service)] else { return .refused(.noTariff) }
    guard let distance = distance(origin, zone) else { return .refused(.noCoordinates) }
    let tariff = scenario.settings.tariffs[index]
    for band in tariff.bands {
      if let upTo = band.upTo, distance > upTo { continue }
      let charged = max(.zero, weight - tariff.includedWeight)
      let cost = band.perShipment + band.perUnit * units + band.perKilogram.perKilogram(charged)
      let days = tariff.minimumDays + AuditLanes.travelDays(distance, tariff.speedMillimetresPerDay)
      return .quote(Quote(cost: cost, transitDays: days))
    }
    return .refused(.beyondTariff(distance))
  }

  /// Whole days for a distance, a begun one counted; none without a speed.
  private static func travelDays(_ distance: Distance, _ millimetresPerDay: Int64?) -> Int32 {
    guard let speed = millimetresPerDay, speed > 0 else { return 0 }
    let (days, rest) = (Int64(distance.metres) * 1_000).quotientAndRemainder(dividingBy: speed)
    return Int32(days + (rest > 0 ? 1 : 0))
  }

  /// The price and time of a transfer: the node lane where there is one, else the transfer tariff.
  func transferAnswer(_ from: NodeIndex, _ to: NodeIndex, weight: Weight, units: Int64) -> Answer {
    let bands = scenario.lanes.lazy.filter { $0.origin == from && $0.destination == .node(to) }.map(\.band)
      .sorted { ($0.maxWeight?.milligrams ?? .max) < ($1.maxWeight?.milligrams ?? .max) }
    if let fitting = bands.first(where: { $0.maxWeight.map { weight <= $0 } ?? true }) {
      return .quote(Quote(cost: fitting.cost(weight: weight, units: units), transitDays: fitting.transitDays))
    }
    if let heaviest = bands.last?.maxWeight { return .refused(.tooHeavy(weight, limit: heaviest)) }
    guard let tariff = scenario.settings.transferTariff else { return .refused(.noTariff) }
    guard let here = scenario.nodes[Int(from)].coordinates, let there = scenario.nodes[Int(to)].coordinates else {
      return .refused(.noCoordinates)
    }
    let distance = here.distance(to: there)
    let cost = tariff.perShipment + tariff.perKilometre.perKilometre(distance) + tariff.perUnit * units
    let days = tariff.minimumDays + AuditLanes.travelDays(distance, tariff.speedMillimetresPerDay)
    return .quote(Quote(cost: cost, transitDays: days))
  }
}

extension LaneBand {
  /// What one parcel, or one transfer, costs on this band.
  fileprivate func cost(weight: Weight, units: Int64) -> Money {
    max(minimumCost, costPerShipment + costPerUnit * units + costPerKilogram.perKilogram(weight))
  }
}
