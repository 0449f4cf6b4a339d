import Fulfillment
import RandomStreams
import TestSupport
import Testing

/// Searches that look at less find the same.
@Suite struct SlowLikelyWaysTests {
  private var sizes: ScenarioSizes { ScenarioSizes(orders: 4...12, nodes: 2...20, skus: 2...6, lines: 1...4) }

  @Test func farNodesAreLeftOutOfNoBound() {
    var kept = 0
    for seed in 0..<1_500 as Range<UInt64> {
      let probe = EngineProbe(RandomScenario.make(seed: seed, sizes: sizes))
      var stream = RandomStream(seed: seed, purpose: "prices")
      let free = EngineProbe.PriceVector(probe.tables)
      for prices in [free, probe.randomPrices(&stream), probe.randomPrices(&stream)] {
        let exact = probe.bound(at: prices)
        for width in [1, 3, 24] {
          let near = probe.nearBound(at: prices, width: width)
          #expect(near.value == exact, "seed \(seed), \(width) rows")
          kept += near.kept
        }
      }
    }
    #expect(kept > 0)
  }

  @Test func whereAllNodesAreLikelyTheLeastPricedWayIs() {
    var (asked, joined) = (0, 0)
    for seed in 0..<6_000 as Range<UInt64> {
      let scenario = RandomScenario.make(
        seed: seed, sizes: sizes, never: [.penaltyPerOrder, .capacityInUnits, .calendar, .lanes, .promises])
      let probe = EngineProbe(scenario)
      var stream = RandomStream(seed: seed, purpose: "prices")
      for (exact, likely) in probe.likelyCosts(at: probe.randomPrices(&stream), width: 20) {
        asked += 1
        if exact != likely { joined += 1 }
        // Twenty-four bits of some tens of currency units.
        #expect(abs(likely - exact) <= 100 + abs(exact) / 100_000, "seed \(seed): \(likely), not \(exact)")
      }
    }
    #expect(asked > 2_000, "\(asked) orders")
    #expect(joined < asked / 100, "\(joined) of \(asked) differ")
  }
}
