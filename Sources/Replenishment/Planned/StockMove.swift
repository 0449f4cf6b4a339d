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
