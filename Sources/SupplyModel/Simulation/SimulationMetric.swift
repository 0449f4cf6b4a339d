/// What a simulation measures, by the names that it is printed with. Formulas: scenarios/README.md, section 16.
package enum SimulationMetric: String, CaseIterable, Sendable {
  // Stock.
  case turnoverDays = "turnover_days"
  case turnoverDaysWithPipeline = "turnover_days_with_pipeline"
  case turns
  case daysOfSupply = "days_of_supply"
  case sellThrough = "sell_through"
  case unsoldShare = "unsold_share"
  case activeSKURate = "active_sku_rate"
  case slowStockShare = "slow_stock_share"
  case averageStockUnits = "average_stock_units"
  case averageStockValue = "average_stock_value"
  // Service.
  case fillRate = "fill_rate"
  case cycleService = "cycle_service"
  case orderFillRate = "order_fill_rate"
  case stockoutRate = "stockout_rate"
  case lostSalesUnits = "lost_sales_units"
  case lostSalesValue = "lost_sales_value"
  case averageWaitingUnits = "average_waiting_units"
  // Orders.
  case orders
  case splitRate = "split_rate"
  case shipmentsPerOrder = "shipments_per_order"
  case localRate = "local_rate"
  case onTimeRate = "on_time_rate"
  case promisesAfterEnd = "promises_after_end"
  case cycleTimeP50 = "cycle_time_p50"
  case cycleTimeP95 = "cycle_time_p95"
  case rejects
  // Money.
  case costToServe = "cost_to_serve"
  case holdingPerUnitSold = "holding_per_unit_sold"
  case gmroi
  case gmv
  case onlineShare = "online_share"
  case storeCommission = "store_commission"
  case carrierCost = "carrier_cost"
  case handlingCost = "handling_cost"
  case commissionCost = "commission_cost"
  case activationCost = "activation_cost"
  case transferCost = "transfer_cost"
  case latenessCost = "lateness_cost"
  case unfilledCost = "unfilled_cost"
  case holdingCost = "holding_cost"
  case orderingCost = "ordering_cost"
  case markdownCost = "markdown_cost"
  case spoilageCost = "spoilage_cost"
  case contribution
  // Flows, units.
  case unitsDemanded = "units_demanded"
  case unitsSold = "units_sold"
  case unitsReceived = "units_received"
  case unitsTransferred = "units_transferred"
  case unitsReturned = "units_returned"
  case unitsScrapped = "units_scrapped"
  // Customers.
  case crossChannelCustomers = "cross_channel_customers"
  case crossChannelRepeatRate = "cross_channel_repeat_rate"
  // Proof.
  case hindsightBound = "hindsight_bound"
  case hindsightGap = "hindsight_gap"
}

/// A value for every metric; nil where its denominator is zero.
package struct MetricValues: Hashable, Sendable {
  private var values: [Double?]

  package init() { values = [Double?](repeating: nil, count: SimulationMetric.allCases.count) }

  package subscript(_ metric: SimulationMetric) -> Double? {
    get { values[MetricValues.index[metric] ?? 0] }
    set { values[MetricValues.index[metric] ?? 0] = newValue }
  }

  private static let index = Dictionary(
    uniqueKeysWithValues: SimulationMetric.allCases.enumerated().map { ($0.element, $0.offset) })
}

/// A quotient, nil where there is nothing to divide by.
package func ratio(_ part: Double, _ whole: Double) -> Double? { whole > 0 ? part / whole : nil }
