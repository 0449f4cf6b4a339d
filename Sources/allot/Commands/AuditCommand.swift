import ArgumentParser
import Reports
import ScenarioFiles
import SupplyModel

struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Recompute every cost and limit of a plan from its files alone.",
    discussion: "Shares no code with the planners. Exit 1 on any breach.")

  @Argument(help: "The scenario folder.")
  var scenario: String

  @Option(help: "The plan's folder, of assign or of replenish. Default: SCENARIO/out/assign.")
  var plan: String?

  @Flag(help: "Also recompute the bounds from prices.csv and covers.csv, by slow and simple code.")
  var bound = false

  @OptionGroup var common: RunOptions

  func run() throws {
    let clock = PhaseClock(quiet: common.quiet)
    if let plan, ReplenishmentReader.holdsPlan(plan) { return try auditReplenishment(plan, clock) }
    let scenario = try common.read(self.scenario, requires: .assign, clock: clock)
    clock.begin("auditing")
    let files = try PlanReader.read(from: plan ?? defaultOutput(self.scenario, "assign"), scenario: scenario)
    var report = PlanAudit.audit(scenario: scenario, plan: files)
    if bound {
      clock.begin("bound")
      report.check(
        files.summary.priceBound,
        against: PlanAudit.priceBound(scenario: scenario, prices: files.prices, threads: common.threads))
      let proof = files.coverProof
      if !proof.isEmpty {
        report.check(
          lowerBound: files.summary.lowerBound,
          against: PlanAudit.priceBound(
            scenario: scenario, prices: proof.prices, covers: proof.covers, threads: common.threads))
      }
    }
    _ = clock.finish()
    if common.json {
      print(report.json, terminator: "")
    } else if !common.quiet || !report.isClean {
      print(AuditTable(report).text)
    }
    if !report.isClean { throw BreachesFound() }
  }

  private func auditReplenishment(_ plan: String, _ clock: PhaseClock) throws {
    if bound { throw ValidationError("--bound: a plan of replenish has no prices that could be recomputed.") }
    let scenario = try common.read(self.scenario, requires: [], clock: clock)
    clock.begin("auditing")
    let report = ReplenishmentAudit.audit(
      scenario: scenario, plan: try ReplenishmentReader.read(from: plan, scenario: scenario))
    _ = clock.finish()
    if common.json {
      print(report.json, terminator: "")
    } else if !common.quiet || !report.isClean {
      print(ReplenishmentAuditTable(report).text)
    }
    if !report.isClean { throw BreachesFound() }
  }
}
