import SupplyModel

/// What is supplied to each node of a SKU without any decision: what is available today, and receipts.
struct Baseline {
  /// Units by row within the SKU and period, from the planning day on.
  private(set) var units: [Int32] = []
  /// Units of it by row that stay for the node's own customers, whatever comes later.
  private let kept: [Int32]
  private let periods: Int

  /// - Complexity: O(rows x periods + receipts).
  init(_ rows: Range<Int>, goods: GoodsTable, schedule: LinkSchedule) {
    periods = schedule.calendar.periods.count
    kept = rows.map { goods.rows[$0].protected }
    units = [Int32](repeating: 0, count: rows.count * periods)
    for (index, row) in rows.enumerated() {
      for period in 0..<periods { units[index * periods + period] = goods.rows[row].available }
      for receipt in goods.receipts(of: row) {
        guard let trip = schedule.receipt(receipt) else { continue }
        for period in Int(trip.servesFrom)..<periods { units[index * periods + period] += receipt.quantity }
      }
    }
  }

  /// Whole packs of it that may leave. Complexity: O(1).
  /// - Parameter place: row x periods + period.
  func packs(_ place: Int, of pack: Int32) -> Int32 { (units[place] - kept[place / periods]) / pack }
}
