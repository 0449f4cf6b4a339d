import ArgumentParser
import Assortment
import Reports
import ScenarioFiles
import SupplyModel

struct AssortmentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assortment",
    abstract: "Choose which SKUs each front node carries, so that most orders are wholly local.",
    discussion: """
      Policies: most-popular (the SKUs in the most orders), reverse-exclude (until K SKUs remain, delete the SKU with \
      the fewest surviving orders and drop the orders that contain it), hybrid (both, improved by exchanges; never \
      below either on the orders that it chooses by).

      The latest orders are held out: no policy sees them, and all are judged by them.
      """)

  @Argument(help: "The scenario folder.")
  var scenario: String

  @Option(help: "SKUs that each front node can carry.")
  var capacity: Int32

  @Option(help: "Policies, separated by commas. Default: all.")
  var policies: String = AssortmentPolicy.allCases.map(\.rawValue).joined(separator: ",")

  @Option(help: "Front nodes, separated by commas. Default: every regional node and store that ships or hands over.")
  var nodes: String?

  @Option(help: "The part of all orders, the latest, that is held out. Default: 0.2.")
  var holdout: Double?

  @Option(help: "Hold out the orders of so many last days instead.")
  var holdoutDays: Int32?

  @Option(help: "Where the files go. Default: SCENARIO/out/assortment.")
  var output: String?

  @OptionGroup var common: RunOptions

  func validate() throws {
    if capacity < 1 { throw ValidationError("--capacity \(capacity): expected 1 or more.") }
    if let holdout, !(holdout >= 0 && holdout < 1) {
      throw ValidationError("--holdout \(holdout): expected 0 or more and less than 1.")
    }
    if let holdoutDays, holdoutDays < 0 { throw ValidationError("--holdout-days \(holdoutDays): expected 0 or more.") }
    if holdout != nil && holdoutDays != nil {
      throw ValidationError("--holdout and --holdout-days: expected one of them.")
    }
    _ = try parsedPolicies()
  }

  func run() throws {
    let clock = PhaseClock(quiet: common.quiet)
    let scenario = try common.read(self.scenario, requires: .orders, clock: clock)
    common.show(scenario.notices)
    clock.begin("indexing")
    let nodes = try frontNodes(of: scenario)
    let front = FrontNodes(
      nodes, scenario: scenario, tables: ScenarioTables(scenario, threads: common.threads), threads: common.threads)
    clock.begin("choosing")
    let options = AssortmentPlanner.Options(
      capacity: capacity, policies: try parsedPolicies(),
      holdout: holdoutDays.map { .days($0) } ?? holdout.map { .share($0) } ?? .usual)
    let planner = AssortmentPlanner(scenario, front: front, options: options)
    let plan = planner.plan(budget: Budget(threads: common.threads, report: { clock.report($0) }))
    if plan.trainingOrders == 0 { throw ScenarioErrors(nothingToChooseBy(plan)) }
    let target = output ?? defaultOutput(self.scenario, "assortment")
    try common.write(to: target, command: "assortment", clock: clock) { folder in
      try AssortmentWriter(scenario: scenario, threads: common.threads).write(plan, to: folder)
    }
    common.show(plan.notices)
    common.tell(AssortmentTable(plan, scenario: scenario).text)
    if common.json { print(plan.json(scenario), terminator: "") }
    common.say("wrote \(target) in \(seconds(clock.seconds))")
  }

  private func nothingToChooseBy(_ plan: AssortmentPlan) -> ScenarioError {
    let reason =
      plan.holdoutOrders > 0
      ? "all \(plan.holdoutOrders) orders of the front nodes are held out; hold out less"
      : plan.ordersUnreached + plan.ordersElsewhere > 0
        ? "none of the \(plan.ordersUnreached + plan.ordersElsewhere) orders belongs to a front node"
        : "it has no orders"
    return ScenarioError(file: "orders.csv", message: "there is no order to choose by: \(reason)")
  }

  private func frontNodes(of scenario: Scenario) throws -> [NodeIndex] {
    guard let nodes else {
      let usual = FrontNodes.usual(scenario)
      if usual.isEmpty {
        throw ScenarioErrors(
          ScenarioError(
            file: "nodes.csv",
            message: "no regional node or store ships or hands over; name the front nodes with --nodes"))
      }
      return usual
    }
    let names = nodes.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    return try names.map { name in
      guard let node = scenario.nodeIDs.index(of: name) else {
        throw ValidationError("--nodes: '\(name)' is no node of this scenario.")
      }
      if names.count(where: { $0 == name }) > 1 { throw ValidationError("--nodes: '\(name)' is named twice.") }
      return node
    }
  }

  private func parsedPolicies() throws -> [AssortmentPolicy] {
    let names = policies.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let known = AssortmentPolicy.allCases.map(\.rawValue).joined(separator: ", ")
    return try names.map { name in
      guard let policy = AssortmentPolicy(rawValue: name) else {
        throw ValidationError("--policies: '\(name)' is not a policy; expected some of \(known).")
      }
      if names.count(where: { $0 == name }) > 1 { throw ValidationError("--policies: '\(name)' is named twice.") }
      return policy
    }
  }
}
