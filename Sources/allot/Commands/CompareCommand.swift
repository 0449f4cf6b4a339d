import ArgumentParser
import Fulfillment
import Reports
import ScenarioFiles
import SupplyModel

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Assign the same orders under several policies, side by side.",
    discussion: "Each policy's plan is written to a folder of its own below the output folder.")

  @Argument(help: "The scenario folder.")
  var scenario: String

  @Option(help: "Policies, separated by commas. Default: all.")
  var policies: String = Policy.allCases.map(\.rawValue).joined(separator: ",")

  @Option(help: "Where the plans go. Default: SCENARIO/out/compare.")
  var output: String?

  @OptionGroup var planning: PlanningOptions
  @OptionGroup var common: RunOptions

  func validate() throws { _ = try parsedPolicies() }

  func run() throws {
    let clock = PhaseClock(quiet: common.quiet)
    let planner = try common.planner(self.scenario, clock: clock)
    let scenario = planner.scenario
    var plans: [FulfillmentPlan] = []
    for policy in try parsedPolicies() {
      plans.append(try planner.plan(policy, budget: planning.budget(threads: common.threads, clock: clock)))
    }
    if plans.contains(where: \.isUnfinished) { throw NoPlanInTime() }
    let target = output ?? defaultOutput(self.scenario, "compare")
    let table = AssignTable(plans.map(\.summary), currency: scenario.settings.currency)
    try common.write(to: target, command: "compare", clock: clock) { folder in
      let writer = PlanWriter(scenario: scenario, threads: common.threads)
      for plan in plans { try writer.write(plan, to: folder, below: plan.policy.rawValue) }
    }
    var seen: Set<Notice> = []
    common.show(plans.flatMap(\.notices).filter { seen.insert($0).inserted })
    common.tell(table.text)
    if common.json { print(comparisonJSON(plans), terminator: "") }
    common.say("wrote \(target) in \(seconds(clock.seconds))")
  }

  private func parsedPolicies() throws -> [Policy] {
    let names = policies.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let known = Policy.allCases.map(\.rawValue).joined(separator: ", ")
    return try names.map { name in
      guard let policy = Policy(rawValue: name) else {
        throw ValidationError("--policies: '\(name)' is not a policy; expected some of \(known).")
      }
      if names.count(where: { $0 == name }) > 1 { throw ValidationError("--policies: '\(name)' is named twice.") }
      return policy
    }
  }
}
