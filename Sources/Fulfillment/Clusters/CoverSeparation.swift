import SupplyModel

/// Finds lifted cover cuts that a fractional solution of a master program violates.
struct CoverSeparation {
  /// A cut must be violated by so much.
  static let leastViolation = 0.02
  /// Longer covers are weak, and lifting them is slow.
  static let longestCover = 40

  /// An order that takes at least a threshold of the resource, and the share of it that does in the solution.
  private struct Item {
    var order: Int
    var threshold: Int32
    var share: Double
  }

  /// The cuts violated, at most one a resource and way of choosing covers; by resource.
  /// - Parameter values: one a column of the program.
  /// - Complexity: O(entries of all ways + resources x items x cover).
  static func cuts(_ master: MasterProgram, values: [Double], limits: [Int32]) -> [CoverCut] {
    var rows: [Int32: [(order: Int, amount: Int32, value: Double)]] = [:]
    for resource in master.resources { rows[resource] = [] }
    for (index, way) in master.ways.enumerated() {
      for (resource, amount) in zip(way.resources, way.amounts) {
        rows[resource]?.append((way.order, amount, values[master.firstWay + index]))
      }
    }
    var cuts: [CoverCut] = []
    for resource in master.resources {
      guard let uses = rows[resource], uses.contains(where: { $0.amount > 1 }) else { continue }
      let gate = master.gate(of: resource)
      let open = gate < 0 ? 1 : values[master.column(ofActivation: gate)]
      guard open > 1e-6 else { continue }
      let items = items(uses, open: open)
      cuts += self.cuts(resource, limit: limits[Int(resource)], items)
    }
    return cuts
  }

  /// One item an order: the threshold with the largest share, the largest such.
  private static func items(_ uses: [(order: Int, amount: Int32, value: Double)], open: Double) -> [Item] {
    var items: [Item] = []
    let sorted = uses.sorted { ($0.order, $1.amount) < ($1.order, $0.amount) }
    var start = 0
    while start < sorted.count {
      let order = sorted[start].order
      var (end, share) = (start, 0.0)
      var item = Item(order: order, threshold: sorted[start].amount, share: -1)
      while end < sorted.count && sorted[end].order == order {
        share += sorted[end].value
        let isLast =
          end + 1 == sorted.count || sorted[end + 1].order != order || sorted[end + 1].amount != sorted[end].amount
        if isLast && share > item.share + 1e-6 {
          item.threshold = sorted[end].amount
          item.share = share
        }
        end += 1
      }
      item.share = min(1, item.share / open)
      items.append(item)
      start = end
    }
    return items
  }

  private static func cuts(_ resource: Int32, limit: Int32, _ items: [Item]) -> [CoverCut] {
    let used = items.filter { $0.share > 1e-6 }
    guard used.contains(where: { $0.share < 1 - 1e-6 }),
      used.reduce(Int64(0), { $0 + Int64($1.threshold) }) > Int64(limit)
    else { return [] }
    var found: [CoverCut] = []
    for byWeight in [true, false] {
      let ranked = used.enumerated().map { index, item -> (key: Double, index: Int) in
        let slack = 1 - item.share
        return (byWeight ? slack / Double(item.threshold) : slack, index)
      }.sorted { ($0.key, $0.index) < ($1.key, $1.index) }
      var cover: [Item] = []
      var weight: Int64 = 0
      for (_, index) in ranked where weight <= limit {
        cover.append(used[index])
        weight += Int64(used[index].threshold)
      }
      guard weight > limit else { continue }
      // Made minimal, the least used first.
      for item in cover.sorted(by: { ($0.share, $0.order) < ($1.share, $1.order) })
      where weight - Int64(item.threshold) > limit {
        cover.removeAll { $0.order == item.order }
        weight -= Int64(item.threshold)
      }
      guard cover.count <= longestCover else { continue }
      let cut = lift(cover, items, resource: resource, limit: limit)
      let shares = Dictionary(uniqueKeysWithValues: items.map { ($0.order, $0.share) })
      let activity = cut.terms.reduce(0.0) { $0 + Double($1.coefficient) * (shares[$1.order] ?? 0) }
      if activity > Double(cut.limit) + leastViolation && !found.contains(cut) { found.append(cut) }
    }
    return found
  }

  /// Gives every other order the largest coefficient that keeps the cut valid, the most used first.
  ///
  /// `least[p]` is the least that orders of coefficients p together take; whatever fits besides an order may not
  /// reach beyond the limit with it.
  private static func lift(_ cover: [Item], _ items: [Item], resource: Int32, limit: Int32) -> CoverCut {
    let most = cover.count - 1
    var cut = CoverCut(resource: resource, terms: [], limit: Int32(most))
    var least = [Int64](repeating: .max / 2, count: most + 1)
    least[0] = 0
    func take(_ item: Item, _ coefficient: Int) {
      cut.terms.append(
        CoverCut.Term(order: item.order, threshold: item.threshold, coefficient: Int32(coefficient)))
      for profit in stride(from: most, through: coefficient, by: -1) {
        least[profit] = min(least[profit], least[profit - coefficient] + Int64(item.threshold))
      }
    }
    for item in cover { take(item, 1) }
    let inCover = Set(cover.map(\.order))
    let others = items.filter { !inCover.contains($0.order) }
      .sorted { ($1.share, $1.threshold, $0.order) < ($0.share, $0.threshold, $1.order) }
    for item in others {
      let room = Int64(limit) - Int64(item.threshold)
      guard room >= 0 else { continue }
      let profit = least.lastIndex { $0 <= room } ?? 0
      if most > profit { take(item, most - profit) }
    }
    cut.terms.sort { $0.order < $1.order }
    return cut
  }
}
