/// The figures of summary.json as read; nil where a key is missing, malformed or null.
package struct PlanSummaryFile: Hashable, Sendable {
  /// The counts. The raw value is the key.
  package enum Count: String, CaseIterable, Sendable {
    case orders
    case lines
    case units
    case shipments
    case ordersComplete = "orders_complete"
    case unitsFilled = "units_filled"
    case splitOrders = "split_orders"
    case lateOrders = "late_orders"
  }

  package var scenario: String?
  package var policy: Policy?
  package var asOf: Day?
  package var counts: [Count: Int64] = [:]
  package var total: Money?
  package var terms: [CostTerm: Money] = [:]
  package var lowerBound: Money?
  package var priceBound: Money?
  package var boundMethod: BoundMethod?
  package var gap: Double?
  package var gapServed: Double?

  package init() {}
}
