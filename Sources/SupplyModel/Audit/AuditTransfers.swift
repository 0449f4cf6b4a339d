/// Transfers for pickup: all units moved on one (from, to, day) are one transfer.
extension PlanAudit {
  /// Rows that travel together.
  private struct Load {
    var units: Int64 = 0
    var weight = Weight.zero
    var stated = Money.zero
    var rows: [Int] = []
  }

  private struct Departure: Hashable, Comparable {
    var from: NodeIndex
    var to: NodeIndex
    var day: Day

    static func < (a: Departure, b: Departure) -> Bool { (a.from, a.to, a.day) < (b.from, b.to, b.day) }
  }

  mutating func checkTransfers() {
    var loads: [Departure: Load] = [:]
    var moved: [AuditTally.Journey: Int64] = [:]
    for (index, row) in plan.transfers.enumerated() {
      let journey = AuditTally.Journey(from: row.from, to: row.to, sku: row.sku)
      // Units beyond the need are a breach of their own; left out here, no sum can overflow.
      let units = max(0, min(Int64(row.quantity), needed(journey) - moved[journey, default: 0]))
      let departure = Departure(from: row.from, to: row.to, day: row.departsOn)
      loads[departure, default: Load()].units += units
      loads[departure]?.weight += scenario.skus[Int(row.sku)].weight * units
      loads[departure]?.stated.millionths &+= row.cost.millionths
      loads[departure]?.rows.append(index)
      moved[journey, default: 0] += Int64(row.quantity)
      bookTransfer(row, index, units)
    }
    for journey in Set(moved.keys).union(tally.pickedUpElsewhere.keys).sorted() {
      guard let sku = journey.sku, moved[journey] ?? 0 != needed(journey) else { continue }
      report.add(
        .transferred(
          from: nodeID(journey.from), to: nodeID(journey.to), sku: skuID(sku), units: moved[journey] ?? 0,
          needed: tally.pickedUpElsewhere[journey] ?? 0, pack: scenario.skus[Int(sku)].packSize))
    }
    for (departure, load) in loads.sorted(by: { $0.key < $1.key }) { checkLoad(departure, load) }
  }

  /// Units to be moved: those picked up elsewhere than where they lay, in whole packs.
  private func needed(_ journey: AuditTally.Journey) -> Int64 {
    guard let sku = journey.sku, let units = tally.pickedUpElsewhere[journey] else { return 0 }
    let pack = Int64(max(1, scenario.skus[Int(sku)].packSize))
    return (units + pack - 1) / pack * pack
  }

  private mutating func bookTransfer(_ row: Transfer, _ index: Int, _ units: Int64) {
    let from = Int(row.from)
    tally.isActive[from] = true
    tally.transferredOut[from] += units
    if row.departsOn < scenario.settings.asOf {
      report.add(.strayRow(name(.transfer(index)), why: "it departs before \(scenario.settings.asOf)"))
    }
    guard let found = stock.row(row.from, row.sku) else {
      report.add(.notStocked(name(.transfer(index)), sku: skuID(row.sku)))
      return
    }
    tally.taken[found] += units
    tally.shipped[found] += units
    tally.use[from] += scenario.stock[found].useCost * units
  }

  private mutating func checkLoad(_ departure: Departure, _ load: Load) {
    guard let first = load.rows.first else { return }
    let answer = lanes.transferAnswer(departure.from, departure.to, weight: load.weight, units: load.units)
    guard case .quote(let quote) = answer else {
      if case .refused(let why) = answer { report.add(.ineligible(name(.transfer(first)), why: why)) }
      return
    }
    report.cost.transfer += quote.cost
    if load.stated != quote.cost {
      let column = load.rows.count == 1 ? "cost" : "cost of all \(load.rows.count) rows of this transfer"
      compare(.transfer(first), column, load.stated, quote.cost)
    }
    let arrivesOn = departure.day + quote.transitDays
    for index in load.rows { compare(.transfer(index), "arrives_on", plan.transfers[index].arrivesOn, arrivesOn) }
    let journey = AuditTally.Journey(from: departure.from, to: departure.to)
    tally.transferArrivals[journey] = max(arrivesOn, tally.transferArrivals[journey] ?? arrivesOn)
  }
}
