/// What a dual price is a price of.
package enum PricedResource: Hashable, Sendable {
  /// A unit that leaves a (node, SKU) by any way: on hand less reserved.
  case stock(NodeIndex, SKUIndex)
  /// A unit shipped or transferred from a (node, SKU): the limit that protected stock lowers.
  case protected(NodeIndex, SKUIndex)
  case capacityOrders(NodeIndex)
  case capacityUnits(NodeIndex)
  case laneUnits(NodeIndex, ZoneIndex, ServiceIndex)
  /// The share of a node's activation cost that each order served there carries.
  case activation(NodeIndex)

  /// The kinds of priced resources. The raw value is the word in prices.csv.
  package enum Kind: String, CaseIterable, Sendable {
    case stock
    case protected
    case capacityOrders = "capacity_orders"
    case capacityUnits = "capacity_units"
    case laneUnits = "lane_units"
    case activation
  }

  /// The kind without what it belongs to.
  package var kind: Kind {
    switch self {
    case .stock: .stock
    case .protected: .protected
    case .capacityOrders: .capacityOrders
    case .capacityUnits: .capacityUnits
    case .laneUnits: .laneUnits
    case .activation: .activation
    }
  }

  /// The node it belongs to; a lane belongs to its origin.
  package var node: NodeIndex {
    switch self {
    case .stock(let node, _), .protected(let node, _), .capacityOrders(let node), .capacityUnits(let node),
      .laneUnits(let node, _, _), .activation(let node):
      node
    }
  }
}

/// One row of prices.csv; never negative, rows of price zero are left out.
package struct Price: Hashable, Sendable {
  package var resource: PricedResource
  package var price: Money

  package init(resource: PricedResource, price: Money) {
    self.resource = resource
    self.price = price
  }
}
