/// Shipments: what each holds, what its parcels cost, and when it arrives.
extension PlanAudit {
  /// What the assignments of a shipment come to.
  private struct Content {
    var units: Int64 = 0
    var weight = Weight.zero
    var commission = Money.zero
    var openRow: PlanAssignmentRow?
    /// The common parcel: everything that does not ship alone.
    var common = Parcel()
    /// Parcels of units that ship alone: one entry for each assignment row.
    var alone: [(parcel: Parcel, count: Int64)] = []

    var parcels: Int64 { alone.reduce(common.units > 0 ? 1 : 0) { $0 + $1.count } }
  }

  /// One parcel.
  private struct Parcel {
    var units: Int64 = 0
    var weight = Weight.zero
    /// Whether any of it is the plan's own choice.
    var isOpen = false
  }

  mutating func checkShipments() {
    for index in plan.shipments.indices { checkShipment(index) }
    checkLaneCapacities()
  }

  private mutating func checkShipment(_ index: Int) {
    let read = plan.shipments[index]
    let row = read.row
    let order = scenario.orders[Int(row.order)]
    let node = scenario.nodes[Int(row.node)]
    let content = content(index)
    if content.units == 0 { report.add(.strayRow(name(.shipment(index)), why: "no assignment belongs to it")) }
    checkReferences(index, read, order)
    compare(.shipment(index), "parcels", Int64(row.parcels), content.parcels)
    compare(.shipment(index), "units", Int64(row.units), content.units)
    compare(.shipment(index), "weight_kg", row.weight, content.weight)

    let shipsOn = calendar.shipsOn(Int(row.node), order)
    let (carrier, arrivesOn) = checkWay(index, read, order, content, shipsOn: shipsOn)
    tally.arrivals[index] = arrivesOn
    compare(.shipment(index), "ships_on", row.shipsOn, shipsOn)
    compare(.shipment(index), "arrives_on", row.arrivesOn, arrivesOn)
    compare(.shipment(index), "days_late", row.daysLate, daysLate(arrivesOn, order))

    let handling = node.handlingPerShipment * content.parcels + node.handlingPerUnit * content.units
    if let carrier {
      compare(.shipment(index), "carrier", row.carrier, carrier)
      report.cost.carrier += carrier
    }
    compare(.shipment(index), "handling", row.handling, handling)
    compare(.shipment(index), "commission", row.commission, content.commission)
    report.cost.handling += handling
    report.cost.commission += content.commission
  }

  private func content(_ index: Int) -> Content {
    let shipment = plan.shipments[index].row
    var content = Content()
    for rowIndex in assignmentsByShipment[index] {
      let row = plan.assignments[Int(rowIndex)]
      let units = Int64(tally.counted[Int(rowIndex)])
      // Rows that name a shipment of another order or node are breaches already.
      guard units > 0, row.order == shipment.order, row.node == shipment.node else { continue }
      let line = scenario.lines[Int(row.line)]
      let sku = scenario.skus[Int(line.sku)]
      let isOpen = line.lockedNode != row.node
      if isOpen, content.openRow == nil { content.openRow = row }
      content.units += units
      content.weight += sku.weight * units
      content.commission += (line.unitPrice * units).times(scenario.nodes[Int(row.node)].commissionRate)
      if sku.shipsAlone {
        content.alone.append((Parcel(units: 1, weight: sku.weight, isOpen: isOpen), units))
      } else {
        content.common.units += units
        content.common.weight += sku.weight * units
        content.common.isOpen = content.common.isOpen || isOpen
      }
    }
    return content
  }

  private mutating func checkReferences(_ index: Int, _ read: PlanShipmentRow, _ order: Order) {
    if read.destination != order.method {
      report.add(
        .contradiction(
          name(.shipment(index)), column: "destination", stated: placeID(read.destination),
          expected: placeID(order.method), source: "the order's"))
    }
    let service: ServiceIndex? = if case .ship = order.method { order.service } else { nil }
    if read.service != service {
      report.add(
        .contradiction(
          name(.shipment(index)), column: "service", stated: read.service.map { scenario.services[$0] } ?? "empty",
          expected: service.map { scenario.services[$0] } ?? "empty", source: "the order's"))
    }
  }

  private func placeID(_ place: DeliveryMethod) -> String {
    switch place {
    case .ship(let zone): scenario.zoneIDs[zone]
    case .pickup(let node): scenario.nodeIDs[node]
    }
  }

