import SupplyModel

/// The least priced way of one flat order after another, over every node that holds what it wants.
///
/// Orders of one destination are best asked for together: `enter` folds what nodes and lanes cost into one array.
/// A value type with buffers of its own; one a thread.
struct FlatSearch {
  /// What `search` found: priced cost (millionths).
  private(set) var value: Int64 = 0
  /// The way sends two parcels from one node because one alone would be too much for it: no way at all. `value` is
  /// then a bound only, and the order one for `WayFinder`.
  private(set) var isUnresolved = false
  /// The stock row that serves each line, or -1. As long as the order has lines.
  let choice: FlatArray<Int32>

  let flat: FlatScenario
  let hasCommission: Bool
  /// Places of the destination in hand with prices and what is left folded in.
  let places: FlatArray<FlatPlace>

  /// By content (a set of lines): the least cost of sending it from one node, that node, and the least cost of
  /// serving it at all with the part that its last parcel holds.
  let parcels: FlatArray<Int64>
  private let parcelNodes: FlatArray<Int32>
  private let covers: FlatArray<Int64>
  private let coverParts: FlatArray<Int32>
  private let unfilled: FlatArray<Int64>
  private let unitsOf: FlatArray<Int32>
  private let weightOf: FlatArray<Int64>
  private let sums: FlatArray<Int64>

  /// By node: the lines it could serve, and by node x 8 + line: at which cost, from which row.
  let masks: FlatArray<UInt8>
  let lineCosts: FlatArray<Int64>
  let lineRows: FlatArray<Int32>
  let touched: FlatArray<Int32>
  var touchedCount = 0

  let candidates: RowCandidates?
  /// Where `searchAndRank` leaves the ways of plain orders; nil: nobody asks for them.
  let likely: LikelyWays?
  /// The candidates of the order in hand, best first, and how many there may be.
  let ranked: FlatArray<RankedRow>
  let mostRanked: Int

  struct RankedRow: BitwiseCopyable {
    /// Cost beyond the best (millionths).
    var loss: Int64
    /// A stock row, or a node where an order has several lines.
    var place: Int32
  }

  /// - Parameters:
  ///   - candidates: the rows that searches look at which are not asked to look at all; nil: all rows.
  ///   - likely: takes the ways that `searchAndRank` finds.
  init(_ flat: FlatScenario, candidates: RowCandidates? = nil, likely: LikelyWays? = nil) {
    self.flat = flat
    self.candidates = candidates
    self.likely = likely
    mostRanked = max(candidates?.width ?? 0, likely?.width ?? 0)
    ranked = FlatArray(repeating: RankedRow(loss: 0, place: -1), count: mostRanked + 1)
    hasCommission = flat.network.hasCommission
    let nodes = flat.network.nodes
    let contents = 1 << FlatOrders.maxLines
    choice = FlatArray(repeating: -1, count: FlatOrders.maxLines)
    places = FlatArray(repeating: .closed, count: nodes)
    parcels = FlatArray(repeating: infeasible, count: contents)
    parcelNodes = FlatArray(repeating: -1, count: contents)
    covers = FlatArray(repeating: infeasible, count: contents)
    coverParts = FlatArray(repeating: 0, count: contents)
    unfilled = FlatArray(repeating: 0, count: contents)
    unitsOf = FlatArray(repeating: 0, count: contents)
    weightOf = FlatArray(repeating: 0, count: contents)
    sums = FlatArray(repeating: 0, count: contents)
    masks = FlatArray(repeating: 0, count: nodes)
    lineCosts = FlatArray(repeating: 0, count: nodes * 8)
    lineRows = FlatArray(repeating: -1, count: nodes * 8)
    touched = FlatArray(repeating: 0, count: nodes)
  }

  /// Prepares for orders of a destination at these prices and with this left; again whenever either changed.
  /// - Parameter left: by resource id.
  /// - Complexity: O(nodes).
  func enter(_ destination: Int32, _ prices: FlatPrices, left: UnsafePointer<Int32>) {
    for node in 0..<flat.network.nodes { fold(node, of: destination, prices, left) }
  }

