/// All orders in batches of scattered ones: neighbours in the file often want the same stock. Within a batch flat
/// orders come by destination, as `FlatSearch` likes them, and then all others.
struct OrderBatches: Sendable {
  /// Order indices, batch after batch.
  private(set) var orders: [Int32]
  /// Tasks of one batch after another: ranges of `orders` that one thread takes at a time.
  private(set) var tasks: [[Range<Int>]] = []

  /// - Parameter batches: how many batches at most; each holds at least one order.
  /// - Complexity: O(orders + batches x destinations).
  init(_ flat: FlatOrders, count: Int, batches: Int) {
    let batches = max(1, min(batches, count))
    func range(_ batch: Int) -> Range<Int> { count * batch / batches..<count * (batch + 1) / batches }
    let scattered = OrderBatches.scattered(count)
    var batchOf = [Int32](repeating: 0, count: count)
    for batch in 0..<batches {
      for order in scattered[range(batch)] { batchOf[Int(order)] = Int32(batch) }
    }
    // One bucket for each batch and destination, and one for the orders of a batch that are not flat.
    let destinations = (0..<count).reduce(0) { max($0, Int(flat.destinations[$1]) + 1) }
    func bucket(_ order: Int) -> Int {
      let own = flat.isFlat(order) ? Int(flat.destinations[order]) : destinations
      return Int(batchOf[order]) * (destinations + 1) + own
    }
    var starts = [Int](repeating: 0, count: batches * (destinations + 1) + 1)
    for order in 0..<count { starts[bucket(order) + 1] += 1 }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    var next = starts
    orders = [Int32](repeating: 0, count: count)
    for order in 0..<count {
      orders[next[bucket(order)]] = Int32(order)
      next[bucket(order)] += 1
    }
    for batch in 0..<batches {
      let range = range(batch)
      let flat = starts[(batch + 1) * (destinations + 1) - 1]
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
