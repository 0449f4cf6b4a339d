import ScenarioFiles
import Studies
import SupplyModel

/// Does runs on one scenario, which it keeps prepared from one run to the next.
protocol RunExecutor {
  /// - Parameters:
  ///   - policy: a name that `StudyPolicy` lets pass.
  ///   - replication: from 1.
  ///   - seed: nil for the scenario's; with `replication` it decides every random number.
  ///   - threads: to use; the metrics are the same for any number.
  /// - Returns: metrics in the order in which tables show them; the same names for every run.
  func run(policy: String, replication: Int, seed: UInt64?, threads: Int) throws -> [Metric]
}

/// What `worker` and `whatif` know of the commands that they run: the one place where a new one is plugged in.
extension StudyCommand {
  /// What its scenarios must have.
  var requires: RequiredInput {
    switch self {
    case .assign: .assign
    case .simulate: []
    }
  }

  /// The names of its metrics.
  var metrics: [String] {
    switch self {
    case .assign: AssignExecutor.metrics
    case .simulate: SimulateExecutor.metrics
    }
  }

  /// Finds what keeps a sound scenario from being run.
  func check(_ scenario: Scenario) throws(ScenarioErrors) {
    switch self {
    case .assign: break
    case .simulate: try SimulateExecutor.check(scenario)
    }
  }

  /// Prepares a scenario.
  func executor(_ scenario: consuming Scenario, threads: Int) -> any RunExecutor {
    switch self {
    case .assign: AssignExecutor(scenario, threads: threads)
    case .simulate: SimulateExecutor(scenario)
    }
  }
}
