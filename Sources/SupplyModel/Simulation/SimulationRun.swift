/// What one policy made of one sequence of demand.
package struct SimulationRun: Sendable {
  package var policy: SimulationPolicy
  /// From 1.
  package var replication: Int
  package var metrics: MetricValues
  /// One for each day, warm-up included.
  package var days: [SimulationDay]
  /// Metrics of parts of the network or the assortment, where asked for.
  package var parts: [SimulationPart]
  package var notices: [Notice]

  package init(
    policy: SimulationPolicy, replication: Int, metrics: MetricValues, days: [SimulationDay], parts: [SimulationPart],
    notices: [Notice]
  ) {
    self.policy = policy
    self.replication = replication
    self.metrics = metrics
    self.days = days
    self.parts = parts
    self.notices = notices
  }
}

/// By what metrics can be broken down.
package enum SimulationScope: String, CaseIterable, Sendable {
  case tier, node, category, sku
}

/// The metrics of one tier, node, category or SKU.
package struct SimulationPart: Sendable {
  package var scope: SimulationScope
  package var key: String
  package var metrics: MetricValues

  package init(scope: SimulationScope, key: String, metrics: MetricValues) {
    self.scope = scope
    self.key = key
    self.metrics = metrics
  }
}

/// What happened on one day, in units and money; stock is that at its close. Vendors are left out.
package struct SimulationDay: Hashable, Sendable {
  package var day: Day
  package var isMeasured = false
  package var stockUnits: Int64 = 0
  package var stockValue = Money.zero
  package var transitUnits: Int64 = 0
  package var transitValue = Money.zero
  /// Units that customers wait for at its close.
  package var waitingUnits: Int64 = 0
  package var demandUnits: Int64 = 0
  package var soldUnits: Int64 = 0
  package var lostUnits: Int64 = 0
  package var orders: Int64 = 0
  package var shipments: Int64 = 0
  package var receivedUnits: Int64 = 0
  package var transferredUnits: Int64 = 0
  package var returnedUnits: Int64 = 0
  package var scrappedUnits: Int64 = 0
  package var cost = SimulationCost()

  package init(day: Day) { self.day = day }
}

/// What a simulation pays, a field a term.
package struct SimulationCost: Hashable, Sendable {
  package var carrier = Money.zero
  package var handling = Money.zero
  package var commission = Money.zero
  package var activation = Money.zero
  package var transfer = Money.zero
  package var lateness = Money.zero
  package var unfilled = Money.zero
  package var holding = Money.zero
  package var ordering = Money.zero
  package var markdown = Money.zero
  package var spoilage = Money.zero

  package init() {}

  /// What `cost_to_serve` counts.
  package var serving: Money { carrier + handling + commission + activation + transfer + lateness + unfilled }

  package static func += (a: inout SimulationCost, b: SimulationCost) {
    a.carrier += b.carrier
    a.handling += b.handling
    a.commission += b.commission
    a.activation += b.activation
    a.transfer += b.transfer
    a.lateness += b.lateness
    a.unfilled += b.unfilled
    a.holding += b.holding
    a.ordering += b.ordering
    a.markdown += b.markdown
    a.spoilage += b.spoilage
  }
}
