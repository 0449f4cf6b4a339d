/// The terms that add up to what a plan of `replenish` is expected to cost.
package enum ReplenishmentTerm: String, CaseIterable, Sendable {
  case transfer
  /// Order costs, and what suppliers charge above (below) the SKU's unit cost. The goods themselves keep their value.
  case purchase
  case holding
  case shortage
  case markdown
  case spoilage
}

/// What a plan of `replenish` is expected to cost over the horizon, a field a term; `total` is their exact sum.
package struct ReplenishmentCost: Hashable, Sendable {
  private var amounts: [Money]

  package init() { amounts = [Money](repeating: .zero, count: ReplenishmentTerm.allCases.count) }

  package subscript(_ term: ReplenishmentTerm) -> Money {
    get { amounts[index(term)] }
    set { amounts[index(term)] = newValue }
  }

  package var total: Money { amounts.reduce(.zero, +) }

  private func index(_ term: ReplenishmentTerm) -> Int {
    switch term {
    case .transfer: 0
    case .purchase: 1
    case .holding: 2
    case .shortage: 3
    case .markdown: 4
    case .spoilage: 5
    }
  }
}

/// What is expected of the horizon, with a plan or without one.
package struct ReplenishmentOutlook: Hashable, Sendable {
  package var cost = ReplenishmentCost()
  package var demand = ExpectedUnits.zero
  package var sold = ExpectedUnits.zero
  package var short = ExpectedUnits.zero
  package var spoiled = ExpectedUnits.zero
  /// Stock at unit cost at the end of each day, summed over days; the same of what is sold: for turnover days.
  package var stockValueDays = Money.zero
  package var soldValue = Money.zero

  package init() {}

  /// Sum over days of closing stock at unit cost / cost of goods sold (metrics: turnover days); nil where nothing sells.
  package var turnoverDays: Double? {
    soldValue.millionths > 0 ? Double(stockValueDays.millionths) / Double(soldValue.millionths) : nil
  }
}

/// The figures of summary.json of `replenish`.
package struct ReplenishmentSummary: Hashable, Sendable {
  package var scenario: String
  package var policy: ReplenishmentPolicy
  package var periods: PlanningPeriods
  /// Nodes and SKUs that enter the plan.
  package var skuNodes = 0
  package var skus = 0
  package var transfers = 0
  package var transferUnits: Int64 = 0
  package var purchases = 0
  package var purchaseUnits: Int64 = 0
  /// What suppliers are paid, order costs included.
  package var spend = Money.zero
  package var before = ReplenishmentOutlook()
  package var after = ReplenishmentOutlook()
  /// What the planning model makes of the plan, and of the best there could be; nil for rules.
  package var objective: Money?
  package var lowerBound: Money?

  package init(scenario: String, policy: ReplenishmentPolicy, periods: PlanningPeriods) {
    self.scenario = scenario
    self.policy = policy
    self.periods = periods
  }

  /// (objective - lower bound) / the larger of both, 0 where they are equal; nil without a bound.
  package var gap: Double? {
    guard let objective, let lowerBound else { return nil }
    let (cost, bound) = (objective.millionths, lowerBound.millionths)
    return cost == bound ? 0 : Double(cost - bound) / Double(max(cost.magnitude, bound.magnitude))
  }
}

/// A plan of `replenish` in full.
package struct ReplenishmentPlan: Sendable {
  /// By day, origin, destination, SKU.
  package var transfers: [Transfer] = []
  /// By day, node, SKU.
  package var purchases: [Purchase] = []
  /// By SKU, node, period.
  package var projection: [ProjectionRow] = []
  package var summary: ReplenishmentSummary
  package var notices: [Notice] = []

  package init(summary: ReplenishmentSummary) { self.summary = summary }
}
