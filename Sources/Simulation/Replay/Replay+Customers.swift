import Fulfillment
import LinearProgramming
import RandomStreams
import SupplyModel

extension Replay {
  /// Customers in stores, orders, and batches of them, by the minute; who comes before a batch of the same minute is
  /// served before it.
  /// - Throws: where the solver fails on a batch that is decided as a whole.
  func serveCustomers() throws(LinearProgramError) {
    // All of them come before the only batch of the day.
    if let goods { goods.serveWalkIns(self) }
    let walkIns = goods == nil ? calendar.walkIns(day) : []
    let arrivals = calendar.arrivals(day)
    var (walkIn, arrival) = (walkIns.startIndex, arrivals.startIndex)
    func serveWalkIns(upTo minute: Int) {
      while walkIn < walkIns.endIndex,
        DemandCalendar.minute(walkIn - walkIns.startIndex, of: walkIns.count) <= minute
      {
        serve(walkIns[walkIn])
        walkIn += 1
      }
    }
    if window.batchMinutes == 0 {
      let batch = openBatch(arrivals.map(\.order))
      for (position, next) in arrivals.enumerated() {
        serveWalkIns(upTo: Int(next.minute) - 1)
        place(next.order)
        serve(position, of: batch)
      }
      serveWalkIns(upTo: 1_440)
      try serveBatch([], minute: 1_440)
      return
    }
    for minute in window.batches(day) {
      serveWalkIns(upTo: minute)
      var placed: [Int32] = []
      while arrival < arrivals.endIndex && Int(arrivals[arrival].minute) <= minute {
        place(arrivals[arrival].order)
        placed.append(arrivals[arrival].order)
        arrival += 1
      }
      try serveBatch(placed, minute: minute)
    }
    serveWalkIns(upTo: 1_440)
    // Who orders after the day's last batch waits for the next one.
    while arrival < arrivals.endIndex {
      place(arrivals[arrival].order)
      waiting.append(arrivals[arrival].order)
      arrival += 1
    }
  }

  // MARK: In stores

  private func serve(_ customer: DemandCalendar.WalkIn) {
    let row = Int(customer.row)
    guard row >= 0, !world.isVendor[Int(stock.nodes[row])] else { return }
    let isSold = scenario.skus[Int(stock.skus[row])].isInSeason(on: today.day)
    let units = isSold ? min(customer.quantity, session.available(row)) : 0
    today.demandUnits += Int64(customer.quantity)
    ledger.recordDemand(row, customer.quantity, atOnce: units)
    log(.walkIn, row: row, customer.quantity, customer: customer.customer)
    if units > 0 { sell(row, units, customer: customer.customer) }
    let lacking = customer.quantity - units
    guard lacking > 0 else { return }
    if scenario.settings.simulation.stockout == .backorder && isSold {
      ledger.wait(row, lacking)
      queue?.add(row, WalkInQueue.Waiter(customer: customer.customer, units: lacking))
      review.change(row, by: -lacking)
    } else {
      let taken = isSold ? substitute(customer, lacking) : 0
      if lacking > taken { lose(row, lacking - taken, customer: customer.customer) }
    }
  }

  /// Nobody will serve units that a customer asked for in a store.
  func lose(_ row: Int, _ units: Int32, customer: Int32) {
    ledger.recordLost(row, units)
    log(.lost, row: row, units, customer: customer)
    today.lostUnits += Int64(units)
    tally.lose(stock.skus[row], units)
  }

  /// Sells units over the counter.
  func sell(_ row: Int, _ units: Int32, customer: Int32, wasWaiting: Bool = false) {
    take(row, units, .sold)
    // A customer who waited was counted out when the wait began.
    if !wasWaiting { review.change(row, by: -units) }
    today.soldUnits += Int64(units)
    if !counterSales.isEmpty { counterSales[Int32(row)]? += units }
    tally.sellInStore(units, sku: stock.skus[row], customer: customer, day: day)
    log(.sold, row: row, units, customer: customer)
  }

