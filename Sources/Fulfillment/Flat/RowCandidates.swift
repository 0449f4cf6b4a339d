import SupplyModel

/// For each line of the flat orders the few stock rows that are likely to serve it, because they did at prices not far
/// from those at hand: enough for a good direction or a good plan, never for a bound.
final class RowCandidates: RowReach, Sendable {
  /// Rows of a line at most.
  let width: Int
  /// By line.
  let counts: FlatArray<UInt8>
  /// By line x width.
  let rows: FlatArray<Int32>

  /// None yet.
  init(lines: Int, width: Int) {
    self.width = width
    counts = FlatArray(repeating: 0, count: lines)
    rows = FlatArray(repeating: -1, count: lines * width)
  }

  /// Room for candidates, where lines have many more holders than these.
  /// - Complexity: O(lines).
  static func worthwhile(_ flat: FlatScenario, width: Int) -> RowCandidates? {
    let lines = flat.orders.skus.count
    return holders(flat) > 2 * width * lines ? RowCandidates(lines: lines, width: width) : nil
  }

  /// How many stock rows the SKUs of all lines have. Complexity: O(lines).
  static func holders(_ flat: FlatScenario) -> Int {
    let skus = flat.orders.skus
    return (0..<skus.count).reduce(0) {
      $0 + Int(flat.rowStarts[Int(skus[$1]) + 1] - flat.rowStarts[Int(skus[$1])])
    }
  }

  @inline(__always)
  func forEachRow(_ line: Int, _ body: (Int) -> Void) {
    let first = rows.base + line * width
    for index in 0..<Int(counts[line]) { body(Int(first[index])) }
  }

  @inline(__always)
  func append(_ row: Int32, to line: Int) {
    rows[line * width + Int(counts[line])] = row
    counts[line] += 1
  }
}
