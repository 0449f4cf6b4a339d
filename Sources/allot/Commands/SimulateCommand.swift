import ArgumentParser
import Reports
import ScenarioFiles
import Simulation
import SupplyModel

extension SimulationScope: ExpressibleByArgument {}

struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Replay demand day by day under policies, and measure what comes of it.",
    discussion: """
      A policy is FULFILMENT+REPLENISHMENT@CHANNELS, for example nearest-store-first+base_stock@siloed; parts that are \
      left out are as in scenario.yaml. Fulfilment: optimal, cheapest, central-first, nearest-store-first. \
      Replenishment: none, min_max, base_stock, planned. Channels: unified, siloed.
      """)

  @Argument(help: "The scenario folder.")
  var scenario: String

  @Option(
    help: "Policies, separated by commas; the first is what the others are compared with. Default: scenario.yaml's.")
  var policies: String?

  @Option(help: "How often the year is drawn anew, with seeds of its own. Default: 5, or 1 where nothing is random.")
  var replications: Int?

  @Option(help: "Break metrics down: tier, node, category, sku; separated by commas. Written to breakdown.csv.")
  var by: String?

  @Flag(
    help: """
      Also find what nobody could have done better (a proven bound on the cost of serving all orders at once): for \
      policies without replenishment. Takes as long as assign on all orders.
      """)
  var hindsight = false

  @Option(help: "Write everything that happens to this table.")
  var events: String?

  @Option(help: "Where the results go. Default: SCENARIO/out/simulate.")
  var output: String?

  @OptionGroup var common: RunOptions

  private static let defaultReplications = 5

  func validate() throws {
    if let replications, !(1...100_000).contains(replications) {
      throw ValidationError("--replications \(replications): expected 1 to 100000.")
    }
    _ = try scopes()
  }

  func run() throws {
    let clock = PhaseClock(quiet: common.quiet)
    let scenario = try common.read(self.scenario, requires: [], clock: clock)
    common.show(scenario.notices)
    let policies = try parsedPolicies(scenario)
    var options = Simulator.Options()
    options.threads = common.threads
    options.scopes = try scopes()
    options.findsHindsightBound = hindsight
    options.report = { clock.report($0) }
    let simulator = try Simulator(scenario, seed: common.seed, options: options)
    let count = replications ?? (simulator.isRandom ? SimulateCommand.defaultReplications : 1)
    let target = output ?? defaultOutput(self.scenario, "simulate")
    clock.begin("simulating")
    let log = try events.map { try EventLog($0, scenario: scenario) }
    let result = try simulator.run(
      policies, replications: count, threads: common.threads,
      events: log.map { log in { log.write($0, of: $1, replication: $2, in: $3) } })
    try log?.close()
    var seen: Set<Notice> = Set(scenario.notices)
    let notices = result.runs.flatMap { $0.flatMap(\.notices) }.filter { seen.insert($0).inserted }
    try common.write(to: target, command: "simulate", clock: clock) { folder in
      try SimulationWriter(result).write(to: folder, notices: notices)
    }
    common.show(notices)
    common.tell(SimulationTable(result).text)
    if common.json { print(result.json(notices: notices), terminator: "") }
    common.say("wrote \(target) in \(seconds(clock.seconds))")
  }

  private func scopes() throws -> [SimulationScope] {
    guard let by else { return [] }
    let known = SimulationScope.allCases.map(\.rawValue).joined(separator: ", ")
    return try by.split(separator: ",", omittingEmptySubsequences: false).map { name in
      guard let scope = SimulationScope(rawValue: String(name)) else {
        throw ValidationError("--by: '\(name)' is unknown; expected some of \(known).")
      }
      return scope
    }
  }

  private func parsedPolicies(_ scenario: Scenario) throws -> [SimulationPolicy] {
    let standard = SimulationPolicy(scenario.settings)
    guard let policies else { return [standard] }
    var known: [SimulationPolicy] = []
    for name in policies.split(separator: ",", omittingEmptySubsequences: false) {
      guard let policy = SimulationPolicy(String(name), standard: standard) else {
        throw ValidationError(
          "--policies: '\(name)' is not FULFILMENT+REPLENISHMENT@CHANNELS, as in nearest-store-first+base_stock@siloed "
            + "(fulfilment: \(words(Policy.self)); replenishment: \(words(ReplenishmentPolicy.self)); channels: "
            + "\(words(ChannelRule.self))).")
      }
      if known.contains(policy) { throw ValidationError("--policies: '\(policy)' is named twice.") }
      known.append(policy)
    }
    return known
  }

  private func words<Choice: CaseIterable & RawRepresentable>(_ choice: Choice.Type) -> String
  where Choice.RawValue == String { choice.allCases.map(\.rawValue).joined(separator: ", ") }
}
