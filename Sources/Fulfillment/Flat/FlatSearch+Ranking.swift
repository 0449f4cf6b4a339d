import SupplyModel

/// The exact search over all rows, which also chooses the likely ones.
extension FlatSearch {
  /// Finds the least priced way of an order of the destination in hand over all rows, as `search` does; the best rows
  /// become its candidates and its likely ways.
  ///
  /// One line looks at nodes until a parcel from there costs more than the way that is known already. Several lines have
  /// no such end that would pay: one parcel may be worth a long way.
  /// - Parameter reach: what rows have to cost at most to be worth ranking (millionths); nil: unknown.
  /// - Complexity: as `search`, and the sorting of as many rows as there is room for.
  mutating func searchAndRank(_ order: Int, _ rows: some RowTerms, reach: Int64? = nil) {
    let lines = flat.orders.lines(order)
    let isSingle = lines.count == 1 && flat.orders.isAffine[order]
    guard let near = flat.near, isSingle else {
      let all = AllRows(flat)
      return isSingle ? rankSingle(order, lines.lowerBound, rows, all) : rankSeveral(order, lines, rows, all)
    }
    let line = lines.lowerBound
    let destination = flat.orders.destinations[order]
    let gift = Int64(flat.orders.quantities[line]) * near.leastUse
    var limit = (reach ?? near.firstLimit(destination, nodes: firstNodes(line))) - gift
    while true {
      rankSingle(order, line, rows, NearRows(flat, near, destination: destination, limit: limit))
      // Whatever is farther away costs more than that at no prices.
      if value - gift <= limit || limit >= infeasible { return }
      limit = value - gift
    }
  }

  /// How many nodes hold about twice as many rows of a line as there is room for.
  private func firstNodes(_ line: Int) -> Int {
    let sku = Int(flat.orders.skus[line])
    let holders = max(1, Int(flat.rowStarts[sku + 1] - flat.rowStarts[sku]))
    return max(NearStock.firstLook, 2 * mostRanked * flat.network.nodes / holders)
  }

  /// The one-line search; the rows that serve the line at the least priced cost become its candidates.
  private mutating func rankSingle(_ order: Int, _ line: Int, _ rows: some RowTerms, _ reach: some RowReach) {
    guard mostRanked > 0 else { return searchSingle(order, line, rows, reach) }
    let quantity = flat.orders.quantities[line]
    let places = self.places.base
    // Written down first: a loop that only computes takes a third of the time of one that also ranks.
    var end = 0
    reach.forEachRow(line) { row in
      let node = rows.node(row)
      let place = places[node]
      guard place.unitsLeft >= quantity else { return }
      var cost = place.unit &* Int64(quantity) &+ place.fixed &+ rows.cost(row, quantity, of: line)
      if hasCommission { cost += flat.commission(line, node) }
      lineCosts[end] = cost
      lineRows[end] = Int32(row)
      end += 1
    }
    var count = 0
    var enough = infeasible - 1
    for index in 0..<end where lineCosts[index] <= enough {
      rank(lineRows[index], loss: lineCosts[index], &count)
      if count == mostRanked { enough = ranked[count - 1].loss - 1 }
    }
    settleSingle(order, line, least: count > 0 ? ranked[0].loss : infeasible, row: count > 0 ? ranked[0].place : -1)
    if let likely, likely.holds(order) {
      keep(count, as: likely, order, line)
    } else if let candidates {
      candidates.counts[line] = 0
      for index in 0..<count { candidates.append(ranked[index].place, to: line) }
    }
  }

  private func keep(_ count: Int, as likely: LikelyWays, _ order: Int, _ line: Int) {
    let places = flat.network.places.base + Int(flat.orders.destinations[order]) * flat.network.nodes
    let quantity = Int64(flat.orders.quantities[line])
    let words = likely.block(order)
    for index in 0..<count {
      let row = ranked[index].place
      let node = Int(flat.rowNodes[Int(row)])
      var cost = places[node].fixed + places[node].unit * quantity
      if hasCommission { cost += flat.commission(line, node) }
      words[index] = LikelyWays.Word(cost: Float(cost), row: row)
      likely.nodes[order * likely.width + index] = UInt16(node)
    }
    likely.counts[order] = UInt8(count)
  }