  /// Some customers take another SKU of the category that the store has: the next one of the list that is there.
  /// - Returns: units so sold.
  private func substitute(_ customer: DemandCalendar.WalkIn, _ units: Int32) -> Int32 {
    let share = scenario.settings.simulation.substitution
    guard share > 0 else { return 0 }
    let (node, sku) = (stock.nodes[Int(customer.row)], stock.skus[Int(customer.row)])
    var stream = RandomStream(
      family: seeds.substitutes, index: UInt64(day) << 40 | UInt64(UInt32(bitPattern: customer.row)))
    guard stream.bernoulli(share) else { return 0 }
    for other in tally.sameCategory(sku) {
      let row = stock.row(node: node, sku: other)
      guard row >= 0, session.available(Int(row)) >= units, scenario.skus[Int(other)].isInSeason(on: today.day) else {
        continue
      }
      sell(Int(row), units, customer: customer.customer)
      return units
    }
    return 0
  }

  // MARK: Online

  private func place(_ order: Int32) {
    orders.place(Int(order), day)
    today.orders += 1
    let units = orders.unitsLeft[Int(order)]
    today.demandUnits += Int64(units)
    for line in scenario.orders[Int(order)].lines {
      tally.ask(line: Int(line), units: scenario.lines[Int(line)].quantity)
    }
    if let events {
      for line in scenario.orders[Int(order)].lines {
        events(
          SimulationEvent(
            day: today.day, kind: .ordered, node: nil, sku: scenario.lines[Int(line)].sku,
            quantity: scenario.lines[Int(line)].quantity, order: order, line: line,
            customer: scenario.orders[Int(order)].customer))
      }
    }
  }

  /// A batch as the planner sees it, and whose orders and lines they are.
  struct OpenBatch {
    let batch: FulfillmentBatch
    let orders: [Int32]
    let lines: [Int32]
  }

  private func openBatch(_ indices: [Int32]) -> OpenBatch {
    var (batchOrders, batchLines): ([Order], [OrderLine]) = ([], [])
    var lines: [Int32] = []
    batchOrders.reserveCapacity(indices.count)
    for index in indices {
      var order = scenario.orders[Int(index)]
      if limits.isSet { order.maxShipments = limits.left(order, scenario.lines, shipped: orders.shipments[Int(index)]) }
      let first = Int32(batchLines.count)
      for line in order.lines where orders.left[Int(line)] > 0 {
        var copy = scenario.lines[Int(line)]
        copy.quantity = orders.left[Int(line)]
        batchLines.append(copy)
        lines.append(line)
      }
      order.lines = first..<Int32(batchLines.count)
      batchOrders.append(order)
    }
    return OpenBatch(
      batch: session.open(batchOrders, batchLines, policy: policy.fulfilment), orders: indices, lines: lines)
  }

  private func serveBatch(_ placed: [Int32], minute: Int) throws(LinearProgramError) {
    let all = waiting + placed
    waiting.removeAll(keepingCapacity: true)
    guard !all.isEmpty else { return }
    let batch = openBatch(all)
    if policy.fulfilment == .optimal, let decision = jointly.decision(minute: minute) {
      try batch.batch.decide(decision)
    }
    for position in batch.batch.sequence { serve(position, of: batch) }
  }

  /// Serves an order of a batch, and books what that takes.
  private func serve(_ position: Int, of batch: OpenBatch) {
    let index = batch.orders[position]
    let order = Int(index)
    let isFirst = !orders.isTried[order]
    batch.batch.serve(position)
    let hadNothing = orders.shipments[order] == 0
    var isTurnedAway = false
    var units: Int32 = 0
    for shipment in batch.batch.shipments {
      if isRejected(order, shipment.node) {
        turnAway(batch, shipment)
        isTurnedAway = true
        continue
      }
      units += shipment.units
      book(shipment, of: batch, position, isFirst: isFirst)
    }
    orders.markTried(order)
    if isTurnedAway { orders.attempts[order] &+= 1 }
    if units > 0 && hadNothing, let customer = scenario.orders[order].customer {
      tally.order(customer, scenario.orders[order].channel, day: day)
    }
    guard orders.unitsLeft[order] > 0 else {
      closeOrder(order)
      return
    }
    let waits = isTurnedAway || scenario.settings.simulation.stockout == .backorder
    if waits && hasHope(order) { waiting.append(index) } else { cancel(order) }
  }

  /// Whether any of what an order lacks can ever be sent: it may have another shipment, and a season is not over.
  private func hasHope(_ order: Int) -> Bool {
    let record = scenario.orders[order]
    if limits.left(record, scenario.lines, shipped: orders.shipments[order]) == 0 { return false }
    var hasLine = false
    for line in record.lines where orders.left[Int(line)] > 0 {
      let isOver = scenario.skus[Int(scenario.lines[Int(line)].sku)].seasonEnd.map { $0 < today.day } ?? false
      if isOver && record.split == .never { return false }
      hasLine = hasLine || !isOver
    }
    return hasLine
  }

