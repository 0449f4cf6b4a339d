import SupplyModel

/// The orders of one node as sets of SKUs, both ways round and flat.
///
/// SKUs are numbered by popularity: 0 is in the most orders, equals in the order of skus.csv. An order that names a SKU
/// on several lines has it once.
package struct Baskets: Sendable {
  /// The SKU of each number.
  package let skus: [SKUIndex]
  /// Orders that contain each SKU; never ascending.
  let popularity: [Int32]
  /// `items[starts[b] ..< starts[b + 1]]` are the SKU numbers of order `b`, ascending.
  let starts: [Int32]
  let items: [Int32]
  /// `holders[holderStarts[s] ..< holderStarts[s + 1]]` are the orders that contain SKU `s`, ascending.
  let holderStarts: [Int32]
  let holders: [Int32]

  /// - Parameters:
  ///   - orders: indices into `scenario.orders`; the baskets are numbered in this order.
  /// - Complexity: O(lines log lines of one order + all SKUs log SKUs of the node).
  package init(_ orders: [OrderIndex], of scenario: Scenario) {
    var counts = [Int32](repeating: 0, count: scenario.skus.count)
    var starts: [Int32] = [0]
    var items: [Int32] = []
    for order in orders {
      let distinct = Baskets.skus(of: order, scenario)
      for sku in distinct { counts[Int(sku)] += 1 }
      items += distinct
      starts.append(Int32(items.count))
    }
    let skus = counts.indices.lazy.filter { counts[$0] > 0 }.map { SKUIndex($0) }
      .sorted { (counts[Int($0)], $1) > (counts[Int($1)], $0) }
    var number = [Int32](repeating: -1, count: counts.count)
    for (index, sku) in skus.enumerated() { number[Int(sku)] = Int32(index) }
    for basket in orders.indices {
      let range = Int(starts[basket])..<Int(starts[basket + 1])
      items.replaceSubrange(range, with: items[range].map { number[Int($0)] }.sorted())
    }
    self.skus = skus
    popularity = skus.map { counts[Int($0)] }
    self.starts = starts
    self.items = items
    var holderStarts: [Int32] = [0]
    holderStarts.reserveCapacity(skus.count + 1)
    for count in popularity { holderStarts.append((holderStarts.last ?? 0) + count) }
    var next = holderStarts
    var holders = [Int32](repeating: 0, count: items.count)
    for basket in orders.indices {
      for at in Int(starts[basket])..<Int(starts[basket + 1]) {
        let item = Int(items[at])
        holders[Int(next[item])] = Int32(basket)
        next[item] += 1
      }
    }
    self.holderStarts = holderStarts
    self.holders = holders
  }

  /// The number of orders.
  var count: Int { starts.count - 1 }

  /// The places in `items` of an order.
  @inline(__always)
  func range(_ basket: Int) -> Range<Int> { Int(starts[basket])..<Int(starts[basket + 1]) }

  /// The places in `holders` of a SKU.
  @inline(__always)
  func holderRange(_ item: Int) -> Range<Int> { Int(holderStarts[item])..<Int(holderStarts[item + 1]) }

  /// The distinct SKUs of an order, ascending.
  static func skus(of order: OrderIndex, _ scenario: Scenario) -> [SKUIndex] {
    var skus = scenario.orders[Int(order)].lines.map { scenario.lines[Int($0)].sku }.sorted()
    var kept = 0
    for at in skus.indices where at == 0 || skus[at] != skus[kept - 1] {
      skus[kept] = skus[at]
      kept += 1
    }
    skus.removeLast(skus.count - kept)
    return skus
  }
}
