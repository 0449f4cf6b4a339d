import Dispatch
import Foundation
import ScenarioFiles
import Synchronization

/// Ctrl-C and a polite kill: whatever is being written is removed, then the process ends with 130.
enum Interruption {
  private static let output = Mutex<OutputFolder?>(nil)

  /// Takes over SIGINT and SIGTERM; the handler runs on a thread of its own, so that it may touch files.
  /// - Returns: what must be kept for as long as signals are to be caught.
  static func install() -> [any DispatchSourceSignal] {
    let queue = DispatchQueue(label: "interruption")
    return [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        // Holding the lock to the end keeps a commit from starting after the folder is gone.
        output.withLock { folder in
          folder?.discard()
          StandardError.write("\ninterrupted; nothing was written")
          _exit(130)
        }
      }
      source.resume()
      return source
    }
  }

  /// The folder that must not stay behind half-written.
  static func protect(_ folder: OutputFolder) { output.withLock { $0 = folder } }

  /// Runs the step that puts a folder in place: it is done whole or not at all.
  static func commit<Failure: Error>(_ body: () throws(Failure) -> Void) throws(Failure) {
    let result = output.withLock { folder -> Result<Void, Failure> in
      defer { folder = nil }
      do throws(Failure) { return .success(try body()) } catch { return .failure(error) }
    }
    try result.get()
  }
}
