/// Transfers and purchases: may they be, when do they come, what do they cost.
extension ReplenishmentAudit {
  /// Goods that travel together.
  private struct Journey: Hashable, Comparable {
    var from: NodeIndex
    var to: NodeIndex
    var day: Day

    static func < (a: Journey, b: Journey) -> Bool { (a.day, a.from, a.to) < (b.day, b.from, b.to) }
  }

  private struct Load {
    var units: Int64 = 0
    var weight = Weight.zero
    var stated = Money.zero
    var rows: [Int] = []
  }

  private func name(_ row: Transfer) -> String {
    "transfers.csv: \(row.quantity) of \(skuID(row.sku)) from \(nodeID(row.from)) to \(nodeID(row.to)) on \(row.departsOn)"
  }

  mutating func checkTransfers() {
    let barred = Set(scenario.levels.filter { !$0.ranged }.map { PlaceKey(sku: $0.sku, node: $0.node) })
    var loads: [Journey: Load] = [:]
    for (index, row) in plan.transfers.enumerated() {
      checkTransfer(row, isBarred: barred.contains(PlaceKey(sku: row.sku, node: row.to)))
      let journey = Journey(from: row.from, to: row.to, day: row.departsOn)
      loads[journey, default: Load()].units += Int64(row.quantity)
      loads[journey]?.weight += scenario.skus[Int(row.sku)].weight * Int64(row.quantity)
      loads[journey]?.stated += row.cost
      loads[journey]?.rows.append(index)
      if let period = periods.period(of: row.departsOn) {
        sent[PlaceKey(sku: row.sku, node: row.from), default: none][period] += Int64(row.quantity)
      }
      receive(row.to, row.sku, Int64(row.quantity), on: row.arrivesOn)
      addHoldingUnderWay(row)
    }
    var leaving: [NodeIndex: [Day: Int64]] = [:]
    for (journey, load) in loads.sorted(by: { $0.key < $1.key }) {
      leaving[journey.from, default: [:]][journey.day, default: 0] += load.units
      checkJourney(journey, load)
    }
    for (node, days) in leaving.sorted(by: { $0.key < $1.key }) {
      for (day, units) in days.sorted(by: { $0.key < $1.key }) {
        let exception = scenario.calendar.last { $0.node == node && $0.day == day }?.capacityUnits
        guard let limit = exception ?? scenario.nodes[Int(node)].capacityUnits, units > Int64(limit) else { continue }
        report.add("transfers.csv: \(units) units leave \(nodeID(node)) on \(day), its capacity is \(limit)")
      }
    }
    checkWhatLeaves()
  }

  /// Goods under way are held until the period for whose sales they count.
  private mutating func addHoldingUnderWay(_ row: Transfer) {
    guard let from = periods.period(of: row.departsOn), let to = servesFrom(row.arrivesOn), to > from else { return }
    let sku = scenario.skus[Int(row.sku)]
    let year = sku.unitCost.times(sku.holdingRate) * Int64(row.quantity)
    let days = Int64(periods.start(to) - periods.start(from))
    report.cost[.holding] += Money(millionths: roundedProduct(year.millionths, days, per: 365))
  }

  private mutating func checkTransfer(_ row: Transfer, isBarred: Bool) {
    let pack = scenario.skus[Int(row.sku)].packSize
    if row.quantity % pack != 0 { report.add("\(name(row)): no multiple of the pack of \(pack)") }
    if row.from == row.to { report.add("\(name(row)): it goes nowhere") }
    for node in [row.from, row.to] where scenario.nodes[Int(node)].tier == .vendor {
      report.add("\(name(row)): \(nodeID(node)) is a vendor")
    }
    if isBarred { report.add("\(name(row)): \(nodeID(row.to)) does not carry the SKU (levels.csv)") }
    if periods.period(of: row.departsOn) == nil { report.add("\(name(row)): outside the horizon") }
    if !calendar.isOpen(Int(row.from), on: row.departsOn) { report.add("\(name(row)): its origin is closed") }
    if !isInSeason(row.sku, row.departsOn) { report.add("\(name(row)): the season has ended") }
  }

