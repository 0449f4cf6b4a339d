import Fulfillment
import ScenarioFiles
import Studies
import SupplyModel

/// Does runs on one scenario, which it keeps prepared from one run to the next.
protocol RunExecutor {
  /// - Parameters:
  ///   - policy: a name that `StudyPolicy` lets pass.
  ///   - replication: from 1.
  ///   - seed: of the study; with `replication` it decides every random number.
  ///   - threads: to use; the metrics are the same for any number.
  /// - Returns: metrics in the order in which tables show them; the same names for every run.
  func run(policy: String, replication: Int, seed: UInt64, threads: Int) throws -> [Metric]
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

  /// The names of its metrics, or nil where they are known only afterwards.
  var metrics: [String]? {
    switch self {
    case .assign: AssignExecutor.metrics
    case .simulate: nil
    }
  }

  /// Why it cannot be run, or nil.
  var unavailable: String? {
    switch self {
    case .assign: nil
    case .simulate: "there is no simulate in this version of allot; expected command: assign"
    }
  }

  /// Prepares a scenario.
  func executor(_ scenario: consuming Scenario, threads: Int) throws -> any RunExecutor {
    switch self {
    case .assign: return AssignExecutor(scenario, threads: threads)
    case .simulate: throw CommandUnavailable(command: self)
    }
  }
}

/// A run of a command that this program does not have.
struct CommandUnavailable: Error, CustomStringConvertible {
  var command: StudyCommand
  var description: String { command.unavailable ?? "\(command.rawValue) cannot be run" }
}
