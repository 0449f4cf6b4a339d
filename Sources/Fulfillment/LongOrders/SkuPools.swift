import SupplyModel

/// All rows of a SKU together, for the SKUs that are short and stand in several rows: which whole lines can be served
/// at all, from wherever.
///
/// Rows by themselves let a large line have the one row that holds it for a part, and the others' lines that row for
/// the rest and the other rows all of the time. What all rows hold together says that there is not enough for both.
struct SkuPools: Sendable {
  /// Lines of a pool from `starts[pool]` on.
  private(set) var starts: [Int32] = [0]
  private(set) var lines: [Int32] = []
  /// By pool: units of all rows that hold any line whole.
  private(set) var limits: [Int] = []

  /// - Complexity: O(options).
  init(_ table: LineTable, _ tables: ScenarioTables) {
    var isListed = [Bool](repeating: false, count: table.lines.count)
    for sku in 0..<tables.stock.starts.count - 1 {
      var (limit, wanted, rows) = (0, 0, 0)
      let first = lines.count
      for row in Int(tables.stock.starts[sku])..<Int(tables.stock.starts[sku + 1]) {
        let options = table.options(ofRow: row)
        if options.isEmpty { continue }
        limit += Int(table.limits[row])
        rows += 1
        for option in options {
          let line = Int(table.optionLines[Int(option)])
          if isListed[line] { continue }
          isListed[line] = true
          lines.append(Int32(line))
          wanted += Int(table.quantities[line])
        }
      }
      if rows > 1 && wanted > limit {
        limits.append(limit)
        starts.append(Int32(lines.count))
      } else {
        lines.removeSubrange(first...)
      }
    }
  }

  var count: Int { limits.count }

  func lines(of pool: Int) -> ArraySlice<Int32> { lines[Int(starts[pool])..<Int(starts[pool + 1])] }
}
