import Fulfillment
import RandomStreams
import TestSupport
import Testing

/// Flows of lines of one unit, all at once and dealt out.
@Suite struct SlowFlowExchangeTests {
  private func probe(_ seed: UInt64) -> EngineProbe {
    let sizes = ScenarioSizes(orders: 40...90, nodes: 2...6, skus: 3...9, lines: 1...3)
    return EngineProbe(RandomScenario.make(seed: seed, sizes: sizes, never: [.lanes]))
  }

  @Test func plansGetCheaperWithinTheLimits() {
    var (cheaper, dealt, closer) = (0, 0, 0)
    for seed in 0..<800 as Range<UInt64> {
      let probe = probe(seed)
      var stream = RandomStream(seed: seed, purpose: "prices")
      let prices = probe.randomPrices(&stream)
      let whole = probe.flowExchange(at: prices, most: 1_000, part: 1_000)
      let parts = probe.flowExchange(at: prices, most: 10, part: 8)
      for found in [whole, parts] {
        #expect(found.after <= found.before, "seed \(seed)")
        #expect(found.leastLeft >= 0, "seed \(seed)")
      }
      #expect(whole.before == parts.before)
      if whole.after < whole.before { cheaper += 1 }
      if parts.after < parts.before { dealt += 1 }
      if whole.after <= parts.after { closer += 1 }
    }
    #expect(cheaper > 120, "\(cheaper) by one flow")
    #expect(dealt > 120, "\(dealt) by several")
    #expect(closer > 780, "\(closer) at least as cheap by one as by several")
  }

  @Test func threadsChangeNothing() {
    for seed in 0..<20 as Range<UInt64> {
      let probe = probe(seed)
      var stream = RandomStream(seed: seed, purpose: "prices")
      let prices = probe.randomPrices(&stream)
      let alone = probe.flowExchange(at: prices, most: 10, part: 8).rows
      for threads in 2...3 {
        #expect(probe.flowExchange(at: prices, most: 10, part: 8, threads: threads).rows == alone, "seed \(seed)")
      }
    }
  }
}
