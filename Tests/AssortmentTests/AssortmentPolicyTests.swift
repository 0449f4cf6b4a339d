import Assortment
import SupplyModel
import Testing

@Suite struct AssortmentPolicyTests {
  private func baskets(_ naive: NaiveAssortment) -> Baskets {
    Baskets(naive.orders.indices.map { OrderIndex($0) }, of: naive.scenario)
  }

  private func skus(_ items: [Int32], _ baskets: Baskets) -> Set<Int> { Set(items.map { Int(baskets.skus[Int($0)]) }) }

  /// Bread is in most orders but seldom alone; tea and cups go together.
  ///
  /// Orders: {0 1} {0 2} {0 3} {0 4 5} {6 7} {6 7}. Popularity: 0 in 4, 6 and 7 in 2, the rest in 1.
  private static let hand = NaiveAssortment(
    [[0, 1], [0, 2], [0, 3], [0, 4, 5], [6, 7], [6, 7]], skus: 8)

  @Test func popularityComesFirstThenTheOrderOfTheFile() {
    #expect(baskets(Self.hand).skus == [0, 6, 7, 1, 2, 3, 4, 5])
  }

  /// By hand: 5 goes (1 order, last of equals) with {0 4 5}; then 4 (0 left), 3, 2, 1 (each with its order), 0; the pair
  /// of 6 and 7 is left.
  @Test func reverseExcludeByHand() {
    let baskets = baskets(Self.hand)
    let ranking = ReverseExclude.ranking(baskets).map { Int(baskets.skus[Int($0)]) }
    #expect(Array(ranking.reversed()) == [5, 4, 3, 2, 1, 0, 7, 6])
    #expect(Self.hand.local(Set(ranking.prefix(2))) == 2)
    #expect(Self.hand.local(Self.hand.mostPopular(2)) == 0)
  }

  @Test(arguments: HybridWay.allCases)
  func hybridByHand(way: HybridWay) {
    let baskets = baskets(Self.hand)
    let ranking = ReverseExclude.ranking(baskets)
    let locals = (1...8).map { capacity in
      Self.hand.local(
        skus(HybridChoice.choose(baskets, capacity: capacity, ranking: ranking, way: way), baskets))
    }
    // Enumerated: two SKUs make two orders local, each further one more while pairs with bread are left.
    #expect(locals == [0, 2, 2, 3, 4, 5, 5, 6])
  }

  @Test(arguments: 1...300)
  func policiesAreTheirDefinitions(seed: UInt64) {
    let naive = NaiveAssortment(seed: seed, orders: 5 + Int(seed % 40), skus: 4 + Int(seed % 23))
    let baskets = baskets(naive)
    #expect(baskets.skus.map { Int($0) } == naive.byPopularity)
    let ranking = ReverseExclude.ranking(baskets)
    for capacity in 1...naive.skus {
      let survivors = skus(Array(ranking.prefix(capacity)), baskets)
      #expect(survivors == naive.reverseExclude(capacity))
      let floor = max(naive.local(naive.mostPopular(capacity)), naive.local(survivors))
      for way in HybridWay.allCases {
        let items = HybridChoice.choose(baskets, capacity: capacity, ranking: ranking, way: way)
        #expect(items.count == capacity && Set(items).count == capacity)
        #expect(naive.local(skus(items, baskets)) >= floor)
      }
    }
  }

  /// How far hybrid stays from the best of all choices, over 60 tiny instances and every capacity.
  @Test func hybridIsSeldomBelowTheBest() {
    var (reached, cases, local, most, starts) = (0, 0, 0, 0, 0)
    for seed in 1...60 as ClosedRange<UInt64> {
      let naive = NaiveAssortment(seed: seed, orders: 24, skus: 9)
      let baskets = baskets(naive)
      let ranking = ReverseExclude.ranking(baskets)
      for capacity in 1..<naive.skus {
        let best = naive.best(capacity)
        let found = HybridWay.allCases.map { way in
          naive.local(
            skus(HybridChoice.choose(baskets, capacity: capacity, ranking: ranking, way: way), baskets))
        }
        #expect(found.allSatisfy { $0 <= best })
        starts += max(naive.local(naive.mostPopular(capacity)), naive.local(naive.reverseExclude(capacity)))
        local += found.max() ?? 0
        most += best
        cases += 1
        if found.contains(best) { reached += 1 }
      }
    }
    #expect(local > starts)
    #expect(Double(reached) > 0.8 * Double(cases), "\(reached) of \(cases)")
    #expect(Double(local) > 0.98 * Double(most), "\(local) of \(most), starts \(starts)")
  }
}
