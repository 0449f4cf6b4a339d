import SupplyModel

/// `cheapest` for flat orders: `CheapestRule` in flat arrays.
///
/// The cheapest node for the whole order is one scan over the holders of its scarcest SKU; only where none can serve
/// it, all holders of all its SKUs are looked at for the best split.
struct FlatCheapest: FlatRule {
  private let flat: FlatScenario
  private let leastUse: FlatArray<Int64>

  /// By content (a set of lines): its cheapest parcel, the node of that, the cheapest way to send it in any number of
  /// parcels, and the part that the parcel with its lowest line then holds.
  private let parcels: FlatArray<Int64>
  private let parcelNodes: FlatArray<Int32>
  private let covers: FlatArray<Int64>
  private let coverParts: FlatArray<Int32>
  private let units: FlatArray<Int32>
  private let weights: FlatArray<Int64>
  private let penalties: FlatArray<Int64>
  private let sums: FlatArray<Int64>

  /// By node: the lines that it could serve, and by node x 8 + line: at which cost, from which row.
  private let masks: FlatArray<UInt8>
  private let lineCosts: FlatArray<Int64>
  private let lineRows: FlatArray<Int32>
  private let touched: FlatArray<Int32>
  private var touchedCount = 0

  /// - Parameter leastUse: what `leastUseCosts` gives.
  /// - Complexity: O(nodes).
  init(_ flat: FlatScenario, leastUse: FlatArray<Int64>) {
    self.flat = flat
    self.leastUse = leastUse
    let (nodes, contents) = (flat.network.nodes, 1 << FlatOrders.maxLines)
    parcels = FlatArray(repeating: infeasible, count: contents)
    parcelNodes = FlatArray(repeating: -1, count: contents)
    covers = FlatArray(repeating: infeasible, count: contents)
    coverParts = FlatArray(repeating: 0, count: contents)
    units = FlatArray(repeating: 0, count: contents)
    weights = FlatArray(repeating: 0, count: contents)
    penalties = FlatArray(repeating: 0, count: contents)
    sums = FlatArray(repeating: 0, count: contents)
    masks = FlatArray(repeating: 0, count: nodes)
    lineCosts = FlatArray(repeating: 0, count: nodes * 8)
    lineRows = FlatArray(repeating: -1, count: nodes * 8)
    touched = FlatArray(repeating: 0, count: nodes)
  }

  /// By SKU: the least use cost of any of its rows, 0 without one (millionths).
  /// - Complexity: O(stock rows).
  static func leastUseCosts(_ flat: FlatScenario) -> FlatArray<Int64> {
    let least = FlatArray<Int64>(repeating: 0, count: flat.rowStarts.count - 1)
    for sku in 0..<least.count {
      let rows = Int(flat.rowStarts[sku])..<Int(flat.rowStarts[sku + 1])
      least[sku] = rows.lazy.map { flat.useCosts[$0] }.min() ?? 0
    }
    return least
  }

  mutating func choose(_ order: Int, left: UnsafePointer<Int32>, rows: UnsafeMutablePointer<Int32>) -> Bool {
    let view = FlatRuleView(flat, left: left)
    let lines = flat.orders.lines(order)
    let places = flat.network.places.base + Int(flat.orders.destinations[order]) * flat.network.nodes
    for position in 0..<lines.count { rows[position] = -1 }
    let node = cheapestNode(order, lines, places, view)
    if node >= 0 {
      for (position, line) in lines.enumerated() {
        rows[position] = Int32(view.row(node, flat.orders.skus[line]))
      }
      return true
    }
    if lines.count == 1 || flat.orders.kinds[order] == .whole { return true }
    scan(lines, places, view)
    join(order, lines, places, view)
    return cover(order, lines, rows)
  }

  // MARK: The whole order

  /// The cheapest node that can serve all lines, the first of equals; -1 without one.
  /// - Complexity: O(holders of the scarcest SKU + those that look cheapest x lines x log holders).
  private func cheapestNode(
    _ order: Int, _ lines: Range<Int>, _ places: UnsafePointer<FlatPlace>, _ view: FlatRuleView
  ) -> Int32 {
    var scarcest = lines.lowerBound
    var fewest = Int32.max
    var (units, weight, otherUse) = (Int32(0), Int64(0), Int64(0))
    for line in lines {
      let sku = Int(flat.orders.skus[line])
      let holders = flat.rowStarts[sku + 1] - flat.rowStarts[sku]
      if holders < fewest { (scarcest, fewest) = (line, holders) }
      units += flat.orders.quantities[line]
      weight += view.weight(line)
      otherUse += Int64(flat.orders.quantities[line]) * leastUse[sku]
    }
    let sku = Int(flat.orders.skus[scarcest])
    let quantity = flat.orders.quantities[scarcest]
    otherUse -= Int64(quantity) * leastUse[sku]
    let isAffine = flat.orders.isAffine[order]
    let nodes = flat.rowNodes.base
    let useCosts = flat.useCosts.base
    var (least, best) = (infeasible, Int32(-1))
    for row in Int(flat.rowStarts[sku])..<Int(flat.rowStarts[sku + 1]) {
      let node = nodes[row]
      let place = places[Int(node)]
      // What the other lines cost beyond this is looked up only where it could be the cheapest.
      var cost = place.fixed + place.unit * Int64(units) + useCosts[row] * Int64(quantity) + otherUse
      guard cost < least, view.holds(row, quantity), view.unitsLeft(Int(node), place) >= units else { continue }
      if !isAffine {
        let carrier = flat.carrier(place.arc, units, weight)
        guard carrier < infeasible else { continue }
        cost += carrier
      }
      cost += view.commission(scarcest, Int(node))
      for line in lines where line != scarcest && cost < least {
        let quantity = flat.orders.quantities[line]
        let other = view.row(node, flat.orders.skus[line])
        guard other >= 0, view.holds(other, quantity) else {
          cost = infeasible
          break
        }
        cost += (useCosts[other] - leastUse[Int(flat.orders.skus[line])]) * Int64(quantity)
        cost += view.commission(line, Int(node))
      }
      if cost < least { (least, best) = (cost, node) }
    }
    return best
  }

