import Simulation
import SupplyModel
import Testing

/// Replays with every feature switched on at random: conservation, and all metrics recomputed from the events.
@Suite struct SlowEveryFeatureTests {
  /// The simulator checks its own books every day and throws where they differ; beside that nothing of it is believed.
  @Test func everyRunConservesGoodsAndMeasuresWhatItDid() throws {
    for seed in 0..<1_000 as Range<UInt64> {
      let policies = Policy.allCases
      let replenishments: [ReplenishmentPolicy] = [.none, .minMax, .baseStock]
      try check(
        seed, policies[Int(seed % 4)], replenishments[Int(seed / 4 % 3)], seed / 12 % 2 == 0 ? .unified : .siloed)
    }
  }

  @Test func soDoRunsThatPlan() throws {
    for seed in 0..<60 as Range<UInt64> {
      try check(seed &+ 10_000, Policy.allCases[Int(seed % 4)], .planned, seed / 4 % 2 == 0 ? .unified : .siloed)
    }
  }

  private func check(
    _ seed: UInt64, _ fulfilment: Policy, _ replenishment: ReplenishmentPolicy, _ channels: ChannelRule
  ) throws {
    let policy = SimulationPolicy(fulfilment: fulfilment, replenishment: replenishment, channels: channels)
    let check = try ReplayCheck(RandomReplay.make(seed), policy, seed: seed)
    let faults = check.faults
    #expect(faults.isEmpty, "seed \(seed), \(policy): \(faults.prefix(6).joined(separator: "; "))")
  }
}
