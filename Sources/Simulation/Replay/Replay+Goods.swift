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
  /// Transfers of the evening before leave: they use the capacity of this day.
  func startTransfers() {
    for node in leavingTomorrow.indices where leavingTomorrow[node] > 0 {
      today.cost.activation += session.activate(NodeIndex(node))
      session.takeCapacity(NodeIndex(node), units: leavingTomorrow[node])
      leavingTomorrow[node] = 0
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
    let waits = ledger[row].waiting
    guard waits > 0 else { return }
    let units = min(waits, session.available(row))
    guard units > 0 else { return }
    ledger.wait(row, -units)
    sell(row, units, customer: -1, wasWaiting: true)
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
      guard let order = row.order, let time = row.returnedAt else { continue }
      guard let index = window.index(scenario.settings.clock.local(time).day) else { continue }
      let lines = scenario.orders[Int(order)].lines.filter { line in
        row.sku.map { scenario.lines[Int(line)].sku == $0 } ?? true
      }
      guard let line = lines.first else { continue }
      var place: Int32 = -1
      if let node = row.node { place = stock.row(node: node, sku: scenario.lines[Int(line)].sku) }
      returns[index].append(
        ReturnedGoods(order: order, line: line, row: place, units: row.quantity, isResalable: row.resalable))
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
    for goods in returns[day] {
      // Only what a customer has can come back.
      let line = Int(goods.line)
      let units = min(goods.units, tally.keptUnits(line))
      let row = Int(goods.row >= 0 ? goods.row : tally.servedFrom(line))
      guard units > 0, row >= 0, !world.isVendor[Int(stock.nodes[row])] else { continue }
      tally.giveBack(line, units)
      put(row, units, .returned)
      review.change(row, by: units)
      today.returnedUnits += Int64(units)
      tally.saw(stock.skus[row])
      log(.returned, row: row, units, order: goods.order, line: goods.line)
      if !goods.isResalable {
        scrap(row, min(units, session.available(row)), .spoiled)
      } else {
        _ = markDownLate(row, units)
      }
    }
    returns[day] = []
  }

  // MARK: Ends of lives

  /// At the close: goods that spoil, and those whose season ends, leave the books.
  func endLives() {
    if let spoiled = lots?.spoiled(after: day) {
      for (row, units) in spoiled { scrap(row, min(units, session.available(row)), .spoiled) }
    }
    for sku in tally.seasonsEnding(today.day) {
      for row in Int(stock.starts[Int(sku)])..<Int(stock.starts[Int(sku) + 1])
      where !world.isVendor[Int(stock.nodes[row])] {
        scrap(row, session.available(row), .markedDown)
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
