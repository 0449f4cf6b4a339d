import Fulfillment
import LinearProgramming
import RandomStreams
import Replenishment
import SupplyModel

/// One replay of demand under one policy: the days, and what is asked of planners on each.
///
/// A day: receipts and what waited for them, returns, customers and batches by time, spoilage and the season's end,
/// replenishment for the next morning, the close. Every unit that moves goes through `put` and `take`, which keep the
/// planners' stock and the ledger, two accounts that are compared every day.
final class Replay {
  let world: SimulationWorld
  let policy: SimulationPolicy
  let options: Simulator.Options
  let window: ReplayWindow
  let session: FulfillmentSession
  let ledger: StockLedger
  let calendar: DemandCalendar
  let seeds: ReplaySeeds
  var lots: ShelfLots?
  var transit: Transit
  var orders: OrderBook
  var review: ReviewPolicy
  var tally: ReplayTally
  var prices: PriceTuning?
  let limits: ShipmentLimits
  let jointly: JointBatches
  /// Orders that wait for the next batch.
  var waiting: [Int32] = []
  /// What the day in hand comes to.
  var today: SimulationDay
  var day = 0
  var departures: Departures
  /// Customers in stores who wait, where they do.
  var queue: WalkInQueue?
  /// Goods that a dock had no room for.
  var atDock: [Shipload] = []
  /// By day: what comes back by lot, and by returns.csv.
  var returns: [[ReturnedGoods]]
  var noted: [[ReturnRow]]
  /// By row to which returns.csv sends goods that no order names: units sold over the counter that have not come back.
  var counterSales: [Int32: Int32] = [:]
  let events: ((SimulationEvent) -> Void)?
  /// Who replays goods and walk-in customers SKU by SKU, where that can be done.
  private(set) var goods: SeparateGoods?
  /// Whether any order comes.
  let hasOrders: Bool

  let scenario: Scenario
  let stock: StockTable

  init(
    _ world: SimulationWorld, policy: SimulationPolicy, seeds: ReplaySeeds, options: Simulator.Options,
    events: ((SimulationEvent) -> Void)?
  ) {
    self.world = world
    self.policy = policy
    self.seeds = seeds
    self.options = options
    self.events = events
    window = world.window
    scenario = world.scenario
    var sessionOptions = FulfillmentSession.Options()
    sessionOptions.usesPoolOnly = policy.channels == .siloed
    limits = ShipmentLimits(world.scenario)
    jointly = JointBatches(world.window, threads: options.threads)
    session = FulfillmentSession(
      ShipmentLimits.lifted(world.scenario), options: sessionOptions, threads: options.threads)
    stock = session.rows
    ledger = StockLedger(world, stock: session.rows)
    let isSeparate = events == nil && SeparateGoods.applies(world, policy)
    hasOrders = SeparateGoods.hasOrders(world)
    // Prices look back at walk-ins.
    let walkIns = !isSeparate || (hasOrders && policy.fulfilment == .optimal)
    calendar = DemandCalendar(world.scenario, stock: session.rows, window: world.window, walkIns: walkIns)
    lots = world.spoils ? ShelfLots(world.scenario, stock: session.rows, days: world.window.days) : nil
    transit = Transit(days: world.window.days)
    orders = OrderBook(world.scenario)
    review = ReviewPolicy(world, stock: session.rows, policy: policy.replenishment, threads: options.threads)
    tally = ReplayTally(world)
    today = SimulationDay(day: world.window.start)
    departures = Departures(days: world.window.days, nodes: world.scenario.nodes.count)
    if world.scenario.settings.simulation.stockout == .backorder { queue = WalkInQueue(rows: session.rows.count) }
    returns = [[ReturnedGoods]](repeating: [], count: world.window.days)
    noted = [[ReturnRow]](repeating: [], count: world.window.days)
    if policy.fulfilment == .optimal && (hasOrders || !isSeparate) {
      prices = PriceTuning(world, session: session, calendar: calendar, seed: seeds.samples)
    }
    open()
    if isSeparate {
      goods = SeparateGoods(self)
      transit.removeAll()
    }
  }

  /// Books what is there and under way when the replay begins.
  private func open() {
    for row in scenario.stock {
      let place = Int(stock.row(node: row.node, sku: row.sku))
      guard !world.isVendor[Int(row.node)], let onHand = row.onHand, onHand > 0 else { continue }
      if let fresh = lots?.fresh(place, onHand, day: 0) { lots?.add(place, fresh) }
      log(.opening, row: place, onHand)
    }
    for receipt in scenario.receipts {
      let row = stock.row(node: receipt.node, sku: receipt.sku)
      guard row >= 0 else { continue }
      let due = max(0, Int(receipt.due - window.start))
      let load = Shipload(row: row, units: receipt.quantity, isBought: true, lots: nil)
      transit.send(load, day: due, unitCost: unitCost(row))
    }
    scheduleReturns()
  }

