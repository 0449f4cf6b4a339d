import ArgumentParser

/// The command line of Allot: reads arguments, calls the libraries, prints.
@main
struct Allot: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "allot",
    abstract: "Decide which stock serves which order, and prove how far that is from the best.",
    discussion: """
      A scenario is a folder of CSV files and a scenario.yaml; scenarios/README.md explains every column.
      Figures go to standard output, everything else to standard error.

      Exit codes: 0 done, 1 the audit found a breach, 64 usage, 65 bad input, 66 no such input, 70 our own fault, \
      73 cannot write, 75 a limit was hit with no plan, 130 interrupted.
      """,
    version: version,
    subcommands: [
      CheckCommand.self, AssignCommand.self, CompareCommand.self, AuditCommand.self, ForecastCommand.self,
      ReplenishCommand.self, SimulateCommand.self, AssortmentCommand.self, GenerateCommand.self, ImportCommand.self,
      WhatIfCommand.self, WorkerCommand.self,
    ])

  /// Parses, runs, and turns every error into its exit code in this one place.
  static func main() {
    let signals = Interruption.install()
    withExtendedLifetime(signals) {
      do {
        var command = try parseAsRoot()
        try command.run()
      } catch {
        Failure(error).leave()
      }
    }
  }
}
