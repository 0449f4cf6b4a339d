import SupplyModel
import TestSupport
import Testing

@Suite struct PlanAuditTests {
  /// A change that breaks a correct plan (or its scenario), and every sentence that the audit must say of it.
  struct Breakage: Sendable, CustomTestStringConvertible {
    var name: String
    var sentences: [String]
    var change: @Sendable (inout Scenario, inout PlanFiles) -> Void

    init(
      _ name: String, _ sentences: String..., change: @escaping @Sendable (inout Scenario, inout PlanFiles) -> Void
    ) {
      self.name = name
      self.sentences = sentences
      self.change = change
    }

    var testDescription: String { name }
  }

  private func audit(_ breakage: Breakage) -> [String] {
    var example = AuditExample()
    breakage.change(&example.hand.scenario, &example.plan)
    return PlanAudit.audit(scenario: example.hand.scenario, plan: example.plan).breaches.map(\.description)
  }

  @Test func aCorrectPlanHasNoBreach() {
    let example = AuditExample()
    let report = PlanAudit.audit(scenario: example.hand.scenario, plan: example.plan)
    #expect(report.breaches.map(\.description) == [])
    #expect(report.isClean)
    #expect(report.cost.total == Money(millionths: 219_650_000))
  }

  @Test(arguments: BreakageCases.figures) func wrongFigure(_ breakage: Breakage) {
    #expect(audit(breakage) == breakage.sentences)
  }

  @Test(arguments: BreakageCases.limits) func brokenLimit(_ breakage: Breakage) {
    #expect(audit(breakage) == breakage.sentences)
  }

  @Test(arguments: BreakageCases.rows) func wrongRow(_ breakage: Breakage) {
    #expect(audit(breakage) == breakage.sentences)
  }

  /// Where one breach entails many others, the first ones name the cause.
  @Test(arguments: BreakageCases.causes) func causeComesFirst(_ breakage: Breakage) {
    #expect(audit(breakage).prefix(breakage.sentences.count) == breakage.sentences[...])
  }

  @Test func onlyTheFirstHundredAreListed() {
    var example = AuditExample()
    example.plan.prices = (0..<250).map { _ in Price(resource: .activation(1), price: Money(units: 2)) }
    let report = PlanAudit.audit(scenario: example.hand.scenario, plan: example.plan)
    #expect(report.breaches.count == 100)
    #expect(report.count == 249)
    #expect(!report.isClean)
  }

  @Test func faultsOfTheFilesCount() {
    var example = AuditExample()
    example.plan.faults = [
      PlanFileFault(file: .prices, line: 3, column: "node_id", message: "\"X\" is no node of the scenario")
    ]
    example.plan.faultCount = 101
    let report = PlanAudit.audit(scenario: example.hand.scenario, plan: example.plan)
    #expect(report.breaches.map(\.description) == ["prices.csv:3:node_id: \"X\" is no node of the scenario"])
    #expect(report.count == 101)
  }

  @Test func emptyScenarioAndPlan() {
    let hand = HandScenario()
    #expect(PlanAudit.audit(scenario: hand.scenario, plan: PlanFiles()).isClean)
  }

  @Test func quantitiesBeyondAllMeasureDoNotOverflow() {
    var example = AuditExample()
    for row in example.plan.assignments.indices { example.plan.assignments[row].quantity = .max }
    example.hand.scenario.nodes[0].handlingPerUnit = Money(units: 1_000_000_000_000)
    #expect(!PlanAudit.audit(scenario: example.hand.scenario, plan: example.plan).isClean)
  }
}
