/// What run.json says of a run: everything that may differ between two runs on the same input.
package struct RunRecord: Hashable, Sendable {
  /// Wall-clock time of one phase.
  package struct Phase: Hashable, Sendable {
    package var name: String
    package var seconds: Double

    package init(name: String, seconds: Double) {
      self.name = name
      self.seconds = seconds
    }
  }

  /// The subcommand: `assign`, `generate`.
  package var command: String
  package var version: String
  package var threads: Int
  /// In the order in which they ran.
  package var phases: [Phase]
  package var peakMemoryBytes: Int64?

  package init(
    command: String, version: String, threads: Int = 1, phases: [Phase] = [], peakMemoryBytes: Int64? = nil
  ) {
    self.command = command
    self.version = version
    self.threads = threads
    self.phases = phases
    self.peakMemoryBytes = peakMemoryBytes
  }
}
