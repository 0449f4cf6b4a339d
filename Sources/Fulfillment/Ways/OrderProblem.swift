import SupplyModel

/// One order with everything that could serve it: the only thing that prices, bound, improvement and clusters know.
///
/// What makes a source (a parcel, a pickup) is decided here; the engine behind it sees sources, the cost of sending a
/// content from one of them, and the resources that takes. A new mode is a new kind of source. One instance serves
/// many orders in turn, on one thread; its buffers are reused.
final class OrderProblem {
  let scenario: Scenario
  let tables: ScenarioTables

  private(set) var order = 0
  private(set) var isPickup = false
  private(set) var split = SplitRule.lines
  /// Open lines, in file order.
  private(set) var lines: [OrderLineView] = []
  /// By ascending node.
  private(set) var sources: [Source] = []
  /// Stock row of (source, line) at `source * lines.count + line`; -1 where the source cannot serve the line.
  private(set) var rows: [Int32] = []
  /// Sources without locked lines of this order that may serve it.
  private(set) var maxNewSources = 0
  /// Units of all open lines.
  private(set) var openUnits: Int32 = 0
  /// Two open lines ask for one SKU: their stock limits are joint.
  private(set) var hasRepeatedSKU = false
  /// Millionths for each day that the order is late; 0 without a promise.
  private(set) var latenessPerDay: Int64 = 0
  /// Promise less as_of, in days.
  private(set) var promiseDays: Int32 = 0
  /// Days late of the locked shipments.
  private(set) var lockedDaysLate: Int32 = 0
  /// Days late whatever joins the locked shipments: a joint parcel of a heavier band may be the faster one.
  private(set) var leastDaysLate: Int32 = 0
  private(set) var priority = Ratio.one
  let penalty: UnfilledPenalty

  private var slotOf: [Int32]
  private var locked: [LockedShipment] = []

  init(scenario: Scenario, tables: ScenarioTables) {
    self.scenario = scenario
    self.tables = tables
    penalty = scenario.settings.unfilled ?? UnfilledPenalty()
    slotOf = [Int32](repeating: -1, count: scenario.nodes.count)
  }

  /// Loads an order: its open lines and every node that could serve any of them within the limits of as_of.
  /// - Complexity: O(holders of its SKUs).
  func load(_ index: Int) {
    order = index
    let record = scenario.orders[index]
    split = record.split
    priority = record.priority
    loadLines(record)
    locked.removeAll(keepingCapacity: true)
    lockedDaysLate = 0
    if tables.hasLocked[index] { locked = LockedShipment.all(of: index, scenario: scenario, tables: tables) }
    latenessPerDay = 0
    if let promise = record.promiseBy, scenario.settings.latenessPerOrderDay > .zero {
      latenessPerDay = scenario.settings.latenessPerOrderDay.millionths
      promiseDays = promise - tables.asOf
      for shipment in locked { lockedDaysLate = max(lockedDaysLate, shipment.arrivalDays - promiseDays) }
    }
    setMaxNewSources(record)
    loadSources(record)
    setLeastDaysLate()
  }

  /// Splits the lateness of the locked shipments into what open lines may change and what they cannot.
  private func setLeastDaysLate() {
    leastDaysLate = 0
    guard latenessPerDay > 0 else { return }
    for shipment in locked {
      let late = max(0, shipment.arrivalDays - promiseDays)
      let alone = max(0, shipment.aloneArrivalDays - promiseDays)
      if let source = sources.firstIndex(where: { $0.node == shipment.node }) {
        sources[source].lockedDaysLate = late
        sources[source].lockedAloneDaysLate = alone
        leastDaysLate = max(leastDaysLate, alone)
      } else {
        leastDaysLate = max(leastDaysLate, late)
      }
    }
  }

  private func loadLines(_ record: Order) {
    lines.removeAll(keepingCapacity: true)
    openUnits = 0
    hasRepeatedSKU = false
    for index in record.lines {
      let line = scenario.lines[Int(index)]
      if line.lockedNode != nil { continue }
      let sku = scenario.skus[Int(line.sku)]
      let margin = max(0, line.unitPrice.millionths - sku.unitCost.millionths)
      let lost = Money(millionths: margin).times(penalty.marginFactor).millionths
      if lines.count < 16 { hasRepeatedSKU = hasRepeatedSKU || lines.contains { $0.sku == line.sku } }
      lines.append(
        OrderLineView(
          line: index, sku: line.sku, quantity: line.quantity, unitPrice: line.unitPrice.millionths,
          weight: sku.weight.milligrams, shipsAlone: sku.shipsAlone,
          unfilledPerUnit: penalty.perUnit.millionths + lost))
      openUnits += line.quantity
    }
    if lines.count >= 16 {
      let skus = lines.map(\.sku).sorted()
      hasRepeatedSKU = zip(skus, skus.dropFirst()).contains { $0 == $1 }
    }
  }

