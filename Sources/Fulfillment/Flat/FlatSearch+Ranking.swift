import SupplyModel

/// The search that chooses the candidates of an order while it looks at all rows.
extension FlatSearch {
  /// Finds the least priced way of an order over all rows, as `search` does; the best rows become its candidates.
  /// - Complexity: as `search`, and the sorting of as many rows as there is room for.
  mutating func searchAndRank(_ order: Int, _ rows: some RowTerms) {
    let lines = flat.orders.lines(order)
    let all = AllRows(flat)
    if lines.count == 1 && flat.orders.isAffine[order] {
      rankSingle(lines.lowerBound, rows)
      if let candidates {
        searchSingle(order, lines.lowerBound, rows, candidates)
      } else {
        searchSingle(order, lines.lowerBound, rows, all)
      }
    } else {
      scan(order, lines, rows, all)
      join(order, lines)
      cover(order, lines)
      rankNodes(lines)
      for index in 0..<touchedCount { masks[Int(touched[index])] = 0 }
    }
  }

  /// The one-line search over all rows; those that serve the line at the least priced cost become its candidates.
  private mutating func rankSingle(_ line: Int, _ rows: some RowTerms) {
    guard let candidates else { return }
    let quantity = flat.orders.quantities[line]
    let places = self.places.base
    let first = Int(flat.rowStarts[Int(flat.orders.skus[line])])
    // Written down first: a loop that only computes takes a third of the time of one that also ranks.
    var end = 0
    AllRows(flat).forEachRow(line) { row in
      let node = rows.node(row)
      let place = places[node]
      var cost = place.unit &* Int64(quantity) &+ place.fixed &+ rows.cost(row, quantity, of: line)
      if hasCommission { cost += flat.commission(line, node) }
      lineCosts[end] = place.unitsLeft >= quantity ? cost : infeasible
      end += 1
    }
    // As many rows as there is room for cost no more than this: the others need no place.
    var enough = infeasible - 1
    if Int(candidates.counts[line]) == candidates.width {
      var dearest = Int64.min
      candidates.forEachRow(line) { dearest = max(dearest, lineCosts[$0 - first]) }
      enough = min(enough, dearest)
    }
    var count = 0
    for index in 0..<end where lineCosts[index] <= enough {
      rank(Int32(first + index), loss: lineCosts[index], &count, most: candidates.width)
      if count == candidates.width { enough = ranked[count - 1].loss - 1 }
    }
    candidates.counts[line] = 0
    for index in 0..<count { candidates.append(ranked[index].place, to: line) }
  }

  /// Keeps the nodes of which some parcel costs least beyond the best parcels of single lines.
  private mutating func rankNodes(_ lines: Range<Int>) {
    guard let candidates else { return }
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
        rank(Int32(node), loss: loss, &count, most: candidates.width)
        if count == candidates.width { enough = ranked[count - 1].loss }
      }
    }
    for (position, line) in lines.enumerated() {
      candidates.counts[line] = 0
      for index in 0..<count {
        let node = Int(ranked[index].place)
        if masks[node] >> UInt8(position) & 1 == 1 { candidates.append(lineRows[node << 3 + position], to: line) }
      }
    }
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
  private func rank(_ place: Int32, loss: Int64, _ count: inout Int, most: Int) {
    if count == most && loss >= ranked[count - 1].loss { return }
    var index = min(count, most - 1)
    while index > 0 && ranked[index - 1].loss > loss {
      ranked[index] = ranked[index - 1]
      index -= 1
    }
    ranked[index] = RankedRow(loss: loss, place: place)
    count = min(count + 1, most)
  }
}
