import Simulation
import SupplyModel
import Testing

/// SKU by SKU comes the same as day by day: whoever asks for events gets the latter.
@Suite struct SlowSeparateGoodsTests {
  private static let policies = [
    SimulationPolicy(fulfilment: .cheapest, replenishment: .baseStock, channels: .unified),
    SimulationPolicy(fulfilment: .optimal, replenishment: .baseStock, channels: .unified),
    SimulationPolicy(fulfilment: .nearestStoreFirst, replenishment: .minMax, channels: .siloed),
    SimulationPolicy(fulfilment: .centralFirst, replenishment: .none, channels: .unified),
  ]

  /// - Returns: what differs.
  private func differences(_ scenario: Scenario, _ policies: [SimulationPolicy], threads: Int) throws -> [String] {
    var options = Simulator.Options()
    options.threads = threads
    options.scopes = SimulationScope.allCases
    let simulator = try Simulator(scenario, seed: 3, options: options)
    let found = try simulator.run(policies, replications: 2, threads: threads).runs
    let wanted = try simulator.run(policies, replications: 2, threads: 1) { _, _, _, _ in }.runs
    var differing: [String] = []
    for (a, b) in zip(found.joined(), wanted.joined()) {
      if a.metrics != b.metrics { differing.append("metrics of \(a.policy)") }
      if a.days != b.days { differing.append("days of \(a.policy)") }
      if a.parts.map(\.metrics) != b.parts.map(\.metrics) { differing.append("parts of \(a.policy)") }
      if a.notices != b.notices { differing.append("notices of \(a.policy)") }
    }
    return differing
  }

  private func separate(_ scenario: Scenario) throws -> Int {
    let simulator = try Simulator(scenario, seed: 3)
    let world = simulator.world(1)
    return SlowSeparateGoodsTests.policies.count { simulator.goesBySKU($0, in: world) }
  }

  @Test(arguments: [false, true])
  func theSameAsDayByDay(hasOrders: Bool) throws {
    var (separate, sold) = (0, 0.0)
    for seed in 0..<300 as Range<UInt64> {
      let scenario = SeparateReplay.make(seed, hasOrders: hasOrders)
      separate += try self.separate(scenario)
      for threads in [1, 3] {
        let found = try differences(scenario, SlowSeparateGoodsTests.policies, threads: threads)
        #expect(found.isEmpty, "seed \(seed), \(threads) threads: \(found)")
      }
      sold +=
        try Simulator(scenario, seed: 3).run(SlowSeparateGoodsTests.policies, replications: 1, threads: 1)
        .runs[0][0].metrics[.unitsSold] ?? 0
    }
    #expect(separate >= 1_000, "only \(separate) of 1,200 replays went SKU by SKU")
    #expect(sold > 300, "\(sold) units are few")
  }

  @Test func manyStoresAndDrawnDemand() throws {
    for seed in 0..<6 as Range<UInt64> {
      let scenario = SeparateReplay.wide(seed)
      #expect(try separate(scenario) == 4)
      for threads in [1, 2] {
        let found = try differences(scenario, SlowSeparateGoodsTests.policies, threads: threads)
        #expect(found.isEmpty, "seed \(seed), \(threads) threads: \(found)")
      }
    }
  }

  /// What ties SKUs together sends a replay back to the days.
  @Test func whatTiesSKUsTogetherIsSeen() throws {
    let edits: [(inout Scenario) -> Void] = [
      { $0.skus[0].shelfLifeDays = 3 },
      { $0.skus[0].seasonEnd = $0.settings.asOf + 2 },
      { $0.nodes[0].capacityUnits = 9 },
      { $0.nodes[0].receivingUnits = 9 },
      { $0.nodes[0].openDays = WeekdaySet(.monday) },
      { $0.settings.simulation.substitution = 0.5 },
      { $0.settings.simulation.returnsRate = 0.5 },
      { $0.settings.simulation.everyHours = 6 },
      { _ = $0.customers.insert("someone") },
      { $0.calendar.append(CalendarEntry(node: 0, day: $0.settings.asOf + 1, open: false)) },
    ]
    for (number, edit) in edits.enumerated() {
      var scenario = SeparateReplay.wide(1)
      edit(&scenario)
      #expect(try separate(scenario) == 0, "edit \(number)")
    }
  }
}
