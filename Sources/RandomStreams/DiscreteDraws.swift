/// A distribution over 0 ..< n in proportion to given weights, drawn in constant time.
///
/// Source: Walker 1977, built as in Vose, "A linear algorithm for generating random numbers with a given
/// distribution", 1991.
package struct AliasTable: Sendable {
  private let threshold: [Double]
  private let alias: [Int32]

  /// Builds the table of `weights`: finite, >= 0, at least one > 0. O(n).
  package init(weights: [Double]) {
    let total = checkedTotal(of: weights)
    let count = weights.count
    precondition(count <= Int(Int32.max), "an alias table holds at most 2^31 - 1 weights")
    var scaled = weights.map { $0 / total * Double(count) }
    var threshold = [Double](repeating: 1, count: count)
    var alias = (0..<Int32(count)).map { $0 }
    var small = (0..<count).filter { scaled[$0] < 1 }
    var large = (0..<count).filter { scaled[$0] >= 1 }
    while let less = small.last, let more = large.last {
      small.removeLast()
      threshold[less] = scaled[less]
      alias[less] = Int32(more)
      scaled[more] -= 1 - scaled[less]
      if scaled[more] < 1 {
        large.removeLast()
        small.append(more)
      }
    }
    // Rounding may leave cells over in `small` that are 1 but for the last bit; a weight of exactly 0 must not be
    // among them, or it could be drawn.
    if let heaviest = weights.indices.max(by: { weights[$0] < weights[$1] }) {
      for rest in small where weights[rest] == 0 {
        threshold[rest] = 0
        alias[rest] = Int32(heaviest)
      }
    }
    self.threshold = threshold
    self.alias = alias
  }

  /// The number of values.
  package var count: Int { threshold.count }

  /// A draw: `i` with probability `weights[i]` / their sum. O(1), two draws of the stream.
  package func draw(from stream: inout RandomStream) -> Int {
    let cell = stream.uniform(below: threshold.count)
    return stream.unit() < threshold[cell] ? cell : Int(alias[cell])
  }
}

/// A distribution over 0 ..< n in proportion to given weights, drawn by search in the running sums.
///
/// One draw of the stream, monotone in it: right for short tables, and where draws are to be stratified.
package struct CumulativeTable: Sendable {
  private let upper: [Double]
  private let lastPositive: Int

  /// Builds the table of `weights`: finite, >= 0, at least one > 0. O(n).
  package init(weights: [Double]) {
    let total = checkedTotal(of: weights)
    var running = 0.0
    upper = weights.map { weight in
      running += weight
      return running / total
    }
    lastPositive = weights.lastIndex { $0 > 0 } ?? 0
  }

  /// The number of values.
  package var count: Int { upper.count }

  /// A draw: `i` with probability `weights[i]` / their sum. O(log n), one draw of the stream.
  package func draw(from stream: inout RandomStream) -> Int {
    index(at: stream.unit())
  }

  /// The value at `position` (0 ..< 1) of the distribution function: the least `i` whose running share exceeds it.
  /// O(log n).
  package func index(at position: Double) -> Int {
    var low = 0
    var high = upper.count
    while low < high {
      let middle = (low + high) / 2
      if upper[middle] > position { high = middle } else { low = middle + 1 }
    }
    return min(low, lastPositive)
  }

  /// The value at `position` (0 ..< 1) and how far, 0 ..< 1, the position lies within that value's share. O(log n).
  package func place(at position: Double) -> (index: Int, fraction: Double) {
    let index = index(at: position)
    let start = index == 0 ? 0 : upper[index - 1]
    let width = upper[index] - start
    return (index, width > 0 ? min(max((position - start) / width, 0), 0x1.fffffffffffffp-1) : 0)
  }
}

private func checkedTotal(of weights: [Double]) -> Double {
  precondition(weights.allSatisfy { $0 >= 0 && $0.isFinite }, "weights are finite and not negative")
  let total = weights.reduce(0, +)
  precondition(total > 0 && total.isFinite, "at least one weight is positive")
  return total
}
