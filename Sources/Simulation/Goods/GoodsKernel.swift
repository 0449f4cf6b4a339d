import Replenishment
import SupplyModel

/// The day of the goods and the walk-in customers of one SKU: what `Replay` does with them, where nothing but sums tie
/// the SKUs together, on the same stock and the same books by bare pointers. Several threads may work on different SKUs.
///
/// Unchecked, because it holds pointers: a thread writes rows of the SKUs that it was given, and of no others.
struct GoodsKernel: @unchecked Sendable {
  private let facts: GoodsFacts
  private let accounts: UnsafeMutablePointer<StockAccount>
  private let available: UnsafeMutablePointer<Int32>
  private let shippable: UnsafeMutablePointer<Int32>
  private let review: ReviewKernel?
  // Of the facts.
  private let entries: UnsafeMutablePointer<SKUDemand.Entry>
  private let nodes: UnsafeMutablePointer<NodeIndex>
  private let skus: UnsafeMutablePointer<SKUIndex>
  private let protected: UnsafeMutablePointer<Int32>
  private let unitCosts: UnsafeMutablePointer<Int64>
  private let transitDays: UnsafeMutablePointer<Int32>
  private let sold: UnsafeMutablePointer<Int64>
  private let wasInStock: UnsafeMutablePointer<Bool>
  private let backorders: Bool

  init(
    _ facts: GoodsFacts, accounts: UnsafeMutablePointer<StockAccount>, available: UnsafeMutablePointer<Int32>,
    shippable: UnsafeMutablePointer<Int32>, review: ReviewKernel?
  ) {
    self.facts = facts
    self.accounts = accounts
    self.available = available
    self.shippable = shippable
    self.review = review
    entries = facts.demand.entries.base
    nodes = facts.nodes.base
    skus = facts.skus.base
    protected = facts.protected.base
    unitCosts = facts.unitCosts.base
    transitDays = facts.transitDays.base
    sold = facts.sold.base
    wasInStock = facts.wasInStock.base
    backorders = facts.backorders
  }

  // MARK: The morning

  /// Takes in what comes today, and serves customers who wait for it.
  func receive(_ day: Int, isMeasured: Bool, _ room: GoodsRoom, _ sums: UnsafeMutablePointer<GoodsSums>) {
    room.takeLoads(day) { load in
      let row = Int(load.row)
      let sku = Int(skus[row])
      let account = accounts + row
      account.pointee.settle(Int32(day))
      if load.isBought {
        sums.pointee.receivedUnits += Int64(load.units)
      } else {
        sums.pointee.transitUnits -= Int64(load.units)
        sums.pointee.transitValue -= Int64(load.units) * unitCosts[sku]
      }
      var change = account.pointee.record(load.isBought ? .received : .transferredIn, load.units, day: Int32(day))
      if isMeasured { wasInStock[sku] = true }
      let waiting = account.pointee.waiting
      if waiting > 0 {
        let units = min(waiting, available[row] + load.units)
        if units > 0 {
          account.pointee.waiting -= units
          change += account.pointee.record(.sold, units, day: Int32(day))
          sums.pointee.waitingUnits -= Int64(units)
          sums.pointee.soldUnits += Int64(units)
          if isMeasured { sold[sku] += Int64(units) }
        }
      }
      add(row, change, sku, sums)
    }
  }

  @inline(__always)
  private func add(_ row: Int, _ change: Int32, _ sku: Int, _ sums: UnsafeMutablePointer<GoodsSums>) {
    let units = available[row] + change
    available[row] = units
    shippable[row] = max(0, units - protected[row])
    sums.pointee.stockUnits += Int64(change)
    sums.pointee.stockValue += Int64(change) * unitCosts[sku]
  }

  // MARK: Customers

  /// Serves the walk-ins of a day from an entry of the demand on.
  /// - Returns: the first entry of a later day.
  func serve(
    _ sku: Int, from start: Int, to end: Int, _ day: Int, isMeasured: Bool, _ sums: UnsafeMutablePointer<GoodsSums>
  ) -> Int {
    var next = start
    while next < end && entries[next].day == Int32(day) {
      let entry = entries[next]
      serve(Int(entry.row), entry.units, sku, day, isMeasured: isMeasured, sums)
      next += 1
    }
    return next
  }

