/// A scenario that microbenchmarks pass from room to room; they are a package of their own and cannot look inside.
@_spi(Benchmarks) public struct ScenarioBox: Sendable {
  package let scenario: Scenario

  package init(_ scenario: Scenario) { self.scenario = scenario }
}

/// A plan that microbenchmarks pass from room to room.
@_spi(Benchmarks) public struct PlanBox: Sendable {
  package let plan: FulfillmentPlan

  package init(_ plan: FulfillmentPlan) { self.plan = plan }
}
