import Fulfillment
import RandomStreams
import Testing

/// The cheapest cover of a demand against all of them.
@Suite struct FacilityCoverTests {
  /// Small demands are counted unit by unit, larger ones in parts, where a bound is all that is asked.
  @Test(arguments: [1, 97])
  func valueIsTheLeastOfAllCovers(scale: Int) {
    for seed in 0..<1_000 as Range<UInt64> {
      var stream = RandomStream(seed: seed, purpose: "facility cover")
      let count = stream.uniform(in: 0...8)
      let units = (0..<count).map { _ in stream.uniform(in: 1...40 * scale) }
      let costs = (0..<count).map { _ in Int64(stream.uniform(in: 1...900_000)) }
      let demand = stream.uniform(in: 1...120 * scale)
      let rate = stream.bernoulli(0.2) ? Double.infinity : Double(stream.uniform(in: 1...30_000))
      let found = EngineProbe.facilityCover(costs: costs, units: units, demand: demand, unfilled: rate)
      var best = Double.infinity
      for set in 0..<1 << count {
        let members = (0..<count).filter { set >> $0 & 1 == 1 }
        let missing = max(0, demand - members.reduce(0) { $0 + units[$1] })
        let cost = Double(members.reduce(0) { $0 + costs[$1] })
        best = min(best, missing > 0 ? cost + rate * Double(missing) : cost)
      }
      #expect(found.value <= best, "seed \(seed)")
      if scale == 1 && best < .infinity {
        #expect(found.value >= best - 2, "seed \(seed)")
        let missing = max(0, demand - found.chosen.reduce(0) { $0 + units[$1] })
        let cost = Double(found.chosen.reduce(0) { $0 + costs[$1] })
        #expect(abs((missing > 0 ? cost + rate * Double(missing) : cost) - best) < 1, "seed \(seed)")
      }
    }
  }
}
