import SupplyModel

/// A lifted cover inequality on the lines that a stock row serves. Prices divide a row's units over fractions of
/// lines, plans cannot: with two units left, a line of two and one of one never both fit.
struct StockCover: Hashable, Sendable {
  var row: Int32
  /// Terms by line of the walk.
  var cover: LiftedCover

  /// Shares below this are chance.
  private static let leastShare = 0.02

  /// The covers that the shares of lines violate; by row.
  /// - Complexity: O(lines log lines + rows x lines of a row x cover).
  static func violated(by shares: RowShares, _ flat: FlatScenario) -> [StockCover] {
    var uses: [(row: Int32, line: Int, share: Double)] = []
    for line in 0..<flat.orders.skus.count {
      shares.forEachRow(line) { row, share in
        if share > leastShare { uses.append((row, line, share)) }
      }
    }
    uses.sort { ($0.row, $0.line) < ($1.row, $1.line) }
    let layout = flat.tables.resources
    var found: [StockCover] = []
    var start = 0
    while start < uses.count {
      let row = uses[start].row
      let end = uses[start...].firstIndex { $0.row != row } ?? uses.count
      let items = uses[start..<end].map {
        LiftedCover.Item(id: $0.line, units: flat.orders.quantities[$0.line], share: $0.share)
      }
      let room = min(flat.limits[layout.stock(row)], flat.limits[layout.protected(row)])
      // Where there is no limit, or lines take one unit each, prices divide nothing.
      if room < .max && items.contains(where: { $0.units > 1 }) {
        found += LiftedCover.violated(by: items, room: room).map { StockCover(row: row, cover: $0) }
      }
      start = end
    }
    return found
  }
}
