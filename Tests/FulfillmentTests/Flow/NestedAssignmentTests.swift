import Fulfillment
import Testing

/// Optimal assignments within nested limits: kept limits, a proof by prices, and another solver's cost.
@Suite struct NestedAssignmentTests {
  /// The limits hold, prices stand on full limits only, and prove the cost.
  private func check(_ problem: NestedAssignment, _ optimum: NestedOptimum, _ name: String) {
    var loads = [Int32](repeating: 0, count: problem.limits.count)
    for (order, arc) in optimum.choices.enumerated() where arc >= 0 {
      #expect(problem.arcs(order).contains(Int(arc)), "\(name)")
      var limit = problem.places[Int(arc)]
      while limit >= 0 {
        loads[Int(limit)] += 1
        limit = problem.parents[Int(limit)]
      }
    }
    for limit in loads.indices {
      #expect(loads[limit] <= problem.limits[limit], "\(name)")
      #expect(optimum.prices[limit] >= 0, "\(name)")
      if optimum.prices[limit] > 0 { #expect(loads[limit] == problem.limits[limit], "\(name)") }
    }
    #expect(optimum.cost(problem) == optimum.bound(problem), "\(name)")
  }

  @Test func nothingToAssign() {
    var problem = NestedAssignment()
    _ = problem.addLimit(1, within: -1)
    let optimum = problem.optimum(threads: 1)
    #expect(optimum.choices.isEmpty)
    #expect(optimum.prices == [0])
  }

  /// Two orders, one unit: the one that has further to go elsewhere gets it, the other's detour is its price.
  @Test func theScarceUnitGoesWhereItSavesMost() {
    var problem = NestedAssignment()
    let near = problem.addLimit(1, within: -1)
    let far = problem.addLimit(5, within: -1)
    problem.append(places: [near, far, near, far], costs: [2, 9, 2, 5], counts: [2, 2], unserved: [20, 20])
    let optimum = problem.optimum(threads: 1)
    #expect(optimum.choices == [0, 3])
    #expect(optimum.cost(problem) == 7)
    #expect(optimum.prices[Int(far)] == 0)
    #expect((3...7).contains(optimum.prices[Int(near)]))
  }

  /// A unit of the inner limit takes one of the outer one as well.
  @Test func innerUnitsCountOutside() {
    var problem = NestedAssignment()
    let outer = problem.addLimit(1, within: -1)
    let inner = problem.addLimit(1, within: outer)
    problem.append(places: [inner, outer], costs: [1, 1], counts: [1, 1], unserved: [10, 30])
    let optimum = problem.optimum(threads: 1)
    #expect(optimum.choices == [-1, 1])
    #expect(optimum.bound(problem) == 11)
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func costsWhatTheOutOfKilterMethodFinds(block: UInt64) throws {
    for seed in block * 60..<(block + 1) * 60 {
      let largest = [3, 40, 100_000][Int(seed % 3)]
      let problem = NestedProblems.make(
        seed: seed, orders: 1 + Int(seed % 40), tops: 1 + Int(seed % 5), inner: Int(seed % 7), largestCost: largest)
      let optimum = problem.optimum(threads: 1)
      check(problem, optimum, "seed \(seed)")
      #expect(try NestedProblems.leastCost(problem) == Int(optimum.cost(problem)), "seed \(seed)")
    }
  }

  /// Thousands of orders, limits that bind at every level, many ties; nothing of it changes with the threads.
  @Test(arguments: [3, 1_000_000])
  func isProvenByItsPricesAtAnySize(largestCost: Int) {
    for seed in 0..<4 as Range<UInt64> {
      let problem = NestedProblems.make(seed: seed, orders: 4_000, tops: 12, inner: 40, largestCost: largestCost)
      let optimum = problem.optimum(threads: 1)
      check(problem, optimum, "seed \(seed)")
      for threads in 2...3 {
        let other = problem.optimum(threads: threads)
        #expect(other.choices == optimum.choices)
        #expect(other.prices == optimum.prices)
      }
    }
  }

  /// Cut short, it keeps all limits and proves something that holds.
  @Test func cutShortItStillProvesWhatItSays() {
    for seed in 0..<20 as Range<UInt64> {
      let problem = NestedProblems.make(seed: seed, orders: 300, tops: 6, inner: 12, largestCost: 1_000)
      let least = problem.optimum(threads: 1).cost(problem)
      let early = problem.optimum(threads: 1, isExhausted: { true })
      #expect(early.cost(problem) >= least)
      #expect(early.bound(problem) <= least)
      #expect(early.prices.allSatisfy { $0 >= 0 })
    }
  }
}
