/// The figures of summary.json of `assign`.
package struct AssignSummary: Hashable, Sendable {
  package var scenario: String
  package var policy: Policy
  package var asOf: Day
  package var orders = 0
  package var lines = 0
  package var units: Int64 = 0
  package var shipments = 0
  package var ordersComplete = 0
  package var unitsFilled: Int64 = 0
  /// Orders served by two or more nodes.
  package var splitOrders = 0
  package var lateOrders = 0
  package var cost = CostBreakdown()
  package var bound: ProvenBound?

  package init(scenario: String, policy: Policy, asOf: Day) {
    self.scenario = scenario
    self.policy = policy
    self.asOf = asOf
  }

  /// (total - lower bound) / max(|total|, |lower bound|), 0 where they are equal; nil without a bound.
  package var gap: Double? {
    guard let bound else { return nil }
    let total = cost.total.millionths
    let lower = bound.lowerBound.millionths
    return total == lower ? 0 : Double(total - lower) / Double(max(total.magnitude, lower.magnitude))
  }

  /// (total - lower bound) / (total - unfilled); nil without a bound or where the denominator is not positive.
  package var gapServed: Double? {
    guard let bound else { return nil }
    let served = (cost.total - cost.unfilled).millionths
    guard served > 0 else { return nil }
    return Double((cost.total - bound.lowerBound).millionths) / Double(served)
  }
}
