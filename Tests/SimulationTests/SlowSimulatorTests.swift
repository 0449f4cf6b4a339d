import Simulation
import SupplyModel
import Testing

/// What holds of a whole simulation, whatever the scenario.
@Suite struct SlowSimulatorTests {
  private static let policies = [
    SimulationPolicy(fulfilment: .optimal, replenishment: .baseStock, channels: .unified),
    SimulationPolicy(fulfilment: .nearestStoreFirst, replenishment: .minMax, channels: .siloed),
    SimulationPolicy(fulfilment: .cheapest, replenishment: .none, channels: .unified),
  ]

  private func runs(_ scenario: Scenario, seed: UInt64, threads: Int) throws -> [[SimulationRun]] {
    var options = Simulator.Options()
    options.threads = threads
    options.scopes = SimulationScope.allCases
    return try Simulator(scenario, seed: seed, options: options)
      .run(SlowSimulatorTests.policies, replications: 3, threads: threads).runs
  }

  private func events(_ scenario: Scenario, seed: UInt64, threads: Int) throws -> [SimulationEvent] {
    var options = Simulator.Options()
    options.threads = threads
    var found: [SimulationEvent] = []
    _ = try Simulator(scenario, seed: seed, options: options)
      .run(SlowSimulatorTests.policies, replications: 2, threads: threads) { event, _, _, _ in found.append(event) }
    return found
  }

  @Test func theSameSeedGivesTheSameForAnyNumberOfThreads() throws {
    var differing = 0
    for seed in 0..<40 as Range<UInt64> {
      let scenario = RandomReplay.make(seed)
      let one = try runs(scenario, seed: 1, threads: 1)
      for threads in 2...3 {
        let other = try runs(scenario, seed: 1, threads: threads)
        for (a, b) in zip(one.joined(), other.joined()) {
          #expect(a.metrics == b.metrics && a.days == b.days, "seed \(seed), \(threads) threads, \(a.policy)")
          #expect(a.parts.map(\.key) == b.parts.map(\.key) && a.parts.map(\.metrics) == b.parts.map(\.metrics))
        }
      }
      let told = try events(scenario, seed: 1, threads: 1)
      #expect(try told == events(scenario, seed: 1, threads: 3), "seed \(seed)")
      if scenario.settings.simulation.demand != nil {
        let another = try events(scenario, seed: 2, threads: 1)
        if told != another { differing += 1 }
      }
    }
    #expect(differing >= 5, "another seed draws the same demand")
  }

  /// Every policy meets the same customers, of another replication others.
  @Test func everyPolicyMeetsTheSameDemand() throws {
    for seed in 0..<100 as Range<UInt64> {
      let scenario = RandomReplay.make(seed)
      let simulator = try Simulator(scenario, seed: 7)
      let world = simulator.world(1)
      let asked = try SlowSimulatorTests.policies.map { policy -> [SimulationEvent] in
        var asked: [SimulationEvent] = []
        _ = try simulator.run(policy, in: world, replication: 1) { event in
          if event.kind == .walkIn || event.kind == .ordered { asked.append(event) }
        }
        return asked
      }
      // Batches see both kinds by turns; each kind has a sequence of its own.
      for kind in [SimulationEvent.Kind.walkIn, .ordered] {
        let own = asked.map { $0.filter { $0.kind == kind } }
        #expect(own[1] == own[0] && own[2] == own[0], "seed \(seed), \(kind)")
      }
    }
  }

  /// Nobody serves all orders for less than the bound says.
  @Test func noPolicyCostsLessThanTheHindsightBound() throws {
    let policies = Policy.allCases.flatMap { fulfilment in
      ChannelRule.allCases.map { SimulationPolicy(fulfilment: fulfilment, replenishment: .none, channels: $0) }
    }
    var (bounds, tight) = (0, 0)
    for seed in 0..<200 as Range<UInt64> {
      var options = Simulator.Options()
      options.findsHindsightBound = true
      let simulator = try Simulator(RandomReplay.make(seed, plain: true), seed: seed, options: options)
      for run in try simulator.run(policies, replications: 1, threads: 1).runs.joined() {
        guard let bound = run.metrics[.hindsightBound] else { continue }
        bounds += 1
        let terms: [SimulationMetric] = [.carrierCost, .handlingCost, .commissionCost, .unfilledCost]
        let cost = terms.reduce(0.0) { $0 + (run.metrics[$1] ?? 0) }
        #expect(cost >= bound - 1e-6, "seed \(seed), \(run.policy): \(cost) is less than \(bound)")
        if cost <= bound + 1e-6 { tight += 1 }
      }
    }
    #expect(bounds > 1_000, "\(bounds) bounds are few")
    #expect(tight > 100, "\(tight) of \(bounds) bounds are reached")
  }
}
