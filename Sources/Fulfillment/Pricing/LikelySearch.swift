import SupplyModel

/// The least priced way of one plain order after another among its likely ones. A value type with buffers of its own;
/// one a thread.
struct LikelySearch {
  /// The stock row that serves each line, or -1. As long as the order has lines.
  let choice = FlatArray<Int32>(repeating: -1, count: FlatOrders.maxLines)
  /// What the way found costs, prices included (millionths).
  private(set) var value: Float = 0

  private let ways: LikelyWays
  private let flat: FlatScenario
  /// By node of the block x lines: what a line costs there, `infinity` where it cannot come from.
  private let costs: FlatArray<Float>
  /// By node of the block: what a parcel costs without its lines.
  private let fixed: FlatArray<Float>
  /// By line: the least of a parcel of its own and of leaving it, and the node of the block, or -1.
  private let best = FlatArray<Float>(repeating: 0, count: FlatOrders.maxLines)
  private let bestNode = FlatArray<Int32>(repeating: -1, count: FlatOrders.maxLines)
  /// Nodes of which a parcel of several lines costs less than parcels of their own.
  private let joint: FlatArray<Int32>
  /// By content (a set of lines): the least parcel, its node, the least of all ways to serve it, its last parcel.
  private let parcels = FlatArray<Float>(repeating: 0, count: 1 << FlatOrders.maxLines)
  private let parcelNodes = FlatArray<Int32>(repeating: -1, count: 1 << FlatOrders.maxLines)
  private let totals = FlatArray<Float>(repeating: 0, count: 1 << FlatOrders.maxLines)
  private let parts = FlatArray<Int32>(repeating: 0, count: 1 << FlatOrders.maxLines)
  private let sums = FlatArray<Float>(repeating: 0, count: 1 << FlatOrders.maxLines)

  init(_ ways: LikelyWays, _ flat: FlatScenario) {
    self.ways = ways
    self.flat = flat
    costs = FlatArray(repeating: 0, count: ways.width * FlatOrders.maxLines)
    fixed = FlatArray(repeating: 0, count: ways.width)
    joint = FlatArray(repeating: 0, count: ways.width)
  }

  /// Finds the least priced of an order's likely ways; `choice` and `value` hold it.
  /// - Returns: `choice`.
  /// - Parameter covers: what its lines pay beyond their units.
  /// - Complexity: O(likely nodes x lines), and 3^lines where several nodes could send several of them.
  @discardableResult
  mutating func search(_ order: Int, _ prices: LikelyPrices, _ covers: CoverPrices?) -> UnsafePointer<Int32> {
    let lines = flat.orders.lines(order)
    if lines.count == 1 {
      searchSingle(order, lines.lowerBound, prices, covers)
    } else {
      searchSeveral(order, lines, prices, covers)
    }
    return UnsafePointer(choice.base)
  }

  /// What rows have to cost at most to come before the likely ones of an order of one line (millionths); nil where
  /// there is room for any, and for several lines.
  /// - Complexity: that of `search`.
  mutating func reach(_ order: Int, _ prices: LikelyPrices, _ covers: CoverPrices?) -> Int64? {
    let count = Int(ways.counts[order])
    guard count == ways.width, flat.orders.lines(order).count == 1 else { return nil }
    search(order, prices, covers)
    // The search left the cost of each row behind; a little more for what was rounded.
    let dearest = (0..<count).reduce(Float(0)) { max($0, costs[$1]) }
    return dearest < 1e18 ? Int64(dearest * 1.000_01) + 1 : nil
  }

  // MARK: One line

  private mutating func searchSingle(_ order: Int, _ line: Int, _ prices: LikelyPrices, _ covers: CoverPrices?) {
    let quantity = Float(flat.orders.quantities[line])
    let count = Int(ways.counts[order])
    let words = ways.block(order)
    let nodes = ways.nodes.base + order * ways.width
    let (rowPrices, nodeOrders, nodeUnits) = (prices.rows.base, prices.nodeOrders.base, prices.nodeUnits.base)
    let costs = self.costs.base
    for index in 0..<count {
      let node = Int(nodes[index])
      let unit = rowPrices[Int(words[index].row)] + nodeUnits[node]
      costs[index] = words[index].cost + unit * quantity + nodeOrders[node]
    }
    if let covers, covers.touch(line..<line + 1) {
      covers.forEachTerm(of: line) { row, charge in
        for index in 0..<count where words[index].row == row { costs[index] += charge }
      }
    }
    var (least, best) = (Float(flat.weighted(flat.orders.penalties[line], order)), Int32(-1))
    for index in 0..<count where costs[index] < least { (least, best) = (costs[index], words[index].row) }
    value = least
    choice[0] = best
  }

  // MARK: Several lines

