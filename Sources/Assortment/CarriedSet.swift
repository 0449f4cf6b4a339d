/// The SKUs that a node carries, and which of its orders are wholly local by that, kept up to date as SKUs come and go.
struct CarriedSet {
  private let baskets: Baskets
  private(set) var isCarried: [Bool]
  /// SKUs of each order that are not carried.
  private(set) var missing: [Int32]
  /// Wholly local orders that contain each SKU: what dropping it would lose.
  private(set) var loss: [Int32]
  /// Orders that are wholly local.
  private(set) var localOrders: Int
  /// Cells of the flat arrays looked at so far: a measure of time that is the same on every machine.
  private(set) var work = 0

  init(_ baskets: Baskets, carrying items: some Sequence<Int32> = []) {
    self.baskets = baskets
    isCarried = [Bool](repeating: false, count: baskets.skus.count)
    missing = (0..<baskets.count).map { Int32(baskets.range($0).count) }
    loss = [Int32](repeating: 0, count: baskets.skus.count)
    localOrders = missing.count { $0 == 0 }
    for item in items { add(Int(item)) }
  }

  /// The carried SKUs, ascending.
  var items: [Int32] { isCarried.indices.lazy.filter { isCarried[$0] }.map { Int32($0) } }

  /// The SKUs that an order lacks, ascending. O(its lines).
  func lacking(_ basket: Int) -> [Int32] {
    baskets.range(basket).lazy.map { baskets.items[$0] }.filter { !isCarried[Int($0)] }
  }

  /// Carries a SKU more. O(its orders, and the lines of those that it completes).
  mutating func add(_ item: Int) {
    isCarried[item] = true
    for at in baskets.holderRange(item) {
      let basket = Int(baskets.holders[at])
      missing[basket] -= 1
      if missing[basket] == 0 { count(basket, 1) }
    }
    work += baskets.holderRange(item).count
  }

  /// Carries a SKU less. O(its orders, and the lines of those that it breaks).
  mutating func remove(_ item: Int) {
    isCarried[item] = false
    for at in baskets.holderRange(item) {
      let basket = Int(baskets.holders[at])
      if missing[basket] == 0 { count(basket, -1) }
      missing[basket] += 1
    }
    work += baskets.holderRange(item).count
  }

  private mutating func count(_ basket: Int, _ change: Int32) {
    for at in baskets.range(basket) { loss[Int(baskets.items[at])] += change }
    localOrders += Int(change)
    work += baskets.range(basket).count
  }

  /// The carried SKU whose dropping loses the fewest orders; of equals the least popular. O(SKUs).
  mutating func leastLoss() -> Int? {
    work += isCarried.count / 8
    var best: Int?
    var least = Int32.max
    for item in isCarried.indices where isCarried[item] && loss[item] <= least {
      best = item
      least = loss[item]
    }
    return best
  }
}
