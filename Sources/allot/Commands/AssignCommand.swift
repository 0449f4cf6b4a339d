import ArgumentParser
import Fulfillment
import Reports
import ScenarioFiles
import SupplyModel

/// Policies by their names on the command line.
extension Policy: ExpressibleByArgument {}

/// Options of every command that assigns orders.
struct PlanningOptions: ParsableArguments {
  @Option(
    help: """
      Seconds after which optimal stops improving; a first plan and its bound are always finished, so that a small \
      limit is exceeded on a large scenario. Runs with it may differ from each other.
      """)
  var timeLimit: Double?

  @Option(help: "Stop as soon as the plan is proven to be within this share of the best: 0.01 is 1%.")
  var targetGap: Double = 0

  func validate() throws {
    if let timeLimit, !(timeLimit > 0) { throw ValidationError("--time-limit \(timeLimit): expected more than 0.") }
    if !(targetGap >= 0) { throw ValidationError("--target-gap \(targetGap): expected 0 or more.") }
  }

  /// The budget of one plan, from now on.
  func budget(threads: Int, clock: PhaseClock) -> Budget {
    let deadline = timeLimit.map { ContinuousClock.now + .seconds($0) }
    return Budget(
      targetGap: targetGap, threads: threads, isExhausted: { deadline.map { .now >= $0 } ?? false },
      report: { clock.report($0) })
  }
}

struct AssignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assign",
    abstract: "Assign the orders of a scenario to nodes, at least cost.",
    discussion: """
      Policies: optimal (all orders jointly, with a proven bound), cheapest (order by order, the cheapest way), \
      central-first (the central warehouse; when it lacks, the nearest store), nearest-store-first (the nearest \
      store; when it lacks, the nearest regional warehouse).
      """)

  @Argument(help: "The scenario folder.")
  var scenario: String

  @Option(help: "How orders are assigned. Default: the scenario's policy, else optimal.")
  var policy: Policy?

  @Option(help: "Where the plan goes. Default: SCENARIO/out/assign.")
  var output: String?

  @OptionGroup var planning: PlanningOptions
  @OptionGroup var common: RunOptions

  func run() throws {
    let clock = PhaseClock(quiet: common.quiet)
    let planner = try common.planner(self.scenario, clock: clock)
    let scenario = planner.scenario
    let plan = try planner.plan(
      policy ?? scenario.settings.policy, budget: planning.budget(threads: common.threads, clock: clock))
    if plan.isUnfinished { throw NoPlanInTime() }
    let target = output ?? defaultOutput(self.scenario, "assign")
    try common.write(to: target, command: "assign", clock: clock) { folder in
      try PlanWriter(scenario: scenario, threads: common.threads).write(plan, to: folder)
    }
    common.show(plan.notices)
    let nodes = NodeTable(plan, scenario: scenario).text
    if !nodes.isEmpty { common.tell(nodes + "\n") }
    common.tell(AssignTable([plan.summary], currency: scenario.settings.currency).text)
    if common.json { print(plan.summary.json(notices: plan.notices), terminator: "") }
    common.say("wrote \(target) in \(seconds(clock.seconds))")
  }
}

/// `0.42 s`
func seconds(_ value: Double) -> String {
  let hundredths = Int((value * 100).rounded())
  return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100) s"
}