  private mutating func searchSeveral(
    _ order: Int, _ lines: Range<Int>, _ prices: LikelyPrices, _ covers: CoverPrices?
  ) {
    price(order, lines, prices, covers)
    let count = Int(ways.counts[order])
    let width = lines.count
    var separate: Float = 0
    for position in 0..<width { separate += best[position] }
    var joints = 0
    // The node of which one parcel saves most.
    var (least, bestJoint) = (Float.infinity, 0)
    for index in 0..<count {
      var loss = fixed[index]
      for position in 0..<width { loss += min(0, costs[index * width + position] - best[position]) }
      if loss < 0 {
        joint[joints] = Int32(index)
        joints += 1
        if loss < least { (least, bestJoint) = (loss, index) }
      }
    }
    let block = ways.block(order)
    for position in 0..<width {
      let index = Int(bestNode[position])
      choice[position] = index < 0 ? -1 : block[index * (1 + width) + 1 + position].row
    }
    value = separate
    guard joints > 0 else { return }
    if joints > 1 && width > 2 {
      cover(joints, width, block)
    } else {
      join(bestJoint, width, block)
    }
  }

  /// What every line costs at every likely node, and the best parcels of single lines.
  private mutating func price(_ order: Int, _ lines: Range<Int>, _ prices: LikelyPrices, _ covers: CoverPrices?) {
    let count = Int(ways.counts[order])
    let width = lines.count
    let block = ways.block(order)
    let nodes = ways.nodes.base + order * ways.width
    let rowPrices = prices.rows.base
    let quantities = flat.orders.quantities.base + lines.lowerBound
    for index in 0..<count {
      let words = block + index * (1 + width)
      let node = Int(nodes[index])
      let units = prices.nodeUnits[node]
      fixed[index] = words[0].cost + prices.nodeOrders[node]
      for position in 0..<width {
        let word = words[1 + position]
        costs[index * width + position] =
          word.row < 0 ? .infinity : word.cost + (rowPrices[Int(word.row)] + units) * Float(quantities[position])
      }
    }
    if let covers, covers.touch(lines) {
      for (position, line) in lines.enumerated() {
        covers.forEachTerm(of: line) { row, charge in
          for index in 0..<count where block[index * (1 + width) + 1 + position].row == row {
            costs[index * width + position] += charge
          }
        }
      }
    }
    for (position, line) in lines.enumerated() {
      var (least, node) = (Float(flat.weighted(flat.orders.penalties[line], order)), Int32(-1))
      for index in 0..<count {
        let cost = costs[index * width + position] + fixed[index]
        if cost < least { (least, node) = (cost, Int32(index)) }
      }
      best[position] = least
      bestNode[position] = node
    }
  }

  /// One node sends all lines that are worth it there, the others have parcels of their own.
  private mutating func join(_ index: Int, _ width: Int, _ block: UnsafeMutablePointer<LikelyWays.Word>) {
    value += fixed[index]
    for position in 0..<width where costs[index * width + position] < best[position] {
      value += costs[index * width + position] - best[position]
      choice[position] = block[index * (1 + width) + 1 + position].row
    }
  }

  /// Several nodes could send several lines: the best partition of the lines into parcels.
  private mutating func cover(_ joints: Int, _ width: Int, _ block: UnsafeMutablePointer<LikelyWays.Word>) {
    let contents = 1 << width
    for content in 1..<contents {
      let isSingle = content & (content - 1) == 0
      parcels[content] = isSingle ? best[content.trailingZeroBitCount] : .infinity
      parcelNodes[content] = isSingle ? bestNode[content.trailingZeroBitCount] : -1
    }
    for item in 0..<joints {
      let index = Int(joint[item])
      let own = costs.base + index * width
      var mask = 0
      for position in 0..<width where own[position] < best[position] { mask |= 1 << position }
      sums[0] = fixed[index]
      var content = 0
      while content != mask {
        content = (content - mask) & mask
        let lowest = content & -content
        let sum = sums[content ^ lowest] + own[lowest.trailingZeroBitCount]
        sums[content] = sum
        if content != lowest && sum < parcels[content] {
          parcels[content] = sum
          parcelNodes[content] = Int32(index)
        }
      }
    }
    totals[0] = 0
    for content in 1..<contents {
      // The part with the lowest line is sent last: each partition is met once.
      let lowest = content & -content
      let rest = content ^ lowest
      var (least, part) = (parcels[content], content)
      var other = (rest - 1) & rest
      while rest != 0 {
        let sent = other | lowest
        let cost = parcels[sent] + totals[content ^ sent]
        if cost < least { (least, part) = (cost, sent) }
        if other == 0 { break }
        other = (other - 1) & rest
      }
      totals[content] = least
      parts[content] = Int32(part)
    }
    value = totals[contents - 1]
    var filled = contents - 1
    while filled != 0 {
      let part = Int(parts[filled])
      let index = Int(parcelNodes[part])
      for position in 0..<width where part >> position & 1 == 1 {
        choice[position] = index < 0 ? -1 : block[index * (1 + width) + 1 + position].row
      }
      filled ^= part
    }
  }
}
