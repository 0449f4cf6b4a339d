/// What an unfilled order costs (scenario.yaml, `unfilled`).
package struct UnfilledPenalty: Sendable {
  package var perOrder = Money.zero
  package var perLine = Money.zero
  package var perUnit = Money.zero
  package var marginFactor = Ratio.zero

  package init() {}
}

/// Limits for every order (scenario.yaml, `limits`); nil = none.
package struct OrderLimits: Sendable {
  package var maxShipmentsPerOrder: Int32?
  /// Farthest parcel.
  package var maxDistance: Distance?
  /// An order of a lower value may use one node only.
  package var minSplitValue = Money.zero

  package init() {}
}

/// scenario.yaml, `replenishment`.
package struct ReplenishmentSettings: Sendable {
  package var serviceLevel: Double?
  package var budget: Money?
  package var backorderPerUnitDay: Money?
  package var truckCost = Money.zero
  package var truckUnits: Int32?
  /// Days of a planning period; nil = a week.
  package var periodDays: Int32?

  package init() {}
}

/// How replayed demand and stock reach each other.
package enum ChannelRule: String, CaseIterable, Sendable {
  case unified, siloed
}

/// What happens to demand that finds no stock.
package enum StockoutRule: String, CaseIterable, Sendable {
  case lost, backorder
}

/// How stock is replenished in a simulation.
package enum ReplenishmentPolicy: String, CaseIterable, Sendable {
  case none
  case minMax = "min_max"
  case baseStock = "base_stock"
  case planned
}

/// A time of raised (or lowered) demand.
package struct Promotion: Sendable {
  package var from: Day
  package var to: Day
  /// nil = every category.
  package var category: String?
  package var factor: Double

  package init(from: Day, to: Day, category: String?, factor: Double) {
    self.from = from
    self.to = to
    self.category = category
    self.factor = factor
  }
}

/// scenario.yaml, `simulation`.
package struct SimulationSettings: Sendable {
  package var start: Day?
  package var days: Int32?
  package var warmupDays: Int32 = 0
  package var fulfilment: Policy?
  package var everyHours: Double?
  package var replenishment: ReplenishmentPolicy?
  package var reviewDays: Int32?
  package var channels: ChannelRule?
  package var stockout: StockoutRule?
  package var demandScale: Double = 1
  package var promotions: [Promotion] = []
  package var returnsRate: Double = 0
  package var seed: UInt64?
  /// Days from delivery until goods come back.
  package var returnDays: Int32 = 14
  /// The share of customers in a store who take another SKU of the category where theirs is sold out.
  package var substitution: Double = 0
  /// Days after which demand is forecast anew.
  package var forecastDays: Int32 = 28
  /// Days after which `optimal` finds its scarcity prices anew.
  package var retuneDays: Int32 = 7
  /// How demand is drawn where it is not replayed from files.
  package var demand: SyntheticDemandSettings?

  package init() {}
}

/// What scenario.yaml says.
package struct ScenarioSettings: Sendable {
  package var name = ""
  package var currency = ""
  /// The name as written; `clock` is what it means.
  package var timezone = "UTC"
  package var clock = LocalClock.fixed(offsetSeconds: 0)
  /// The planning day of `assign` and `replenish`.
  package var asOf: Day
  package var horizonDays: Int32?
  package var defaultService: ServiceIndex = 0
  package var tariffs: [Tariff] = []
  package var transferTariff: TransferTariff?
  package var unfilled: UnfilledPenalty?
  package var latenessPerOrderDay = Money.zero
  package var limits = OrderLimits()
  package var replenishment = ReplenishmentSettings()
  package var policy = Policy.optimal
  package var simulation = SimulationSettings()
  /// Whether scenario.yaml has a `simulation` with any key.
  package var usesSimulation = false

  package init(asOf: Day) { self.asOf = asOf }
}