  // MARK: A split

  /// Notes which nodes could serve which lines at which cost.
  private mutating func scan(_ lines: Range<Int>, _ places: UnsafePointer<FlatPlace>, _ view: FlatRuleView) {
    let nodes = flat.rowNodes.base
    touchedCount = 0
    for (position, line) in lines.enumerated() {
      let quantity = flat.orders.quantities[line]
      let sku = Int(flat.orders.skus[line])
      for row in Int(flat.rowStarts[sku])..<Int(flat.rowStarts[sku + 1]) where view.holds(row, quantity) {
        let node = Int(nodes[row])
        let place = places[node]
        guard view.unitsLeft(node, place) >= quantity else { continue }
        if masks[node] == 0 {
          touched[touchedCount] = Int32(node)
          touchedCount += 1
        }
        masks[node] |= 1 << UInt8(position)
        lineCosts[node << 3 + position] =
          (place.unit + flat.useCosts[row]) * Int64(quantity) + view.commission(line, node)
        lineRows[node << 3 + position] = Int32(row)
      }
    }
  }

  /// Finds the cheapest parcel of each content, the first node of equals.
  private mutating func join(
    _ order: Int, _ lines: Range<Int>, _ places: UnsafePointer<FlatPlace>, _ view: FlatRuleView
  ) {
    let isAffine = flat.orders.isAffine[order]
    prepareContents(order, lines, view)
    for index in 0..<touchedCount {
      let node = Int(touched[index])
      let place = places[node]
      let mask = Int(masks[node])
      masks[node] = 0
      let most = view.unitsLeft(node, place)
      let costs = lineCosts.base + node << 3
      // Contents of the node's lines, ascending.
      var content = 0
      while content != mask {
        content = (content - mask) & mask
        let lowest = content & -content
        sums[content] = sums[content ^ lowest] + costs[lowest.trailingZeroBitCount]
        guard units[content] <= most else { continue }
        let carrier = isAffine ? 0 : flat.carrier(place.arc, units[content], weights[content])
        guard carrier < infeasible else { continue }
        let cost = sums[content] + place.fixed + carrier
        if cost < parcels[content] || (cost == parcels[content] && node < parcelNodes[content]) {
          parcels[content] = cost
          parcelNodes[content] = Int32(node)
        }
      }
    }
  }

  private func prepareContents(_ order: Int, _ lines: Range<Int>, _ view: FlatRuleView) {
    penalties[0] = 0
    sums[0] = 0
    for content in 1..<(1 << lines.count) {
      let rest = content & (content - 1)
      let line = lines.lowerBound + content.trailingZeroBitCount
      parcels[content] = infeasible
      parcelNodes[content] = -1
      units[content] = units[rest] + flat.orders.quantities[line]
      weights[content] = weights[rest] + view.weight(line)
      penalties[content] = penalties[rest] + flat.orders.penalties[line]
    }
    for content in 1..<(1 << lines.count) {
      penalties[content] = flat.weighted(penalties[content] + flat.orders.orderPenalty, order)
    }
  }

  /// Chooses the parcels that fill most, of those the cheapest.
  /// - Returns: false where two of them would come from one node, which is no way at all.
  private func cover(_ order: Int, _ lines: Range<Int>, _ rows: UnsafeMutablePointer<Int32>) -> Bool {
    let all = 1 << lines.count - 1
    let anyNodes = flat.orders.kinds[order] == .anyNodes
    covers[0] = 0
    var (filled, most, least) = (0, Int32(0), penalties[all])
    for content in 1...all {
      var (cost, part) = (parcels[content], content)
      // The part with the lowest line is sent last: each partition is met once, the largest parts first.
      let lowest = content & -content
      var rest = content ^ lowest
      while anyNodes && rest != 0 {
        rest = (rest - 1) & (content ^ lowest)
        let (last, others) = (parcels[rest | lowest], covers[content ^ lowest ^ rest])
        // Negative use costs must not make an impossible sum look possible.
        guard last < infeasible && others < infeasible && last + others < cost else { continue }
        (cost, part) = (last + others, rest | lowest)
      }
      covers[content] = cost
      coverParts[content] = Int32(part)
      guard cost < infeasible else { continue }
      let total = cost + penalties[all ^ content]
      if units[content] > most || (units[content] == most && total < least) {
        (filled, most, least) = (content, units[content], total)
      }
    }
    return take(filled, lines.count, rows)
  }

  private func take(_ filled: Int, _ lines: Int, _ rows: UnsafeMutablePointer<Int32>) -> Bool {
    var filled = filled
    while filled != 0 {
      let part = Int(coverParts[filled])
      let node = parcelNodes[part]
      filled ^= part
      var rest = filled
      while rest != 0 {
        let other = Int(coverParts[rest])
        if parcelNodes[other] == node { return false }
        rest ^= other
      }
      for position in 0..<lines where part >> position & 1 == 1 {
        rows[position] = lineRows[Int(node) << 3 + position]
      }
    }
    return true
  }
}
