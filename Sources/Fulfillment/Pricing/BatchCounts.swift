import Synchronization

/// Whole numbers by batch and resource (or whatever else is counted) that threads add to while they ask a batch.
///
/// Threads may add in any order: the sums are the same for any number of them.
final class BatchCounts: Sendable {
  /// Unchecked, because it is a pointer: what it points to is only changed atomically, and given up when nobody is left
  /// to ask.
  private nonisolated(unsafe) let counts: UnsafeMutablePointer<Atomic<Int32>>
  private let width: Int
  private let size: Int

  /// All zero.
  /// - Complexity: O(batches x width).
  init(batches: Int, width: Int) {
    self.width = width
    size = max(1, batches * width)
    counts = .allocate(capacity: size)
    for index in 0..<size { (counts + index).initialize(to: Atomic(0)) }
  }

  deinit {
    counts.deinitialize(count: size)
    counts.deallocate()
  }

  @inline(__always)
  func add(_ amount: Int32, to index: Int, of batch: Int) {
    counts[batch * width + index].wrappingAdd(amount, ordering: .relaxed)
  }

  /// The counts of a batch as plain numbers, for whoever reads many of them while nobody adds: an atomic number is stored
  /// as the number itself.
  func plain(of batch: Int) -> UnsafePointer<Int32> {
    UnsafeRawPointer(counts + batch * width).assumingMemoryBound(to: Int32.self)
  }

  @inline(__always)
  func count(_ index: Int, of batch: Int) -> Int32 { counts[batch * width + index].load(ordering: .relaxed) }
}