  /// The search of several lines; the nodes of which some parcel costs least beyond the best parcels of single lines
  /// become their candidates.
  private mutating func rankSeveral(_ order: Int, _ lines: Range<Int>, _ rows: some RowTerms, _ reach: some RowReach) {
    scan(order, lines, rows, reach)
    join(order, lines)
    cover(order, lines)
    if mostRanked > 0 { rankNodes(order, lines) }
    for index in 0..<touchedCount { masks[Int(touched[index])] = 0 }
  }

  private mutating func rankNodes(_ order: Int, _ lines: Range<Int>) {
    var count = 0
    var enough = Int64.max
    for index in 0..<touchedCount {
      let node = Int(touched[index])
      let mask = masks[node]
      let loss: Int64
      if mask & (mask &- 1) == 0 {
        let position = mask.trailingZeroBitCount
        loss = lineCosts[node << 3 + position] + places[node].fixed - parcels[1 << position]
      } else {
        loss = jointLoss(node, mask, lines.count)
      }
      if loss < enough {
        rank(Int32(node), loss: loss, &count)
        if count == mostRanked { enough = ranked[count - 1].loss }
      }
    }
    if let likely, likely.holds(order) {
      keep(count, as: likely, order, lines)
    } else if let candidates {
      for (position, line) in lines.enumerated() {
        candidates.counts[line] = 0
        for index in 0..<count {
          let node = Int(ranked[index].place)
          if masks[node] >> UInt8(position) & 1 == 1 { candidates.append(lineRows[node << 3 + position], to: line) }
        }
      }
    }
  }

  private func keep(_ count: Int, as likely: LikelyWays, _ order: Int, _ lines: Range<Int>) {
    let places = flat.network.places.base + Int(flat.orders.destinations[order]) * flat.network.nodes
    let all = lines.reduce(Int32(0)) { $0 + flat.orders.quantities[$1] }
    let width = 1 + lines.count
    let block = likely.block(order)
    var kept = 0
    for index in 0..<count {
      let node = Int(ranked[index].place)
      // A node that cannot send all lines together is left to the exact search.
      guard places[node].unitsLeft >= all else { continue }
      let words = block + kept * width
      words[0] = LikelyWays.Word(cost: Float(places[node].fixed), row: -1)
      for (position, line) in lines.enumerated() {
        var word = LikelyWays.Word(cost: 0, row: -1)
        if masks[node] >> UInt8(position) & 1 == 1 {
          var cost = places[node].unit * Int64(flat.orders.quantities[line])
          if hasCommission { cost += flat.commission(line, node) }
          word = LikelyWays.Word(cost: Float(cost), row: lineRows[node << 3 + position])
        }
        words[1 + position] = word
      }
      likely.nodes[order * likely.width + kept] = UInt16(node)
      kept += 1
    }
    likely.counts[order] = UInt8(kept)
  }

  /// What a parcel of a node's lines costs beyond their best parcels of their own, each line only if it is worth it.
  @inline(__always)
  func jointLoss(_ node: Int, _ mask: UInt8, _ count: Int) -> Int64 {
    let costs = lineCosts.base + node << 3
    var loss = places[node].fixed
    for position in 0..<count where mask >> UInt8(position) & 1 == 1 {
      loss += min(0, costs[position] - parcels[1 << position])
    }
    return loss
  }

  /// Inserts a place among the best.
  @inline(__always)
  private func rank(_ place: Int32, loss: Int64, _ count: inout Int) {
    if count == mostRanked && loss >= ranked[count - 1].loss { return }
    var index = min(count, mostRanked - 1)
    while index > 0 && ranked[index - 1].loss > loss {
      ranked[index] = ranked[index - 1]
      index -= 1
    }
    ranked[index] = RankedRow(loss: loss, place: place)
    count = min(count + 1, mostRanked)
  }
}
