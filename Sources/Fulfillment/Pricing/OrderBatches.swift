/// All orders in batches of scattered ones: neighbours in the file often want the same stock. Within a batch flat
/// orders come by destination, as `FlatSearch` likes them, and then all others.
struct OrderBatches: Sendable {
  /// Order indices, batch after batch.
  private(set) var orders: [Int32]
  /// Tasks of one batch after another: ranges of `orders` that one thread takes at a time.
  private(set) var tasks: [[Range<Int>]] = []

  /// - Parameters:
  ///   - batches: how many batches at most; each holds at least one order.
  ///   - destinations: by order; general orders count as their own.
  /// - Complexity: O(orders log orders).
  init(_ orders: FlatOrders, count: Int, batches: Int) {
    self.orders = OrderBatches.scattered(count)
    let batches = max(1, min(batches, count))
    for batch in 0..<batches {
      let range = count * batch / batches..<count * (batch + 1) / batches
      self.orders[range].sort { a, b in
        let (x, y) = (orders.isFlat(Int(a)), orders.isFlat(Int(b)))
        if x != y { return x }
        let (p, q) = (orders.destinations[Int(a)], orders.destinations[Int(b)])
        return p != q && x ? p < q : a < b
      }
      let flat = range.lowerBound + self.orders[range].count { orders.isFlat(Int($0)) }
      // Sixteen tasks keep two to eight threads busy; too few orders a task would fold destinations for nothing.
      let size = max(64, (range.count + 15) / 16)
      var parts: [Range<Int>] = []
      for start in stride(from: range.lowerBound, to: flat, by: size) { parts.append(start..<min(flat, start + size)) }
      for start in stride(from: flat, to: range.upperBound, by: max(1, size / 8)) {
        parts.append(start..<min(range.upperBound, start + max(1, size / 8)))
      }
      tasks.append(parts)
    }
  }

  /// Each index once, far from its neighbours.
  /// - Complexity: O(count).
  static func scattered(_ count: Int) -> [Int32] {
    guard count > 2 else { return (0..<Int32(count)).map { $0 } }
    // A stride near the golden section that shares no factor with the count visits each order once.
    var stride = Int(Double(count) * 0.618_033_988_75)
    while greatestCommonDivisor(stride, count) != 1 { stride += 1 }
    var position = 0
    return (0..<count).map { _ in
      defer { position = (position + stride) % count }
      return Int32(position)
    }
  }
}

private func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
  var (a, b) = (a, b)
  while b != 0 { (a, b) = (b, a % b) }
  return a
}
