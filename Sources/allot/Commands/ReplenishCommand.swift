import ArgumentParser
import Forecasting
import Replenishment
import Reports
import ScenarioFiles
import SupplyModel

/// Policies by their names on the command line.
extension ReplenishmentPolicy: ExpressibleByArgument {}
extension FlowMethod: ExpressibleByArgument {}

struct ReplenishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replenish",
    abstract: "Plan what to buy and what to move over the horizon, and say what that is worth.",
    discussion: """
      Policies: planned (all nodes and periods of a SKU together, what SKUs share by prices, with a bound), base_stock \
      (echelon order-up-to levels; what is short is divided so that all run the same risk), min_max (from a minimum \
      up to a maximum, node by node), none (what happens without a plan).
      """)

  @Argument(help: "The scenario folder.")
  var scenario: String

  @Option(help: "How stock is replenished.")
  var policy = ReplenishmentPolicy.planned

  @Option(
    help: """
      How planned solves the network of a SKU: by allot's own network simplex method, or by GLPK as a linear program, \
      which is slower and good for checking. Both are exact.
      """)
  var solver = FlowMethod.network

  @Option(help: "Where the plan goes. Default: SCENARIO/out/replenish.")
  var output: String?

  @OptionGroup var planning: PlanningOptions
  @OptionGroup var common: RunOptions

  func run() throws {
    let clock = PhaseClock(quiet: common.quiet)
    let scenario = try common.read(self.scenario, requires: [], clock: clock)
    common.show(scenario.notices)
    clock.begin("forecast")
    let forecast = try Forecaster.forecast(scenario, threads: common.threads)
    if let fault = ReplenishmentPlanner.sizeFault(scenario, forecast: forecast.forecast) { throw ScenarioErrors(fault) }
    clock.begin("network")
    let planner = ReplenishmentPlanner(scenario, forecast: forecast.forecast)
    var plan = try planner.plan(
      policy, budget: planning.budget(threads: common.threads, clock: clock), method: solver)
    plan.notices = forecast.notices + plan.notices
    let target = output ?? defaultOutput(self.scenario, "replenish")
    try common.write(to: target, command: "replenish", clock: clock) { folder in
      try ReplenishmentWriter(scenario: scenario, threads: common.threads).write(plan, to: folder)
    }
    common.show(plan.notices)
    common.tell(ReplenishmentTable(plan.summary, currency: scenario.settings.currency).text)
    if common.json { print(plan.summary.json(notices: plan.notices), terminator: "") }
    common.say("wrote \(target) in \(seconds(clock.seconds))")
  }
}
