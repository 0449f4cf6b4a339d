import Fulfillment
import Replenishment
import SupplyModel

/// Replays goods and walk-in customers SKU by SKU, on all threads, where nothing but online orders ties SKUs together: no
/// node's room or day limits what is moved, nothing spoils or goes out of season, nobody takes another SKU or has a name.
///
/// Without orders each SKU is replayed from the first day to the last; with orders, all SKUs day by day between them. The
/// books are those of `Replay`, and so is the result, to the last bit; in place of the comparison of every day all rows
/// are compared when measuring begins and at the end.
final class SeparateGoods {
  private let facts: GoodsFacts
  private let threads: Int
  /// Ranges of SKUs, each with a room and the next entry of demand of each SKU; where SKUs are replayed day by day.
  private var blocks: [Block] = []
  /// Whether each SKU can be replayed from the first day to the last.
  private let isWhole: Bool

  private struct Block {
    var skus: Range<Int>
    var room: GoodsRoom
    var entries: FlatArray<Int>
  }

  /// Whether goods of this world may be replayed SKU by SKU under a policy. Complexity: O(rows of small tables + stock).
  static func applies(_ world: SimulationWorld, _ policy: SimulationPolicy) -> Bool {
    let scenario = world.scenario
    let settings = scenario.settings.simulation
    return policy.replenishment != .planned && world.window.batchMinutes % 1_440 == 0 && world.window.batchMinutes > 0
      && settings.substitution == 0 && settings.returnsRate == 0 && scenario.returns.isEmpty && !world.spoils
      && scenario.customers.isEmpty && (settings.demand?.customers ?? 0) == 0 && scenario.calendar.isEmpty
      && !scenario.skus.contains { $0.seasonStart != nil || $0.seasonEnd != nil }
      && scenario.nodes.indices.allSatisfy { isOpenHanded(world, $0) }
      && scenario.stock.allSatisfy { $0.onHand != nil || world.isVendor[Int($0.node)] }
      && !scenario.receipts.contains { world.isVendor[Int($0.node)] }
      && !scenario.supply.contains { world.isVendor[Int($0.node)] }
      && world.window.days * scenario.nodes.count <= mostNodeDays
  }

  /// Sums by node and day that a thread keeps, at most.
  private static let mostNodeDays = 20_000_000

  /// Whether a node takes in and sends whatever comes, every day, and is supplied by one of ours.
  private static func isOpenHanded(_ world: SimulationWorld, _ index: Int) -> Bool {
    let node = world.scenario.nodes[index]
    return node.openDays == .everyDay && node.capacityUnits == nil && node.receivingUnits == nil
      && world.network.parent(NodeIndex(index)).map { !world.isVendor[Int($0)] } ?? true
  }

  /// Whether any order is placed on a day of the replay, so that SKUs meet there. Complexity: O(orders).
  static func hasOrders(_ world: SimulationWorld) -> Bool {
    let clock = world.scenario.settings.clock
    return world.scenario.orders.contains { order in
      order.placedAt.map { world.window.index(clock.local($0).day) != nil } ?? true
    }
  }

  /// - Parameter replay: before its first day.
  init(_ replay: Replay) {
    threads = replay.options.threads
    replay.prepareReview(before: 0)
    var underWay: [(row: Int32, units: Int32, day: Int)] = []
    replay.transit.forEach(from: 0) { load, day in underWay.append((load.row, load.units, day)) }
    facts = GoodsFacts(
      replay.world, replay.session, replay.review, underWay: underWay, threads: replay.options.threads)
    isWhole = !replay.hasOrders && replay.review.isSettled
    if !isWhole { cut(replay) }
  }

  /// Cuts the SKUs into blocks: enough for all threads to be busy.
  private func cut(_ replay: Replay) {
    let size = max(1, (facts.skuCount + 63) / 64)
    for first in stride(from: 0, to: facts.skuCount, by: size) {
      let skus = first..<min(facts.skuCount, first + size)
      let room = makeRoom(replay, sums: 1)
      facts.sendOpening(skus, room)
      let entries = FlatArray<Int>(repeating: 0, count: skus.count)
      for sku in skus { entries[sku - first] = facts.demand.starts[sku] }
      blocks.append(Block(skus: skus, room: room, entries: entries))
    }
  }

  private func makeRoom(_ replay: Replay, sums: Int) -> GoodsRoom {
    GoodsRoom(days: facts.days, nodes: facts.nodeCount, sums: sums, review: replay.review.levels?.makeRoom())
  }

  private func withKernel(_ replay: Replay, _ body: (GoodsKernel) -> Void) {
    let (facts, accounts, review) = (facts, replay.ledger.accounts, replay.review.levels?.kernel)
    replay.session.withStock { available, shippable in
      body(
        GoodsKernel(facts, accounts: accounts, available: available, shippable: shippable, review: review))
    }
  }

  // MARK: From the first day to the last

