import SupplyModel

/// What a rule would choose for each flat order of a batch if none of the others were served, found on all threads.
final class FlatLooks<Rule: FlatRule> {
  /// By position in the batch: whether the flat rule could tell.
  let isDecided: FlatArray<Bool>

  private let flat: FlatScenario
  private let workers: WorkerPool<Rule>
  private let chosen: FlatArray<Int32>

  /// Orders that one thread takes at a time.
  private static var taskSize: Int { 64 }

  /// - Parameter size: orders of the largest batch.
  init(_ flat: FlatScenario, size: Int, threads: Int, _ makeRule: () -> Rule) {
    self.flat = flat
    workers = WorkerPool(threads: threads, makeRule)
    isDecided = FlatArray(repeating: false, count: size)
    chosen = FlatArray(repeating: -1, count: size * FlatOrders.maxLines)
  }

  /// The rows chosen for the order at a position in the batch, to be used and overwritten before the next look.
  func rows(_ position: Int) -> UnsafeMutablePointer<Int32> { chosen.base + position * FlatOrders.maxLines }

  /// Looks at a batch of orders.
  /// - Parameter remaining: by resource id.
  func look(_ batch: ArraySlice<Int>, _ remaining: [Int32]) {
    // Orders of one destination together, so that its costs stay at hand: which thread asks when does not matter.
    let keys = batch.indices.lazy.filter { self.flat.orders.isFlat(batch[$0]) }
      .map { Int(self.flat.orders.destinations[batch[$0]]) << 32 | $0 - batch.startIndex }.sorted()
    let (first, size) = (batch.startIndex, FlatLooks.taskSize)
    nonisolated(unsafe) let looks = self
    remaining.withUnsafeBufferPointer { remaining in
      guard let base = remaining.baseAddress else { return }
      nonisolated(unsafe) let left = base
      workers.run((keys.count + size - 1) / size) { rule, task in
        for key in keys[task * size..<min(keys.count, (task + 1) * size)] {
          let position = key & 0xFFFF_FFFF
          looks.isDecided[position] = rule.choose(batch[first + position], left: left, rows: looks.rows(position))
        }
      }
    }
  }
}
