import Simulation
import SupplyModel
import TestSupport
import Testing

/// Demand of files, scaled.
@Suite struct ScaledDemandTests {
  /// A store with plenty, and so many customers and orders on each of ten days.
  private func replay(_ walkIns: Int, orders: Int = 0) -> HandReplay {
    var replay = HandReplay(days: 10)
    replay.sku("A")
    replay.sku("B")
    replay.hand.scenario.skuCategories = ["shoes", "shirts"]
    replay.hand.node("S", .store)
    replay.hand.stock("S", "A", 100_000)
    replay.hand.stock("S", "B", 100_000)
    for day in 0..<10 as Range<Int32> {
      for _ in 0..<walkIns { replay.walkIn(day, "S", 1, customer: "C") }
      for order in 0..<orders {
        replay.order("O\(day)-\(order)", day, to: "S", customer: "D")
      }
    }
    return replay
  }

  private func drawn(_ replay: HandReplay, seed: UInt64 = 1, _ replication: Int = 1) throws -> Scenario {
    try Simulator(replay.hand.scenario, seed: seed).world(replication).scenario
  }

  /// Twice of all: every customer and order comes with a stranger.
  @Test func wholeNumbersAreNoMatterOfChance() throws {
    var replay = replay(2, orders: 1)
    replay.simulation.demandScale = 2
    let simulator = try Simulator(replay.hand.scenario)
    #expect(!simulator.isRandom)
    let scenario = simulator.world(1).scenario
    #expect(scenario.demand.count == 40)
    #expect(scenario.demand.prefix(2).map(\.customer) == [0, nil])
    #expect(scenario.orders.count == 20)
    #expect(scenario.orderIDs[0] == "O0-0")
    #expect(scenario.orderIDs[1] == "O0-0~2")
    #expect(scenario.orders[1].customer == nil)
    #expect(try replay.replay()[.unitsDemanded] == 60)
  }

  /// 1.5 of 3,000 customers: a deviation of 27 about 4,500.
  @Test func aPromotionBringsAsManyAsItSays() throws {
    var replay = replay(300)
    replay.simulation.promotions = [Promotion(from: replay.day(0), to: replay.day(4), category: "shoes", factor: 2)]
    replay.simulation.demandScale = 0.75
    let scenario = try drawn(replay)
    let sale = scenario.demand.count { $0.day <= replay.day(4) }
    #expect((2_250 - 110...2_250 + 110).contains(sale), "\(sale)")
    #expect((1_125 - 80...1_125 + 80).contains(scenario.demand.count - sale), "\(scenario.demand.count - sale)")
    #expect(try Simulator(replay.hand.scenario).isRandom)
    #expect(try drawn(replay).demand.count == scenario.demand.count)
    #expect(try drawn(replay, seed: 1, 2).demand.count != scenario.demand.count)
  }

  /// Who comes under a smaller factor comes under a larger one: what-if variants meet the same customers, and more.
  @Test func aLargerFactorOnlyAdds() throws {
    var replay = replay(30, orders: 20)
    var before: Set<String> = []
    var count = 0
    for scale in [0.3, 0.8, 1, 1.4, 2.2] {
      replay.simulation.demandScale = scale
      let scenario = try drawn(replay)
      let names = Set(scenario.orders.indices.map { scenario.orderIDs[$0] })
      #expect(names.count == scenario.orders.count)
      #expect(before.isSubset(of: names))
      #expect(scenario.demand.count >= count)
      (before, count) = (names, scenario.demand.count)
      if scale == 1 { #expect(names.count == 200 && count == 300) }
    }
  }

  /// Shirts are not on sale: an order of a shoe and a shirt comes once with both and once with the shoe alone.
  @Test func linesOfAnOrderStayTogetherAsFarAsTheyCan() throws {
    var replay = HandReplay(days: 2)
    replay.sku("A")
    replay.sku("B")
    replay.hand.scenario.skuCategories = ["shoes", "shirts"]
    replay.hand.node("S", .store)
    replay.hand.stock("S", "A", 9)
    replay.hand.stock("S", "B", 9)
    replay.hand.order("O~2", to: "S", [HandScenario.Line("B", 1, price: 20)])
    replay.hand.order("O", to: "S", [HandScenario.Line("A", 1, price: 20), HandScenario.Line("B", 2, price: 20)])
    replay.hand.scenario.returns = [
      ReturnRow(
        order: 1, sku: 0, quantity: 1, returnedAt: Instant(seconds: Int64(replay.day(1).number) * 86_400), node: nil,
        resalable: true)
    ]
    replay.simulation.promotions = [Promotion(from: replay.day(0), to: replay.day(0), category: "shoes", factor: 2)]
    let story = try replay.replay()
    #expect(
      story.log.filter { $0.contains("ordered") || $0.contains("returned") } == [
        "0 ordered O~2 B 1", "0 ordered O A 1", "0 ordered O B 2", "0 ordered O~2~ A 1", "1 returned S O A 1",
        "1 returned S O~2~ A 1",
      ])
  }

  /// What lies before the start is history, and what is being picked is there already.
  @Test func whatIsKnownStaysAsItIs() throws {
    var replay = replay(1)
    replay.simulation.demandScale = 3
    replay.walkIn(-1, "S", 1)
    replay.order("past", -1, to: "S")
    replay.order("picked", 0, to: "S")
    replay.hand.scenario.lines[1].lockedNode = 0
    let scenario = try drawn(replay)
    #expect(scenario.demand.count { $0.day < replay.day(0) } == 1)
    #expect(scenario.demand.count == 31)
    #expect(scenario.orders.count == 2)
  }

  @Test func aPromotionOfNothingIsNoticed() throws {
    var replay = replay(1)
    replay.simulation.promotions = ["shoes", "shoez"].map {
      Promotion(from: replay.day(0), to: replay.day(0), category: $0, factor: 2)
    }
    let notices = try replay.replay().run.notices.map(\.text)
    #expect(notices == ["simulation.promotions name categories that no SKU has: \"shoez\""])
  }

  @Test func moreThanCanBeReplayedIsRefused() throws {
    var replay = replay(30)
    replay.simulation.demandScale = 1_000_000
    #expect {
      _ = try Simulator(replay.hand.scenario)
    } throws: { error in
      (error as? ScenarioErrors)?.listed.first?.column == "simulation.demand_scale"
    }
  }
}
