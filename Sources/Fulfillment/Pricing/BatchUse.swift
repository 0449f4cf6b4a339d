/// What the flat orders of each batch take of every resource at their present choices, kept up to date change by
/// change: late passes move few orders, so this is cheaper than counting anew.
final class BatchUse: Sendable {
  private let counts: BatchCounts
  private let flat: FlatScenario
  private let stockRows: Int

  /// - Complexity: O(batches x resources).
  init(_ flat: FlatScenario, batches: Int) {
    self.flat = flat
    stockRows = flat.tables.resources.stockRows
    // Stock rows, nodes and lanes: what a flat order takes of a row it also takes of what the row may ship.
    counts = BatchCounts(batches: batches, width: flat.tables.resources.count - stockRows)
  }

  /// Counts the rows of an order in or out.
  /// - Parameter sign: 1 or -1.
  @inline(__always)
  func add(_ order: Int, _ rows: UnsafePointer<Int32>, batch: Int, sign: Int32) {
    for (position, line) in flat.orders.lines(order).enumerated() where rows[position] >= 0 {
      counts.add(sign &* flat.orders.quantities[line], to: Int(rows[position]), of: batch)
    }
    flat.forEachNodeUse(order, rows) { resource, amount in
      counts.add(sign &* amount, to: resource - stockRows, of: batch)
    }
  }

  /// What a batch takes of each stock row, while no order is asked.
  func rows(of batch: Int) -> UnsafePointer<Int32> { counts.plain(of: batch) }

  /// What a batch takes of a resource. Complexity: O(1).
  @inline(__always)
  func use(of resource: Int, batch: Int) -> Int32 {
    counts.count(resource < stockRows ? resource : resource - stockRows, of: batch)
  }
}
