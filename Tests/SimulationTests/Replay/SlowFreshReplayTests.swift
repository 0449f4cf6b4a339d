import Simulation
import SupplyModel
import Testing

/// Goods that do not keep, decided on every evening: from a supplier over a warehouse and a depot to stores.
@Suite struct SlowFreshReplayTests {
  private func simulator(life: Int32?, journey: Int64, seed: UInt64) throws -> Simulator {
    var replay = HandReplay(days: 56)
    replay.hand.scenario.settings.horizonDays = 7
    replay.hand.scenario.settings.replenishment.periodDays = 1
    replay.hand.scenario.settings.replenishment.serviceLevel = 0.95
    replay.simulation.warmupDays = 14
    var demand = SyntheticDemandSettings()
    demand.dispersion = 1.3
    replay.simulation.demand = demand
    replay.hand.node("W", .central)
    replay.hand.node("D", .regional) { $0.parent = 0 }
    replay.lane("W", "D", cost: journey)
    for store in ["S1", "S2", "S3"] {
      replay.hand.node(store, .store) { $0.parent = 1 }
      replay.lane("D", store, cost: journey)
    }
    for (index, id) in ["A", "B", "C"].enumerated() {
      replay.sku(id) {
        $0.shelfLifeDays = life
        $0.holdingRate = Ratio(billionths: 200_000_000)
      }
      replay.hand.scenario.supply.append(SupplyRow(node: 0, sku: SKUIndex(index), leadDays: 1))
      for store in ["S1", "S2", "S3"] {
        replay.hand.stock(store, id, 10)
        for week in 0..<10 as Range<Int32> {
          replay.hand.scenario.forecast.append(
            ForecastRow(
              place: .node(replay.hand.nodeIndex(store)), sku: SKUIndex(index), periodStart: replay.day(7 * week),
              mean: Double(35 + 14 * index), standardDeviation: nil))
        }
      }
    }
    return try Simulator(replay.hand.scenario, seed: seed)
  }

  /// Plans weigh what levels cannot: margin against what spoils, and journeys against both. Nothing that they leave undone
  /// may cost more than that.
  @Test(arguments: [3 as Int32?, 4, 10, nil], [0 as Int64, 15])
  func plansEarnWhatLevelsDo(life: Int32?, journey: Int64) throws {
    let simulator = try simulator(life: life, journey: journey, seed: 5)
    var earned = [0.0, 0.0]
    for replication in 1...3 {
      let world = simulator.world(replication)
      for (index, rule) in [ReplenishmentPolicy.planned, .baseStock].enumerated() {
        let policy = SimulationPolicy(fulfilment: .cheapest, replenishment: rule, channels: .unified)
        let run = try simulator.run(policy, in: world, replication: replication) { _ in }
        earned[index] += try #require(run.metrics[.contribution])
      }
    }
    #expect(earned[0] >= earned[1], "life \(life.map(String.init) ?? "any"), journey \(journey): \(earned)")
  }

  /// What comes on the morning of a weekly review leaves on the next day, and not a week later.
  @Test func whatComesAtAReviewIsSentOnTheNextDay() throws {
    var replay = HandReplay(days: 28)
    replay.simulation.reviewDays = 7
    replay.hand.scenario.settings.horizonDays = 28
    replay.simulation.demand = SyntheticDemandSettings()
    replay.hand.node("W", .central)
    replay.hand.node("S", .store) { $0.parent = 0 }
    replay.lane("W", "S", days: 1)
    replay.sku("A")
    replay.hand.scenario.supply.append(SupplyRow(node: 0, sku: 0, leadDays: 7))
    for week in 0..<8 as Range<Int32> {
      replay.hand.scenario.forecast.append(
        ForecastRow(place: .node(1), sku: 0, periodStart: replay.day(7 * week), mean: 70, standardDeviation: nil))
    }
    let story = try replay.replay(.cheapest, .planned)
    let sent = story.log.filter { $0.contains("transferred_out") }.compactMap { Int($0.split(separator: " ")[0]) }
    // Bought on the first review's morning, day 0 or 7; there a week later; on the road from the next evening.
    #expect(!sent.isEmpty)
    #expect(sent.allSatisfy { $0 % 7 == 0 }, "\(story.log.filter { !$0.contains("sold") && !$0.contains("walk_in") })")
  }
}