  @inline(__always)
  private func serve(
    _ row: Int, _ asked: Int32, _ sku: Int, _ day: Int, isMeasured: Bool, _ sums: UnsafeMutablePointer<GoodsSums>
  ) {
    let account = accounts + row
    let units = min(asked, available[row])
    let lacking = asked - units
    account.pointee.settle(Int32(day))
    account.pointee.ask(asked, atOnce: units)
    sums.pointee.demandUnits += Int64(asked)
    if units > 0 {
      add(row, account.pointee.record(.sold, units, day: Int32(day)), sku, sums)
      sums.pointee.soldUnits += Int64(units)
      if isMeasured { sold[sku] += Int64(units) }
    }
    var gone = units
    if lacking > 0 {
      if backorders {
        account.pointee.waiting += lacking
        sums.pointee.waitingUnits += Int64(lacking)
        gone = asked
      } else {
        account.pointee.lost += Int64(lacking)
        sums.pointee.lostUnits += Int64(lacking)
        if isMeasured { facts.lost[sku] += Int64(lacking) }
      }
    }
    if gone > 0 { review?.change(row, by: -gone) }
  }

  // MARK: The evening

  /// Decides in the evening of `day` what is bought and sent for the morning of `next`.
  /// - Parameter journeys: by node, what leaves for it.
  func replenish(
    _ sku: Int, before next: Int, on day: Int, _ room: GoodsRoom, _ sums: UnsafeMutablePointer<GoodsSums>,
    _ journeys: UnsafeMutablePointer<GoodsJourney>
  ) {
    let isReview = next % facts.reviewDays == 0
    guard let review, let reviewRoom = room.review, review.hasWork(sku, isReview: isReview) else { return }
    reviewRoom.removeMoves()
    review.decide(sku, HeldStock(available: available, shippable: shippable), isReview: isReview, in: reviewRoom)
    for move in reviewRoom.moves {
      if move.from < 0 {
        buy(move.to, move.units, sku, next, room, sums)
      } else {
        send(move, sku, day, next, room, sums, journeys)
      }
    }
  }

  @inline(__always)
  private func send(
    _ move: LevelReview.Move, _ sku: Int, _ day: Int, _ next: Int, _ room: GoodsRoom,
    _ sums: UnsafeMutablePointer<GoodsSums>, _ journeys: UnsafeMutablePointer<GoodsJourney>
  ) {
    let from = Int(move.from)
    let node = Int(nodes[Int(move.to)])
    accounts[from].settle(Int32(day))
    add(from, accounts[from].record(.transferredOut, move.units, day: Int32(day)), sku, sums)
    room.send(move.to, move.units, isBought: false, day: next + Int(transitDays[node]))
    let units = Int64(move.units)
    sums.pointee.transitUnits += units
    sums.pointee.transitValue += units * unitCosts[sku]
    sums.pointee.transferredUnits += units
    journeys[node].units += units
    journeys[node].weight += units * facts.weights[sku]
  }

  @inline(__always)
  private func buy(
    _ row: Int32, _ units: Int32, _ sku: Int, _ next: Int, _ room: GoodsRoom, _ sums: UnsafeMutablePointer<GoodsSums>
  ) {
    let supply = Int(facts.supply[Int(row)])
    room.send(row, units, isBought: true, day: next + Int(facts.supplyDays[supply]))
    sums.pointee.ordering += facts.orderCosts[supply] + facts.extraCosts[supply] * Int64(units)
  }

  // MARK: All days

  /// Replays one SKU from the first day to the last, with sums by day.
  func replay(_ sku: Int, _ room: GoodsRoom) {
    let (days, nodes) = (facts.days, facts.nodeCount)
    let (sums, journeys) = (room.sums.base, room.journeys.base)
    facts.sendOpening(sku..<sku + 1, room)
    replenish(sku, before: 0, on: 0, room, sums, journeys)
    var entry = facts.demand.starts[sku]
    let end = facts.demand.starts[sku + 1]
    for day in 0..<days {
      if day == facts.warmup { measure(sku, day, room) }
      let isMeasured = day >= facts.warmup
      receive(day, isMeasured: isMeasured, room, sums + day)
      entry = serve(sku, from: entry, to: end, day, isMeasured: isMeasured, sums + day)
      if day + 1 < days {
        replenish(sku, before: day + 1, on: day, room, sums + day, journeys + (day + 1) * nodes)
      }
    }
    // The next SKU finds the road empty.
    room.takeLoads(days) { _ in }
  }

  /// Begins to measure a SKU. Its books are compared with what planners see first, since they forget what was before.
  private func measure(_ sku: Int, _ day: Int, _ room: GoodsRoom) {
    for row in Int(facts.starts[sku])..<Int(facts.starts[sku + 1]) where facts.isOurs[row] {
      if day > 0 {
        if !accounts[row].agrees(available: available[row]) { room.wrong = min(room.wrong ?? row, row) }
        accounts[row].settle(Int32(day))
        accounts[row].startMeasuring()
      }
      if accounts[row].opening > 0 { wasInStock[sku] = true }
    }
    if day > 0 { room.forEach(from: day) { if !$0.isBought { accounts[Int($0.row)].opensOnRoad += $0.units } } }
  }
}
