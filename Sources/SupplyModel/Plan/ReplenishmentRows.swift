/// One row of purchases.csv.
package struct Purchase: Hashable, Sendable {
  package var node: NodeIndex
  package var sku: SKUIndex
  package var quantity: Int32
  package var orderedOn: Day
  /// The day on which the node takes it in.
  package var arrivesOn: Day
  /// The supplier's price.
  package var unitCost: Money
  /// Once for the order.
  package var orderCost: Money

  package init(
    node: NodeIndex, sku: SKUIndex, quantity: Int32, orderedOn: Day, arrivesOn: Day, unitCost: Money, orderCost: Money
  ) {
    self.node = node
    self.sku = sku
    self.quantity = quantity
    self.orderedOn = orderedOn
    self.arrivesOn = arrivesOn
    self.unitCost = unitCost
    self.orderCost = orderCost
  }
}

/// An expected number of units, held in millionths so that sums are exact.
package struct ExpectedUnits: Hashable, Comparable, Sendable, AdditiveArithmetic {
  package var millionths: Int64

  package init(millionths: Int64) { self.millionths = millionths }
  package init(_ units: Double) { millionths = Int64((units * 1e6).rounded(.toNearestOrAwayFromZero)) }

  package static var zero: ExpectedUnits { ExpectedUnits(millionths: 0) }
  package static func + (a: ExpectedUnits, b: ExpectedUnits) -> ExpectedUnits {
    ExpectedUnits(millionths: a.millionths + b.millionths)
  }
  package static func - (a: ExpectedUnits, b: ExpectedUnits) -> ExpectedUnits {
    ExpectedUnits(millionths: a.millionths - b.millionths)
  }
  package static func < (a: ExpectedUnits, b: ExpectedUnits) -> Bool { a.millionths < b.millionths }

  /// What they cost at a price for each, rounded half away from zero to a millionth.
  package func priced(_ price: Money) -> Money {
    Money(millionths: roundedProduct(millionths, price.millionths, per: 1_000_000))
  }

  package var double: Double { Double(millionths) / 1e6 }
}

extension ExpectedUnits: CustomStringConvertible {
  package var description: String { decimalText(millionths, scale: 6) }
}

/// One row of projection.csv: the stock of a SKU at a node over a period, if the plan is carried out.
package struct ProjectionRow: Hashable, Sendable {
  package var node: NodeIndex
  package var sku: SKUIndex
  package var period: Int16
  /// Units that come, receipts and the plan's goods.
  package var received: Int32 = 0
  /// Units that the plan sends on.
  package var sent: Int32 = 0
  package var demand = ExpectedUnits.zero
  package var sold = ExpectedUnits.zero
  /// Asked for and not there: lost, or waiting at the period's end where shortages wait.
  package var short = ExpectedUnits.zero
  package var spoiled = ExpectedUnits.zero
  /// Units of `sent` that are expected to be missing, because customers bought them first.
  package var unsent = ExpectedUnits.zero
  /// Units on hand at the period's end: those of the period before + received - sent + unsent - sold - spoiled.
  package var mean = ExpectedUnits.zero
  /// Units on hand at the end that are not exceeded with probability 0.1, 0.5 and 0.9.
  package var low: Int32 = 0
  package var median: Int32 = 0
  package var high: Int32 = 0

  package init(node: NodeIndex, sku: SKUIndex, period: Int16) {
    self.node = node
    self.sku = sku
    self.period = period
  }
}
