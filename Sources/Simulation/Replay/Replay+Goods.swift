import RandomStreams
import SupplyModel

/// Goods that a customer sends back.
struct ReturnedGoods: Sendable {
  var order: Int32
  var line: Int32
  /// Where they come; -1 = where they were sent from.
  var row: Int32
  var units: Int32
  var isResalable: Bool
}

extension Replay {
  /// Transfers that were decided before leave: they use the capacity of this day.
  func startTransfers() {
    for (node, units) in departures.take(day) {
      today.cost.activation += session.activate(node)
      session.takeCapacity(node, units: units)
    }
  }

  /// Takes in what comes today as far as docks have room, and serves customers who wait for it.
  func receive() {
    if let goods {
      goods.receive(self)
      return
    }
    let loads = atDock + transit.arrivals(day)
    atDock.removeAll(keepingCapacity: true)
    var room: [NodeIndex: Int64] = [:]
    for var load in loads {
      let node = stock.nodes[Int(load.row)]
      if !world.isOpen(node, today.day) {
        atDock.append(load)
        continue
      }
      let left = room[node] ?? world.receivingUnits(node, today.day) ?? .max
      let taken = Int32(clamping: min(left, Int64(load.units)))
      if left != .max { room[node] = left - Int64(taken) }
      if taken < load.units {
        var rest = load
        rest.units = load.units - taken
        if let lots = load.lots { (load.lots, rest.lots) = lots.divided(at: taken) }
        load.units = taken
        atDock.append(rest)
      }
      if taken > 0 { takeIn(load) }
    }
  }

  private func takeIn(_ load: Shipload) {
    let row = Int(load.row)
    transit.takeIn(load, unitCost: unitCost(load.row))
    put(row, load.units, load.isBought ? .received : .transferredIn, lots: load.lots)
    log(load.isBought ? .received : .transferredIn, row: row, load.units)
    if load.isBought { today.receivedUnits += Int64(load.units) }
    tally.saw(stock.skus[row])
    if markDownLate(row, load.units) { return }
    if let expired = lots?.expired(row, before: day) { scrap(row, min(expired, session.available(row)), .spoiled) }
    serveWaiting(row)
  }

  /// Goods that have come are first for customers who wait for them in the store.
  private func serveWaiting(_ row: Int) {
    guard queue != nil, ledger[row].waiting > 0 else { return }
    while let next = queue?.serve(row, atMost: session.available(row)) {
      ledger.wait(row, -next.units)
      sell(row, next.units, customer: next.customer, wasWaiting: true)
    }
  }

  /// Goods that come after the end of their season leave the books at once.
  private func markDownLate(_ row: Int, _ units: Int32) -> Bool {
    guard let end = scenario.skus[Int(stock.skus[row])].seasonEnd, end < today.day else { return false }
    scrap(row, min(units, session.available(row)), .markedDown)
    return true
  }

  // MARK: Returns

  /// returns.csv by the day on which the goods come back.
  func scheduleReturns() {
    for row in scenario.returns {
      guard let time = row.returnedAt, let index = window.index(scenario.settings.clock.local(time).day) else {
        continue
      }
      noted[index].append(row)
      if let counter = counterRow(row) { counterSales[counter] = 0 }
    }
  }

  /// Where goods come back that were sold over the counter: no order is named, but a node and a SKU.
  private func counterRow(_ row: ReturnRow) -> Int32? {
    guard row.order == nil, let node = row.node, let sku = row.sku else { return nil }
    let place = stock.row(node: node, sku: sku)
    return place >= 0 && !world.isVendor[Int(node)] ? place : nil
  }

  /// The lines of a row of returns.csv in their order, each with what the customer has of it, until the row's units are
  /// used up: nobody sends back what never came.
  private func takeReturns(_ row: ReturnRow) {
    guard let order = row.order else {
      guard let counter = counterRow(row), let sold = counterSales[counter] else { return }
      let units = min(row.quantity, sold)
      guard units > 0 else { return }
      counterSales[counter] = sold - units
      return takeBack(Int(counter), units, isResalable: row.resalable)
    }
    var left = row.quantity
    for line in scenario.orders[Int(order)].lines where left > 0 {
      let sku = scenario.lines[Int(line)].sku
      if let wanted = row.sku, wanted != sku { continue }
      let units = min(left, tally.keptUnits(Int(line)))
      guard units > 0 else { continue }
      let place = row.node.map { stock.row(node: $0, sku: sku) } ?? -1
      takeIn(ReturnedGoods(order: order, line: line, row: place, units: units, isResalable: row.resalable))
      left -= units
    }
  }

