/// One thing that is wrong with a plan. Ids are those of the scenario's files.
package enum PlanBreach: Hashable, Sendable {
  /// A cell, row or table that cannot be read.
  case unreadable(PlanFileFault)
  /// A figure that is not what the scenario makes of the assignments.
  case figure(PlanRow, column: String, stated: String, recomputed: String)
  /// A cell that contradicts another table; `source` says whose value is expected.
  case contradiction(PlanRow, column: String, stated: String, expected: String, source: String)
  /// A second row for what has one already.
  case repeatedRow(PlanRow)
  /// A row of something that is no part of the plan.
  case strayRow(PlanRow, why: String)
  /// A row that has to be there.
  case missingRow(PlanRow, why: String)

  /// Assigned and unfilled units do not add up to those ordered.
  case quantities(order: String, line: String, ordered: Int64, assigned: Int64, unfilled: Int64)
  /// `split: lines`: an open line is neither whole from one node nor wholly unfilled.
  case dividedLine(order: String, line: String, ordered: Int64, assigned: Int64, nodes: Int)
  /// `split: never`: the order is neither whole from one node nor wholly unfilled.
  case dividedOrder(order: String, ordered: Int64, assigned: Int64, nodes: Int)
  /// More nodes serve an order than may.
  case tooManyNodes(order: String, nodes: Int, limit: Int, rule: NodeRule)
  /// A locked line that its node does not serve in full.
  case lockedLine(order: String, line: String, node: String, ordered: Int64, served: Int64)
  /// An open line served out of its SKU's season.
  case outOfSeason(order: String, line: String, sku: String, day: Day)

  /// Units taken from a node that does not hold the SKU.
  case notStocked(PlanRow, sku: String)
  /// One of the two stock limits.
  case stock(node: String, sku: String, StockLimit, taken: Int64, limit: Int64)
  /// A node serves more than it can on as_of; `locked` of it is beyond the plan's choice.
  case capacity(node: String, CapacityKind, used: Int64, limit: Int64, locked: Int64, isClosed: Bool)
  /// More units on a lane than it takes.
  case laneCapacity(origin: String, zone: String, service: String, used: Int64, limit: Int64, locked: Int64)
  /// A node sends open lines though it does not ship.
  case doesNotShip(PlanRow, node: String)
  /// A node hands open lines over though it does not offer pickup.
  case doesNotHandOver(PlanRow, node: String)
  /// A parcel (or transfer) that no lane and no tariff takes.
  case ineligible(PlanRow, why: LaneRefusal)
  /// A parcel that goes farther than `max_km`.
  case tooFar(PlanRow, distance: Distance, limit: Distance)
  /// Units transferred are not those picked up elsewhere, in whole packs.
  case transferred(from: String, to: String, sku: String, units: Int64, needed: Int64, pack: Int32)

  /// A price below zero.
  case negativePrice(PlanRow, Money)
  /// A price of something that has no limit.
  case unlimited(PlanRow, why: String)
  /// A bound above what it bounds.
  case boundTooHigh(key: String, stated: Money, atMost: Money, of: String)

  /// Why an order may use so many nodes and no more.
  package enum NodeRule: Hashable, Sendable {
    case maxShipments
    /// The order's value and the value from which it may be split.
    case minSplitValue(value: Money, from: Money)
  }

  /// The two limits on what leaves a (node, SKU).
  package enum StockLimit: Hashable, Sendable {
    /// All that leaves: on hand less reserved.
    case available
    /// Shipments and transfers: available less protected.
    case shippable
  }

  /// What a node's capacity counts.
  package enum CapacityKind: String, Hashable, Sendable {
    case orders
    case units
  }
}

/// Why a parcel or transfer cannot go.
package enum LaneRefusal: Hashable, Sendable {
  /// The origin's lanes of this service lead elsewhere only.
  case notServed
  case tooHeavy(Weight, limit: Weight)
  /// Neither a lane nor a tariff of this service (or for transfers).
  case noTariff
  /// A tariff goes by distance, and one end has no coordinates.
  case noCoordinates
  /// Farther than the tariff's last band.
  case beyondTariff(Distance)
}
