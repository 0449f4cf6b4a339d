import SupplyModel

/// The metrics of a replay by their definitions, from its books: a second implementation, slow and simple.
struct ReferenceMetrics {
  let books: ReferenceBooks
  /// Places that are meant to have stock.
  let ranged: Set<Place>
  private let events: [SimulationEvent]
  private let scenario: Scenario
  private(set) var values: [SimulationMetric: Double?] = [:]

  /// - Parameters:
  ///   - ranged: the places that are meant to have stock.
  ///   - servesAtOnce: whether all that is shipped on the day on which an order is first decided is served at once, and
  ///     all that leaves one node for an order on one day is one shipment: where that can be read off the events.
  init(_ books: ReferenceBooks, ranged: Set<Place>, servesAtOnce: Bool) {
    self.books = books
    self.ranged = ranged
    events = books.measuredEvents
    scenario = books.scenario
    measureStock()
    measureCycles()
    measureFlows()
    measureValue()
    let orders = ReferenceOrders(books)
    values.merge(orders.metrics(countsShipments: servesAtOnce)) { $1 }
    if servesAtOnce { measureFill(orders) }
    values.merge(ReferenceCustomers.metrics(books)) { $1 }
  }

  private func sku(_ index: SKUIndex) -> SKU { scenario.skus[Int(index)] }
  private func cost(_ index: SKUIndex) -> Double { sku(index).unitCost.double }
  private func isOurs(_ event: SimulationEvent) -> Bool { event.node.map { !books.isVendor($0) } ?? false }
  private func isSale(_ event: SimulationEvent) -> Bool { event.kind == .sold || event.kind == .shipped }

  /// Units of our own nodes' events of a kind.
  private func units(_ kinds: SimulationEvent.Kind...) -> Double {
    events.filter { kinds.contains($0.kind) && (isOurs($0) || $0.node == nil) }.reduce(0) { $0 + Double($1.quantity) }
  }

  // MARK: Stock

  private mutating func measureStock() {
    let days = Double(books.measured.count)
    var (unitDays, valueDays, roadDays, empty, holding) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for book in books.measured {
      for (place, units) in book.closing {
        unitDays += Double(units)
        valueDays += Double(units) * cost(place.sku)
        holding += Double(units) * cost(place.sku) * sku(place.sku).holdingRate.double / 365
      }
      for (sku, units) in book.onRoad { roadDays += Double(units) * cost(sku) }
      for place in ranged where book.closing[place, default: 0] <= reserved[place, default: 0] { empty += 1 }
    }
    var goods = 0.0
    for event in events where isOurs(event) {
      if isSale(event) { goods += Double(event.quantity) * cost(event.sku) }
      if event.kind == .returned { goods -= Double(event.quantity) * cost(event.sku) }
    }
    values[.turnoverDays] = goods > 1e-9 ? valueDays / goods : nil
    values[.turnoverDaysWithPipeline] = goods > 1e-9 ? (valueDays + roadDays) / goods : nil
    values[.averageStockUnits] = unitDays / days
    values[.averageStockValue] = valueDays / days
    values[.holdingCost] = holding
    values[.stockoutRate] = ranged.isEmpty ? nil : empty / (days * Double(ranged.count))
    measureSellThrough()
    measureActivity()
    var margin = 0.0
    for event in events where isSale(event) {
      margin += Double(event.quantity) * (price(event) - cost(event.sku))
    }
    values[.gmroi] = valueDays > 0 ? margin / (valueDays / days) : nil
  }

  private var reserved: [Place: Int] {
    var reserved: [Place: Int] = [:]
    for row in scenario.stock { reserved[Place(node: row.node, sku: row.sku)] = Int(row.reserved) }
    return reserved
  }

  /// What is there when measuring begins.
  private var opening: [Place: Int] {
    if books.warmup > 0 { return books.days[books.warmup - 1].closing }
    var opening: [Place: Int] = [:]
    for event in books.days[0].events where event.kind == .opening && isOurs(event) {
      opening[Place(node: event.node ?? -1, sku: event.sku), default: 0] += Int(event.quantity)
    }
    return opening
  }

  private mutating func measureSellThrough() {
    var came = Double(opening.values.reduce(0, +))
    if books.warmup > 0 { came += Double(books.days[books.warmup - 1].onRoad.values.reduce(0, +)) }
    came += units(.received)
    let sold = events.filter { isSale($0) && isOurs($0) }.reduce(0.0) { $0 + Double($1.quantity) } - units(.returned)
    values[.sellThrough] = came > 0 ? sold / came : nil
    values[.unsoldShare] = came > 0 ? 1 - sold / came : nil
  }

