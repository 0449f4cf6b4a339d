/// One row of stock.csv, in units.
package struct StockRow: Sendable {
  package var node: NodeIndex
  package var sku: SKUIndex
  /// nil = unlimited (a vendor's).
  package var onHand: Int32?
  package var reserved: Int32
  /// Kept for this node's own customers.
  package var protected: Int32
  /// Added for each unit whose stock leaves here; may be negative.
  package var useCost: Money

  package init(
    node: NodeIndex, sku: SKUIndex, onHand: Int32?, reserved: Int32 = 0, protected: Int32 = 0, useCost: Money = .zero
  ) {
    self.node = node
    self.sku = sku
    self.onHand = onHand
    self.reserved = reserved
    self.protected = protected
    self.useCost = useCost
  }

  /// Everything that leaves: on hand less reserved. nil = unlimited.
  package var available: Int32? { onHand.map { $0 - reserved } }

  /// Shipments and transfers: what is available less what is protected, at least 0. nil = unlimited.
  package var shippable: Int32? { available.map { max(0, $0 - protected) } }
}

/// One row of receipts.csv: goods under way to a node.
package struct Receipt: Sendable {
  package var node: NodeIndex
  package var sku: SKUIndex
  package var quantity: Int32
  package var due: Day

  package init(node: NodeIndex, sku: SKUIndex, quantity: Int32, due: Day) {
    self.node = node
    self.sku = sku
    self.quantity = quantity
    self.due = due
  }
}

/// One row of stock_history.csv.
package struct StockSnapshot: Sendable {
  package var day: Day
  package var node: NodeIndex
  package var sku: SKUIndex
  package var onHand: Int32

  package init(day: Day, node: NodeIndex, sku: SKUIndex, onHand: Int32) {
    self.day = day
    self.node = node
    self.sku = sku
    self.onHand = onHand
  }
}

/// One row of levels.csv.
package struct StockLevel: Sendable {
  package var node: NodeIndex
  package var sku: SKUIndex
  package var minimum: Int32?
  package var maximum: Int32?
  package var baseStock: Int32?
  package var ranged: Bool

  package init(
    node: NodeIndex, sku: SKUIndex, minimum: Int32? = nil, maximum: Int32? = nil, baseStock: Int32? = nil,
    ranged: Bool = true
  ) {
    self.node = node
    self.sku = sku
    self.minimum = minimum
    self.maximum = maximum
    self.baseStock = baseStock
    self.ranged = ranged
  }
}

/// One row of supply.csv: how a node buys a SKU.
package struct SupplyRow: Sendable {
  package var node: NodeIndex
  package var sku: SKUIndex
  package var leadDays: Int32
  package var unitCost: Money?
  package var orderCost: Money
  package var minimum: Int32

  package init(
    node: NodeIndex, sku: SKUIndex, leadDays: Int32, unitCost: Money? = nil, orderCost: Money = .zero,
    minimum: Int32 = 0
  ) {
    self.node = node
    self.sku = sku
    self.leadDays = leadDays
    self.unitCost = unitCost
    self.orderCost = orderCost
    self.minimum = minimum
  }
}
