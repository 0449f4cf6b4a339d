import SupplyModel

/// What a query sees of the world: prices, what is left, and what it should make least.
struct WayQuery {
  /// By resource id, millionths, >= 0.
  var prices: UnsafePointer<Int64>
  /// By node, millionths, >= 0.
  var activation: UnsafePointer<Int64>
  /// By resource id, units left; `Int32.max` = unlimited.
  var remaining: UnsafePointer<Int32>
  /// Fill as many units as can be, and only then look at the cost (rule policies).
  var fillsMost = false
}

extension OrderProblem {
  /// The prices that a unit of a line pays at a source. Complexity: O(1).
  @inline(__always)
  func unitPrice(source: Int, line: Int, prices: UnsafePointer<Int64>) -> Int64 {
    let row = rows[source * lines.count + line]
    let place = sources[source]
    let resources = tables.resources
    var price = prices[resources.stock(row)] + prices[resources.capacityUnits(place.node)]
    if place.arc >= 0 { price += prices[resources.protected(row)] }
    if place.lane >= 0 { price += prices[Int(place.lane)] }
    return price
  }

  /// The prices that using a source at all pays. Complexity: O(1).
  @inline(__always)
  func sourcePrice(_ source: Int, _ query: WayQuery) -> Int64 {
    let place = sources[source]
    if place.isLocked { return 0 }
    let activation = tables.nodes[Int(place.node)].isActive ? 0 : query.activation[Int(place.node)]
    return query.prices[tables.resources.capacityOrders(place.node)] + activation
  }

  /// Whether a source may be used at all by what is left. Complexity: O(1).
  @inline(__always)
  func isOpen(_ source: Int, _ query: WayQuery) -> Bool {
    sources[source].isLocked || query.remaining[tables.resources.capacityOrders(sources[source].node)] > 0
  }

  /// Units of any kind that a source may still send for this order. Complexity: O(1).
  @inline(__always)
  func unitLimit(_ source: Int, _ query: WayQuery) -> Int32 {
    let place = sources[source]
    let limit = query.remaining[tables.resources.capacityUnits(place.node)]
    return place.lane >= 0 ? min(limit, query.remaining[Int(place.lane)]) : limit
  }

  /// Units of a line that a source may still send; 0 where it cannot serve the line. Complexity: O(1).
  @inline(__always)
  func stockLimit(source: Int, line: Int, _ query: WayQuery) -> Int32 {
    let row = rows[source * lines.count + line]
    guard row >= 0 else { return 0 }
    let left = query.remaining[tables.resources.stock(row)]
    return sources[source].arc >= 0 ? min(left, query.remaining[tables.resources.protected(row)]) : left
  }

  /// Calls `take` with each resource that a way uses and how much of it.
  /// - Parameter pieces: sorted by source.
  /// - Complexity: O(pieces).
  func forEachUse(of pieces: [Piece], _ take: (_ resource: Int, _ amount: Int32) -> Void) {
    let resources = tables.resources
    var previous: Int32 = -1
    for piece in pieces {
      let place = sources[Int(piece.source)]
      let row = rows[Int(piece.source) * lines.count + Int(piece.line)]
      take(resources.stock(row), piece.quantity)
      if place.arc >= 0 { take(resources.protected(row), piece.quantity) }
      take(resources.capacityUnits(place.node), piece.quantity)
      if place.lane >= 0 { take(Int(place.lane), piece.quantity) }
      if piece.source != previous {
        previous = piece.source
        if !place.isLocked { take(resources.capacityOrders(place.node), 1) }
      }
    }
  }

  /// A way's cost plus the prices of what it takes.
  func pricedCost(of pieces: [Piece], _ query: WayQuery) -> Int64 {
    var value = cost(of: pieces)
    guard value < infeasible else { return infeasible }
    forEachUse(of: pieces) { value += query.prices[$0] * Int64($1) }
    var previous: Int32 = -1
    for piece in pieces where piece.source != previous {
      previous = piece.source
      let place = sources[Int(piece.source)]
      if !place.isLocked && !tables.nodes[Int(place.node)].isActive { value += query.activation[Int(place.node)] }
    }
    return value
  }

  /// Whether what is left allows a way.
  /// - Parameter pieces: sorted by source.
  func isFeasible(_ pieces: [Piece], _ query: WayQuery) -> Bool {
    var (start, newSources) = (0, 0)
    while start < pieces.count {
      let source = Int(pieces[start].source)
      if !isOpen(source, query) { return false }
      if !sources[source].isLocked { newSources += 1 }
      var (end, units) = (start, Int32(0))
      while end < pieces.count && Int(pieces[end].source) == source {
        units += pieces[end].quantity
        end += 1
      }
      if units > unitLimit(source, query) { return false }
      for first in start..<end {
        // Lines of one SKU share its stock row.
        let sku = lines[Int(pieces[first].line)].sku
        var wanted = pieces[first].quantity
        if hasRepeatedSKU {
          for other in start..<end where other != first && lines[Int(pieces[other].line)].sku == sku {
            wanted += pieces[other].quantity
          }
        }
        if wanted > stockLimit(source: source, line: Int(pieces[first].line), query) { return false }
      }
      start = end
    }
    return newSources <= maxNewSources
  }
}
