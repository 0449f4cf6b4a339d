import ArgumentParser
import Foundation
import Reports
import ScenarioFiles
import Studies
import SupplyModel
import Synchronization

struct WhatIfCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "whatif",
    abstract: "Run variants of a scenario under several policies and compare what comes of them.",
    discussion: """
      A study.yaml says which keys and table cells the variants change; scenarios/README.md explains it. The output \
      folder keeps every run that is done: stopped at any moment and started again, the study goes on where it was.
      """)

  @Argument(help: "The study: a YAML file.")
  var study: String

  @Option(help: "Where variants, runs and tables go. Default: out/whatif-NAME beside the study.")
  var output: String?

  @Option(help: "Processes that do the runs, each with one thread. Default: as many as --threads.")
  var workers: Int?

  @Option(
    help: """
      The command of a worker, for the shell, such as 'ssh node2 allot worker --threads 1'; it has to see the output \
      folder at the same path. Default: this program.
      """)
  var worker: String?

  @Flag(help: "Forget the runs that are done and begin anew.")
  var restart = false

  @OptionGroup var common: RunOptions

  func validate() throws {
    if let workers, workers < 1 { throw ValidationError("--workers \(workers): expected 1 or more.") }
  }

  func run() throws {
    let clock = PhaseClock(quiet: common.quiet)
    clock.begin("reading")
    let study = try readStudy(at: study, metrics: \.metrics)
    let fingerprint: StudyFingerprint
    do { fingerprint = try StudyFingerprint(study, seed: common.seed, version: Allot.version) } catch {
      throw ScenarioErrors(error)
    }
    let target = output ?? (self.study as NSString).deletingLastPathComponent.appendingPath("out/whatif-\(study.name)")
    let folder = try RunFolder(at: target, version: Allot.version)
    let runs = StudyRuns(study, folder: folder.variants, seed: common.seed)
    let (log, done) = try begin(study, runs, folder, fingerprint, clock)
    let results = try complete(runs, folder, log, done, clock)
    let summary = StudySummary(study, runs, results: results)
    clock.begin("writing")
    try StudyFiles(summary, runs, results: results).write(to: folder)
    let record = RunRecord(
      command: RunFolder.command, version: Allot.version, threads: processes, phases: clock.finish(),
      peakMemoryBytes: peakMemoryBytes())
    try folder.write("run.json", record.json)
    common.tell(StudyTable(summary).text)
    if common.json { print(summary.json, terminator: "") }
    common.say("wrote \(target) in \(seconds(clock.seconds))")
  }

  private var processes: Int { workers ?? common.threads }

  /// Begins the study, or goes on with it where the folder has it already.
  /// - Returns: the log to append to, and the runs that are done.
  private func begin(
    _ study: Study, _ runs: StudyRuns, _ folder: RunFolder, _ fingerprint: StudyFingerprint, _ clock: PhaseClock
  ) throws -> (log: ResultLog, done: [Int: [Metric]]) {
    let content = ResultLog.read(folder.path)
    let isBegun = content.fingerprint != nil && !restart
    if isBegun, let before = content.fingerprint, before != fingerprint {
      throw StudyChanged(folder: folder.path, names: before.differences(to: fingerprint))
    }
    if !isBegun || !folder.hasVariants(runs.variants.count) {
      let options = ReadingOptions(threads: common.threads, requires: study.command.requires)
      Interruption.onSignal {
        folder.discard()
        return "nothing was written"
      }
      defer { Interruption.onSignal(nil) }
      do {
        let place = try folder.beginVariants()
        let preparation = StudyPreparation(study, options: options, check: study.command.check) { clock.report($0) }
        try preparation.run(runs.variants, in: place)
      } catch {
        folder.discard()
        throw error
      }
      if !isBegun { folder.forgetResults() }
      try folder.commitVariants()
    }
    guard isBegun else { return (try ResultLog(newIn: folder.path, fingerprint), [:]) }
    let done = content.results.filter { (0..<runs.count).contains($0.key) }
    common.say("\(done.count) of \(runs.count) runs are done already")
    return (try ResultLog(in: folder.path, behind: content), done)
  }

  /// Does the runs that are left.
  private func complete(
    _ runs: StudyRuns, _ folder: RunFolder, _ log: ResultLog, _ done: [Int: [Metric]], _ clock: PhaseClock
  ) throws -> [Int: [Metric]] {
    let results = Mutex(done)
    let left = runs.count - done.count
    guard left > 0 else { return done }
    clock.report(PhaseReport(phase: "runs", done: done.count, total: runs.count))
    let pool = WorkerPool(workerArguments, runs: runs, folder: folder.path)
    Interruption.onSignal {
      pool.stop()
      let count = results.withLock(\.count)
      return "\(count) of \(runs.count) runs are kept; start it again to go on"
    }
    defer { Interruption.onSignal(nil) }
    let queue = RunQueue(runs, without: Set(done.keys))
    do {
      try pool.run(queue, workers: min(processes, left)) { run, result in
        try log.append(result)
        let count = results.withLock { results in
          results[run] = result.metrics
          return results.count
        }
        clock.report(PhaseReport(phase: "runs", done: count, total: runs.count))
      }
    } catch {
      common.say("\(results.withLock(\.count)) of \(runs.count) runs are kept; start it again to go on")
      throw error
    }
    return results.withLock { $0 }
  }

  private var workerArguments: [String] {
    if let worker { return ["/bin/sh", "-c", worker] }
    return ["/proc/self/exe", "worker", "--threads", "1", "--quiet"]
  }
}

/// A study that goes on must be the same study, on the same scenario.
struct StudyChanged: Error, CustomStringConvertible {
  var folder: String
  var names: [String]

  var description: String {
    "\(names.joined(separator: ", ")) changed since the runs in \(folder) were begun; "
      + "--restart forgets them and begins anew, --output goes elsewhere"
  }
}

extension String {
  fileprivate func appendingPath(_ path: String) -> String { (self as NSString).appendingPathComponent(path) }
}
