import SupplyModel

/// Hybrid: most popular or reverse-exclude, improved by exchanges.
///
/// An exchange takes an order that is not wholly local, carries all SKUs that it lacks, drops as many of those whose loss
/// costs the fewest orders, and stays if more orders are wholly local than before. Orders that lack the fewest SKUs come
/// first. Most popular counts an order for every SKU of it that is carried, reverse-exclude only for the whole; both pass
/// over SKUs that are worth little one by one and much together, and those are what exchanges find.
///
/// Never below either of the two on the orders that it chooses by. Shen et al. (arXiv 2509.12183) report a hybrid of both;
/// the exchanges and the rehearsal that chooses between two ways are our own.
package struct HybridChoice {
  /// Exchanges end after looking at this many cells for each line and SKU: some seconds for a million lines.
  static let workPerCell = 300
  /// Orders that lack more SKUs than this are not tried: their exchange drops too much to pay.
  static let mostLacking: Int32 = 24

  private let baskets: Baskets
  private let way: HybridWay
  private let workLimit: Int
  private var set: CarriedSet

  /// The SKUs to carry: at most `capacity`, ascending by number.
  ///
  /// - Parameters:
  ///   - ranking: of reverse-exclude.
  ///   - way: taken unless one of the two policies alone is better than what it leads to.
  /// - Complexity: O((lines + SKUs) x `workPerCell`) at most.
  package static func choose(_ baskets: Baskets, capacity: Int, ranking: [Int32], way: HybridWay) -> [Int32] {
    let popular = CarriedSet(baskets, carrying: (0..<Int32(min(capacity, ranking.count))))
    let surviving = CarriedSet(baskets, carrying: ranking.prefix(capacity))
    let improved = { (way: HybridWay) -> CarriedSet in
      var search = HybridChoice(baskets, way, way == .bold ? popular : surviving)
      search.improve()
      return search.set
    }
    let first = improved(way)
    if first.localOrders >= max(popular.localOrders, surviving.localOrders) { return first.items }
    // What begins with the better of the two cannot end below it.
    return improved(popular.localOrders >= surviving.localOrders ? .bold : .cautious).items
  }

  private init(_ baskets: Baskets, _ way: HybridWay, _ start: CarriedSet) {
    self.baskets = baskets
    self.way = way
    set = start
    workLimit = set.work + (baskets.items.count + baskets.skus.count) * HybridChoice.workPerCell
  }

  /// Rounds over the orders until one changes nothing.
  private mutating func improve() {
    var gained = true
    while gained {
      gained = false
      let near = (0..<baskets.count).filter { (1...HybridChoice.mostLacking).contains(set.missing[$0]) }
        .sorted { (set.missing[$0], $0) < (set.missing[$1], $1) }
      for basket in near {
        if set.work > workLimit { return }
        if set.missing[basket] > 0 && exchange(towards: basket) { gained = true }
      }
    }
  }

  /// Tries the exchange for an order. Returns whether it stays.
  private mutating func exchange(towards basket: Int) -> Bool {
    let before = set.localOrders
    let added = set.lacking(basket)
    for item in added { set.add(Int(item)) }
    var dropped: [Int] = []
    while dropped.count < added.count, set.localOrders > before, let item = set.leastLoss() {
      set.remove(item)
      dropped.append(item)
    }
    if set.localOrders > before && (way == .bold || popularity(added) >= popularity(dropped)) { return true }
    for item in dropped.reversed() { set.add(item) }
    for item in added.reversed() { set.remove(Int(item)) }
    return false
  }

  private func popularity(_ items: [some BinaryInteger]) -> Int {
    items.reduce(0) { $0 + Int(baskets.popularity[Int($1)]) }
  }
}
