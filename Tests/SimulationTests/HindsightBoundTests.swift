import Simulation
import SupplyModel
import Testing

@Suite struct HindsightBoundTests {
  /// A warehouse with plenty, one order a day, 6 a parcel, 2 for handling.
  private func replay(orders: Int) -> HandReplay {
    var replay = HandReplay(days: 3)
    replay.sku()
    replay.hand.node("W", .central) { $0.handlingPerShipment = Money(units: 2) }
    replay.hand.node("S", .store)
    replay.hand.zone("Z")
    replay.hand.stock("W", "A", 9)
    replay.hand.stock("S", "A", 9)
    replay.lane("W", "Z", cost: 6)
    replay.lane("S", "Z", cost: 9)
    replay.hand.scenario.settings.unfilled?.perUnit = Money(units: 50)
    for order in 0..<orders { replay.order("O\(order)", Int32(order), to: "Z") }
    return replay
  }

  private func run(_ scenario: Scenario, _ policy: SimulationPolicy) throws -> SimulationRun? {
    var options = Simulator.Options()
    options.findsHindsightBound = true
    return try Simulator(scenario, seed: 1, options: options).run([policy], replications: 1, threads: 1).runs.first?
      .first
  }

  /// Where nobody competes, the cheapest way of each order is what hindsight would do.
  @Test func withAmpleStockTheCheapestWayIsTheBound() throws {
    for orders in 1...3 {
      let policy = SimulationPolicy(fulfilment: .cheapest, replenishment: .none, channels: .unified)
      let run = try #require(try run(replay(orders: orders).hand.scenario, policy))
      #expect(run.metrics[.hindsightBound] == 8.0 * Double(orders))
      #expect(run.metrics[.hindsightGap] == 0)
    }
  }

  /// The store is nearer, and a unit dearer: 9 instead of 8.
  @Test func theGapIsTheShareAboveTheBound() throws {
    var replay = replay(orders: 1)
    replay.hand.scenario.zones[0].coordinates = Coordinates(latitude: 50, longitude: 8)
    replay.hand.scenario.nodes[1].coordinates = Coordinates(latitude: 50, longitude: 8)
    let policy = SimulationPolicy(fulfilment: .nearestStoreFirst, replenishment: .none, channels: .unified)
    let run = try #require(try run(replay.hand.scenario, policy))
    #expect(run.metrics[.hindsightBound] == 8)
    #expect(run.metrics[.hindsightGap] == 1.0 / 8)
  }

  /// Every 40 hours: the second batch would come behind the end, and an order of the third day costs nothing.
  @Test func whoIsNeverDecidedOnIsNotInTheBound() throws {
    var replay = replay(orders: 1)
    replay.simulation.everyHours = 40
    replay.order("late", 2, 23, to: "Z")
    let policy = SimulationPolicy(fulfilment: .cheapest, replenishment: .none, channels: .unified)
    let run = try #require(try run(replay.hand.scenario, policy))
    #expect(run.metrics[.hindsightBound] == 8)
    #expect(run.metrics[.hindsightGap] == 0)
  }

  /// A unit that comes on the second day, too late for the order of the first: hindsight has it for anyone.
  @Test func receiptsAreStockInHindsight() throws {
    var replay = replay(orders: 1)
    replay.hand.scenario.stock = []
    replay.receipt(1, "W", 1)
    replay.hand.scenario.settings.transferTariff = TransferTariff()
    let policy = SimulationPolicy(fulfilment: .cheapest, replenishment: .none, channels: .unified)
    let run = try #require(try run(replay.hand.scenario, policy))
    #expect(run.metrics[.unfilledCost] == 50)
    #expect(run.metrics[.hindsightBound] == 8)
  }

  /// Goods that come back, orders that wait, a warm-up: a replay may then do what one plan cannot.
  @Test func whereMoreIsPossibleThereIsNoBound() throws {
    let policy = SimulationPolicy(fulfilment: .cheapest, replenishment: .none, channels: .unified)
    let edits: [(inout SimulationSettings) -> Void] = [
      { $0.stockout = .backorder }, { $0.warmupDays = 1 }, { $0.returnsRate = 0.1 },
    ]
    for edit in edits {
      var replay = replay(orders: 2)
      edit(&replay.simulation)
      #expect(try run(replay.hand.scenario, policy)?.metrics[.hindsightBound] == nil)
    }
    var replay = replay(orders: 2)
    replay.hand.scenario.nodes[0].rejectRate = Ratio(billionths: 1)
    #expect(try run(replay.hand.scenario, policy)?.metrics[.hindsightBound] == nil)
    let moving = SimulationPolicy(fulfilment: .cheapest, replenishment: .baseStock, channels: .unified)
    #expect(try run(self.replay(orders: 2).hand.scenario, moving)?.metrics[.hindsightBound] == nil)
  }
}
