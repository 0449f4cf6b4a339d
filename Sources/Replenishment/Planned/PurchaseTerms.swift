/// What holds for the purchases of one SKU: how much at most, and what each unit bears of the cost of an order.
struct PurchaseTerms {
  /// Packs that a purchase may have, by row and period; empty: `everywhere`.
  var limits: [Int32] = []
  /// Packs that demand could use at most.
  var everywhere: Int32
  /// Packs that a purchase must have, by row and period; empty: none.
  var forced: [Int32] = []
  /// Millionths a unit on top of the price, by row and period; empty: 0.
  var extras: [Double] = []
  let periods: Int

  init(everywhere: Int32, periods: Int) {
    self.everywhere = everywhere
    self.periods = periods
  }

  func most(row: Int, period: Int) -> Int32 { limits.isEmpty ? everywhere : limits[row * periods + period] }
  func least(row: Int, period: Int) -> Int32 { forced.isEmpty ? 0 : forced[row * periods + period] }
  func extra(row: Int, period: Int) -> Double { extras.isEmpty ? 0 : extras[row * periods + period] }
}
