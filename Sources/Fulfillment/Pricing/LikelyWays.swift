import SupplyModel

/// Of each plain order the few nodes that are likely to serve it, with what they cost at no prices, in the form in which
/// passes over prices read them: one block an order, in the sequence of the walk.
///
/// Plain are orders whose parcels cost fixed + unit x units, whose lines may go anywhere, and which pay for each unfilled
/// line by itself. Costs are in millionths, rounded to 24 bits: enough for a direction, never for a bound.
final class LikelyWays: Sendable {
  struct Word: BitwiseCopyable, Sendable {
    var cost: Float
    /// A stock row, or -1.
    var row: Int32
  }

  /// Nodes of an order at most.
  let width: Int
  /// By order: how many nodes it has; 0 before the first look.
  let counts: FlatArray<UInt8>
  /// By order x width.
  let nodes: FlatArray<UInt16>
  /// By order: its first word, or -1: not plain.
  private let starts: FlatArray<Int32>
  /// Of an order of one line a word a node: all that the parcel costs. Of others for each node the cost of a parcel
  /// without its lines, then a word for each line.
  private let words: FlatArray<Word>
  /// Whether all orders are plain.
  let holdsAll: Bool

  /// Room for the ways of all plain orders, where lines have many more holders than these; nil elsewhere.
  /// - Complexity: O(lines).
  static func worthwhile(_ flat: FlatScenario, width: Int) -> LikelyWays? {
    guard RowCandidates.holders(flat) > 2 * width * flat.orders.skus.count, flat.network.nodes < UInt16.max,
      !flat.hasLanes, flat.orders.orderPenalty == 0
    else { return nil }
    return LikelyWays(flat, width: width)
  }

  /// - Complexity: O(lines + words).
  init(_ flat: FlatScenario, width: Int) {
    self.width = width
    let orders = flat.orders.kinds.count
    counts = FlatArray(repeating: 0, count: orders)
    nodes = FlatArray(repeating: 0, count: orders * width)
    starts = FlatArray(repeating: -1, count: orders)
    var next = 0
    for order in 0..<orders where flat.orders.kinds[order] == .anyNodes && flat.orders.isAffine[order] {
      let lines = flat.orders.lines(order).count
      let size = lines == 1 ? width : width * (1 + lines)
      if next + size > Int(Int32.max) { break }
      starts[order] = Int32(next)
      next += size
    }
    words = FlatArray(repeating: Word(cost: 0, row: -1), count: next)
    holdsAll = (0..<orders).allSatisfy { [starts] in starts[$0] >= 0 }
  }

  /// Whether an order is plain. Complexity: O(1).
  @inline(__always)
  func holds(_ order: Int) -> Bool { starts[order] >= 0 }

  /// The words of a plain order.
  @inline(__always)
  func block(_ order: Int) -> UnsafeMutablePointer<Word> { words.base + Int(starts[order]) }
}
