import SupplyModel

/// Units of one line taken from one node.
struct Take: Hashable {
  /// Index into `Scenario.lines`.
  var line: Int
  var node: Int
  var units: Int
}

/// `a * b / divisor`, rounded half away from zero.
func rounded(_ a: Int64, times b: Int64, per divisor: Int64) -> Int64 {
  let product = Int128(a) * Int128(b)
  let doubled = 2 * (product.magnitude) + UInt128(divisor)
  let quotient = Int64(doubled / (2 * UInt128(divisor)))
  return product < 0 ? -quotient : quotient
}

/// The contract's text, sentence by sentence, over a `Scenario` itself: slow, simple, and nothing of the engine's.
struct ReferenceWorld {
  let scenario: Scenario

  /// One parcel: what the carrier asks, and how long it takes.
  struct Carriage: Equatable {
    var cost: Int64
    var days: Int32
  }

  /// All rows of a lane to a zone, lightest band first.
  func laneRows(node: Int, zone: ZoneIndex, service: ServiceIndex) -> [LaneRow] {
    scenario.lanes.filter { $0.origin == NodeIndex(node) && $0.destination == .zone(zone, service) }
      .sorted { ($0.band.maxWeight?.milligrams ?? .max) < ($1.band.maxWeight?.milligrams ?? .max) }
  }

  /// Metres from a node to a zone; nil where a coordinate is missing.
  func metres(node: Int, zone: ZoneIndex) -> Int32? {
    guard let from = scenario.nodes[node].coordinates, let to = scenario.zones[Int(zone)].coordinates else {
      return nil
    }
    return from.distance(to: to).metres
  }

  /// A parcel from a node to a zone; nil where nothing takes it.
  /// - Parameter isUnderWay: all of it is being picked already, so that the planner's own limits come too late.
  func carriage(
    node: Int, zone: ZoneIndex, service: ServiceIndex, units: Int, milligrams: Int64, isUnderWay: Bool = false
  ) -> Carriage? {
    let metres = metres(node: node, zone: zone)
    if !isUnderWay {
      guard scenario.nodes[node].ships else { return nil }
      if let limit = scenario.settings.limits.maxDistance, let metres, metres > limit.metres { return nil }
    }
    let usesLanes = scenario.lanes.contains {
      if case .zone(_, service) = $0.destination { return $0.origin == NodeIndex(node) }
      return false
    }
    if usesLanes {
      let rows = laneRows(node: node, zone: zone, service: service)
      guard let row = rows.first(where: { $0.band.maxWeight.map { milligrams <= $0.milligrams } ?? true }) else {
        return nil
      }
      let cost =
        row.band.costPerShipment.millionths + row.band.costPerUnit.millionths * Int64(units)
        + rounded(row.band.costPerKilogram.millionths, times: milligrams, per: 1_000_000)
      return Carriage(cost: max(row.band.minimumCost.millionths, cost), days: row.band.transitDays)
    }
    guard let metres, let tariff = scenario.settings.tariffs.first(where: { $0.service == service }),
      let band = tariff.bands.first(where: { $0.upTo.map { metres <= $0.metres } ?? true })
    else { return nil }
    let charged = max(0, milligrams - tariff.includedWeight.milligrams)
    let cost =
      band.perShipment.millionths + band.perUnit.millionths * Int64(units)
      + rounded(band.perKilogram.millionths, times: charged, per: 1_000_000)
    var days = tariff.minimumDays
    if let speed = tariff.speedMillimetresPerDay {
      while Int64(days - tariff.minimumDays) * speed < Int64(metres) * 1_000 { days += 1 }
    }
    return Carriage(cost: cost, days: days)
  }

  /// Whether a node works on a day.
  func isOpen(_ node: Int, on day: Day) -> Bool {
    var open = scenario.nodes[node].openDays.contains(WeekdaySet(day.weekday))
    for entry in scenario.calendar where entry.node == NodeIndex(node) && entry.day == day {
      open = entry.open ?? open
    }
    return open
  }

  /// When an order leaves a node; nil where the node never opens again.
  func shipDay(order: Int, node: Int) -> Day? {
    let asOf = scenario.settings.asOf
    guard let placed = scenario.orders[order].placedAt, let cutoff = scenario.nodes[node].cutoff else { return asOf }
    let local = scenario.settings.clock.local(placed)
    guard local.day == asOf, local.minute > cutoff else { return asOf }
    return (1...700).lazy.map { asOf + Int32($0) }.first { isOpen(node, on: $0) }
  }

  func stockRow(node: Int, sku: SKUIndex) -> StockRow? {
    scenario.stock.first { $0.node == NodeIndex(node) && $0.sku == sku }
  }

  /// Indices into `Scenario.lines` of an order's open lines.
  func openLines(_ order: Int) -> [Int] {
    scenario.orders[order].lines.map { Int($0) }.filter { scenario.lines[$0].lockedNode == nil }
  }

  /// What is being picked already for an order.
  func locked(_ order: Int) -> [Take] {
    scenario.orders[order].lines.map { Int($0) }.compactMap { line in
      scenario.lines[line].lockedNode.map {
        Take(line: line, node: Int($0), units: Int(scenario.lines[line].quantity))
      }
    }
  }

  /// Whether a node may serve any unit of an open line at all.
  func canServe(order: Int, line: Int, node: Int) -> Bool {
    let weight = scenario.skus[Int(scenario.lines[line].sku)].weight.milligrams
    return canReach(order: order, line: line, node: node, milligrams: weight)
  }

  /// Whether a node is open, holds the SKU of a line and could send its order a parcel of some weight.
  func canReach(order: Int, line: Int, node: Int, milligrams: Int64 = 0) -> Bool {
    let record = scenario.orders[order]
    let sku = scenario.lines[line].sku
    guard scenario.skus[Int(sku)].isInSeason(on: scenario.settings.asOf), stockRow(node: node, sku: sku) != nil,
      isOpen(node, on: scenario.settings.asOf), shipDay(order: order, node: node) != nil
    else { return false }
    switch record.method {
    case .pickup(let place): return node == Int(place) && scenario.nodes[node].pickup
    case .ship(let zone):
      return carriage(node: node, zone: zone, service: record.service, units: 1, milligrams: milligrams) != nil
    }
  }

  /// Distinct nodes that may serve an order.
  func mostNodes(_ order: Int) -> Int {
    let record = scenario.orders[order]
    var most = Int(record.maxShipments ?? .max)
    most = min(most, Int(scenario.settings.limits.maxShipmentsPerOrder ?? .max))
    let value = record.lines.reduce(Int64(0)) {
      $0 + scenario.lines[Int($1)].unitPrice.millionths * Int64(scenario.lines[Int($1)].quantity)
    }
    if value < scenario.settings.limits.minSplitValue.millionths { most = min(most, 1) }
    return most
  }
}