  private mutating func checkJourney(_ journey: Journey, _ load: Load) {
    guard let first = load.rows.first else { return }
    let row = plan.transfers[first]
    guard let answer = answer(journey.from, journey.to, load.weight, load.units) else {
      return report.add("\(name(row)): neither a lane nor a transfer_tariff leads there")
    }
    report.cost[.transfer] += answer.cost
    if answer.cost != load.stated {
      report.add("\(name(row)): the journey's rows cost \(load.stated), recomputed \(answer.cost)")
    }
    let arrives = takenIn(journey.to, journey.day + answer.days)
    for index in load.rows where plan.transfers[index].arrivesOn != arrives {
      let text = arrives?.description ?? "never"
      report.add("\(name(plan.transfers[index])): arrives on \(plan.transfers[index].arrivesOn), recomputed \(text)")
    }
    if let limit = answer.capacity, load.units > Int64(limit) {
      report.add("\(name(row)): \(load.units) units travel on a lane of \(limit)")
    }
  }

  /// Price, days and capacity of a journey: by the heaviest band of its lane, in several loads where one is too heavy.
  private func answer(
    _ from: NodeIndex, _ to: NodeIndex, _ weight: Weight, _ units: Int64
  ) -> (cost: Money, days: Int32, capacity: Int32?)? {
    var cost: Money
    let days: Int32
    let rows = scenario.lanes.filter { $0.origin == from && $0.destination == .node(to) }
    if let lane = rows.max(by: { ($0.band.maxWeight?.milligrams ?? .max) < ($1.band.maxWeight?.milligrams ?? .max) }) {
      let band = lane.band
      var loads: Int64 = 1
      if let most = band.maxWeight?.milligrams, most > 0 { loads = max(1, (weight.milligrams + most - 1) / most) }
      cost = max(
        band.minimumCost * loads,
        band.costPerShipment * loads + band.costPerUnit * units + band.costPerKilogram.perKilogram(weight))
      days = band.transitDays
    } else {
      guard case .quote(let quote) = lanes.transferAnswer(from, to, weight: weight, units: units) else { return nil }
      (cost, days) = (quote.cost, quote.transitDays)
    }
    let settings = scenario.settings.replenishment
    let trucks = settings.truckUnits.map { (units + Int64($0) - 1) / Int64($0) } ?? 1
    cost += settings.truckCost * trucks
    return (cost, days, rows.lazy.compactMap(\.capacityUnits).first)
  }

  /// What leaves a node has to be there: today's stock, and what has been taken in by the day.
  private mutating func checkWhatLeaves() {
    var comes: [PlaceKey: [(day: Day, units: Int64)]] = [:]
    func add(_ node: NodeIndex, _ sku: SKUIndex, _ units: Int32, _ day: Day?) {
      if let day { comes[PlaceKey(sku: sku, node: node), default: []].append((day, Int64(units))) }
    }
    for row in plan.transfers { add(row.to, row.sku, row.quantity, row.arrivesOn) }
    for row in plan.purchases { add(row.node, row.sku, row.quantity, row.arrivesOn) }
    for row in scenario.receipts {
      add(row.node, row.sku, row.quantity, takenIn(row.node, max(row.due, periods.first)))
    }
    var leaves: [PlaceKey: [Transfer]] = [:]
    for row in plan.transfers { leaves[PlaceKey(sku: row.sku, node: row.from), default: []].append(row) }
    for (key, rows) in leaves.sorted(by: { $0.key < $1.key }) {
      var out: Int64 = 0
      for row in rows.sorted(by: { $0.departsOn < $1.departsOn }) {
        out += Int64(row.quantity)
        let here = comes[key, default: []].reduce(Int64(opening[key]?.shippable ?? 0)) {
          // What comes today is not there when today's goods leave.
          $1.day < row.departsOn || ($1.day == row.departsOn && row.departsOn > periods.first) ? $0 + $1.units : $0
        }
        if out > here {
          report.add("\(name(row)): \(out) units have left by then, \(here) are there that may leave")
        }
      }
    }
  }

