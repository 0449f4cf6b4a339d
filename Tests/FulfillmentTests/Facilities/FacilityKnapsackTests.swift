import Fulfillment
import RandomStreams
import Testing

/// The knapsack of a node against all of its subsets.
@Suite struct FacilityKnapsackTests {
  private struct Case {
    var values: [Int64]
    var units: [Int]
    var limit: Int

    init(seed: UInt64) {
      var stream = RandomStream(seed: seed, purpose: "facility knapsack")
      let count = stream.uniform(in: 0...10)
      let scale = stream.uniform(in: 1...3)
      units = (0..<count).map { _ in scale * stream.uniform(in: 1...12) }
      // Values near their units leave a core; others are decided by their ratio.
      values = units.map { unit in
        stream.bernoulli(0.5)
          ? Int64(unit * 1_000 + stream.uniform(in: -300...300)) : Int64(stream.uniform(in: -2_000...9_000))
      }
      limit = stream.uniform(in: 0...40 * scale)
    }

    /// The greatest value of items that fit; of those before `count`.
    func best(_ limit: Int) -> Int64 {
      var best: Int64 = 0
      for set in 0..<1 << values.count {
        let members = values.indices.filter { set >> $0 & 1 == 1 }
        guard members.reduce(0, { $0 + units[$1] }) <= limit else { continue }
        best = max(best, members.reduce(0) { $0 + values[$1] })
      }
      return best
    }
  }

  @Test func valueIsTheGreatestOfAllSubsets() {
    for seed in 0..<2_000 as Range<UInt64> {
      let item = Case(seed: seed)
      let found = EngineProbe.facilityKnapsack(
        values: item.values, units: item.units, most: item.units, limit: item.limit, divides: false)
      #expect(Int64(found.value) == item.best(item.limit), "seed \(seed)")
      let taken = found.shares.indices.filter { found.shares[$0] > 0 }
      #expect(taken.allSatisfy { found.shares[$0] == 1 }, "seed \(seed)")
      #expect(taken.reduce(0) { $0 + item.units[$1] } <= item.limit, "seed \(seed)")
      #expect(taken.reduce(0) { $0 + item.values[$1] } == Int64(found.value), "seed \(seed)")
    }
  }

  /// Divided by units: no less than any division of one item beside whole ones, and what the shares add up to.
  @Test func dividedValueIsNoLessThanAnyDivision() {
    for seed in 0..<1_000 as Range<UInt64> {
      let item = Case(seed: seed)
      let most = item.units.map { min($0, max(1, item.limit)) }
      let found = EngineProbe.facilityKnapsack(
        values: item.values, units: item.units, most: most, limit: item.limit, divides: true)
      #expect(found.value >= Double(item.best(item.limit)), "seed \(seed)")
      let sum = found.shares.indices.reduce(0) { $0 + found.shares[$1] * Double(item.values[$1]) }
      #expect(found.value >= sum - 1e-6 && found.value <= sum + Double(item.values.count) + 2, "seed \(seed)")
      let units = found.shares.indices.reduce(0) { $0 + found.shares[$1] * Double(item.units[$1]) }
      #expect(units <= Double(item.limit) + 1e-6, "seed \(seed)")
    }
  }
}
