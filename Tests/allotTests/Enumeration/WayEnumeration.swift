import SupplyModel

/// Lists every way to serve an order, and what it costs, from the format's rules alone: written a second time, in the
/// plainest form, so that a planner and this cannot share a mistake.
///
/// Knows what `quickstart` and `x1` use; locked lines, seasons, calendars, kits and transfers are not there.
struct WayEnumeration {
  let scenario: Scenario

  // MARK: Limits

  /// Every limit and how much of it there is.
  var limits: [EnumeratedLimit: Int64] {
    var limits: [EnumeratedLimit: Int64] = [:]
    for row in scenario.stock {
      guard let onHand = row.onHand else { continue }
      let free = Int64(onHand) - Int64(row.reserved)
      limits[.stock(Int(row.node), Int(row.sku))] = free
      limits[.unprotected(Int(row.node), Int(row.sku))] = max(0, free - Int64(row.protected))
    }
    for (index, node) in scenario.nodes.enumerated() {
      let isOpen = node.openDays.contains(WeekdaySet(scenario.settings.asOf.weekday))
      if let orders = node.capacityOrders { limits[.orders(index)] = Int64(orders) }
      if let units = node.capacityUnits { limits[.units(index)] = Int64(units) }
      if !isOpen { limits[.orders(index)] = 0 }
    }
    for lane in scenario.lanes {
      guard case .zone(let zone, let service) = lane.destination, let units = lane.capacityUnits else { continue }
      limits[.lane(Int(lane.origin), zone: Int(zone), service: Int(service))] = Int64(units)
    }
    return limits
  }

  // MARK: Ways

  /// Every way of an order, serving nothing included.
  func ways(of order: Int) -> [EnumeratedWay] {
    let limits = limits
    let most = maxNodes(order)
    var ways: [EnumeratedWay] = []
    for parts in choices(order) where Set(parts.map(\.node)).count <= most {
      let takes = takes(order, parts)
      guard takes.allSatisfy({ $0.value <= limits[$0.key] ?? .max }), let cost = cost(order, parts) else { continue }
      ways.append(EnumeratedWay(parts: parts, cost: cost, takes: takes))
    }
    return ways
  }

  private func maxNodes(_ order: Int) -> Int {
    let own = scenario.orders[order].maxShipments.map { Int($0) } ?? .max
    return min(own, scenario.settings.limits.maxShipmentsPerOrder.map { Int($0) } ?? .max)
  }

  /// Everything that the order's split rule allows.
  private func choices(_ order: Int) -> [[EnumeratedWay.Part]] {
    let record = scenario.orders[order]
    let lines = record.lines.map { Int($0) }
    let nodes = scenario.nodes.indices.filter { node in
      if case .pickup(let place) = record.method { return Int(place) == node && scenario.nodes[node].pickup }
      return scenario.nodes[node].ships
    }
    if record.split == .never {
      let whole = nodes.map { node in
        lines.map { EnumeratedWay.Part(line: $0, node: node, units: Int64(scenario.lines[$0].quantity)) }
      }
      return [[]] + whole
    }
    return lines.reduce([[]]) { before, line in
      let quantity = Int64(scenario.lines[line].quantity)
      let holders = nodes.filter { holds($0, Int(scenario.lines[line].sku)) }
      let options: [[EnumeratedWay.Part]] =
        record.split == .units
        ? divisions(of: quantity, over: holders, line)
        : [[]] + holders.map { [EnumeratedWay.Part(line: line, node: $0, units: quantity)] }
      return before.flatMap { parts in options.map { parts + $0 } }
    }
  }

  private func holds(_ node: Int, _ sku: Int) -> Bool {
    scenario.stock.contains { Int($0.node) == node && Int($0.sku) == sku }
  }

  /// Every way to take up to `units` from the nodes.
  private func divisions(of units: Int64, over nodes: [Int], _ line: Int) -> [[EnumeratedWay.Part]] {
    guard let node = nodes.first else { return [[]] }
    return (0...units).flatMap { taken in
      divisions(of: units - taken, over: Array(nodes.dropFirst()), line).map {
        taken == 0 ? $0 : [EnumeratedWay.Part(line: line, node: node, units: taken)] + $0
      }
    }
  }

  private func takes(_ order: Int, _ parts: [EnumeratedWay.Part]) -> [EnumeratedLimit: Int64] {
    let record = scenario.orders[order]
    var takes: [EnumeratedLimit: Int64] = [:]
    for part in parts {
      let sku = Int(scenario.lines[part.line].sku)
      takes[.stock(part.node, sku), default: 0] += part.units
      takes[.units(part.node), default: 0] += part.units
      takes[.orders(part.node)] = 1
      if case .ship(let zone) = record.method {
        takes[.unprotected(part.node, sku), default: 0] += part.units
        takes[.lane(part.node, zone: Int(zone), service: Int(record.service)), default: 0] += part.units
      }
    }
    return takes
  }

  // MARK: Costs, in millionths

  /// What a way costs, or nil where a parcel cannot go.
  private func cost(_ order: Int, _ parts: [EnumeratedWay.Part]) -> Int64? {
    var cost = penalty(order, parts)
    var daysLate: Int64 = 0
    for node in Set(parts.map(\.node)) {
      let own = parts.filter { $0.node == node }
      guard let shipment = shipment(order, node, own) else { return nil }
      cost += shipment.cost
      daysLate = max(daysLate, shipment.daysLate)
    }
    return cost + scenario.settings.latenessPerOrderDay.millionths * daysLate
  }

