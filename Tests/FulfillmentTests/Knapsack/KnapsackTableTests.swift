import Fulfillment
import RandomStreams
import Testing

/// The table against all subsets of its items.
@Suite struct KnapsackTableTests {
  @Test func valueIsTheGreatestOfAllSubsets() {
    var problems: [(values: [Int64], units: [Int], limit: Int)] = []
    for seed in 0..<2_000 as Range<UInt64> {
      var stream = RandomStream(seed: seed, purpose: "knapsack table")
      let count = stream.uniform(in: 0...9)
      let scale = stream.uniform(in: 1...3)
      let units = (0..<count).map { _ in scale * stream.uniform(in: 1...12) }
      let values = units.map { _ in Int64(stream.uniform(in: -2_000...9_000)) }
      problems.append((values, units, stream.uniform(in: 0...40 * scale)))
    }
    let found = EngineProbe.knapsackTable(problems)
    for (seed, (problem, found)) in zip(problems, found).enumerated() {
      var best: Int64 = 0
      for set in 0..<1 << problem.values.count {
        let members = problem.values.indices.filter { set >> $0 & 1 == 1 }
        guard members.reduce(0, { $0 + problem.units[$1] }) <= problem.limit else { continue }
        best = max(best, members.reduce(0) { $0 + problem.values[$1] })
      }
      #expect(Int64(found.value) == best, "seed \(seed)")
      let taken = found.isTaken.indices.filter { found.isTaken[$0] }
      #expect(taken.reduce(0) { $0 + problem.units[$1] } <= problem.limit, "seed \(seed)")
      #expect(taken.reduce(0) { $0 + problem.values[$1] } == best, "seed \(seed)")
    }
  }

  /// Units count in their common divisor: 4, 6 and 10 units within 21 are rows of 0 to 10 pairs.
  @Test func theTableIsAsSmallAsUnitsAllow() {
    let found = EngineProbe.knapsackTable([([1, 1, 1], [4, 6, 10], 21), ([1, 1, 1], [4, 6, 9], 21), ([], [], 21)])
    #expect(found.map(\.cells) == [3 * 11, 3 * 22, 0])
    #expect(found.map(\.value) == [3, 3, 0])
  }
}
