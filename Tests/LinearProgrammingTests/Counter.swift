import Synchronization

/// Counts how often a cancellation check was asked; says "stop" from call `limit` on.
final class Counter: Sendable {
  private let value = Mutex(0)
  private let limit: Int

  init(limit: Int = .max) { self.limit = limit }

  var count: Int { value.withLock { $0 } }

  func add() -> Bool {
    value.withLock {
      $0 += 1
      return $0 >= limit
    }
  }
}
