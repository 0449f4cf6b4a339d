/// One row of demand.csv: walk-in demand at a node.
package struct WalkInDemand: Sendable {
  package var day: Day
  package var node: NodeIndex
  package var sku: SKUIndex
  package var quantity: Int32
  /// Index into `Scenario.customers`.
  package var customer: Int32?

  package init(day: Day, node: NodeIndex, sku: SKUIndex, quantity: Int32, customer: Int32? = nil) {
    self.day = day
    self.node = node
    self.sku = sku
    self.quantity = quantity
    self.customer = customer
  }
}

/// One row of returns.csv.
package struct ReturnRow: Sendable {
  package var order: OrderIndex?
  package var sku: SKUIndex?
  package var quantity: Int32
  package var returnedAt: Instant?
  package var node: NodeIndex?
  package var resalable: Bool

  package init(
    order: OrderIndex?, sku: SKUIndex?, quantity: Int32, returnedAt: Instant?, node: NodeIndex?, resalable: Bool
  ) {
    self.order = order
    self.sku = sku
    self.quantity = quantity
    self.returnedAt = returnedAt
    self.node = node
    self.resalable = resalable
  }
}

/// Where a forecast's demand arises.
package enum DemandPlace: Hashable, Sendable {
  case node(NodeIndex)
  case zone(ZoneIndex)
}

/// One row of forecast.csv, in units.
package struct ForecastRow: Sendable {
  package var place: DemandPlace
  package var sku: SKUIndex
  package var periodStart: Day
  package var mean: Double
  package var standardDeviation: Double?

  package init(place: DemandPlace, sku: SKUIndex, periodStart: Day, mean: Double, standardDeviation: Double?) {
    self.place = place
    self.sku = sku
    self.periodStart = periodStart
    self.mean = mean
    self.standardDeviation = standardDeviation
  }
}
