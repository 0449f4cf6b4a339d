import Fulfillment
import SupplyModel
import TestSupport
import Testing

/// Master program and column generation over scenarios whose ways can all be listed.
@Suite struct SlowMasterProgramTests {
  @Test func theIntegerProgramOverAllWaysIsTheOptimum() throws {
    for seed in 0..<400 as Range<UInt64> {
      let scenario = RandomScenario.make(seed: seed)
      let probe = EngineProbe(scenario)
      let programs = try #require(try probe.programs(most: 100_000))
      let least = BruteForce.optimum(scenario)
      // The solver prunes within a relative tolerance of 1e-7.
      let tolerance = max(2, abs(least) / 5_000_000)
      #expect((least...least + tolerance).contains(programs.integer + probe.lockedCost), "seed \(seed)")
    }
  }

  @Test func columnGenerationReachesTheRelaxationOverAllWays() throws {
    for seed in 0..<400 as Range<UInt64> {
      let probe = EngineProbe(RandomScenario.make(seed: seed))
      let programs = try #require(try probe.programs(most: 100_000))
      #expect(programs.generated <= programs.relaxed + 1, "seed \(seed)")
      #expect(programs.generated >= programs.relaxed - 200, "seed \(seed)")
      #expect(programs.relaxed <= programs.integer + 1, "seed \(seed)")
    }
  }
}