  private mutating func measureActivity() {
    var inStock = Set(opening.filter { $0.value > 0 }.map(\.key.sku))
    for event in events where isOurs(event) {
      if [.received, .transferredIn, .returned].contains(event.kind) { inStock.insert(event.sku) }
    }
    let sold = Set(events.filter { isSale($0) }.map(\.sku))
    values[.activeSKURate] =
      inStock.isEmpty ? nil : Double(inStock.intersection(sold).count) / Double(inStock.count)
    guard let last = books.days.last else { return }
    var recent: Set<Place> = []
    for book in books.days where last.day - book.day < 30 {
      for event in book.events where isSale(event) { recent.insert(Place(node: event.node ?? -1, sku: event.sku)) }
    }
    var (slow, all) = (0.0, 0.0)
    for (place, units) in last.closing {
      all += Double(units) * cost(place.sku)
      if !recent.contains(place) { slow += Double(units) * cost(place.sku) }
    }
    values[.slowStockShare] = all > 0 ? slow / all : nil
  }

  /// From one receipt at a place to the next: whether nobody asked there in vain, and no day closed with nothing.
  private mutating func measureCycles() {
    var isGood: [Place: Bool] = [:]
    var (cycles, good) = (0, 0)
    for (number, book) in books.days.enumerated() {
      for (index, event) in book.events.enumerated() {
        guard let node = event.node, isOurs(event) else { continue }
        let place = Place(node: node, sku: event.sku)
        if event.kind == .received || event.kind == .transferredIn {
          if let ended = isGood[place], number >= books.warmup {
            cycles += 1
            if ended { good += 1 }
          }
          isGood[place] = true
        }
        if event.kind == .walkIn, isGood[place] != nil, atOnce(index, in: book) < Int(event.quantity) {
          isGood[place] = false
        }
      }
      for place in isGood.keys where book.closing[place, default: 0] <= reserved[place, default: 0] {
        isGood[place] = false
      }
    }
    values[.cycleService] = cycles > 0 ? Double(good) / Double(cycles) : nil
  }

  /// Units that a customer in a store got when asking: the sale that follows.
  private func atOnce(_ index: Int, in book: ReferenceBooks.DayBook) -> Int {
    guard index + 1 < book.events.count else { return 0 }
    let (asked, next) = (book.events[index], book.events[index + 1])
    return next.kind == .sold && next.node == asked.node && next.sku == asked.sku ? Int(next.quantity) : 0
  }

  // MARK: Flows

  private mutating func measureFlows() {
    values[.unitsDemanded] = units(.walkIn, .ordered)
    values[.unitsSold] = events.filter(isSale).reduce(0.0) { $0 + Double($1.quantity) }
    values[.unitsReceived] = units(.received)
    values[.unitsTransferred] = units(.transferredOut)
    values[.unitsReturned] = units(.returned)
    values[.unitsScrapped] = units(.markedDown, .spoiled)
    values[.lostSalesUnits] = events.filter { $0.kind == .lost }.reduce(0.0) { $0 + Double($1.quantity) }
    var (markdown, spoilage) = (Money.zero, Money.zero)
    for event in events where event.kind == .markedDown {
      markdown += max(.zero, sku(event.sku).unitCost - sku(event.sku).salvageValue) * Int64(event.quantity)
    }
    for event in events where event.kind == .spoiled { spoilage += sku(event.sku).unitCost * Int64(event.quantity) }
    values[.markdownCost] = markdown.double
    values[.spoilageCost] = spoilage.double
  }

  private mutating func measureFill(_ orders: ReferenceOrders) {
    var filled = Double(orders.unitsAtOnce)
    for book in books.measured {
      for (index, event) in book.events.enumerated() where event.kind == .walkIn {
        filled += Double(atOnce(index, in: book))
      }
    }
    let asked = units(.walkIn, .ordered)
    values[.fillRate] = asked > 0 ? filled / asked : nil
  }

  // MARK: Money

  /// What a unit of an event is sold for: an order's line has a price of its own.
  private func price(_ event: SimulationEvent) -> Double {
    event.line.map { scenario.lines[Int($0)].unitPrice.double } ?? (sku(event.sku).price ?? .zero).double
  }

  private mutating func measureValue() {
    var (gmv, online, lost) = (0.0, 0.0, 0.0)
    var commission = Money.zero
    for event in events {
      if event.kind == .lost { lost += Double(event.quantity) * price(event) }
      guard isSale(event) else { continue }
      gmv += Double(event.quantity) * price(event)
      if let order = event.order, scenario.orders[Int(order)].channel == .online {
        online += Double(event.quantity) * price(event)
      }
      if let line = event.line, let node = event.node, scenario.nodes[Int(node)].tier == .store {
        commission += (scenario.lines[Int(line)].unitPrice * Int64(event.quantity))
          .times(scenario.nodes[Int(node)].commissionRate)
      }
    }
    values[.gmv] = gmv
    values[.onlineShare] = gmv > 1e-9 ? online / gmv : nil
    values[.lostSalesValue] = lost
    values[.storeCommission] = commission.double
  }
}
