import SupplyModel

/// Why goods are sent. The raw value is the word in transfers.csv.
enum TransferReason: String, CaseIterable, Sendable {
  /// The destination, or a node that it replenishes, would run short.
  case stockoutAverted = "stockout_averted"
  /// Goods leave a place where they do not sell, for one where they do.
  case slowStockMoved = "slow_stock_moved"
  /// The last pack is more than the destination needs by itself.
  case packRounding = "pack_rounding"

  init(
    _ move: StockMove, _ context: SKUModel.Context, _ terms: SKUTerms, _ changes: [StockProjection.Change],
    _ rows: Range<Int>
  ) {
    guard let link = move.link else {
      self = .stockoutAverted
      return
    }
    if context.network.links[Int(link)].purpose == .balance {
      self = .slowStockMoved
      return
    }
    self = .stockoutAverted
    guard terms.pack > 1, move.units == terms.pack,
      let row = context.goods.row(of: move.sku, at: move.to), context.goods.rows[row].forecast >= 0
    else { return }
    // A single pack of which most is left at the end of the horizon.
    let periods = context.periods.count
    let means = context.forecast.means[context.forecast.figures(Int(context.goods.rows[row].forecast))]
    let own = (row - rows.lowerBound) * periods..<(row - rows.lowerBound + 1) * periods
    let supplied = changes[own].reduce(Int64(context.goods.rows[row].available)) {
      $0 + Int64($1.received) - Int64($1.sent)
    }
    if Double(supplied) - means.reduce(0, +) > Double(terms.pack) / 2 { self = .packRounding }
  }
}
