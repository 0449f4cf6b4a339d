import Synchronization

/// What the flat orders of each batch take of every resource at their present choices, kept up to date change by
/// change: late passes move few orders, so this is cheaper than counting anew.
///
/// Threads add whole numbers atomically, in any order: the sums are the same for any number of threads.
final class BatchUse: @unchecked Sendable {
  private let counts: UnsafeMutablePointer<Atomic<Int32>>
  private let flat: FlatScenario
  private let stockRows: Int
  /// Stock rows, nodes and lanes. What a flat order takes of a row it also takes of what the row may ship.
  private let width: Int
  private let count: Int

  /// - Complexity: O(batches x resources).
  init(_ flat: FlatScenario, batches: Int) {
    self.flat = flat
    stockRows = flat.tables.resources.stockRows
    width = flat.tables.resources.count - stockRows
    count = max(1, batches * width)
    counts = .allocate(capacity: count)
    for index in 0..<count { (counts + index).initialize(to: Atomic(0)) }
  }

  deinit {
    counts.deinitialize(count: count)
    counts.deallocate()
  }

  /// Counts the rows of an order in or out.
  /// - Parameter sign: 1 or -1.
  @inline(__always)
  func add(_ order: Int, _ rows: UnsafePointer<Int32>, batch: Int, sign: Int32) {
    let own = counts + batch * width
    for (position, line) in flat.orders.lines(order).enumerated() where rows[position] >= 0 {
      own[Int(rows[position])].wrappingAdd(sign &* flat.orders.quantities[line], ordering: .relaxed)
    }
    flat.forEachNodeUse(order, rows) { resource, amount in
      own[resource - stockRows].wrappingAdd(sign &* amount, ordering: .relaxed)
    }
  }

  /// What a batch takes of a resource. Complexity: O(1).
  @inline(__always)
  func use(of resource: Int, batch: Int) -> Int32 {
    counts[batch * width + (resource < stockRows ? resource : resource - stockRows)].load(ordering: .relaxed)
  }
}