  private func isRejected(_ order: Int, _ node: NodeIndex) -> Bool {
    let rate = scenario.nodes[Int(node)].rejectRate.double
    guard rate > 0 else { return false }
    let attempt = UInt64(orders.attempts[order])
    var stream = RandomStream(
      family: seeds.rejects, index: (UInt64(order) << 8 | attempt) &* 0x10001 ^ UInt64(node) << 44)
    return stream.bernoulli(rate)
  }

  /// A node cannot find what it was asked for: the units stay on its books, the order goes to the next batch.
  private func turnAway(_ batch: OpenBatch, _ shipment: FulfillmentBatch.Shipment) {
    tally.rejects += today.isMeasured ? 1 : 0
    for part in batch.batch.parts[shipment.parts] where session.available(Int(part.row)) != .max {
      session.setAvailable(Int(part.row), to: session.available(Int(part.row)) + part.quantity)
    }
  }

  private func book(
    _ shipment: FulfillmentBatch.Shipment, of batch: OpenBatch, _ position: Int, isFirst: Bool
  ) {
    let index = batch.orders[position]
    let order = Int(index)
    today.shipments += 1
    today.cost.activation += session.activate(shipment.node)
    today.cost.carrier += Money(millionths: shipment.carrier)
    today.cost.handling += Money(millionths: shipment.handling)
    today.cost.commission += Money(millionths: shipment.commission)
    tally.pay(shipment.node, shipment.commission)
    let arrives = Int(shipment.arrivesOn - window.start)
    for part in batch.batch.parts[shipment.parts] {
      let line = batch.lines[Int(part.line)]
      orders.serve(order, line: Int(line), units: part.quantity)
      take(Int(part.row), part.quantity, .shipped, isTaken: true)
      if session.available(Int(part.row)) != .max { review.change(Int(part.row), by: -part.quantity) }
      today.soldUnits += Int64(part.quantity)
      tally.ship(
        line: Int(line), row: Int(part.row), units: part.quantity, channel: scenario.orders[order].channel,
        atOnce: isFirst && Int(orders.placed[order]) >= window.warmup)
      log(
        .shipped, row: Int(part.row), part.quantity, order: index, line: line,
        customer: scenario.orders[order].customer ?? -1, arrivesOn: shipment.arrivesOn)
      drawReturns(order: index, line: line, row: part.row, units: part.quantity, arrives: arrives)
    }
    orders.ship(order, arrives: arrives, from: shipment.node) {
      batch.batch.isCheapest(shipment.node, for: position)
    }
  }

  /// What nobody serves is lost, at the price that scenario.yaml puts on it.
  private func cancel(_ order: Int) {
    let record = scenario.orders[order]
    let penalty = scenario.settings.unfilled ?? UnfilledPenalty()
    var cost = penalty.perOrder
    for (line, units) in orders.cancel(order, record.lines) {
      let row = scenario.lines[line]
      let margin = max(.zero, row.unitPrice - scenario.skus[Int(row.sku)].unitCost)
      cost += penalty.perLine + (penalty.perUnit + margin.times(penalty.marginFactor)) * Int64(units)
      today.lostUnits += Int64(units)
      tally.loseOnline(row, units)
      if let events {
        events(
          SimulationEvent(
            day: today.day, kind: .lost, node: nil, sku: row.sku, quantity: units, order: Int32(order),
            line: Int32(line), customer: record.customer))
      }
    }
    today.cost.unfilled += cost.times(record.priority)
    closeOrder(order)
  }

  /// Nothing more will be sent of an order: its lateness is known.
  private func closeOrder(_ order: Int) {
    let record = scenario.orders[order]
    if let promise = record.promiseBy, orders.shipments[order] > 0 {
      let late = max(0, orders.lastArrival[order] - Int32(promise - window.start))
      today.cost.lateness += scenario.settings.latenessPerOrderDay * Int64(late)
    }
  }

  /// Measures the orders of the window when all days are over.
  func finishOrders() {
    for order in scenario.orders.indices where Int(orders.placed[order]) >= window.warmup {
      tally.measure(order, orders, scenario, window)
    }
  }
}