  private func setMaxNewSources(_ record: Order) {
    var limit = record.maxShipments ?? .max
    if let general = scenario.settings.limits.maxShipmentsPerOrder { limit = min(limit, general) }
    let minimum = scenario.settings.limits.minSplitValue
    if minimum > .zero {
      var value = Money.zero
      for index in record.lines {
        value = value + scenario.lines[Int(index)].unitPrice * Int64(scenario.lines[Int(index)].quantity)
      }
      if value < minimum { limit = 1 }
    }
    if split == .never { limit = 1 }
    maxNewSources = max(0, Int(limit) - locked.count)
    // Locked at two nodes, an order that must stay whole has nowhere to go.
    if split == .never && locked.count > 1 { maxNewSources = -1 }
  }

  private func loadSources(_ record: Order) {
    sources.removeAll(keepingCapacity: true)
    rows.removeAll(keepingCapacity: true)
    guard maxNewSources >= 0 else { return }
    switch record.method {
    case .ship:
      isPickup = false
      guard tables.destinationOf[order] >= 0 else { return }
      for line in lines.indices where isInSeason(line) { addShippers(of: line) }
    case .pickup(let node):
      isPickup = true
      let facts = tables.nodes[Int(node)]
      guard facts.isOpen, facts.pickup, canUse(node), let day = tables.shipsOn(order: order, node: node) else { return }
      for line in lines.indices where isInSeason(line) {
        let row = tables.stock.row(node: node, sku: lines[line].sku)
        guard row >= 0, tables.resources.limits[tables.resources.stock(row)] >= need(line) else { continue }
        let slot = slot(of: node, arc: -1, daysToShip: day - tables.asOf)
        rows[Int(slot) * lines.count + line] = row
      }
    }
    for source in sources { slotOf[Int(source.node)] = -1 }
    sortSources()
  }

  private func isInSeason(_ line: Int) -> Bool {
    scenario.skus[Int(lines[line].sku)].isInSeason(on: tables.asOf)
  }

  /// The least stock that makes a row useful to a line.
  private func need(_ line: Int) -> Int32 { split == .units ? 1 : lines[line].quantity }

  private func canUse(_ node: NodeIndex) -> Bool {
    maxNewSources > 0 || locked.contains { $0.node == node }
  }

  private func addShippers(of line: Int) {
    let destination = tables.destinationOf[order]
    let sku = Int(lines[line].sku)
    let need = need(line)
    for row in tables.stock.starts[sku]..<tables.stock.starts[sku + 1] {
      let node = tables.stock.nodes[Int(row)]
      let facts = tables.nodes[Int(node)]
      guard min(tables.stock.available[Int(row)], tables.stock.shippable[Int(row)]) >= need else { continue }
      var slot = slotOf[Int(node)]
      if slot < 0 {
        guard facts.isOpen, facts.ships, canUse(node) else { continue }
        let arc = tables.arcs.arc(destination: destination, node: node)
        guard arc >= 0, tables.arcs.isWithinLimit[Int(arc)],
          let day = tables.shipsOn(order: order, node: node)
        else { continue }
        slot = self.slot(of: node, arc: arc, daysToShip: day - tables.asOf)
      }
      rows[Int(slot) * lines.count + line] = row
    }
  }

  private func slot(of node: NodeIndex, arc: Int32, daysToShip: Int32) -> Int32 {
    if slotOf[Int(node)] >= 0 { return slotOf[Int(node)] }
    let slot = Int32(sources.count)
    slotOf[Int(node)] = slot
    var source = Source(node: node, arc: arc, lane: -1, daysToShip: daysToShip)
    if arc >= 0, tables.arcs.lanes[Int(arc)] >= 0 {
      source.lane = Int32(tables.resources.lane(tables.arcs.lanes[Int(arc)]))
    }
    if let shipment = locked.first(where: { $0.node == node }) {
      source.isLocked = true
      source.lockedUnits = shipment.mainUnits
      source.lockedWeight = shipment.mainWeight
      source.lockedParcelCost = shipment.mainParcelCost
    }
    sources.append(source)
    rows.append(contentsOf: repeatElement(-1, count: lines.count))
    return slot
  }

  /// Nodes were met in the order of the lines; ties must go to the order of nodes.csv.
  private func sortSources() {
    let count = lines.count
    guard count > 1, zip(sources, sources.dropFirst()).contains(where: { $0.node > $1.node }) else { return }
    let order = sources.indices.sorted { sources[$0].node < sources[$1].node }
    let (oldSources, oldRows) = (sources, rows)
    for (new, old) in order.enumerated() {
      sources[new] = oldSources[old]
      for line in 0..<count { rows[new * count + line] = oldRows[old * count + line] }
    }
  }
}
