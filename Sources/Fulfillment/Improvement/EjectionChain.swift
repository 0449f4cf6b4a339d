/// Orders that change their rows together: the first takes what the second gives up, and so on.
struct EjectionChain: Sendable {
  struct Move: Sendable {
    var order: Int32
    /// A row or -1 for each line of the order.
    var rows: InlineArray<6, Int32>
  }

  var moves: [Move] = []
  /// What the plan saves by it (millionths).
  var gain: Int64 = 0
}