  /// Prepares for orders of a destination at these prices, all limits as they were at first.
  /// - Complexity: O(nodes).
  func enterAlone(_ destination: Int32, _ prices: FlatPrices) {
    let nodes = flat.network.nodes
    let own = flat.network.places.base + Int(destination) * nodes
    for node in 0..<nodes {
      var place = own[node]
      place.fixed &+= prices.nodeOrders[node]
      place.unit &+= prices.nodeUnits[node]
      places[node] = place
    }
    guard flat.hasLanes else { return }
    for node in 0..<nodes where places[node].unitsLeft >= 0 {
      let lane = flat.tables.arcs.lanes[Int(places[node].arc)]
      if lane >= 0 { places[node].unit += prices.lanes[Int(lane)] }
    }
  }

  /// The same for one order: only nodes that hold what it wants are looked at.
  /// - Complexity: O(holders of its SKUs).
  func enter(order: Int, _ prices: FlatPrices, left: UnsafePointer<Int32>, looksAtAll: Bool = false) {
    forEachHolder(order, looksAtAll: looksAtAll) { fold($0, of: flat.orders.destinations[order], prices, left) }
  }

  /// Prepares for orders of a destination where nodes without a place left may be entered at its price: someone
  /// would have to make room. What is free costs nothing beyond the cost model.
  /// - Complexity: O(nodes).
  func enterContested(_ destination: Int32, _ prices: FlatPrices, left: UnsafePointer<Int32>) {
    for node in 0..<flat.network.nodes { foldContested(node, of: destination, prices, left: left) }
  }

  /// The same for one order: only nodes that hold what it wants are looked at.
  /// - Complexity: O(holders of its SKUs).
  func enterContested(order: Int, _ prices: FlatPrices, left: UnsafePointer<Int32>) {
    forEachHolder(order) { foldContested($0, of: flat.orders.destinations[order], prices, left: left) }
  }

  @inline(__always)
  private func forEachHolder(_ order: Int, looksAtAll: Bool = false, _ body: (Int) -> Void) {
    if let candidates, !looksAtAll {
      for line in flat.orders.lines(order) { candidates.forEachRow(line) { body(Int(flat.rowNodes[$0])) } }
    } else {
      let all = AllRows(flat)
      for line in flat.orders.lines(order) { all.forEachRow(line) { body(Int(flat.rowNodes[$0])) } }
    }
  }

  @inline(__always)
  private func fold(_ node: Int, of destination: Int32, _ prices: FlatPrices, _ left: UnsafePointer<Int32>) {
    let layout = flat.tables.resources
    var place = flat.network.places[Int(destination) * flat.network.nodes + node]
    if place.unitsLeft >= 0 {
      place.fixed += prices.nodeOrders[node]
      place.unit += prices.nodeUnits[node]
      place.unitsLeft = left[layout.capacityUnits(NodeIndex(node))]
      if left[layout.capacityOrders(NodeIndex(node))] <= 0 { place.unitsLeft = 0 }
      if flat.hasLanes {
        let lane = flat.tables.arcs.lanes[Int(place.arc)]
        if lane >= 0 {
          place.unit += prices.lanes[Int(lane)]
          place.unitsLeft = min(place.unitsLeft, left[layout.lane(lane)])
        }
      }
    }
    places[node] = place
  }

  /// Folds one node anew after its limits have changed.
  @inline(__always)
  func foldContested(_ node: Int, of destination: Int32, _ prices: FlatPrices, left: UnsafePointer<Int32>) {
    let layout = flat.tables.resources
    var place = flat.network.places[Int(destination) * flat.network.nodes + node]
    if place.unitsLeft >= 0 {
      place.unitsLeft = left[layout.capacityUnits(NodeIndex(node))]
      let orders = layout.capacityOrders(NodeIndex(node))
      if left[orders] <= 0 {
        place.fixed += prices.nodeOrders[node]
        if flat.limits[orders] <= 0 || left[orders] <= ContestedRows.closed { place.unitsLeft = 0 }
      }
      if flat.hasLanes {
        let lane = flat.tables.arcs.lanes[Int(place.arc)]
        if lane >= 0 { place.unitsLeft = min(place.unitsLeft, left[layout.lane(lane)]) }
      }
    }
    places[node] = place
  }

