/// Orders that change their rows together: the first takes what the second gives up, and so on.
struct EjectionChain: Sendable {
  struct Move: Sendable {
    var order: Int32
    /// A row or -1 for each line of the order.
    var rows: InlineArray<6, Int32>
    /// What the order cost when the move was found (millionths).
    var cost: Int64

    /// The rows as searches and plans take them.
    @inline(__always)
    func withRows<Result>(_ body: (UnsafePointer<Int32>) -> Result) -> Result {
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: FlatOrders.maxLines) { buffer in
        for position in 0..<FlatOrders.maxLines { buffer[position] = rows[position] }
        // Six elements were asked for: the buffer has an address.
        return body(UnsafePointer(buffer.baseAddress.unsafelyUnwrapped))
      }
    }
  }

  var moves: [Move] = []
  /// What the plan saves by it (millionths).
  var gain: Int64 = 0
}

/// What the plan gave back or took.
struct LeftChange: BitwiseCopyable, Sendable {
  var resource: Int32
  var amount: Int32
}

/// All that the plan has given back or taken since the improvement began, for those who keep copies of what is left.
///
/// Unchecked, because it grows only where chains are applied, on the one thread that also starts the searches and waits
/// for all of them (`WorkerPool.run`): while searches read it, nobody writes.
final class ChangeLog: @unchecked Sendable {
  private(set) var entries: [LeftChange] = []

  /// - Parameter sign: 1 where the order gives these rows up, -1 where it takes them.
  func append(_ plan: FlatPlan, _ order: Int, _ rows: UnsafePointer<Int32>, sign: Int32) {
    plan.forEachUse(order, rows) { entries.append(LeftChange(resource: Int32($0), amount: sign * $1)) }
  }
}