  /// Replays all days.
  /// - Throws: where GLPK fails on a plan of replenishment, or the books do not agree, which is a fault of ours.
  func run() throws {
    if let goods, try goods.replayAll(self) { return try finish() }
    try replenish(before: 0)
    for day in 0..<window.days {
      options.report(PhaseReport(phase: "simulating", done: day, total: window.days))
      try run(day)
    }
    goods?.addTally(self)
    try finish()
  }

  private func finish() throws {
    ledger.finish(window.days)
    if let row = ledger.check(available: { session.available($0) }) { throw fault(row) }
    finishOrders()
  }

  private func run(_ day: Int) throws {
    self.day = day
    // The first review of all comes before the first day and is paid on it.
    if day > 0 { today = SimulationDay(day: window.start + Int32(day)) }
    session.begin(today.day)
    ledger.begin(day)
    if day == window.warmup {
      // What the first review sends away before the first day is part of what is measured.
      if day > 0 { try startMeasuring() }
      tally.startMeasuring(stock, ledger)
    }
    today.isMeasured = day >= window.warmup
    if day == 0 { markDownEnded() }
    startTransfers()
    receive()
    takeReturns()
    retune()
    try serveCustomers()
    endLives()
    if day + 1 < window.days { try replenish(before: day + 1) }
    close()
    if let row = ledger.close(available: { session.available($0) }) { throw fault(row) }
  }

  private func startMeasuring() throws {
    // Flows are forgotten: until then they were not compared day by day.
    if goods != nil, let row = ledger.check(available: { session.available($0) }) { throw fault(row) }
    ledger.startMeasuring()
    goods?.countOnRoad(self)
    transit.forEach(from: day) { load, _ in if !load.isBought { ledger.countOnRoad(Int(load.row), load.units) } }
    for load in atDock where !load.isBought { ledger.countOnRoad(Int(load.row), load.units) }
  }

  func close() {
    today.stockUnits = ledger.stockUnits
    today.stockValue = Money(millionths: ledger.stockValue)
    today.transitUnits = transit.units
    today.transitValue = Money(millionths: transit.value)
    today.waitingUnits = ledger.waitingUnits
    for order in waiting { today.waitingUnits += Int64(orders.unitsLeft[Int(order)]) }
    tally.close(today)
  }

  func fault(_ row: Int) -> SimulationFault {
    let account = ledger[row]
    return SimulationFault(
      node: scenario.nodes[Int(stock.nodes[row])].id, sku: scenario.skuIDs[stock.skus[row]], day: today.day,
      message: "on hand \(account.onHand), reserved \(account.reserved), of flows \(account.balance), "
        + "available to planners \(session.available(row))")
  }

  // MARK: Stock

  func unitCost(_ row: Int32) -> Int64 { scenario.skus[Int(stock.skus[Int(row)])].unitCost.millionths }

  /// Units come to a row.
  func put(_ row: Int, _ units: Int32, _ flow: StockLedger.Flow, lots came: [Lot]? = nil) {
    ledger.record(flow, row, units)
    session.setAvailable(row, to: session.available(row) + units)
    if lots != nil, let fresh = came ?? lots?.fresh(row, units, day: day) { lots?.add(row, fresh) }
  }

  /// Units leave a row.
  /// - Parameter isTaken: whether the planner took them already.
  /// - Returns: their ages, where they spoil.
  @discardableResult
  func take(_ row: Int, _ units: Int32, _ flow: StockLedger.Flow, isTaken: Bool = false) -> [Lot]? {
    ledger.record(flow, row, units)
    if !isTaken && session.available(row) != .max { session.setAvailable(row, to: session.available(row) - units) }
    guard lots != nil else { return nil }
    return lots?.take(row, units)
  }

  func log(
    _ kind: SimulationEvent.Kind, row: Int, _ units: Int32, order: Int32? = nil, line: Int32? = nil,
    customer: Int32 = -1, arrivesOn: Day? = nil
  ) {
    guard let events else { return }
    events(
      SimulationEvent(
        day: today.day, kind: kind, node: stock.nodes[row], sku: stock.skus[row], quantity: units, order: order,
        line: line, customer: customer < 0 ? nil : customer, arrivesOn: arrivesOn))
  }
}

/// The streams of random numbers of one replication, the same for every policy.
struct ReplaySeeds: Sendable {
  let rejects: RandomStreamFamily
  let returns: RandomStreamFamily
  let substitutes: RandomStreamFamily
  let samples: RandomStreamFamily

  init(seed: UInt64, replication: Int) {
    rejects = RandomStreamFamily(seed: seed, purpose: "rejects of replication \(replication)")
    returns = RandomStreamFamily(seed: seed, purpose: "returns of replication \(replication)")
    samples = RandomStreamFamily(seed: seed, purpose: "samples of replication \(replication)")
    substitutes = RandomStreamFamily(seed: seed, purpose: "substitutes of replication \(replication)")
  }
}

/// Units were lost or made from nothing: a fault of ours.
package struct SimulationFault: Error, CustomStringConvertible {
  package let node: String
  package let sku: String
  package let day: Day
  package let message: String

  package var description: String {
    "the books of \(sku) at \(node) do not agree on \(day): \(message). This is a fault of allot's: please report it"
  }
}
