import Dispatch
import Synchronization

/// Calls `body` for 0 ..< `count` on up to `threads` threads; which thread takes which number is left open.
package func concurrently(_ count: Int, threads: Int, _ body: @Sendable (Int) -> Void) {
  concurrently(count, threads: threads) { _, index in body(index) }
}

/// The same for work that needs a workspace of its thread's own.
/// - Parameter body: takes the thread, below the smaller of `threads` and `count`, and the number.
package func concurrently(
  _ count: Int, threads: Int, _ body: @Sendable (_ worker: Int, _ index: Int) -> Void
) {
  guard threads > 1, count > 1 else {
    for index in 0..<count { body(0, index) }
    return
  }
  let next = Atomic(0)
  DispatchQueue.concurrentPerform(iterations: min(threads, count)) { worker in
    while true {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      if index >= count { return }
      body(worker, index)
    }
  }
}

/// The results of `body` for 0 ..< `count` in that order, worked out on up to `threads` threads.
package func concurrentMap<Result: Sendable>(
  _ count: Int, threads: Int, _ body: @Sendable (Int) -> Result
) -> [Result] {
  var results = [Result?](repeating: nil, count: count)
  results.withUnsafeMutableBufferPointer { buffer in
    // Each call writes a slot of its own.
    nonisolated(unsafe) let slots = buffer
    concurrently(count, threads: threads) { slots[$0] = body($0) }
  }
  return results.compactMap(\.self)
}
