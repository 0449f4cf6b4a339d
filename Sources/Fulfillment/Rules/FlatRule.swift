import SupplyModel

/// A rule for one flat order at a time, in flat arrays: the same choice as `OrderRule.serve`, to the last tie.
///
/// What a rule chooses must hold as long as what it takes is still there: other orders only take away, so that a choice
/// made from more is the choice made from less unless it has become impossible. Orders can then be looked at on several
/// threads before their turn comes. A value type with buffers of its own; one a thread.
protocol FlatRule: SendableMetatype {
  /// Chooses what serves a flat order.
  /// - Parameters:
  ///   - left: by resource id.
  ///   - rows: the stock row for each line of the order, -1 for none.
  /// - Returns: false where only the general rule can tell.
  mutating func choose(_ order: Int, left: UnsafePointer<Int32>, rows: UnsafeMutablePointer<Int32>) -> Bool
}

/// What flat rules ask of a scenario and of what is left.
struct FlatRuleView {
  let flat: FlatScenario
  let left: UnsafePointer<Int32>

  private let rowNodes: UnsafePointer<Int32>
  private let stockRows: Int
  private let nodes: Int
  /// What a row may ship, which is what it holds where no stock is protected.
  private let shippable: UnsafePointer<Int32>

  init(_ flat: FlatScenario, left: UnsafePointer<Int32>) {
    self.flat = flat
    self.left = left
    rowNodes = UnsafePointer(flat.rowNodes.base)
    stockRows = flat.rowNodes.count
    nodes = flat.network.nodes
    shippable = left + (flat.hasProtectedStock ? stockRows : 0)
  }

  /// Whether a row has so many units to ship.
  @inline(__always)
  func holds(_ row: Int, _ units: Int32) -> Bool { left[row] >= units && shippable[row] >= units }

  /// Units that a row may still ship.
  @inline(__always)
  func stockLeft(_ row: Int) -> Int32 { min(left[row], shippable[row]) }

  /// Units that a node may still pick; none where it has no order left.
  @inline(__always)
  func pickingLeft(_ node: Int) -> Int32 {
    left[2 * stockRows + node] <= 0 ? 0 : left[2 * stockRows + nodes + node]
  }

  /// Units that a node may still send one order of a destination; none where it has no order left.
  @inline(__always)
  func unitsLeft(_ node: Int, _ place: FlatPlace) -> Int32 {
    if place.unitsLeft < 0 { return 0 }
    let units = pickingLeft(node)
    if units <= 0 || !flat.hasLanes { return units }
    let lane = flat.tables.arcs.lanes[Int(place.arc)]
    return lane < 0 ? units : min(units, left[flat.tables.resources.lane(lane)])
  }

  /// The row of a (node, SKU), or -1. Complexity: O(log holders).
  @inline(__always)
  func row(_ node: Int32, _ sku: Int32) -> Int {
    var low = Int(flat.rowStarts[Int(sku)])
    let end = Int(flat.rowStarts[Int(sku) + 1])
    var count = end - low
    while count > 0 {
      let half = count / 2
      if rowNodes[low + half] < node {
        low += half + 1
        count -= half + 1
      } else {
        count = half
      }
    }
    return low < end && rowNodes[low] == node ? low : -1
  }

  /// What a node takes of a line's price (millionths).
  @inline(__always)
  func commission(_ line: Int, _ node: Int) -> Int64 {
    flat.network.hasCommission ? flat.commission(line, node) : 0
  }

  /// Weight of a line (milligrams).
  @inline(__always)
  func weight(_ line: Int) -> Int64 {
    Int64(flat.orders.quantities[line]) * flat.weights[Int(flat.orders.skus[line])]
  }

  /// Whether a choice made when more was left can still be carried out.
  func stillHolds(_ rows: UnsafePointer<Int32>, _ order: Int) -> Bool {
    let lines = flat.orders.lines(order)
    let places = flat.network.places.base + Int(flat.orders.destinations[order]) * nodes
    for position in 0..<lines.count where rows[position] >= 0 {
      let row = Int(rows[position])
      let node = rowNodes[row]
      guard holds(row, flat.orders.quantities[lines.lowerBound + position]) else { return false }
      var units: Int32 = 0
      for other in 0..<lines.count where rows[other] >= 0 && rowNodes[Int(rows[other])] == node {
        units += flat.orders.quantities[lines.lowerBound + other]
      }
      guard units <= unitsLeft(Int(node), places[Int(node)]) else { return false }
    }
    return true
  }
}
