import Fulfillment
import RandomStreams
import SupplyModel

/// Replays demand under policies: what would have happened.
///
/// Every policy meets the same demand, and random numbers are drawn by what they are for and not in the order in which
/// they are asked for: what differs between two runs of one replication is the policy alone.
package struct Simulator: Sendable {
  package struct Options: Sendable {
    /// Threads of one run; the result is the same for any number.
    package var threads = 1
    /// By what the metrics are broken down.
    package var scopes: [SimulationScope] = []
    /// Asked between days: true ends the run.
    package var isInterrupted: @Sendable () -> Bool = { false }
    package var report: @Sendable (PhaseReport) -> Void = { _ in }

    package init() {}
  }

  private let scenario: Scenario
  private let window: ReplayWindow
  private let seed: UInt64
  package var options: Options

  /// - Parameters:
  ///   - scenario: with its stock and lanes.
  ///   - seed: of all random numbers; nil = that of scenario.yaml, or 1.
  /// - Throws: where there is nothing to replay.
  package init(_ scenario: Scenario, seed: UInt64? = nil, options: Options = Options()) throws(ScenarioErrors) {
    window = try ReplayWindow(scenario)
    if scenario.settings.simulation.demand != nil && scenario.forecast.isEmpty {
      throw ScenarioErrors(
        ScenarioError(
          file: "scenario.yaml", column: "simulation.demand",
          message: "there is no forecast.csv to draw demand from; expected its rows, or no simulation.demand"))
    }
    self.scenario = scenario
    self.seed = seed ?? scenario.settings.simulation.seed ?? 1
    self.options = options
  }

  /// What differs from replication to replication; where nothing does, one is enough.
  package var isRandom: Bool {
    let settings = scenario.settings.simulation
    return settings.demand != nil || settings.returnsRate > 0 || settings.substitution > 0
      || scenario.nodes.contains { $0.rejectRate.billionths > 0 }
  }

  /// Demand of one replication, ready for any number of policies.
  /// - Parameter replication: from 1.
  /// - Complexity: O(demand + stock).
  package func world(_ replication: Int) -> SimulationWorld {
    var drawn = scenario
    if let demand = scenario.settings.simulation.demand {
      drawn = SyntheticDemand(scenario, demand, window: window, seed: seed, replication: replication)
        .scenario(threads: options.threads)
    }
    return SimulationWorld(drawn, window: window)
  }

  /// Replays one replication under one policy.
  /// - Parameter events: told of everything that happens, in the order in which it does.
  /// - Throws: `SimulationStopped` where it was interrupted; `SimulationFault` where the books do not agree.
  package func run(
    _ policy: SimulationPolicy, in world: SimulationWorld, replication: Int,
    events: ((SimulationEvent) -> Void)? = nil
  ) throws -> SimulationRun {
    let seeds = ReplaySeeds(seed: seed, replication: replication)
    let replay = Replay(world, policy: policy, seeds: seeds, options: options, events: events)
    try replay.run()
    let metrics = RunMetrics(replay)
    return SimulationRun(
      policy: policy, replication: replication, metrics: metrics.total(), days: replay.tally.days,
      parts: options.scopes.flatMap { metrics.parts($0) }, notices: world.scenario.notices + replay.review.notices)
  }
}
