import SupplyModel

/// What each transfer of a SKU is expected to save, before its cost: the savings of the nodes where the goods end,
/// shared by units, and passed back along the way that the goods came.
struct MoveEarnings {
  /// Of each transfer among the moves, in their order.
  let ofTransfers: [Money]

  /// - Parameters:
  ///   - moves: all of the SKU.
  ///   - savings: by row of the SKU, what the plan saves there.
  /// - Complexity: O(moves + rows).
  init(_ moves: [StockMove], _ context: SKUModel.Context, _ rows: Range<Int>, _ savings: [Money]) {
    guard moves.contains(where: { $0.link != nil }) else {
      ofTransfers = []
      return
    }
    func index(_ node: NodeIndex) -> Int {
      (rows.firstIndex { context.goods.rows[$0].node == node } ?? rows.lowerBound) - rows.lowerBound
    }
    let ends = moves.map { move in
      (from: move.link.map { index(context.network.links[Int($0)].from) } ?? -1, to: index(move.to))
    }
    var (comes, leaves) = ([Double](repeating: 0, count: rows.count), [Double](repeating: 0, count: rows.count))
    for (move, end) in zip(moves, ends) {
      comes[end.to] += Double(move.units)
      if end.from >= 0 { leaves[end.from] += Double(move.units) }
    }
    // A unit that comes to a row earns its share of what the row saves and of what the goods earn that it sends on.
    var worth = [Double](repeating: 0, count: rows.count)
    var onward = worth
    // Goods go down the tree, and sideways or up at most once more: so many sweeps reach every end.
    for _ in 0..<4 {
      onward = [Double](repeating: 0, count: rows.count)
      for (move, end) in zip(moves, ends) where end.from >= 0 { onward[end.from] += worth[end.to] * Double(move.units) }
      for row in worth.indices {
        let units = max(comes[row], leaves[row])
        worth[row] = units > 0 ? (Double(savings[row].millionths) + onward[row]) / units : 0
      }
    }
    ofTransfers = zip(moves, ends).compactMap { move, end -> Money? in
      guard end.from >= 0 else { return nil }
      // Where nothing comes in, what is missed at the origin is the transfer's own.
      let own = comes[end.from] == 0 ? Double(savings[end.from].millionths) / leaves[end.from] : 0
      let earned = (worth[end.to] + own) * Double(move.units)
      return Money(millionths: Int64(earned.rounded(.toNearestOrAwayFromZero)))
    }
  }
}