  /// Draws what of a shipment will come back, and where.
  func drawReturns(order: Int32, line: Int32, row: Int32, units: Int32, arrives: Int) {
    let rate = scenario.settings.simulation.returnsRate
    guard rate > 0 else { return }
    var stream = RandomStream(family: seeds.returns, index: UInt64(line))
    // Each unit of a line has a draw of its own, in however many parts the line leaves.
    let before = scenario.lines[Int(line)].quantity - orders.left[Int(line)] - units
    for _ in 0..<before { _ = stream.unit() }
    var count: Int32 = 0
    for _ in 0..<units where stream.bernoulli(rate) { count += 1 }
    let index = arrives + Int(scenario.settings.simulation.returnDays)
    guard count > 0, index < window.days else { return }
    returns[index].append(
      ReturnedGoods(
        order: order, line: line, row: returnRow(order, row), units: count, isResalable: true))
  }

  /// Goods go back to the pickup node, or the nearest node that takes returns; where none does, to where they came from.
  private func returnRow(_ order: Int32, _ row: Int32) -> Int32 {
    let sku = stock.skus[Int(row)]
    var best: (metres: Int32, row: Int32) = (.max, row)
    switch scenario.orders[Int(order)].method {
    case .pickup(let node):
      if scenario.nodes[Int(node)].acceptsReturns { best.row = stock.row(node: node, sku: sku) }
    case .ship(let zone):
      guard let place = scenario.zones[Int(zone)].coordinates else { break }
      for (index, node) in scenario.nodes.enumerated() where node.acceptsReturns && !world.isVendor[index] {
        guard let metres = node.coordinates?.distance(to: place).metres, metres < best.metres else { continue }
        let other = stock.row(node: NodeIndex(index), sku: sku)
        if other >= 0 { best = (metres, other) }
      }
    }
    return best.row >= 0 ? best.row : row
  }

  func takeReturns() {
    for row in noted[day] { takeReturns(row) }
    for goods in returns[day] { takeIn(goods) }
    noted[day] = []
    returns[day] = []
  }

  private func takeIn(_ goods: ReturnedGoods) {
    // Only what a customer has can come back.
    let line = Int(goods.line)
    let units = min(goods.units, tally.keptUnits(line))
    let row = Int(goods.row >= 0 ? goods.row : tally.servedFrom(line))
    guard units > 0, row >= 0, !world.isVendor[Int(stock.nodes[row])] else { return }
    tally.giveBack(line, units)
    takeBack(row, units, isResalable: goods.isResalable, order: goods.order, line: goods.line)
  }

  private func takeBack(
    _ row: Int, _ units: Int32, isResalable: Bool, order: OrderIndex? = nil, line: LineIndex? = nil
  ) {
    put(row, units, .returned)
    review.change(row, by: units)
    today.returnedUnits += Int64(units)
    tally.saw(stock.skus[row])
    log(.returned, row: row, units, order: order, line: line)
    if !isResalable {
      scrap(row, min(units, session.available(row)), .spoiled)
    } else if !markDownLate(row, units) {
      serveWaiting(row)
    }
  }

  // MARK: Ends of lives

  /// At the close: goods that spoil, and those whose season ends, leave the books.
  func endLives() {
    if let spoiled = lots?.spoiled(after: day) {
      for (row, units) in spoiled { scrap(row, min(units, session.available(row)), .spoiled) }
    }
    for sku in tally.seasonsEnding(today.day) { endSeason(sku) }
  }

  /// On the first day: what is left of seasons that were over before it.
  func markDownEnded() {
    for (sku, record) in scenario.skus.enumerated() where record.seasonEnd.map({ $0 < today.day }) ?? false {
      endSeason(SKUIndex(sku))
    }
  }

  /// What is left of a SKU is marked down, and who waits for it in a store goes without.
  private func endSeason(_ sku: SKUIndex) {
    for row in Int(stock.starts[Int(sku)])..<Int(stock.starts[Int(sku) + 1])
    where !world.isVendor[Int(stock.nodes[row])] {
      scrap(row, session.available(row), .markedDown)
      while let waiter = queue?.serve(row, atMost: .max) {
        ledger.wait(row, -waiter.units)
        review.change(row, by: waiter.units)
        lose(row, waiter.units, customer: waiter.customer)
      }
    }
  }

  private func scrap(_ row: Int, _ units: Int32, _ kind: SimulationEvent.Kind) {
    guard units > 0, units != .max else { return }
    take(row, units, .scrapped)
    review.change(row, by: -units)
    today.scrappedUnits += Int64(units)
    let sku = scenario.skus[Int(stock.skus[row])]
    if kind == .markedDown {
      today.cost.markdown += max(.zero, sku.unitCost - sku.salvageValue) * Int64(units)
    } else {
      today.cost.spoilage += sku.unitCost * Int64(units)
    }
    log(kind, row: row, units)
  }
}

extension [Lot] {
  /// The oldest units, and the others.
  fileprivate func divided(at units: Int32) -> (first: [Lot], rest: [Lot]) {
    var (first, rest): ([Lot], [Lot]) = ([], [])
    var left = units
    for lot in self {
      let part = Swift.min(left, lot.units)
      if part > 0 { first.append(Lot(lastDay: lot.lastDay, units: part)) }
      if part < lot.units { rest.append(Lot(lastDay: lot.lastDay, units: lot.units - part)) }
      left -= part
    }
    return (first, rest)
  }
}
