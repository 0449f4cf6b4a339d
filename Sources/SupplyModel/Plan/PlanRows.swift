/// How units reach the customer.
package enum FulfillmentMode: String, CaseIterable, Sendable {
  case ship
  case pickup
  case transferPickup = "transfer_pickup"
}

/// One row of assignments.csv: units of one line served by one node.
package struct Assignment: Hashable, Sendable {
  package var order: OrderIndex
  /// Index into `Scenario.lines`.
  package var line: LineIndex
  package var node: NodeIndex
  package var quantity: Int32
  /// Index into the plan's shipments.
  package var shipment: Int32
  package var mode: FulfillmentMode

  package init(
    order: OrderIndex, line: LineIndex, node: NodeIndex, quantity: Int32, shipment: Int32, mode: FulfillmentMode
  ) {
    self.order = order
    self.line = line
    self.node = node
    self.quantity = quantity
    self.shipment = shipment
    self.mode = mode
  }
}

/// One row of shipments.csv: all that one node sends (or hands over) for one order.
package struct Shipment: Hashable, Sendable {
  package var order: OrderIndex
  package var node: NodeIndex
  /// Parcels, those of units that ship alone included.
  package var parcels: Int32
  package var units: Int32
  package var weight: Weight
  package var shipsOn: Day
  package var arrivesOn: Day
  /// Whole local days past the promise, 0 when on time or without a promise.
  package var daysLate: Int32
  package var carrier: Money
  package var handling: Money
  package var commission: Money
  /// The order's lateness where this is its latest shipment (ties: the first), else zero.
  package var lateness: Money

  package init(
    order: OrderIndex, node: NodeIndex, parcels: Int32, units: Int32, weight: Weight, shipsOn: Day, arrivesOn: Day,
    daysLate: Int32, carrier: Money, handling: Money, commission: Money, lateness: Money
  ) {
    self.order = order
    self.node = node
    self.parcels = parcels
    self.units = units
    self.weight = weight
    self.shipsOn = shipsOn
    self.arrivesOn = arrivesOn
    self.daysLate = daysLate
    self.carrier = carrier
    self.handling = handling
    self.commission = commission
    self.lateness = lateness
  }
}

/// One row of transfers.csv.
package struct Transfer: Hashable, Sendable {
  package var from: NodeIndex
  package var to: NodeIndex
  package var sku: SKUIndex
  package var quantity: Int32
  package var departsOn: Day
  package var arrivesOn: Day
  package var cost: Money
  package var reason: String
  /// Of `replenish`: what the goods are expected to save where they go, less what is missed where they were, before
  /// `cost`.
  package var earns: Money?

  package init(
    from: NodeIndex, to: NodeIndex, sku: SKUIndex, quantity: Int32, departsOn: Day, arrivesOn: Day, cost: Money,
    reason: String, earns: Money? = nil
  ) {
    self.from = from
    self.to = to
    self.sku = sku
    self.quantity = quantity
    self.departsOn = departsOn
    self.arrivesOn = arrivesOn
    self.cost = cost
    self.reason = reason
    self.earns = earns
  }
}

/// Why units stay unfilled, the first that holds. The raw value is the word in unfilled.csv.
package enum ShortfallReason: String, CaseIterable, Sendable {
  /// as_of lies outside the SKU's season.
  case outOfSeason = "out_of_season"
  /// The pickup node does not hand over orders.
  case pickupNotOffered = "pickup_not_offered"
  /// No node has any of the SKU that this order could use.
  case noStock = "no_stock"
  /// Nodes hold the SKU, but none of them can reach the destination with this service, weight and distance.
  case noLane = "no_lane"
  /// Nodes that could serve it are closed on as_of or have no capacity at all.
  case closed = "closed"
  /// There is stock within reach, but nowhere enough for the whole line (or order) at one node.
  case notEnoughAtOneNode = "not_enough_at_one_node"
  /// All stock within reach went to orders that the policy served first (or that are worth more).
  case stockUsed = "stock_used"
  /// Stock is left, but the picking capacity of its nodes is used up.
  case capacityUsed = "capacity_used"
  /// Stock and capacity are left, but the lanes are full.
  case laneFull = "lane_full"
  /// Serving it would need more nodes than the order may use.
  case tooManyShipments = "too_many_shipments"
  /// `split: never` and no single node can serve the whole order.
  case orderNotWhole = "order_not_whole"
  /// The rule does not look at the nodes that could serve it.
  case notInRule = "not_in_rule"
  /// It can be served, but serving it costs more than leaving it.
  case cheaperUnfilled = "cheaper_unfilled"
}

/// One row of unfilled.csv.
package struct UnfilledLine: Hashable, Sendable {
  package var order: OrderIndex
  package var line: LineIndex
  package var quantity: Int32
  package var reason: ShortfallReason
  /// What would serve it: a sentence for a planner.
  package var repair: String
  /// This line's part of the order's penalty; the parts add up exactly.
  package var cost: Money

  package init(
    order: OrderIndex, line: LineIndex, quantity: Int32, reason: ShortfallReason, repair: String, cost: Money
  ) {
    self.order = order
    self.line = line
    self.quantity = quantity
    self.reason = reason
    self.repair = repair
    self.cost = cost
  }
}

/// One row of node_costs.csv.
package struct NodeCost: Hashable, Sendable {
  package var node: NodeIndex
  package var activation: Money
  package var use: Money
  /// Distinct orders served.
  package var orders: Int32
  package var units: Int64

  package init(node: NodeIndex, activation: Money, use: Money, orders: Int32, units: Int64) {
    self.node = node
    self.activation = activation
    self.use = use
    self.orders = orders
    self.units = units
  }
}
