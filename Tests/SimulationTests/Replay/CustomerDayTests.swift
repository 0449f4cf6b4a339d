import Simulation
import SupplyModel
import Testing

/// Days of customers, worked out by hand.
@Suite struct CustomerDayTests {
  /// A store, and a warehouse that sends to a zone in two days for 5.
  private func replay(days: Int32, store: Int32, warehouse: Int32 = 0) -> HandReplay {
    var replay = HandReplay(days: days)
    replay.sku()
    replay.hand.node("W", .central)
    replay.hand.node("S", .store)
    replay.hand.zone("Z")
    replay.hand.stock("S", "A", store)
    replay.hand.stock("W", "A", warehouse)
    replay.lane("W", "Z", days: 2, cost: 5)
    return replay
  }

  /// Three ask for the one unit: two wait. Five come the next morning: the two get theirs first, three of four others
  /// theirs. 1 + 3 of 7 units were there when they were asked for.
  @Test func aReceiptServesWhoWaits() throws {
    var replay = replay(days: 2, store: 1)
    replay.simulation.stockout = .backorder
    replay.walkIn(0, "S", 3)
    replay.receipt(1, "S", 5)
    replay.walkIn(1, "S", 4)
    let story = try replay.replay()
    #expect(
      story.log == [
        "0 opening S 1", "0 walk_in S 3", "0 sold S 1", "1 received S 5", "1 sold S 2", "1 walk_in S 4", "1 sold S 3",
      ])
    #expect(story.run.days.map(\.waitingUnits) == [2, 1])
    #expect(story[.averageWaitingUnits] == 1.5)
    #expect(story[.fillRate] == 4.0 / 7)
    #expect(story[.lostSalesUnits] == 0)
  }

  /// The day's only walk-in comes at nine. A batch of that minute comes after it; one at eight before.
  @Test func aWalkInComesBeforeABatchOfItsMinute() throws {
    var replay = replay(days: 1, store: 1)
    replay.walkIn(0, "S", 1)
    replay.order("O", 0, 7, to: "S")
    replay.simulation.everyHours = 9
    #expect(try replay.replay().log == ["0 opening S 1", "0 walk_in S 1", "0 sold S 1", "0 ordered O 1", "0 lost O 1"])
    replay.simulation.everyHours = 8
    #expect(
      try replay.replay().log == [
        "0 opening S 1", "0 ordered O 1", "0 shipped S O 1 by 0", "0 walk_in S 1", "0 lost S 1",
      ])
  }

  /// Of two walk-ins the second comes at three in the afternoon. Each order as it comes: one before it, one behind.
  @Test func everyOrderAsItComes() throws {
    var replay = replay(days: 1, store: 2)
    replay.walkIn(0, "S", 1)
    replay.walkIn(0, "S", 1)
    replay.order("late", 0, 15.5, to: "S")
    replay.order("early", 0, 14.5, to: "S")
    replay.simulation.everyHours = 0
    #expect(
      try replay.replay().log == [
        "0 opening S 2", "0 walk_in S 1", "0 sold S 1", "0 ordered early 1", "0 shipped S early 1 by 0",
        "0 walk_in S 1", "0 lost S 1", "0 ordered late 1", "0 lost late 1",
      ])
  }

  /// Two days on the way: what is ordered before noon leaves on the day, what is ordered later the day after.
  @Test func whoComesAfterTheCutoffWaitsADay() throws {
    var replay = replay(days: 5, store: 0, warehouse: 2)
    replay.hand.scenario.nodes[0].cutoff = MinuteOfDay(minutes: 720)
    let promise = replay.day(2)
    replay.order("early", 0, 11, to: "Z") { $0.promiseBy = promise }
    replay.order("late", 0, 13, to: "Z") { $0.promiseBy = promise }
    replay.hand.scenario.settings.latenessPerOrderDay = Money(units: 3)
    let story = try replay.replay()
    #expect(story.log.suffix(2) == ["0 shipped W early 1 by 2", "0 shipped W late 1 by 3"])
    #expect(story[.cycleTimeP50] == 2)
    #expect(story[.cycleTimeP95] == 3)
    #expect(story[.onTimeRate] == 0.5)
    #expect(story[.latenessCost] == 3)
  }

  /// The warehouse is closed on day 1: an order of that day waits for the next, and nothing is lost.
  @Test func aClosedDayServesNobody() throws {
    var replay = replay(days: 4, store: 0, warehouse: 2)
    replay.simulation.stockout = .backorder
    replay.hand.scenario.calendar = [CalendarEntry(node: 0, day: replay.day(1), open: false)]
    replay.order("O", 1, to: "Z")
    let story = try replay.replay()
    #expect(story.log == ["0 opening W 2", "1 ordered O 1", "2 shipped W O 1 by 4"])
    #expect(story.run.days.map(\.waitingUnits) == [0, 1, 0, 0])
    // Delivered on day 4, which is behind the end.
    #expect(story[.cycleTimeP50] == nil)
    #expect(story[.orderFillRate] == 1)
    #expect(story[.fillRate] == 0)
  }

  /// The cheaper warehouse cannot find the unit on day 0 and is closed on day 1: the dearer one sends it.
  @Test func whoIsTurnedAwayComesAgain() throws {
    var replay = replay(days: 2, store: 0, warehouse: 1)
    replay.hand.scenario.nodes[0].rejectRate = .one
    replay.hand.node("B", .central)
    replay.hand.stock("B", "A", 1)
    replay.lane("B", "Z", days: 0, cost: 9)
    replay.hand.scenario.calendar = [CalendarEntry(node: 0, day: replay.day(1), open: false)]
    replay.order("O", 0, to: "Z")
    let story = try replay.replay()
    #expect(story.log == ["0 opening W 1", "0 opening B 1", "0 ordered O 1", "1 shipped B O 1 by 1"])
    #expect(story[.rejects] == 1)
    #expect(story[.carrierCost] == 9)
    #expect(story[.fillRate] == 0)
    #expect(story[.orderFillRate] == 1)
    #expect(story.run.days.map(\.stockUnits) == [2, 1])
  }

  /// Promised for day 2 of two days: nobody can say whether that is kept.
  @Test func promisesBehindTheEndAreCounted() throws {
    var replay = replay(days: 2, store: 0, warehouse: 2)
    let days = [1, 2].map { replay.day($0) }
    replay.order("O", 0, to: "Z") { $0.promiseBy = days[0] }
    replay.order("P", 0, to: "Z") { $0.promiseBy = days[1] }
    let story = try replay.replay()
    #expect(story[.onTimeRate] == 0)
    #expect(story[.promisesAfterEnd] == 1)
  }

  /// Only the store has the unit: online orders may have it where stock is one, not where channels are kept apart.
  @Test func silosKeepStoreStockFromOnlineOrders() throws {
    var replay = replay(days: 1, store: 1)
    replay.lane("S", "Z", cost: 7)
    replay.order("O", 0, to: "Z")
    #expect(try replay.replay().log.last == "0 shipped S O 1 by 0")
    let siloed = try replay.replay(.cheapest, .none, .siloed)
    #expect(siloed.log.last == "0 lost O 1")
    #expect(siloed[.unfilledCost] == 5)
    #expect(siloed[.lostSalesValue] == 20)
  }

  /// A unit is sold each day. Without the first day: two of the three that were there then, 2 and 1 at the close.
  @Test func theWarmUpIsNotMeasured() throws {
    var replay = replay(days: 3, store: 5)
    replay.simulation.warmupDays = 1
    for day in 0...2 { replay.walkIn(Int32(day), "S", 1) }
    replay.order("before", 0, to: "S")
    let story = try replay.replay()
    #expect(story.run.days.map(\.isMeasured) == [false, true, true])
    #expect(story.run.days.map(\.stockUnits) == [3, 2, 1])
    #expect(story[.unitsSold] == 2)
    #expect(story[.sellThrough] == 2.0 / 3)
    #expect(story[.averageStockUnits] == 1.5)
    #expect(story[.turnoverDays] == 1.5)
    #expect(story[.orders] == 0)
    #expect(story[.orderFillRate] == nil)
  }

  /// Who asks in vain takes another SKU of the category, and is neither lost nor filled at once.
  @Test func anotherSKUIsTakenInstead() throws {
    var replay = replay(days: 1, store: 1)
    replay.sku("B")
    replay.hand.stock("S", "B", 2)
    replay.simulation.substitution = 1
    replay.walkIn(0, "S", 3)
    let story = try replay.replay()
    #expect(
      story.log == ["0 opening S A 1", "0 opening S B 2", "0 walk_in S A 3", "0 sold S A 1", "0 sold S B 2"])
    #expect(story[.lostSalesUnits] == 0)
    #expect(story[.fillRate] == 1.0 / 3)
  }

  /// Goods come on the second day: the order's customer is one who bought online all the same, and in the store.
  @Test func whoIsServedLateHasBoughtToo() throws {
    var replay = replay(days: 2, store: 1)
    replay.simulation.stockout = .backorder
    replay.order("O", 0, to: "Z", customer: "C")
    replay.receipt(1, "W", 1)
    replay.walkIn(0, "S", 1, customer: "C")
    let story = try replay.replay()
    #expect(story.log.last == "1 shipped W O 1 by 3")
    #expect(story[.crossChannelCustomers] == 1)
    #expect(story[.crossChannelRepeatRate] == 1)
  }

  /// An order placed in a store, and served from the warehouse, is the store's sale.
  @Test func anOrderPlacedInAStoreIsNoOnlineSale() throws {
    var replay = replay(days: 1, store: 0, warehouse: 3)
    replay.order("O", 0, to: "Z", 2, customer: "C") { $0.channel = .store }
    replay.order("P", 0, to: "Z", 1, customer: "D")
    let story = try replay.replay()
    #expect(story[.gmv] == 60)
    #expect(story[.onlineShare] == 1.0 / 3)
    #expect(story[.crossChannelCustomers] == 0)
  }

  /// Stores take a tenth of what they hand over, the warehouse a twentieth, which is no store's commission.
  @Test func everyStoreHasItsCommission() throws {
    var replay = replay(days: 1, store: 3, warehouse: 3)
    replay.hand.node("T", .store) { $0.commissionRate = Ratio(billionths: 100_000_000) }
    replay.hand.stock("T", "A", 3)
    replay.hand.scenario.nodes[1].commissionRate = Ratio(billionths: 100_000_000)
    replay.hand.scenario.nodes[0].commissionRate = Ratio(billionths: 50_000_000)
    for (order, place) in [("O", "S"), ("P", "S"), ("Q", "T"), ("R", "Z")] { replay.order(order, 0, to: place) }
    var options = Simulator.Options()
    options.scopes = [.node, .tier]
    let simulator = try Simulator(replay.hand.scenario, options: options)
    let policy = SimulationPolicy(fulfilment: .cheapest, replenishment: .none, channels: .unified)
    let run = try simulator.run(policy, in: simulator.world(1), replication: 1)
    #expect(run.metrics[.storeCommission] == 6)
    let paid = run.parts.map { "\($0.key) \($0.metrics[.storeCommission] ?? -1)" }
    #expect(paid == ["W 0.0", "S 4.0", "T 2.0", "central 0.0", "store 6.0"])
  }

  /// Every five hours: an order of ten at night, on the last warm-up day, is decided on the first that is measured. Its
  /// demand is not of the measured days, nor is what fills it.
  @Test func demandOfTheWarmUpFillsNothing() throws {
    var replay = replay(days: 2, store: 5, warehouse: 5)
    replay.simulation.warmupDays = 1
    replay.simulation.everyHours = 5
    replay.order("O", 0, 22, to: "Z")
    replay.walkIn(1, "S", 1)
    let story = try replay.replay()
    #expect(story.log.contains("1 shipped W O 1 by 3"))
    #expect(story[.fillRate] == 1)
  }
}
