import Fulfillment
import RandomStreams
import Testing

/// The knapsack of a stock row against all of its subsets.
@Suite struct RowKnapsackTests {
  @Test func valueIsTheGreatestOfAllSubsets() {
    for seed in 0..<2_000 as Range<UInt64> {
      var stream = RandomStream(seed: seed, purpose: "knapsack")
      let count = stream.uniform(in: 0...10)
      let units = (0..<count).map { _ in Int32(stream.uniform(in: 1...12)) }
      // Values near their units leave a core; others are decided by their ratio.
      let values = units.map { unit -> Int64 in
        stream.bernoulli(0.5)
          ? Int64(unit) * 1_000 + Int64(stream.uniform(in: -300...300))
          : Int64(stream.uniform(in: -2_000...9_000))
      }
      let limit = Int32(stream.uniform(in: 0...40))
      let (value, isTaken) = EngineProbe.knapsack(values: values, units: units, limit: limit)
      var best: Int64 = 0
      for set in 0..<1 << count {
        let members = (0..<count).filter { set >> $0 & 1 == 1 }
        guard members.reduce(0, { $0 + units[$1] }) <= limit else { continue }
        best = max(best, members.reduce(0) { $0 + values[$1] })
      }
      #expect(value == best, "seed \(seed)")
      let taken = isTaken.indices.filter { isTaken[$0] }
      #expect(taken.reduce(0) { $0 + units[$1] } <= limit, "seed \(seed)")
      #expect(taken.reduce(0) { $0 + values[$1] } == best, "seed \(seed)")
      // Cut short, it says too much, never too little: by a part of one item at most.
      let short = EngineProbe.knapsack(values: values, units: units, limit: limit, maxCells: 0)
      #expect(short.value >= best && short.value <= best + max(0, values.max() ?? 0) + 2, "seed \(seed)")
      let fits = short.isTaken.indices.filter { short.isTaken[$0] }.reduce(0) { $0 + units[$1] }
      #expect(fits <= limit, "seed \(seed)")
    }
  }
}
