import Simulation
import Studies
import SupplyModel

/// Runs of `simulate`: its metrics in total.
final class SimulateExecutor: RunExecutor {
  private let scenario: Scenario
  /// The demand of the last run, for others on the same random numbers.
  private var kept: (seed: UInt64?, replication: Int, world: SimulationWorld)?

  init(_ scenario: consuming Scenario) { self.scenario = scenario }

  /// The hindsight bound takes longer than a run, and `simulate` works it out only where it is asked to.
  private static let measured = SimulationMetric.allCases.filter { $0 != .hindsightBound && $0 != .hindsightGap }

  static let metrics = measured.map(\.rawValue)

  /// Finds what keeps a sound scenario from being replayed.
  static func check(_ scenario: Scenario) throws(ScenarioErrors) { _ = try Simulator(scenario) }

  func run(policy name: String, replication: Int, seed: UInt64?, threads: Int) throws -> [Metric] {
    guard let policy = SimulationPolicy(name, standard: SimulationPolicy(scenario.settings)) else {
      preconditionFailure("the request was checked")
    }
    var options = Simulator.Options()
    options.threads = threads
    let simulator = try Simulator(scenario, seed: seed, options: options)
    let world = world(simulator, seed, replication)
    let metrics = try simulator.run(policy, in: world, replication: replication).metrics
    return SimulateExecutor.measured.map { Metric($0.rawValue, metrics[$0]) }
  }

  private func world(_ simulator: Simulator, _ seed: UInt64?, _ replication: Int) -> SimulationWorld {
    let isKept = !simulator.hasRandomDemand || kept?.seed == seed && kept?.replication == replication
    if let kept, isKept { return kept.world }
    kept = nil
    let world = simulator.world(replication)
    kept = (seed, replication, world)
    return world
  }
}
