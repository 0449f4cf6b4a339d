import Foundation
import ScenarioFiles
import SupplyModel
import Synchronization

/// Does the runs of a study by processes, each with one run at a time.
package final class WorkerPool: Sendable {
  private let arguments: [String]
  private let runs: StudyRuns
  private let folder: String
  private let state = Mutex(State())

  private struct State {
    var processes: Set<pid_t> = []
    var failure: (any Error)?
    var isStopped = false
  }

  /// A worker that did not do its run.
  package struct Failure: Error, CustomStringConvertible, Sendable {
    package var run: String
    /// What happened to the worker.
    package var event: String
    package var lastWords: [String]
    /// Its exit code, where it has one.
    package var exitCode: Int32?

    package var description: String {
      let said = lastWords.isEmpty ? "" : "; it said:" + lastWords.map { "\n  " + $0 }.joined()
      return "\(run): the worker \(event)\(said)"
    }
  }

  /// - Parameters:
  ///   - arguments: the worker's program and its arguments.
  ///   - folder: for what workers say on standard error.
  package init(_ arguments: [String], runs: StudyRuns, folder: String) {
    self.arguments = arguments
    self.runs = runs
    self.folder = folder
  }

  /// Does all runs of a queue; after a failure, runs that are under way are finished and no other is begun.
  /// - Parameters:
  ///   - workers: how many processes.
  ///   - take: told each result, one at a time, in the order in which they come.
  /// - Throws: the first failure of a worker, or what `take` threw.
  package func run(
    _ queue: RunQueue, workers: Int, _ take: @escaping @Sendable (Int, RunResult) throws -> Void
  ) throws {
    // A worker that is gone must be an error of writing to it, not our end.
    signal(SIGPIPE, SIG_IGN)
    let ended = DispatchSemaphore(value: 0)
    for number in 1...workers {
      Thread {
        do { try self.work(number, queue, take) } catch {
          queue.close()
          self.state.withLock { if $0.failure == nil { $0.failure = error } }
        }
        ended.signal()
      }.start()
    }
    for _ in 1...workers { ended.wait() }
    if let failure = state.withLock({ $0.failure }) { throw failure }
  }

  /// Ends all processes, and starts none any more. What they were at is lost.
  package func stop() {
    state.withLock { state in
      state.isStopped = true
      for process in state.processes { kill(-process, SIGTERM) }
    }
  }

  private func work(_ number: Int, _ queue: RunQueue, _ take: (Int, RunResult) throws -> Void) throws {
    var variant: Int?
    guard var run = queue.take(&variant) else { return }
    let complaints = "\(folder)/.worker-\(number).txt"
    defer { unlink(complaints) }
    let started = try state.withLock { state -> Worker? in
      if state.isStopped { return nil }
      let worker: Worker
      do throws(Worker.CannotStart) { worker = try Worker(arguments, complaints: complaints) } catch {
        throw Failure(run: describe(run), event: "cannot be started: \(error.reason)", lastWords: [])
      }
      state.processes.insert(worker.process)
      return worker
    }
    guard let worker = started else { return }
    var hasEnded = false
    func finish() -> Worker.Ending {
      hasEnded = true
      // Once it is waited for, its number may be another process's.
      state.withLock { _ = $0.processes.remove(worker.process) }
      return worker.finish()
    }
    defer {
      if !hasEnded {
        // Something went wrong: it may be waiting for what never comes.
        kill(-worker.process, SIGKILL)
        _ = finish()
      }
    }
    while true {
      guard let answer = worker.ask(runs.request(run).json) else {
        throw failure(run, finish(), worker)
      }
      guard let result = RunResult(json: answer), result.run == String(run) else {
        let text = String(decoding: answer.prefix(200), as: UTF8.self)
        throw failure(run, "answered \(quoted(text)), which is not the run's result", worker)
      }
      try state.withLock { _ in try take(run, result) }
      guard let next = queue.take(&variant) else { break }
      run = next
    }
    let ending = finish()
    guard ending == .exit(0) else { throw failure(run, ending, worker) }
  }

  private func failure(_ run: Int, _ ending: Worker.Ending, _ worker: Worker) -> Failure {
    switch ending {
    case .exit(let code): failure(run, "ended with exit code \(code)", worker, exitCode: code)
    case .signal(let number): failure(run, "was ended by signal \(number)", worker)
    }
  }

  private func failure(_ run: Int, _ event: String, _ worker: Worker, exitCode: Int32? = nil) -> Failure {
    Failure(run: describe(run), event: event, lastWords: worker.lastWords, exitCode: exitCode)
  }

  private func describe(_ run: Int) -> String { "run \(run) (\(runs.description(of: run)))" }
}
