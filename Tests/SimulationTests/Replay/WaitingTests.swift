import SupplyModel
import Testing

/// Who waits, and what becomes of that.
@Suite struct WaitingTests {
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
    replay.simulation.stockout = .backorder
    return replay
  }

  /// C and D ask for two each and wait; of three units C, who came first, gets two. C bought online, too: of two customers
  /// one bought in both channels, and the second purchase was in the other one.
  @Test func whoWaitedInAStoreIsServedByNameInTurn() throws {
    var replay = replay(days: 3, store: 0, warehouse: 1)
    replay.walkIn(0, "S", 2, customer: "C")
    replay.walkIn(0, "S", 2, customer: "D")
    replay.order("O", 0, to: "Z", customer: "C")
    replay.receipt(1, "S", 3)
    let story = try replay.replay()
    #expect(story.log.suffix(3) == ["1 received S 3", "1 sold S 2", "1 sold S 1"])
    #expect(story[.crossChannelCustomers] == 0.5)
    #expect(story[.crossChannelRepeatRate] == 1)
    #expect(story.run.days.map(\.waitingUnits) == [4, 1, 1])
  }

  /// Two came back to the store where three wait: two of them get those, before the next one who comes.
  @Test func whatComesBackServesWhoWaits() throws {
    var replay = replay(days: 4, store: 0, warehouse: 2)
    replay.hand.scenario.nodes[0].acceptsReturns = false
    replay.hand.scenario.returns = [
      ReturnRow(
        order: 0, sku: 0, quantity: 2, returnedAt: Instant(seconds: Int64(replay.day(3).number) * 86_400), node: 1,
        resalable: true)
    ]
    replay.order("O", 0, to: "Z", 2)
    replay.walkIn(1, "S", 3, customer: "C")
    replay.walkIn(3, "S", 1)
    let story = try replay.replay()
    #expect(story.log.suffix(3) == ["3 returned S O 2", "3 sold S 2", "3 walk_in S 1"])
    #expect(story.run.days.map(\.waitingUnits) == [0, 3, 3, 2])
  }

  /// At the season's end whoever waits in the store goes without; an order does on the first day that is too late.
  @Test func nobodyWaitsForASeasonThatIsOver() throws {
    var replay = replay(days: 3, store: 0)
    replay.hand.scenario.skus[0].seasonEnd = replay.day(0)
    replay.walkIn(0, "S", 2, customer: "C")
    replay.order("O", 0, to: "Z")
    let story = try replay.replay()
    #expect(story.log == ["0 walk_in S 2", "0 ordered O 1", "0 lost S 2", "1 lost O 1"])
    #expect(story.run.days.map(\.waitingUnits) == [1, 0, 0])
    #expect(story[.lostSalesUnits] == 3)
    #expect(story[.unfilledCost] == 5)
  }

  /// Two shipments at most: one from each node on the first day. What they lacked is lost, and not sent by a third.
  @Test func anOrderHasItsShipmentsOnceAndNotOnceABatch() throws {
    for limit in [1, 2, 3] as [Int32] {
      var replay = replay(days: 3, store: 1, warehouse: 2)
      replay.lane("S", "Z", days: 1, cost: 6)
      replay.order("O", 0, to: "Z", 5) {
        $0.split = .units
        $0.maxShipments = limit
      }
      replay.receipt(1, "W", 9)
      let story = try replay.replay()
      let events = ["0 ordered O 5", "0 shipped W O 2 by 2", "0 shipped S O 1 by 1"].prefix(Int(limit) + 1)
      let last = ["0 lost O 3", "0 lost O 2", "1 shipped W O 2 by 3"][Int(limit) - 1]
      #expect(story.log.filter { $0.contains("O") } == events + [last])
      #expect(story[.orderFillRate] == (limit == 3 ? 1 : 0))
      #expect(story[.shipmentsPerOrder] == Double(limit))
    }
  }

  /// Worth 40, an order may be split; its rest is worth 20, and still may be, as it had one shipment only.
  @Test func aSmallRestOfALargeOrderMayBeSplit() throws {
    var replay = replay(days: 3, store: 0, warehouse: 2)
    replay.lane("S", "Z", days: 1, cost: 6)
    replay.hand.scenario.settings.limits.minSplitValue = Money(units: 60)
    replay.order("O", 0, to: "Z", 4) { $0.split = .units }
    replay.receipt(1, "W", 1)
    replay.receipt(1, "S", 1)
    let story = try replay.replay()
    #expect(story[.orderFillRate] == 1)
    #expect(story[.shipmentsPerOrder] == 3)
  }
}
