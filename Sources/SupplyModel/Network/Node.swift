/// What kind of place a node is.
package enum Tier: UInt8, CaseIterable, Sendable {
  case central, regional, store, vendor
}

/// A place that holds stock: one row of nodes.csv.
package struct Node: Sendable {
  package var id: String
  package var tier: Tier
  package var name = ""
  package var coordinates: Coordinates?
  package var region = ""
  /// The node that replenishes this one.
  package var parent: NodeIndex?
  /// Whether it sends parcels.
  package var ships = true
  /// Whether it hands orders over to customers. Default: true for a store.
  package var pickup: Bool
  package var acceptsReturns = false
  /// Whether online orders may use it when channels are siloed. Default: every tier but store.
  package var onlinePool: Bool
  /// Distinct orders a day; nil = unlimited.
  package var capacityOrders: Int32?
  /// Units a day, transfers out included; nil = unlimited.
  package var capacityUnits: Int32?
  package var handlingPerShipment = Money.zero
  package var handlingPerUnit = Money.zero
  /// Once for each day on which the node ships, hands over or transfers anything.
  package var activationCost = Money.zero
  /// Share of unit_price x units for stock of this node.
  package var commissionRate = Ratio.zero
  /// An order placed on as_of after this minute leaves on the next open day.
  package var cutoff: MinuteOfDay?
  package var openDays = WeekdaySet.everyDay
  /// For simulation only.
  package var rejectRate = Ratio.zero
  package var storageUnits: Int64?
  package var receivingUnits: Int64?

  package init(id: String, tier: Tier) {
    self.id = id
    self.tier = tier
    self.pickup = tier == .store
    self.onlinePool = tier != .store
  }
}

/// One row of calendar.csv: what differs at a node on a day.
package struct CalendarEntry: Sendable {
  package var node: NodeIndex
  package var day: Day
  package var capacityOrders: Int32?
  package var capacityUnits: Int32?
  package var receivingUnits: Int64?
  package var open: Bool?

  package init(
    node: NodeIndex, day: Day, capacityOrders: Int32? = nil, capacityUnits: Int32? = nil, receivingUnits: Int64? = nil,
    open: Bool? = nil
  ) {
    self.node = node
    self.day = day
    self.capacityOrders = capacityOrders
    self.capacityUnits = capacityUnits
    self.receivingUnits = receivingUnits
    self.open = open
  }
}
