import SupplyModel

/// A decision of a plan: goods that are sent or bought.
struct StockMove: Hashable, Sendable {
  var sku: SKUIndex
  /// Index into the network's links; nil = a purchase.
  var link: Int32?
  var to: NodeIndex
  /// The period in which it begins.
  var period: Int16
  /// The period for whose sales it counts.
  var servesFrom: Int16
  var units: Int32
  /// Of a purchase: what is paid for the goods (millionths).
  var paid: Int64 = 0
}

/// Goods that are to be sent from a node, or bought where there is none, on a day.
package struct GoodsMove: Hashable, Sendable {
  package var sku: SKUIndex
  /// nil = a purchase.
  package var from: NodeIndex?
  package var to: NodeIndex
  package var units: Int32
  package var departs: Day
  /// The day on which they are taken in.
  package var arrives: Day
}