  mutating func checkPurchases() {
    var paid = Money.zero
    let supplies = Dictionary(scenario.supply.map { (PlaceKey(sku: $0.sku, node: $0.node), $0) }) { first, _ in first }
    for (row, stated) in zip(plan.purchases, plan.purchaseCosts) {
      let name = "purchases.csv: \(row.quantity) of \(skuID(row.sku)) for \(nodeID(row.node)) on \(row.orderedOn)"
      receive(row.node, row.sku, Int64(row.quantity), on: row.arrivesOn)
      guard let supply = supplies[PlaceKey(sku: row.sku, node: row.node)] else {
        report.add("\(name): supply.csv has no row for it")
        continue
      }
      let sku = scenario.skus[Int(row.sku)]
      if row.quantity % sku.packSize != 0 { report.add("\(name): no multiple of the pack of \(sku.packSize)") }
      if row.quantity < supply.minimum { report.add("\(name): the minimum is \(supply.minimum)") }
      if periods.period(of: row.orderedOn) == nil { report.add("\(name): outside the horizon") }
      if !isInSeason(row.sku, row.orderedOn) { report.add("\(name): the season has ended") }
      if let day = takenIn(row.node, row.orderedOn + supply.leadDays), day != row.arrivesOn {
        report.add("\(name): arrives on \(row.arrivesOn), recomputed \(day)")
      }
      let price = supply.unitCost ?? sku.unitCost
      if row.unitCost != price { report.add("\(name): unit_cost is \(row.unitCost), recomputed \(price)") }
      if row.orderCost != supply.orderCost {
        report.add("\(name): order_cost is \(row.orderCost), recomputed \(supply.orderCost)")
      }
      let cost = price * Int64(row.quantity) + supply.orderCost
      if stated != cost { report.add("\(name): cost is \(stated), recomputed \(cost)") }
      paid += price * Int64(row.quantity)
      report.cost[.purchase] += supply.orderCost + (price - sku.unitCost) * Int64(row.quantity)
    }
    if let budget = scenario.settings.replenishment.budget, paid > budget {
      report.add("purchases.csv: goods for \(paid) are bought, the budget is \(budget)")
    }
  }

  /// Units that a node takes in during a period. Receipts come whatever the plan does.
  mutating func checkDocks() {
    var units: [NodeIndex: [Int64]] = [:]
    for (key, periods) in received {
      for (period, count) in periods.enumerated() { units[key.node, default: none][period] += count }
    }
    for (node, counts) in units.sorted(by: { $0.key < $1.key }) {
      for (period, count) in counts.enumerated() {
        guard let limit = dock(node, period), count > limit, count > receipts(node, period) else { continue }
        report.add(
          "transfers.csv: \(nodeID(node)) takes in \(count) units in the period of \(periods.start(period)), "
            + "its receiving capacity is \(limit)")
      }
    }
  }

  private func dock(_ node: NodeIndex, _ period: Int) -> Int64? {
    var sum: Int64 = 0
    for offset in 0..<periods.length(period) {
      let day = periods.start(period) + offset
      guard calendar.isOpen(Int(node), on: day) else { continue }
      let exception = scenario.calendar.last { $0.node == node && $0.day == day }?.receivingUnits
      guard let limit = exception ?? scenario.nodes[Int(node)].receivingUnits else { return nil }
      sum += limit
    }
    return sum
  }

  private func receipts(_ node: NodeIndex, _ period: Int) -> Int64 {
    scenario.receipts.reduce(Int64(0)) { sum, receipt in
      guard receipt.node == node, let day = takenIn(node, max(receipt.due, periods.first)), servesFrom(day) == period
      else { return sum }
      return sum + Int64(receipt.quantity)
    }
  }
}