  /// The carrier cost (nil where it cannot be known) and the arrival of a shipment.
  private mutating func checkWay(
    _ index: Int, _ read: PlanShipmentRow, _ order: Order, _ content: Content, shipsOn: Day
  ) -> (Money?, Day) {
    let node = read.row.node
    switch order.method {
    case .ship(let zone):
      if content.openRow != nil, !scenario.nodes[Int(node)].ships {
        report.add(.doesNotShip(name(.shipment(index)), node: nodeID(node)))
      }
      return checkParcels(index, node, zone, order.service, content, shipsOn: shipsOn)
    case .pickup(let pickup):
      guard content.openRow != nil else { return (.zero, shipsOn) }
      if !scenario.nodes[Int(pickup)].pickup {
        report.add(.doesNotHandOver(name(.shipment(index)), node: nodeID(pickup)))
      }
      let transfer = tally.transferArrivals[AuditTally.Journey(from: node, to: pickup)]
      return (.zero, pickup == node ? shipsOn : transfer ?? shipsOn)
    }
  }

  private mutating func checkParcels(
    _ index: Int, _ node: NodeIndex, _ zone: ZoneIndex, _ service: ServiceIndex, _ content: Content, shipsOn: Day
  ) -> (Money?, Day) {
    var carrier: Money? = .zero
    var transitDays: Int32 = 0
    var refusal: LaneRefusal?
    let common = content.common.units > 0 ? [(parcel: content.common, count: Int64(1))] : []
    for (parcel, count) in common + content.alone {
      switch lanes.answer(node, zone, service, weight: parcel.weight, units: parcel.units) {
      case .quote(let quote):
        carrier = carrier.map { $0 + quote.cost * count }
        transitDays = max(transitDays, quote.transitDays)
      case .refused(let why):
        // What is locked goes all the same, at no cost that anyone could know.
        guard parcel.isOpen else { continue }
        refusal = refusal ?? why
        carrier = nil
      }
    }
    if let refusal { report.add(.ineligible(name(.shipment(index)), why: refusal)) }
    if content.openRow != nil, let limit = scenario.settings.limits.maxDistance,
      let distance = lanes.distance(node, zone), distance > limit
    {
      report.add(.tooFar(name(.shipment(index)), distance: distance, limit: limit))
    }
    if let lane = lanes.capacity(node, zone, service) {
      let locked = lockedUnits(index)
      var load =
        tally.laneUnits[lane.row] ?? AuditTally.LaneLoad(zone: zone, service: service, capacity: lane.units)
      load.units += content.units
      load.locked += locked
      tally.laneUnits[lane.row] = load
    }
    return (carrier, shipsOn + transitDays)
  }

  private func lockedUnits(_ index: Int) -> Int64 {
    assignmentsByShipment[index].reduce(0) { sum, rowIndex in
      let row = plan.assignments[Int(rowIndex)]
      let isLocked = scenario.lines[Int(row.line)].lockedNode == row.node
      return isLocked ? sum + Int64(tally.counted[Int(rowIndex)]) : sum
    }
  }

  private mutating func checkLaneCapacities() {
    let loads = tally.laneUnits.sorted { $0.key < $1.key }
    for (row, load) in loads where load.units > max(load.capacity, load.locked) {
      report.add(
        .laneCapacity(
          origin: nodeID(scenario.lanes[Int(row)].origin), zone: scenario.zoneIDs[load.zone],
          service: scenario.services[load.service], used: load.units, limit: load.capacity, locked: load.locked))
    }
  }

  /// One node sends an order one shipment.
  private mutating func checkDistinct(_ shipments: ArraySlice<Int32>, _ order: OrderIndex) {
    for shipment in shipments where !tally.shipmentAt.mark(plan.shipments[Int(shipment)].row.node, by: order) {
      report.add(
        .strayRow(name(.shipment(Int(shipment))), why: "the node sends order \(orderID(order)) another one already"))
    }
  }

  // MARK: Lateness

  private func daysLate(_ arrivesOn: Day, _ order: Order) -> Int32 {
    guard let promise = order.promiseBy else { return 0 }
    return max(0, arrivesOn - promise)
  }

  /// The lateness of each order, booked on its latest shipment.
  mutating func checkLateness() {
    for index in scenario.orders.indices {
      let order = scenario.orders[index]
      let shipments = shipmentsByOrder[index]
      var latest: Int32?
      for shipment in shipments where latest.map({ tally.arrivals[Int($0)] < tally.arrivals[Int(shipment)] }) ?? true {
        latest = shipment
      }
      guard let latest else { continue }
      checkDistinct(shipments, OrderIndex(index))
      let days = daysLate(tally.arrivals[Int(latest)], order)
      if days > 0 { tally.lateOrders += 1 }
      let lateness = scenario.settings.latenessPerOrderDay * Int64(days)
      report.cost.lateness += lateness
      for shipment in shipments {
        compare(
          .shipment(Int(shipment)), "lateness", plan.shipments[Int(shipment)].row.lateness,
          shipment == latest ? lateness : .zero)
      }
    }
  }
}
