import Dispatch
import Foundation
import ScenarioFiles
import Synchronization

/// Ctrl-C and a polite kill: whatever is being written is removed, then the process ends with 130.
enum Interruption {
  private static let output = Mutex<OutputFolder?>(nil)
  private static let stopping = Mutex<(@Sendable () -> String)?>(nil)

  /// What else has to be done at a signal, and said in place of "nothing was written"; nil for nothing more.
  static func onSignal(_ body: (@Sendable () -> String)?) { stopping.withLock { $0 = body } }

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
          if let folder { remove(folder) }
          let remark = stopping.withLock { $0 }?() ?? "nothing was written"
          StandardError.write("\ninterrupted; \(remark)")
          _exit(130)
        }
      }
      source.resume()
      return source
    }
  }

  /// Makes the folder that must not stay behind half-written: no signal finds it made and not yet known here.
  static func protect<Failure: Error>(
    _ make: () throws(Failure) -> OutputFolder
  ) throws(Failure) -> OutputFolder {
    let result = output.withLock { folder -> Result<OutputFolder, Failure> in
      do throws(Failure) {
        let made = try make()
        folder = made
        return .success(made)
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// Ends the protection of a folder that could not be filled. Waits where a signal is being handled, so that the
  /// process ends by that and not by the write that it broke.
  static func abandon() { output.withLock { $0 = nil } }

  /// Removes a folder that another thread may still be writing to.
  private static func remove(_ folder: OutputFolder) {
    folder.discard()
    // A file made while the folder was being emptied keeps it alive; once it is gone, no file can be made in it.
    for _ in 0..<1_000 where FileManager.default.fileExists(atPath: folder.path) {
      try? FileManager.default.removeItem(atPath: folder.path)
    }
  }

  /// Runs the step that puts a folder in place: it is done whole or not at all.
  static func commit<Failure: Error>(_ body: () throws(Failure) -> Void) throws(Failure) {
    let result = output.withLock { folder -> Result<Void, Failure> in
      defer { folder = nil }
      do throws(Failure) { return .success(try body()) } catch { return .failure(error) }
    }
    try result.get()
  }
}
