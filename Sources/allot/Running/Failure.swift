import ArgumentParser
import Foundation
import LinearProgramming
import ScenarioFiles
import Simulation
import Studies
import SupplyModel

/// What an error says to the user, and the exit code that it maps to.
struct Failure {
  let code: Int32
  private let lines: [String]
  private let original: any Error

  init(_ error: any Error) {
    original = error
    switch error {
    case let errors as ScenarioErrors:
      code = errors.isMissingFolder ? 66 : 65
      var lines = errors.listed.map(\.description)
      if errors.count > errors.listed.count {
        lines.append("… and \(errors.count - errors.listed.count) more faults")
      }
      if !errors.isMissingFolder {
        lines.append("\(errors.count) fault\(errors.count == 1 ? "" : "s"); nothing was written")
      }
      self.lines = lines
    case let error as PlanMissing: (code, lines) = (66, ["\(error)"])
    case let error as OutputError: (code, lines) = (73, ["\(error)"])
    case let error as GeneratedFileError: (code, lines) = (73, ["\(error)"])
    case let error as GeneratorOptionsError: (code, lines) = (64, ["\(error)"])
    case let error as ImportError:
      code = error.isUsage ? 64 : error.isWriting ? 73 : 66
      lines = ["\(error)"]
    case let error as SimulationFault: (code, lines) = (70, ["\(error)"])
    case let error as LinearProgramError: (code, lines) = (70, ["the solver failed: \(error)"])
    case let error as NoPlanInTime: (code, lines) = (75, ["\(error)"])
    case let error as StudyChanged: (code, lines) = (65, ["\(error)"])
    case let error as WorkerPool.Failure:
      // A worker of ours ends with the code that its fault would end us with.
      code = error.exitCode.flatMap { [65, 66, 73, 75].contains($0) ? $0 : nil } ?? 70
      lines = ["\(error)"]
    case is BreachesFound: (code, lines) = (1, [])
    default: (code, lines) = (Allot.exitCode(for: error).rawValue, [])
    }
  }

  /// Prints the message and ends the process.
  func leave() -> Never {
    switch original {
    case is BreachesFound: break
    default:
      if lines.isEmpty { Allot.exit(withError: original) }
      for line in lines { StandardError.write(line) }
    }
    exit(code)
  }
}

/// The audit found something: its report is printed already.
struct BreachesFound: Error {}

/// A limit was hit before there was any plan.
struct NoPlanInTime: Error, CustomStringConvertible {
  var description: String { "the time limit was hit before there was any plan; give more with --time-limit" }
}

/// Talk goes here; data goes to standard output.
enum StandardError {
  static let isTerminal = isatty(STDERR_FILENO) == 1

  /// What was printed before comes out first, also where standard output is a file or a pipe.
  static func write(_ line: String, terminator: String = "\n") {
    fflush(nil)
    FileHandle.standardError.write(Data((line + terminator).utf8))
  }
}

extension ImportError {
  fileprivate var isUsage: Bool { if case .usage = self { true } else { false } }
  fileprivate var isWriting: Bool { if case .cannotWrite = self { true } else { false } }
}
