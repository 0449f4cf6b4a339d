import SupplyModel
import TestSupport
import Testing

/// Days of goods, worked out by hand.
@Suite struct GoodsDayTests {
  /// A warehouse, and a store that it replenishes in a day.
  private func replay(days: Int32, warehouse: Int32, store: Int32) -> HandReplay {
    var replay = HandReplay(days: days)
    replay.hand.node("W", .central)
    replay.hand.node("S", .store) { $0.parent = 0 }
    replay.sku()
    replay.hand.stock("W", "A", warehouse)
    replay.hand.stock("S", "A", store)
    replay.lane("W", "S", days: 1, cost: 7, unit: 0.5)
    return replay
  }

  /// Delivered after a day, back two days later at the store, which is nearest. Closing stock is 1 1 1 2 2, sold at cost
  /// 20 less 10 that came back: 70 / 10 days. Of three units one is with its customer for good.
  @Test func whatIsSentBackIsStockAgain() throws {
    var replay = replay(days: 5, warehouse: 2, store: 1)
    replay.hand.scenario.nodes[1].acceptsReturns = true
    replay.hand.scenario.nodes[1].coordinates = Coordinates(latitude: 50, longitude: 10)
    replay.hand.zone("Z", at: (50, 10.1))
    replay.lane("W", "Z", days: 1)
    replay.simulation.returnsRate = 1
    replay.simulation.returnDays = 2
    replay.order("O", 0, to: "Z")
    replay.walkIn(0, "S", 1)
    let story = try replay.replay()
    #expect(
      story.log == [
        "0 opening W 2", "0 opening S 1", "0 walk_in S 1", "0 sold S 1", "0 ordered O 1", "0 shipped W O 1 by 1",
        "3 returned S O 1",
      ])
    #expect(story.run.days.map(\.stockUnits) == [1, 1, 1, 2, 2])
    #expect(story[.turnoverDays] == 7)
    #expect(story[.sellThrough] == 1.0 / 3)
    #expect(story[.unitsReturned] == 1)
  }

  /// returns.csv: one of the two comes back to where it came from and is scrapped; nobody can send back what never came.
  @Test func aRowOfReturnsComesBackOnItsDay() throws {
    var replay = replay(days: 3, warehouse: 2, store: 0)
    replay.hand.zone("Z")
    replay.lane("W", "Z", days: 1)
    replay.order("O", 0, to: "Z", 2)
    replay.order("never", 0, to: "Z", 2)
    let instant = Instant(seconds: Int64(replay.day(2).number) * 86_400)
    for (order, resalable) in [(0, false), (1, true)] {
      replay.hand.scenario.returns.append(
        ReturnRow(
          order: OrderIndex(order), sku: 0, quantity: 1, returnedAt: instant, node: nil, resalable: resalable))
    }
    let story = try replay.replay()
    #expect(
      story.log.suffix(4) == ["0 shipped W O 2 by 1", "0 lost never 2", "2 returned W O 1", "2 spoiled W 1"])
    #expect(story[.spoilageCost] == 10)
  }

  /// An order has a line of two and one of three; a row of four without a SKU is the first line's two, and two of the
  /// second's. One of nine, later, is what is left. Where no order is named, a store gets what it sold, and no more.
  @Test func rowsOfReturnsGoFromLineToLine() throws {
    var replay = replay(days: 4, warehouse: 3, store: 2)
    replay.sku("B")
    replay.hand.stock("W", "B", 3)
    replay.hand.zone("Z")
    replay.lane("W", "Z", days: 1)
    replay.hand.order("O", to: "Z", [HandScenario.Line("A", 2, price: 20), HandScenario.Line("B", 3, price: 20)])
    replay.walkIn(0, "S", 2)
    func row(_ order: OrderIndex?, _ day: Int32, _ units: Int32, node: NodeIndex?, sku: SKUIndex? = nil) {
      replay.hand.scenario.returns.append(
        ReturnRow(
          order: order, sku: sku, quantity: units,
          returnedAt: Instant(seconds: Int64(replay.day(day).number) * 86_400), node: node, resalable: true))
    }
    row(0, 2, 4, node: 1)
    row(0, 3, 9, node: nil)
    row(nil, 3, 5, node: 1, sku: 0)
    row(nil, 3, 1, node: nil, sku: 0)
    let story = try replay.replay()
    #expect(
      story.log.filter { $0.contains("returned") } == [
        "2 returned S O A 2", "2 returned S O B 2", "3 returned W O B 1", "3 returned S A 2",
      ])
    #expect(story.run.notices.contains { $0.text.hasPrefix("1 row of returns.csv") })
  }

  /// The season was over before the first day: what is there is marked down in its morning, and nothing is sent for it.
  @Test func whatIsLeftOfAnEarlierSeasonIsMarkedDownAtOnce() throws {
    var replay = replay(days: 2, warehouse: 3, store: 2)
    replay.hand.scenario.skus[0].seasonEnd = replay.day(-1)
    replay.hand.scenario.skus[0].salvageValue = Money(units: 4)
    replay.baseStock("S", 4)
    replay.walkIn(0, "S", 1)
    let story = try replay.replay(.cheapest, .baseStock)
    #expect(
      story.log == [
        "0 opening W 3", "0 opening S 2", "0 marked_down W 3", "0 marked_down S 2", "0 walk_in S 1", "0 lost S 1",
      ])
    #expect(story[.markdownCost] == 30)
    #expect(story.run.days.map(\.stockUnits) == [0, 0])
  }

  /// The season ends on day 1: of five units two are sold, three marked down at 6 each in the evening. A customer of day
  /// 2 finds nothing; two units that come then, and one that comes back, are marked down at once.
  @Test func whatIsLeftOfASeasonIsMarkedDown() throws {
    var replay = replay(days: 3, warehouse: 1, store: 5)
    replay.hand.scenario.skus[0].seasonEnd = replay.day(1)
    replay.hand.scenario.skus[0].salvageValue = Money(units: 4)
    replay.hand.scenario.nodes[1].acceptsReturns = true
    replay.simulation.returnsRate = 1
    replay.simulation.returnDays = 2
    replay.walkIn(0, "S", 2)
    replay.hand.scenario.nodes[0].pickup = true
    replay.order("O", 0, to: "W")
    replay.walkIn(2, "S", 1)
    replay.receipt(2, "S", 2)
    let story = try replay.replay()
    #expect(
      story.log == [
        "0 opening W 1", "0 opening S 5", "0 walk_in S 2", "0 sold S 2", "0 ordered O 1", "0 shipped W O 1 by 0",
        "1 marked_down S 3", "2 received S 2", "2 marked_down S 2", "2 returned W O 1", "2 marked_down W 1",
        "2 walk_in S 1", "2 lost S 1",
      ])
    #expect(story[.markdownCost] == 36)
    #expect(story.run.days.last?.stockUnits == 0)
  }

  /// Goods can be sold on three days. The store is to have six.
  ///
  /// Before day 0 the four of the warehouse leave (their last day is 2), and come on day 1. Four fresh ones come to the
  /// warehouse on day 1 (last day 3): one unit is sold that day, so that three are missing, leave in the evening and come
  /// on day 3. The store's three spoil on day 2, and the last one leaves that evening. Those that came on day 3 spoil on
  /// its evening; the one that comes on day 4 has spoiled on the way.
  @Test func theOldestGoodsSpoilFirstWhereverTheyAre() throws {
    var replay = replay(days: 5, warehouse: 4, store: 0)
    replay.hand.scenario.skus[0].shelfLifeDays = 3
    replay.baseStock("S", 6)
    replay.receipt(1, "W", 4)
    replay.walkIn(1, "S", 1)
    replay.walkIn(4, "S", 1)
    let story = try replay.replay(.cheapest, .baseStock)
    #expect(
      story.log == [
        "0 opening W 4", "0 transferred_out W 4", "1 received W 4", "1 transferred_in S 4", "1 walk_in S 1",
        "1 sold S 1", "1 transferred_out W 3", "2 spoiled S 3", "2 transferred_out W 1", "3 transferred_in S 3",
        "3 spoiled S 3", "4 transferred_in S 1", "4 spoiled S 1", "4 walk_in S 1", "4 lost S 1",
      ])
    #expect(story[.spoilageCost] == 70)
  }

  /// Two loads of one age reach the store, the second after the first is sold; then fresh goods. Only the second spoils.
  @Test func goodsOfOneAgeSpoilOnce() throws {
    var replay = replay(days: 4, warehouse: 4, store: 0)
    replay.hand.scenario.skus[0].shelfLifeDays = 4
    // Two a day fit through the dock of the store.
    replay.hand.scenario.nodes[1].receivingUnits = 2
    replay.baseStock("S", 6)
    replay.walkIn(1, "S", 2)
    replay.receipt(3, "S", 2)
    let story = try replay.replay(.cheapest, .baseStock)
    // 1: two of the four come and are sold. 2: the others come. 3: of the two bought ones, fresh, both come; the old
    // two spoil in the evening, the fresh ones stay.
    #expect(story.log.contains("2 transferred_in S 2"))
    #expect(story.log.filter { $0.contains("spoiled") } == ["3 spoiled S 2"])
    #expect(story.run.days.last?.stockUnits == 2)
  }

  /// Five units come to a dock that takes two a day and is closed on day 1.
  @Test func aDockTakesInWhatItCan() throws {
    var replay = replay(days: 4, warehouse: 0, store: 0)
    replay.hand.scenario.nodes[1].receivingUnits = 2
    replay.hand.scenario.calendar = [CalendarEntry(node: 1, day: replay.day(1), open: false)]
    replay.receipt(0, "S", 5)
    let story = try replay.replay()
    #expect(story.log == ["0 received S 2", "2 received S 2", "3 received S 1"])
  }

  /// Three units of ours reach a dock that takes one a day: until they are in, they are on the road.
  @Test func whatWaitsAtADockIsOnTheRoad() throws {
    var replay = replay(days: 4, warehouse: 3, store: 0)
    replay.hand.scenario.nodes[1].receivingUnits = 1
    replay.baseStock("S", 3)
    let story = try replay.replay(.cheapest, .baseStock)
    #expect(story.run.days.map(\.transitUnits) == [3, 2, 1, 0])
    #expect(story.run.days.map(\.stockUnits) == [0, 1, 2, 3])
  }

  /// The store sells its three on day 0. In the evening three are loaded for day 1: they take three of that day's
  /// capacity of five, and make the warehouse work for 20, which an order of that day does not pay again. Of its three
  /// units, two fit. The journey costs 7 + 3 x 0.5, paid when it is decided.
  @Test func aTransferLeavesTheNextMorningAndUsesThatDaysCapacity() throws {
    var replay = replay(days: 3, warehouse: 10, store: 3)
    replay.hand.scenario.nodes[0].capacityUnits = 5
    replay.hand.scenario.nodes[0].activationCost = Money(units: 20)
    replay.hand.zone("Z")
    replay.lane("W", "Z")
    replay.baseStock("S", 3)
    replay.walkIn(0, "S", 3)
    replay.order("O", 1, to: "Z", 3) { $0.split = .units }
    let story = try replay.replay(.cheapest, .baseStock)
    #expect(
      story.log == [
        "0 opening W 10", "0 opening S 3", "0 walk_in S 3", "0 sold S 3", "0 transferred_out W 3", "1 ordered O 3",
        "1 shipped W O 2 by 1", "1 lost O 1", "2 transferred_in S 3",
      ])
    #expect(story.run.days.map(\.cost.activation) == [.zero, Money(units: 20), .zero])
    #expect(story.run.days.map(\.cost.transfer.double) == [8.5, 0, 0])
  }

  /// The warehouse is closed on day 1, the day after the store has sold all: what is loaded that evening leaves on day 2,
  /// and takes three of that day's five units, not of day 1's.
  @Test func aTransferUsesTheCapacityOfTheDayOnWhichItLeaves() throws {
    var replay = replay(days: 4, warehouse: 10, store: 3)
    replay.hand.scenario.nodes[0].capacityUnits = 5
    replay.hand.scenario.nodes[0].activationCost = Money(units: 20)
    replay.hand.scenario.calendar = [CalendarEntry(node: 0, day: replay.day(1), open: false)]
    replay.hand.zone("Z")
    replay.lane("W", "Z")
    replay.baseStock("S", 3)
    replay.walkIn(0, "S", 3)
    replay.order("O", 2, to: "Z", 3) { $0.split = .units }
    let story = try replay.replay(.cheapest, .baseStock)
    #expect(
      story.log.suffix(4) == ["2 ordered O 3", "2 shipped W O 2 by 2", "2 lost O 1", "3 transferred_in S 3"])
    #expect(story.run.days.map(\.cost.activation) == [.zero, .zero, Money(units: 20), .zero])
  }

  /// Bought at the warehouse, three days away, packs of 4, at least 6: 8 units for two missing ones. An order costs 9, a
  /// unit 1 more than elsewhere.
  @Test func whatIsBoughtComesAfterItsLeadTime() throws {
    var replay = replay(days: 4, warehouse: 3, store: 0)
    replay.hand.scenario.skus[0].packSize = 4
    replay.hand.scenario.supply = [
      SupplyRow(node: 0, sku: 0, leadDays: 3, unitCost: Money(units: 11), orderCost: Money(units: 9), minimum: 6)
    ]
    replay.baseStock("W", 5)
    replay.baseStock("S", 0)
    let story = try replay.replay(.cheapest, .baseStock)
    #expect(story.log == ["0 opening W 3", "3 received W 8"])
    #expect(story[.orderingCost] == 17)
  }

  // MARK: What counts as stock

  /// All ten leave before the first day, and are sold at the store: all that was there, and no more.
  @Test func whatIsOnTheRoadWhenMeasuringBeginsWasThere() throws {
    var replay = replay(days: 3, warehouse: 10, store: 0)
    replay.baseStock("S", 10)
    replay.walkIn(1, "S", 10)
    for warmup in [0, 1] as [Int32] {
      replay.simulation.warmupDays = warmup
      let story = try replay.replay(.cheapest, .baseStock)
      #expect(story[.sellThrough] == 1)
      #expect(story[.unitsTransferred] == (warmup == 0 ? 10 : 0))
    }
  }

  /// A vendor's units are nobody's stock: of 30 unit days at 10, one unit of ours is sold. The road adds none.
  @Test func vendorsCountInNoStockMetric() throws {
    var replay = replay(days: 3, warehouse: 11, store: 0)
    replay.hand.node("V", .vendor)
    replay.hand.stock("V", "A", nil)
    replay.hand.zone("Z")
    replay.hand.zone("Y")
    replay.lane("W", "Z")
    replay.lane("V", "Y")
    replay.order("O", 0, to: "Z")
    replay.order("P", 0, to: "Y", 4)
    let story = try replay.replay()
    #expect(story[.turnoverDays] == 30)
    #expect(story[.turnoverDaysWithPipeline] == 30)
    #expect(story[.unitsSold] == 5)
  }

  /// Goods may come back to the store, which is not meant to have any: its empty shelf is no stock-out.
  @Test func whereGoodsOnlyComeBackToNoneAreMissed() throws {
    var replay = HandReplay(days: 2)
    replay.hand.node("W", .central)
    replay.hand.node("S", .store) { $0.acceptsReturns = true }
    replay.sku()
    replay.hand.stock("W", "A", 1)
    replay.simulation.returnsRate = 0.5
    #expect(try replay.replay()[.stockoutRate] == 0)
  }
}
