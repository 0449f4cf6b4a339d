import Fulfillment
import SupplyModel
import Testing

extension FulfillmentPlanner {
  /// A plan that the audit, which shares no code with the planners, finds no fault with, its price bound included.
  func auditedPlan(
    _ policy: Policy, budget: Budget = Budget(), sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> FulfillmentPlan {
    let plan = try plan(policy, budget: budget)
    if plan.isUnfinished { return plan }
    let report = PlanAudit.audit(scenario: scenario, plan: PlanFiles(plan, scenario: scenario))
    #expect(report.isClean, "\(report.breaches.map(\.description))", sourceLocation: sourceLocation)
    #expect(report.cost == plan.summary.cost, sourceLocation: sourceLocation)
    if let bound = plan.bound {
      let proven = PlanAudit.priceBound(scenario: scenario, prices: plan.prices)
      if case .refuted(let breach) = proven.verdict(on: bound.priceBound) {
        Issue.record("\(breach)", sourceLocation: sourceLocation)
      }
    }
    return plan
  }
}
