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
    /// Whether to work out what nobody could have done better, where that can be.
    package var findsHindsightBound = false
    package var report: @Sendable (PhaseReport) -> Void = { _ in }

    package init() {}
  }

  private let scenario: Scenario
  private let window: ReplayWindow
  private let seed: UInt64
  /// Demand of the files; nil where it is drawn.
  private let scaled: ScaledDemand?
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
    let isDrawn = scenario.settings.simulation.demand != nil
    let scaled = isDrawn ? nil : ScaledDemand(scenario, window: window)
    if let fault = SimulationSize.fault(scenario, copies: scaled?.mostCopies ?? 1) { throw ScenarioErrors(fault) }
    self.scaled = scaled
    self.scenario = scenario
    self.seed = seed ?? scenario.settings.simulation.seed ?? 1
    self.options = options
  }

  /// What differs from replication to replication; where nothing does, one is enough.
  package var isRandom: Bool {
    let settings = scenario.settings.simulation
    return hasRandomDemand || settings.returnsRate > 0 || settings.substitution > 0
      || scenario.nodes.contains { $0.rejectRate.billionths > 0 }
  }

  /// Whether demand differs from replication to replication.
  package var hasRandomDemand: Bool { scaled?.isRandom ?? true }

  /// Demand of one replication, ready for any number of policies.
  /// - Parameter replication: from 1.
  /// - Complexity: O(demand + stock).
  package func world(_ replication: Int) -> SimulationWorld {
    var drawn = scaled?.scenario(seed: seed, replication: replication) ?? scenario
    if let demand = scenario.settings.simulation.demand {
      drawn = SyntheticDemand(scenario, demand, window: window, seed: seed, replication: replication)
        .scenario(threads: options.threads)
    }
    return SimulationWorld(drawn, window: window)
  }

  /// Whether a replay without events goes SKU by SKU, which is the same and faster. Complexity: O(stock).
  package func goesBySKU(_ policy: SimulationPolicy, in world: SimulationWorld) -> Bool {
    SeparateGoods.applies(world, policy)
  }

  /// The same, for certain policies only: where they allow it, without a record for each customer.
  private func world(_ replication: Int, for policies: [SimulationPolicy]) -> SimulationWorld {
    let settings = scenario.settings.simulation
    guard let demand = settings.demand else { return world(replication) }
    let synthetic = SyntheticDemand(scenario, demand, window: window, seed: seed, replication: replication)
    guard synthetic.isOfStoresOnly else { return world(replication) }
    var found = SimulationWorld(synthetic.emptied(), window: window)
    let isEnough = policies.allSatisfy { policy in
      // Who forecasts anew on the way looks back at customers.
      SeparateGoods.applies(found, policy)
        && (policy.replenishment == .none || Int(settings.forecastDays) >= window.days)
    }
    guard isEnough else { return world(replication) }
    found.drawn = synthetic.ofStores(threads: options.threads)
    return found
  }

  /// Replays all replications under all policies, several at once.
  /// - Parameters:
  ///   - threads: for all of it.
  ///   - events: told of everything that happens, run by run; nothing runs at once then.
  /// - Throws: what the first failing run throws.
  package func run(
    _ policies: [SimulationPolicy], replications: Int, threads: Int,
    events: ((SimulationEvent, SimulationPolicy, Int, Scenario) -> Void)? = nil
  ) throws -> SimulationResult {
    let shared = hasRandomDemand ? nil : world(1)
    var runs = [[SimulationRun]](repeating: [], count: policies.count)
    if let events {
      for replication in 1...replications {
        let world = shared ?? self.world(replication)
        let bounds = try hindsight(world, policies)
        for (index, policy) in policies.enumerated() {
          let found = try run(policy, in: world, replication: replication) {
            events($0, policy, replication, world.scenario)
          }
          runs[index].append(compared(found, with: bounds[policy.channels]))
        }
      }
      return result(policies, runs)
    }
    // Few replications: the policies of one side by side; many: replications side by side.
    let wave = replications >= threads ? threads : 1
    for first in stride(from: 1, through: replications, by: wave) {
      let numbers = Array(first...min(replications, first + wave - 1))
      let inner = max(1, threads / numbers.count)
      let found = concurrentMap(numbers.count, threads: threads) { index in
        let world = shared ?? self.world(numbers[index], for: policies)
        let runs = concurrentMap(policies.count, threads: inner) { policy in
          var simulator = self
          simulator.options.threads = max(1, inner / policies.count)
          return Result { try simulator.run(policies[policy], in: world, replication: numbers[index]) }
        }
        return Result { try (runs.map { try $0.get() }, hindsight(world, policies)) }
      }
      for replication in found {
        let (all, bounds) = try replication.get()
        for (policy, run) in all.enumerated() {
          runs[policy].append(compared(run, with: bounds[policies[policy].channels]))
        }
      }
    }
    return result(policies, runs)
  }

  /// What serving the orders costs at least, by the rule of the channels; empty where that is not asked for.
  private func hindsight(
    _ world: SimulationWorld, _ policies: [SimulationPolicy]
  ) throws -> [ChannelRule: Money] {
    guard options.findsHindsightBound else { return [:] }
    var bounds: [ChannelRule: Money] = [:]
    for policy in policies where policy.replenishment == .none && bounds[policy.channels] == nil {
      bounds[policy.channels] = try HindsightBound(world, channels: policy.channels)?.value(threads: options.threads)
    }
    return bounds
  }

  private func compared(_ run: SimulationRun, with bound: Money?) -> SimulationRun {
    guard let bound, run.policy.replenishment == .none else { return run }
    var run = run
    let terms: [SimulationMetric] = [.carrierCost, .handlingCost, .commissionCost, .unfilledCost]
    let cost = terms.reduce(0.0) { $0 + (run.metrics[$1] ?? 0) }
    run.metrics[.hindsightBound] = bound.double
    run.metrics[.hindsightGap] = ratio(cost - bound.double, bound.double)
    return run
  }

  private func result(_ policies: [SimulationPolicy], _ runs: [[SimulationRun]]) -> SimulationResult {
    SimulationResult(
      scenario: scenario.settings.name, start: window.start, days: window.days, warmupDays: window.warmup, seed: seed,
      policies: policies, runs: runs)
  }

  /// Replays one replication under one policy.
  /// - Parameter events: told of everything that happens, in the order in which it does.
  /// - Throws: `SimulationFault` where the books do not agree; what planners throw.
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