  /// Replays all days, where SKUs never meet.
  /// - Returns: false where they do: nothing was done then.
  /// - Throws: where the books do not agree.
  func replayAll(_ replay: Replay) throws -> Bool {
    guard isWhole else { return false }
    let size = max(1, min(64, facts.skuCount / (8 * threads)))
    let chunks = (facts.skuCount + size - 1) / size
    // Journeys by the morning on which they leave; those before the first day are a matter of their own.
    let rooms = (0..<max(1, min(threads, chunks))).map { _ in makeRoom(replay, sums: facts.days + 1) }
    let count = facts.skuCount
    withKernel(replay) { kernel in
      concurrently(chunks, threads: threads) { worker, chunk in
        for sku in chunk * size..<min(count, (chunk + 1) * size) { kernel.replay(sku, rooms[worker]) }
      }
    }
    if let row = rooms.compactMap(\.wrong).min() { throw replay.fault(row) }
    book(rooms, 0, leaving: 0, replay)
    for day in 0..<facts.days {
      replay.beginPlain(day)
      for room in rooms { replay.book(room.sums[day]) }
      book(rooms, day + 1, leaving: day + 1, replay)
      replay.close()
    }
    addTally(replay)
    return true
  }

  // MARK: Day by day

  private func forBlocks(
    _ replay: Replay, _ body: @Sendable (GoodsKernel, Range<Int>, GoodsRoom, FlatArray<Int>) -> Void
  ) {
    let blocks = blocks
    withKernel(replay) { kernel in
      concurrently(blocks.count, threads: threads) { index in
        body(kernel, blocks[index].skus, blocks[index].room, blocks[index].entries)
      }
    }
    for block in blocks {
      replay.book(block.room.sums[0])
      block.room.sums[0] = GoodsSums()
    }
  }

  func receive(_ replay: Replay) {
    let (day, isMeasured) = (replay.day, replay.today.isMeasured)
    forBlocks(replay) { kernel, _, room, _ in kernel.receive(day, isMeasured: isMeasured, room, room.sums.base) }
  }

  func serveWalkIns(_ replay: Replay) {
    let (day, isMeasured, demand) = (replay.day, replay.today.isMeasured, facts.demand)
    forBlocks(replay) { kernel, skus, room, entries in
      for sku in skus {
        let place = sku - skus.lowerBound
        entries[place] = kernel.serve(
          sku, from: entries[place], to: demand.starts[sku + 1], day, isMeasured: isMeasured,
          room.sums.base)
      }
    }
  }

  func replenish(_ replay: Replay, before next: Int) {
    if next % facts.reviewDays == 0 { replay.prepareReview(before: next) }
    guard replay.review.levels != nil else { return }
    let day = replay.day
    forBlocks(replay) { kernel, skus, room, _ in
      for sku in skus {
        kernel.replenish(sku, before: next, on: day, room, room.sums.base, room.journeys.base)
      }
    }
    book(blocks.map(\.room), 0, leaving: next, replay)
  }

  /// What was on the road when measuring began.
  func countOnRoad(_ replay: Replay) {
    for block in blocks {
      block.room.forEach(from: replay.day) { load in
        if !load.isBought { replay.ledger.countOnRoad(Int(load.row), load.units) }
      }
    }
  }

  // MARK: Sums

  /// Pays the journeys of an evening, and forgets them.
  /// - Parameter morning: on which they leave, counted from the start.
  private func book(_ rooms: [GoodsRoom], _ place: Int, leaving morning: Int, _ replay: Replay) {
    for node in 0..<facts.nodeCount {
      var journey = GoodsJourney()
      for room in rooms {
        let index = place * facts.nodeCount + node
        journey.units += room.journeys[index].units
        journey.weight += room.journeys[index].weight
        room.journeys[index] = GoodsJourney()
      }
      if journey.units > 0 { replay.book(journey, to: NodeIndex(node), leaving: morning) }
    }
  }

  /// Sales by SKU, when all days are over.
  func addTally(_ replay: Replay) {
    for sku in 0..<facts.skuCount {
      replay.tally.add(
        SKUIndex(sku), soldInStore: facts.sold[sku], lostInStore: facts.lost[sku], wasInStock: facts.wasInStock[sku])
    }
  }
}

extension Replay {
  /// Begins a day on which nobody asks the planners.
  func beginPlain(_ day: Int) {
    self.day = day
    if day > 0 { today = SimulationDay(day: window.start + Int32(day)) }
    today.isMeasured = day >= window.warmup
    if day == window.warmup { tally.startMeasuring(stock, ledger) }
    for (node, _) in departures.take(day) { today.cost.activation += scenario.nodes[Int(node)].activationCost }
  }

  /// Adds what goods and walk-in customers of some SKUs come to.
  func book(_ sums: GoodsSums) {
    today.demandUnits += sums.demandUnits
    today.soldUnits += sums.soldUnits
    today.lostUnits += sums.lostUnits
    today.receivedUnits += sums.receivedUnits
    today.transferredUnits += sums.transferredUnits
    today.cost.ordering += Money(millionths: sums.ordering)
    ledger.add(units: sums.stockUnits, value: sums.stockValue, waiting: sums.waitingUnits)
    transit.add(units: sums.transitUnits, value: sums.transitValue)
  }

  /// Pays for what leaves for a node from its parent on a morning.
  func book(_ journey: GoodsJourney, to node: NodeIndex, leaving morning: Int) {
    guard let parent = world.network.parent(node) else { return }
    departures.add(parent, Int32(clamping: journey.units), day: morning)
    today.cost.transfer += world.network.journeyCost(
      from: parent, to: node, units: journey.units, weight: Weight(milligrams: journey.weight))
  }
}
