import RandomStreams
import SupplyModel
import TestSupport

/// The definitions of the policies, word for word and slowly, over orders as sets of SKU numbers.
struct NaiveAssortment {
  var orders: [Set<Int>]
  var skus: Int

  init(_ orders: [Set<Int>], skus: Int) { (self.orders, self.skus) = (orders, skus) }

  /// Orders of up to six SKUs, the first SKUs more often; every SKU is in some order.
  init(seed: UInt64, orders count: Int, skus: Int) {
    var stream = RandomStream(seed: seed, purpose: "baskets")
    var orders: [Set<Int>] = []
    for _ in 0..<count {
      orders.append([])
      for _ in 0...stream.uniform(below: 6) {
        orders[orders.count - 1].insert(min(stream.uniform(below: skus), stream.uniform(below: skus)))
      }
    }
    for sku in 0..<skus where !orders.contains(where: { $0.contains(sku) }) { orders.append([sku]) }
    self.init(orders, skus: skus)
  }

  func popularity(_ sku: Int) -> Int { orders.count { $0.contains(sku) } }

  /// Most popular first, equals by number.
  var byPopularity: [Int] { (0..<skus).sorted { (popularity($0), $1) > (popularity($1), $0) } }

  func mostPopular(_ capacity: Int) -> Set<Int> { Set(byPopularity.prefix(capacity)) }

  /// Until so many SKUs remain: the SKU with the fewest surviving orders goes, of equals the least popular.
  func reverseExclude(_ capacity: Int) -> Set<Int> {
    var left = Array(byPopularity.reversed())
    var surviving = orders
    while left.count > capacity {
      let counts = left.map { sku in surviving.count { $0.contains(sku) } }
      let worst = left.remove(at: counts.firstIndex(of: counts.min() ?? 0) ?? 0)
      surviving.removeAll { $0.contains(worst) }
    }
    return Set(left)
  }

  func local(_ carried: Set<Int>) -> Int { orders.count { $0.isSubset(of: carried) } }

  /// The most orders that any choice of so many SKUs makes local: all choices tried.
  func best(_ capacity: Int) -> Int {
    let masks = orders.map { $0.reduce(0) { $0 | 1 << $1 } }
    return (0..<(1 << skus)).lazy.filter { $0.nonzeroBitCount == min(capacity, skus) }
      .map { mask in masks.count { $0 & ~mask == 0 } }.max() ?? 0
  }

  /// The same orders as a scenario: all picked up at the store S, SKUs named by their numbers.
  var scenario: Scenario {
    var hand = HandScenario()
    hand.node("S", .store)
    for sku in 0..<skus { hand.sku("\(sku)") }
    for (index, order) in orders.enumerated() {
      hand.order("O\(index)", to: "S", order.sorted().map { HandScenario.Line("\($0)") })
    }
    return hand.scenario
  }
}
