import SupplyModel

/// When stock_history.csv says that a node had none of a SKU left.
struct StockOuts: Sendable {
  /// SKU and node of each series of snapshots, ascending; only those with a snapshot of 0.
  private var keys: [UInt64] = []
  private var starts: [Int32] = [0]
  private var days: [Int32] = []
  private var isEmpty: [Bool] = []

  /// - Complexity: O(snapshots log snapshots) where any is 0, else O(snapshots).
  init(_ scenario: Scenario) {
    guard scenario.stockHistory.contains(where: { $0.onHand == 0 }) else { return }
    let history = scenario.stockHistory
    let order = history.indices.sorted {
      let (a, b) = (StockOuts.key(history[$0].sku, history[$0].node), StockOuts.key(history[$1].sku, history[$1].node))
      return a != b ? a < b : history[$0].day < history[$1].day
    }
    for row in order {
      let key = StockOuts.key(history[row].sku, history[row].node)
      if keys.last != key {
        keys.append(key)
        starts.append(Int32(days.count))
      }
      days.append(history[row].day.number)
      isEmpty.append(history[row].onHand == 0)
      starts[starts.count - 1] = Int32(days.count)
    }
  }

  private static func key(_ sku: SKUIndex, _ node: NodeIndex) -> UInt64 { UInt64(sku) << 32 | UInt64(node) }

  /// Marks the days of a series that say nothing of demand: the latest snapshot at or before the day is 0, and either
  /// nothing was asked for or the snapshot is that day's own, so that sales ended when the stock did.
  /// - Parameters:
  ///   - units: demand day by day.
  ///   - first: the day of the first of `units`.
  ///   - mark: told the days to leave out, counted from `first`.
  /// - Complexity: O(days + log snapshots).
  func forEachCensored(
    _ row: DemandForecast.Row, units: UnsafeBufferPointer<Double>, first: Day, _ mark: (Int) -> Void
  ) {
    guard !keys.isEmpty, let place = find(StockOuts.key(row.sku, row.node)) else { return }
    let end = Int(starts[place + 1])
    for snapshot in Int(starts[place])..<end where isEmpty[snapshot] {
      let from = Int(days[snapshot] - first.number)
      let to = snapshot + 1 < end ? Int(days[snapshot + 1] - first.number) : units.count
      for day in max(0, from)..<max(0, from, min(to, units.count)) where units[day] == 0 || day == from { mark(day) }
    }
  }

  private func find(_ key: UInt64) -> Int? {
    var (low, high) = (0, keys.count)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low < keys.count && keys[low] == key ? low : nil
  }
}