  /// Closes a node to the searches that follow.
  /// - Returns: what it was, for `reopen`.
  func close(_ node: Int) -> FlatPlace {
    defer { places[node].unitsLeft = -1 }
    return places[node]
  }

  func reopen(_ node: Int, _ place: FlatPlace) { places[node] = place }

  /// Finds the least priced way of an order of the destination in hand; `value` and `choice` hold it.
  /// - Parameter looksAtAll: whether at all rows though there are candidates.
  /// - Complexity: O(holders of its SKUs + nodes that hold several of them x 2^lines + 3^lines); with candidates
  ///   instead of holders where there are any.
  @inline(__always)
  mutating func search(_ order: Int, _ rows: some RowTerms, looksAtAll: Bool = false) {
    if let candidates, !looksAtAll {
      find(order, rows, candidates)
    } else {
      find(order, rows, AllRows(flat))
    }
  }

  private mutating func find(_ order: Int, _ rows: some RowTerms, _ reach: some RowReach) {
    let lines = flat.orders.lines(order)
    if lines.count == 1 && flat.orders.isAffine[order] {
      searchSingle(order, lines.lowerBound, rows, reach)
    } else {
      scan(order, lines, rows, reach)
      join(order, lines)
      cover(order, lines)
      for index in 0..<touchedCount { masks[Int(touched[index])] = 0 }
    }
  }

  /// Whether the way found leaves a line of the order unfilled. Complexity: O(lines).
  func isIncomplete(_ order: Int) -> Bool {
    for position in 0..<flat.orders.lines(order).count where choice[position] < 0 { return true }
    return false
  }

  // MARK: One line

  mutating func searchSingle(_ order: Int, _ line: Int, _ rows: some RowTerms, _ reach: some RowReach) {
    let quantity = flat.orders.quantities[line]
    let units = Int64(quantity)
    let places = self.places.base
    var (least, best) = (infeasible, Int32(-1))
    reach.forEachRow(line) { row in
      let node = rows.node(row)
      let place = places[node]
      guard place.unitsLeft >= quantity else { return }
      var cost = place.unit &* units &+ place.fixed &+ rows.cost(row, quantity, of: line)
      if hasCommission { cost += flat.commission(line, node) }
      if cost < least { (least, best) = (cost, Int32(row)) }
    }
    settleSingle(order, line, least: least, row: best)
  }

  /// A line goes by its least priced row or stays unfilled.
  @inline(__always)
  mutating func settleSingle(_ order: Int, _ line: Int, least: Int64, row: Int32) {
    let penalty = flat.weighted(flat.orders.penalties[line] + flat.orders.orderPenalty, order)
    isUnresolved = false
    if least < penalty {
      value = least
      choice[0] = row
    } else {
      value = penalty
      choice[0] = -1
    }
  }

  // MARK: Several lines

  /// Notes which nodes could serve which lines at which cost.
  mutating func scan(_ order: Int, _ lines: Range<Int>, _ rows: some RowTerms, _ reach: some RowReach) {
    let places = self.places.base
    let isAffine = flat.orders.isAffine[order]
    touchedCount = 0
    for content in 0..<(1 << lines.count) {
      parcels[content] = infeasible
      parcelNodes[content] = -1
    }
    for (position, line) in lines.enumerated() {
      let quantity = flat.orders.quantities[line]
      let units = Int64(quantity)
      let weight = units * flat.weights[Int(flat.orders.skus[line])]
      let bit = UInt8(1 << position)
      var (least, best) = (infeasible, Int32(-1))
      reach.forEachRow(line) { row in
        let node = rows.node(row)
        let place = places[node]
        guard place.unitsLeft >= quantity else { return }
        let term = rows.cost(row, quantity, of: line)
        guard term < infeasible else { return }
        var cost = place.unit &* units &+ term
        if hasCommission { cost += flat.commission(line, node) }
        if masks[node] == 0 {
          touched[touchedCount] = Int32(node)
          touchedCount += 1
        }
        masks[node] |= bit
        lineCosts[node << 3 + position] = cost
        lineRows[node << 3 + position] = Int32(row)
        cost += place.fixed
        if !isAffine { cost = min(infeasible, cost + flat.carrier(place.arc, quantity, weight)) }
        if cost < least { (least, best) = (cost, Int32(node)) }
      }
      parcels[Int(bit)] = least
      parcelNodes[Int(bit)] = best
    }
  }

