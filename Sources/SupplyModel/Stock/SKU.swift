/// One row of skus.csv without its text columns (those are in `Scenario.skuTexts`).
package struct SKU: Sendable {
  package var price: Money?
  package var unitCost = Money.zero
  package var weight = Weight.zero
  package var volumeMillilitres: Int64 = 0
  /// A year, share of unit cost.
  package var holdingRate = Ratio.zero
  package var seasonStart: Day?
  package var seasonEnd: Day?
  package var salvageValue = Money.zero
  package var shelfLifeDays: Int32?
  /// Transfers and purchases in multiples of it.
  package var packSize: Int32 = 1
  /// Each unit its own parcel.
  package var shipsAlone = false
  /// Where its parts stand in `Scenario.kitParts`; empty for an ordinary SKU.
  package var kit: Range<Int32> = 0..<0

  package init() {}

  /// Whether it may be sold on a day: season_start ... season_end, both inclusive.
  package func isInSeason(on day: Day) -> Bool {
    if let seasonStart, day < seasonStart { return false }
    if let seasonEnd, seasonEnd < day { return false }
    return true
  }
}

/// A part of a kit.
package struct KitPart: Sendable {
  package var sku: SKUIndex
  package var quantity: Int32

  package init(sku: SKUIndex, quantity: Int32) {
    self.sku = sku
    self.quantity = quantity
  }
}
