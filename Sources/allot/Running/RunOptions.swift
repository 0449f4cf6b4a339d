import ArgumentParser
import Foundation
import Fulfillment
import ScenarioFiles
import SupplyModel

/// Options that every command takes.
struct RunOptions: ParsableArguments {
  @Option(help: "Threads to use; the files are the same for any number. Default: all cores.")
  var threads: Int = ProcessInfo.processInfo.activeProcessorCount

  @Option(
    help: "The seed of random numbers, for commands that draw any; the same seed gives the same bytes. Default: 1.")
  var seed: UInt64?

  @Flag(help: "Print the summary as JSON on standard output.")
  var json = false

  @Flag(help: "Print nothing but faults and what was asked for.")
  var quiet = false

  func validate() throws {
    if threads < 1 { throw ValidationError("--threads \(threads): expected 1 or more.") }
  }

  /// Prints notices to standard error.
  func show(_ notices: [Notice]) {
    guard !quiet else { return }
    for notice in notices { StandardError.write("note: \(notice.text)") }
  }

  /// Prints a remark to standard error.
  func say(_ line: String) {
    if !quiet { StandardError.write(line) }
  }

  /// Prints text for people: on standard output, or with `--json` on standard error.
  func tell(_ text: String) {
    if json { say(text) } else if !quiet { print(text) }
  }

  /// Reads a scenario, timed as a phase.
  func read(_ folder: String, requires: RequiredInput, clock: PhaseClock) throws -> Scenario {
    let scenario = try readScenario(
      at: folder,
      options: ReadingOptions(threads: threads, requires: requires, progress: { clock.report($0) }))
    return scenario
  }

  /// Reads a scenario, shows its notices and prepares it for planning; what only reading needs is freed.
  func planner(_ folder: String, clock: PhaseClock) throws -> FulfillmentPlanner {
    let scenario = try read(folder, requires: .assign, clock: clock)
    show(scenario.notices)
    clock.begin("indexing")
    return FulfillmentPlanner(scenario, threads: threads, keepsRows: false)
  }

  /// Writes an output folder whole or not at all.
  func write(
    to path: String, command: String, clock: PhaseClock, _ files: (OutputFolder) throws -> Void
  ) throws {
    clock.begin("writing")
    let folder = try Interruption.protect { () throws(OutputError) in try OutputFolder(at: path, command: command) }
    do { try files(folder) } catch {
      Interruption.abandon()
      folder.discard()
      throw error
    }
    let record = RunRecord(
      command: command, version: Allot.version, threads: threads, phases: clock.finish(),
      peakMemoryBytes: peakMemoryBytes())
    try Interruption.commit { () throws(OutputError) in try folder.commit(record) }
  }
}

/// The most memory that the process has held, or nil where the system does not tell.
func peakMemoryBytes() -> Int64? {
  var usage = rusage()
  guard getrusage(Int32(RUSAGE_SELF.rawValue), &usage) == 0 else { return nil }
  return Int64(usage.ru_maxrss) * 1024
}

/// `FOLDER/out/COMMAND`, where outputs go unless said otherwise.
func defaultOutput(_ scenario: String, _ command: String) -> String {
  (scenario as NSString).appendingPathComponent("out/\(command)")
}
