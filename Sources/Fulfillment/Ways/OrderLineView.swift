import SupplyModel

/// An open line of the order in hand (money in millionths, weight in milligrams).
struct OrderLineView {
  /// Index into `Scenario.lines`.
  var line: LineIndex
  var sku: SKUIndex
  var quantity: Int32
  var unitPrice: Int64
  /// Of one unit.
  var weight: Int64
  var shipsAlone: Bool
  /// Penalty for one unfilled unit, priority not yet applied.
  var unfilledPerUnit: Int64
}

/// A node that could serve open lines of the order in hand, by one mode.
struct Source {
  var node: NodeIndex
  /// The parcel's arc; -1 when the order is picked up here.
  var arc: Int32
  /// Resource id of a limited lane, or -1.
  var lane: Int32
  /// Days from as_of until a shipment leaves.
  var daysToShip: Int32
  /// The order has locked lines here: its parcel exists already, and so does its claim on the node.
  var isLocked = false
  var lockedUnits: Int32 = 0
  var lockedWeight: Int64 = 0
  /// Handling and carrier of the locked parcel, which a joint parcel replaces.
  var lockedParcelCost: Int64 = 0
  /// Days late of what is locked here, and of that part which no joint parcel replaces.
  var lockedDaysLate: Int32 = 0
  var lockedAloneDaysLate: Int32 = 0
}
