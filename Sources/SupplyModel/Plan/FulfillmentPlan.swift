/// How a lower bound was proven.
package enum BoundMethod: String, CaseIterable, Sendable {
  case prices, milp, flow
}

/// What is proven of the minimum cost.
package struct ProvenBound: Hashable, Sendable {
  /// The best proven bound on the minimum of the whole problem.
  package var lowerBound: Money
  /// The Lagrangian bound at the prices as printed; at most `lowerBound`.
  package var priceBound: Money
  package var method: BoundMethod

  package init(lowerBound: Money, priceBound: Money, method: BoundMethod) {
    self.lowerBound = lowerBound
    self.priceBound = priceBound
    self.method = method
  }
}

/// A plan of `assign` in full: what is written, and what the audit reads back.
package struct FulfillmentPlan: Sendable {
  package var policy: Policy
  package var asOf: Day
  /// By order, line, node.
  package var assignments: [Assignment] = []
  /// By order, then node order.
  package var shipments: [Shipment] = []
  package var transfers: [Transfer] = []
  package var unfilled: [UnfilledLine] = []
  /// Every node that serves anything, in node order.
  package var nodeCosts: [NodeCost] = []
  package var prices: [Price] = []
  /// Empty where something else proves the lower bound.
  package var coverProof = CoverProof()
  /// nil where the scenario uses a feature that the planner does not model and that could lower the optimum, and for
  /// rule policies without a bound.
  package var bound: ProvenBound?
  package var summary: AssignSummary
  package var notices: [Notice] = []
  /// The budget was exhausted before there was any plan: nothing else here holds.
  package var isUnfinished = false

  package init(policy: Policy, asOf: Day, summary: AssignSummary) {
    self.policy = policy
    self.asOf = asOf
    self.summary = summary
  }
}
