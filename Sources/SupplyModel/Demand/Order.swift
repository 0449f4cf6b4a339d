/// Where an order was placed.
package enum Channel: UInt8, CaseIterable, Sendable {
  case online, store
}

/// How an order may be divided.
package enum SplitRule: UInt8, CaseIterable, Sendable {
  /// Each line whole from one node, or wholly unfilled.
  case lines
  /// Any part from anywhere.
  case units
  /// The whole order from one node, or nothing.
  case never
}

/// How an order reaches its customer.
package enum DeliveryMethod: Hashable, Sendable {
  case ship(zone: ZoneIndex)
  case pickup(node: NodeIndex)
}

/// What the rows of orders.csv say of one order; its lines are `Scenario.lines[lines]`.
package struct Order: Sendable {
  package var lines: Range<Int32>
  package var method: DeliveryMethod
  package var service: ServiceIndex
  package var placedAt: Instant?
  /// The local day of the promise.
  package var promiseBy: Day?
  /// Index into `Scenario.customers`.
  package var customer: Int32?
  package var channel: Channel
  package var split: SplitRule
  /// Distinct nodes that may serve the order; nil = no limit of its own.
  package var maxShipments: Int32?
  package var priority: Ratio

  package init(
    lines: Range<Int32>, method: DeliveryMethod, service: ServiceIndex = 0, placedAt: Instant? = nil,
    promiseBy: Day? = nil, customer: Int32? = nil, channel: Channel = .online, split: SplitRule = .lines,
    maxShipments: Int32? = nil, priority: Ratio = .one
  ) {
    self.lines = lines
    self.method = method
    self.service = service
    self.placedAt = placedAt
    self.promiseBy = promiseBy
    self.customer = customer
    self.channel = channel
    self.split = split
    self.maxShipments = maxShipments
    self.priority = priority
  }
}

/// One row of orders.csv.
package struct OrderLine: Sendable {
  package var sku: SKUIndex
  package var quantity: Int32
  /// Already the default where the cell is empty: the SKU's price, then 0.
  package var unitPrice: Money
  /// The node where the line is being picked already (status `locked`); nil = open.
  package var lockedNode: NodeIndex?
  /// Index into `Scenario.lineIDs`.
  package var lineID: Int32

  package init(sku: SKUIndex, quantity: Int32, unitPrice: Money = .zero, lockedNode: NodeIndex? = nil, lineID: Int32) {
    self.sku = sku
    self.quantity = quantity
    self.unitPrice = unitPrice
    self.lockedNode = lockedNode
    self.lineID = lineID
  }
}
