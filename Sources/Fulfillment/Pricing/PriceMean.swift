import SupplyModel

/// The mean of prices over some passes: it lies nearer to the best prices than the last swing.
struct PriceMean {
  private let sums: FlatArray<Double>
  private var count = 0

  /// - Parameter prices: how many there are.
  init(prices: Int) { sums = FlatArray(repeating: 0, count: prices) }

  /// Counts the prices as they are; once a pass, `add` for all of them.
  mutating func begin() { count += 1 }

  /// Adds a range of the prices. Complexity: O(range).
  func add(_ range: Range<Int>, _ price: (Int) -> Double) {
    for index in range { sums[index] += price(index) }
  }

  /// Counts the prices as they are.
  /// - Complexity: O(prices).
  mutating func remember(_ price: (Int) -> Double) {
    begin()
    add(0..<sums.count, price)
  }

  /// Whole millionths; before anything is remembered, `now`.
  func price(_ index: Int, now: Double) -> Int64 {
    Int64((count > 0 ? sums[index] / Double(count) : now).rounded())
  }
}
