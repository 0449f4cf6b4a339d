import ArgumentParser
import Foundation
import ScenarioFiles
import Studies
import SupplyModel

struct WorkerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker",
    abstract: "Do runs of a study: a line of JSON in, a line of JSON out.",
    discussion: """
      Reads a run on each line of standard input, such as {"run": 17, "command": "assign", "scenario": "FOLDER", \
      "policy": "optimal", "replication": 1, "seed": 7}, and writes {"run": 17, "metrics": {…}} on standard output as \
      soon as it is done. The scenario stays in memory for runs on the same folder that follow each other. The first \
      run that fails ends the worker with its exit code. `whatif` works through such workers, and so can anything \
      else that starts programs.
      """)

  @OptionGroup var common: RunOptions

  func run() throws {
    var kept: (command: StudyCommand, folder: String, executor: any RunExecutor)?
    var number = 0
    while let line = readLine() {
      number += 1
      if line.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) { continue }
      let request: RunRequest
      do throws(RunRequest.Fault) { request = try RunRequest(json: line) } catch {
        throw ScenarioErrors(ScenarioError(file: "standard input", line: number, message: error.message))
      }
      if kept?.command != request.command || kept?.folder != request.scenario {
        // The old one goes before the new one comes: two at a time may not fit the memory.
        kept = nil
        let options = ReadingOptions(threads: common.threads, requires: request.command.requires)
        let scenario = try readScenario(at: request.scenario, options: options)
        let executor = request.command.executor(scenario, threads: common.threads)
        kept = (request.command, request.scenario, executor)
      }
      guard let executor = kept?.executor else { break }
      let metrics = try executor.run(
        policy: request.policy, replication: request.replication, seed: request.seed, threads: common.threads)
      try say(RunResult(run: request.run, metrics: metrics).json)
    }
  }

  private func say(_ line: String) throws {
    do { try FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8)) } catch {
      throw OutputError(path: "standard output", reason: "nobody reads it")
    }
  }
}
