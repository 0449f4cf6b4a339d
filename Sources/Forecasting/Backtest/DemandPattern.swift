/// How demand comes, after Syntetos, Boylan and Croston 2005: series of one pattern learn from each other.
enum DemandPattern: Int, CaseIterable, Sendable {
  case smooth, erratic, intermittent, lumpy

  /// - Parameter totals: of blocks in turn.
  /// - Complexity: O(blocks).
  init(_ totals: ArraySlice<Double>) {
    var (count, sum, squares) = (0.0, 0.0, 0.0)
    for total in totals where total > 0 {
      count += 1
      sum += total
      squares += total * total
    }
    guard count > 0 else {
      self = .lumpy
      return
    }
    // Their cuts: 1.32 blocks between demands, a squared coefficient of variation of sizes of 0.49.
    let isRare = Double(totals.count) / count > 1.32
    let isVaried = squares * count / (sum * sum) - 1 > 0.49
    self = isRare ? (isVaried ? .lumpy : .intermittent) : isVaried ? .erratic : .smooth
  }
}
