import SupplyModel

/// forecast.csv as rates a day: for each place and SKU, stretches of the window with one rate each.
///
/// The rules are those of `forecast` (scenarios/README.md, section 11): a row holds until the next one of its series, the
/// last one's rate goes on, and the first one's goes back where the series begins with the file.
struct ForecastRates: Sendable {
  struct Series: Sendable {
    var sku: SKUIndex
    /// A node, or the complement of a zone.
    var place: Int32
    fileprivate(set) var rows: Range<Int>

    /// The same for the same place and SKU whatever else is in the file.
    var key: UInt64 { UInt64(UInt32(bitPattern: place)) << 32 | UInt64(UInt32(bitPattern: sku)) }
  }

  struct Piece {
    /// Counted from the start of the window.
    var days: Range<Int>
    var perDay: Double
  }

  private(set) var series: [Series] = []
  private var starts: [Int32] = []
  private var perDay: [Double] = []
  private let days: Int
  private let earliest: Int32

  /// - Complexity: O(rows log rows), O(rows) where the file is sorted.
  init(_ scenario: Scenario, window: ReplayWindow) {
    days = window.days
    func place(_ row: ForecastRow) -> Int32 {
      switch row.place {
      case .node(let node): node
      case .zone(let zone): ~zone
      }
    }
    func key(_ row: ForecastRow) -> UInt64 {
      UInt64(UInt32(bitPattern: row.sku)) << 32 | UInt64(UInt32(bitPattern: place(row)))
    }
    let rows = scenario.forecast
    var order = Array(rows.indices)
    func ascends(_ a: Int, _ b: Int) -> Bool {
      let (x, y) = (key(rows[a]), key(rows[b]))
      return x != y ? x < y : rows[a].periodStart < rows[b].periodStart
    }
    if !zip(order, order.dropFirst()).allSatisfy({ ascends($0, $1) }) { order.sort(by: ascends) }
    earliest = rows.lazy.map { $0.periodStart - window.start }.min() ?? 0
    var shortest = Int32.max
    for (a, b) in zip(order, order.dropFirst()) where key(rows[a]) == key(rows[b]) {
      shortest = min(shortest, rows[b].periodStart - rows[a].periodStart)
    }
    let alone = shortest < .max ? shortest : scenario.settings.replenishment.periodDays ?? 7
    for (position, index) in order.enumerated() {
      let row = rows[index]
      let isNew = position == 0 || key(rows[order[position - 1]]) != key(row)
      if isNew { series.append(Series(sku: row.sku, place: place(row), rows: position..<position)) }
      var length = alone
      if position + 1 < order.count, key(rows[order[position + 1]]) == key(row) {
        length = rows[order[position + 1]].periodStart - row.periodStart
      } else if !isNew {
        length = row.periodStart - rows[order[position - 1]].periodStart
      }
      starts.append(row.periodStart - window.start)
      perDay.append(row.mean / Double(max(1, length)))
      series[series.count - 1].rows = series[series.count - 1].rows.lowerBound..<position + 1
    }
  }

  /// The stretches of a series within the window. Complexity: O(rows of the series).
  func pieces(_ index: Int) -> [Piece] {
    let rows = series[index].rows
    return rows.compactMap { row in
      var from = Int(starts[row])
      if row == rows.lowerBound && starts[row] <= earliest { from = 0 }
      let end = row + 1 < rows.upperBound ? Int(starts[row + 1]) : days
      let range = max(0, from)..<max(max(0, from), min(days, end))
      return range.isEmpty || perDay[row] <= 0 ? nil : Piece(days: range, perDay: perDay[row])
    }
  }
}