  /// Nodes that serve several lines in one parcel.
  mutating func join(_ order: Int, _ lines: Range<Int>) {
    let isAffine = flat.orders.isAffine[order]
    let isDivisible = flat.orders.kinds[order] == .anyNodes
    prepareContents(order, lines)
    for index in 0..<touchedCount {
      let node = Int(touched[index])
      let mask = masks[node]
      guard mask & (mask &- 1) != 0 else { continue }
      let place = places[node]
      let costs = lineCosts.base + node << 3
      if isAffine && isDivisible {
        // Else joining does not pay.
        if jointLoss(node, mask, lines.count) >= 0 { continue }
      }
      sums[0] = 0
      // Contents of the node's lines, ascending; those of one line are known.
      var content = 0
      while content != Int(mask) {
        content = (content - Int(mask)) & Int(mask)
        let lowest = content & -content
        let sum = sums[content ^ lowest] + costs[lowest.trailingZeroBitCount]
        sums[content] = sum
        guard content != lowest, unitsOf[content] <= place.unitsLeft else { continue }
        var cost = sum + place.fixed
        if !isAffine { cost = min(infeasible, cost + flat.carrier(place.arc, unitsOf[content], weightOf[content])) }
        if cost < parcels[content] {
          parcels[content] = cost
          parcelNodes[content] = Int32(node)
        }
      }
    }
  }

  private mutating func prepareContents(_ order: Int, _ lines: Range<Int>) {
    let contents = 1 << lines.count
    let first = lines.lowerBound
    unfilled[0] = 0
    for content in 1..<contents {
      let lowest = content & -content
      let line = first + lowest.trailingZeroBitCount
      let quantity = flat.orders.quantities[line]
      unitsOf[content] = unitsOf[content ^ lowest] + quantity
      weightOf[content] =
        weightOf[content ^ lowest] + Int64(quantity) * flat.weights[Int(flat.orders.skus[line])]
      unfilled[content] = unfilled[content ^ lowest] + flat.orders.penalties[line]
    }
    if flat.orders.orderPenalty != 0 || !flat.orders.priorities.isEmpty {
      for content in 1..<contents {
        unfilled[content] = flat.weighted(unfilled[content] + flat.orders.orderPenalty, order)
      }
    }
  }

  /// Chooses the parcels, and what stays unfilled.
  mutating func cover(_ order: Int, _ lines: Range<Int>) {
    let contents = 1 << lines.count
    let all = contents - 1
    covers[0] = 0
    value = unfilled[all]
    var filled = 0
    let kind = flat.orders.kinds[order]
    for content in 1..<contents {
      var (least, part) = (parcels[content], content)
      if kind == .anyNodes {
        // The part with the lowest line is sent last: each partition is met once.
        let lowest = content & -content
        let rest = content ^ lowest
        var other = (rest - 1) & rest
        if rest != 0 {
          while true {
            let sent = other | lowest
            let cost = parcels[sent] + covers[content ^ sent]
            if cost < least { (least, part) = (cost, sent) }
            if other == 0 { break }
            other = (other - 1) & rest
          }
        }
      }
      covers[content] = min(least, infeasible)
      coverParts[content] = Int32(part)
      if kind == .whole && content != all { continue }
      let total = covers[content] + unfilled[all ^ content]
      if total < value { (value, filled) = (total, content) }
    }
    for position in 0..<lines.count { choice[position] = -1 }
    isUnresolved = false
    while filled != 0 {
      let part = Int(coverParts[filled])
      let node = Int(parcelNodes[part])
      if kind == .anyNodes { isUnresolved = isUnresolved || isRepeated(node, after: filled ^ part) }
      for position in 0..<lines.count where part >> position & 1 == 1 {
        choice[position] = lineRows[node << 3 + position]
      }
      filled ^= part
    }
  }

  /// Whether a node sends another part of what is still to be taken apart.
  private func isRepeated(_ node: Int, after filled: Int) -> Bool {
    var filled = filled
    while filled != 0 {
      let part = Int(coverParts[filled])
      if Int(parcelNodes[part]) == node { return true }
      filled ^= part
    }
    return false
  }
}