  private func penalty(_ order: Int, _ parts: [EnumeratedWay.Part]) -> Int64 {
    guard let rule = scenario.settings.unfilled else { return 0 }
    let record = scenario.orders[order]
    var sum: Int64 = 0
    var isShort = false
    for line in record.lines.map({ Int($0) }) {
      let row = scenario.lines[line]
      let missing = Int64(row.quantity) - parts.reduce(0) { $0 + ($1.line == line ? $1.units : 0) }
      guard missing > 0 else { continue }
      isShort = true
      let margin = max(0, row.unitPrice.millionths - scenario.skus[Int(row.sku)].unitCost.millionths)
      let lost = rounded(margin, rule.marginFactor.billionths, 1_000_000_000)
      sum += rule.perLine.millionths + missing * (rule.perUnit.millionths + lost)
    }
    if isShort { sum += rule.perOrder.millionths }
    return rounded(sum, record.priority.billionths, 1_000_000_000)
  }

  /// Carrier, handling, commission and use of what one node sends, and by how many days it is late.
  private func shipment(_ order: Int, _ node: Int, _ parts: [EnumeratedWay.Part]) -> (cost: Int64, daysLate: Int64)? {
    let record = scenario.orders[order]
    let place = scenario.nodes[node]
    var main: (units: Int64, milligrams: Int64) = (0, 0)
    var parcels: [(units: Int64, milligrams: Int64)] = []
    var cost: Int64 = 0
    for part in parts {
      let line = scenario.lines[part.line]
      let sku = scenario.skus[Int(line.sku)]
      guard let row = scenario.stock.first(where: { Int($0.node) == node && $0.sku == line.sku }) else { return nil }
      cost += row.useCost.millionths * part.units + place.handlingPerUnit.millionths * part.units
      cost += rounded(line.unitPrice.millionths * part.units, place.commissionRate.billionths, 1_000_000_000)
      if sku.shipsAlone {
        for _ in 0..<part.units { parcels.append((1, sku.weight.milligrams)) }
      } else {
        main.units += part.units
        main.milligrams += sku.weight.milligrams * part.units
      }
    }
    if main.units > 0 { parcels.append(main) }
    cost += place.handlingPerShipment.millionths * Int64(parcels.count)
    var arrival = leaves(order, node)
    if case .ship(let zone) = record.method {
      var transit: Int64 = 0
      for parcel in parcels {
        guard let quote = carrier(node, Int(zone), Int(record.service), parcel.units, parcel.milligrams) else {
          return nil
        }
        cost += quote.cost
        transit = max(transit, quote.days)
      }
      arrival += transit
    }
    let late = record.promiseBy.map { max(0, arrival - Int64($0.number)) } ?? 0
    return (cost, late)
  }

  /// The day on which a shipment leaves: as_of, or the next open day past the cutoff.
  private func leaves(_ order: Int, _ node: Int) -> Int64 {
    let asOf = scenario.settings.asOf
    guard let cutoff = scenario.nodes[node].cutoff, let placed = scenario.orders[order].placedAt else {
      return Int64(asOf.number)
    }
    let local = placed.seconds + Int64(scenario.settings.clock.offset(at: placed))
    let isToday = local / 86_400 == Int64(asOf.number)
    guard isToday, local % 86_400 / 60 > Int64(cutoff.minutes) else { return Int64(asOf.number) }
    var day = asOf + 1
    while !scenario.nodes[node].openDays.contains(WeekdaySet(day.weekday)) { day = day + 1 }
    return Int64(day.number)
  }

  private func carrier(
    _ node: Int, _ zone: Int, _ service: Int, _ units: Int64, _ milligrams: Int64
  ) -> (cost: Int64, days: Int64)? {
    let rows = scenario.lanes.filter { lane in
      guard Int(lane.origin) == node, case .zone(_, let other) = lane.destination else { return false }
      return Int(other) == service
    }
    guard rows.isEmpty else {
      let fitting = rows.filter { $0.destination == .zone(ZoneIndex(zone), ServiceIndex(service)) }
        .map(\.band).filter { milligrams <= $0.maxWeight?.milligrams ?? .max }
        .min { ($0.maxWeight?.milligrams ?? .max) < ($1.maxWeight?.milligrams ?? .max) }
      guard let band = fitting else { return nil }
      let cost =
        band.costPerShipment.millionths + band.costPerUnit.millionths * units
        + rounded(band.costPerKilogram.millionths, milligrams, 1_000_000)
      return (max(band.minimumCost.millionths, cost), Int64(band.transitDays))
    }
    guard let tariff = scenario.settings.tariffs.first(where: { Int($0.service) == service }),
      let from = scenario.nodes[node].coordinates, let to = scenario.zones[zone].coordinates
    else { return nil }
    let metres = Int64(from.distance(to: to).metres)
    guard let band = tariff.bands.first(where: { $0.upTo.map { metres <= Int64($0.metres) } ?? true }) else {
      return nil
    }
    let charged = max(0, milligrams - tariff.includedWeight.milligrams)
    let cost =
      band.perShipment.millionths + band.perUnit.millionths * units
      + rounded(band.perKilogram.millionths, charged, 1_000_000)
    var days = Int64(tariff.minimumDays)
    if let speed = tariff.speedMillimetresPerDay { days += (metres * 1_000 + speed - 1) / speed }
    return (cost, days)
  }

  /// `a x b / divisor`, rounded half away from zero; small scenarios stay far from overflow.
  private func rounded(_ a: Int64, _ b: Int64, _ divisor: Int64) -> Int64 {
    let product = a * b
    return (product + (product < 0 ? -divisor / 2 : divisor / 2)) / divisor
  }
}
