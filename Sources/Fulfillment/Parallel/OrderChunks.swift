import SupplyModel

/// Work over all orders on several threads, cut into chunks that do not depend on the number of threads: what is summed
/// chunk by chunk is the same for any.
struct OrderChunks: Sendable {
  let orders: Int
  let threads: Int
  let size: Int

  init(orders: Int, threads: Int) {
    self.orders = orders
    self.threads = max(1, threads)
    size = max(64, min(8192, orders / 64))
  }

  /// Chunks of a given size.
  init(count: Int, size: Int, threads: Int) {
    orders = count
    self.size = size
    self.threads = max(1, threads)
  }

  private func chunk(_ index: Int) -> Range<Int> { index * size..<min(orders, (index + 1) * size) }

  /// The result of every chunk, in order.
  /// - Parameter body: must only read what it shares.
  func map<Result: Sendable>(_ body: @Sendable (Range<Int>) -> Result) -> [Result] {
    concurrentMap((orders + size - 1) / size, threads: threads) { body(chunk($0)) }
  }
}
