import SupplyModel
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A folder that appears whole or not at all.
///
/// Files are written into a temporary folder beside the target (`.NAME.tmp-PID`) and `commit` puts it in the target's
/// place in one step; what stood there is deleted afterwards. Until then the target is untouched: `discard`, or letting
/// go of the object, removes the temporary folder. What a killed process left behind is removed by the next one, which
/// knows a dead folder by its lock: the kernel drops that with the process.
package final class OutputFolder: Sendable {
  /// Where the output will stand: absolute, symbolic links followed.
  package let target: String
  /// The temporary folder, to be filled with files.
  package let path: String

  private let command: String
  private let state: Mutex<State>

  private struct State {
    var lock: Int32
    /// Parents made for this output, outermost first; removed again if they stay empty.
    var createdParents: [String]
    var isFinished = false
  }

  /// Prepares the temporary folder, and the target's parents where they are missing.
  /// - Parameter command: who writes; a folder that holds a scenario is replaced only by the command that wrote it.
  /// - Throws: where the target is no folder, holds anything but an output of ours, or cannot be written.
  package init(at path: String, command: String) throws(OutputError) {
    let place = try OutputPlace(path)
    try place.requireReplaceable(by: command)
    let created = try place.createParents()
    do {
      place.removeAbandoned()
      let temporary = try place.createTemporary()
      target = place.target
      self.path = temporary.path
      self.command = command
      state = Mutex(State(lock: temporary.lock, createdParents: created))
    } catch {
      OutputPlace.removeEmpty(created)
      throw error
    }
  }

  deinit { discard() }

  /// A new file in the folder.
  package func file(_ name: String) throws(OutputError) -> FileSink {
    try FileSink(path: path + "/" + name)
  }

  /// Makes a folder within the folder; files below it are named `NAME/FILE`.
  package func makeSubfolder(_ name: String) throws(OutputError) {
    guard mkdir(path + "/" + name, 0o777) == 0 else { throw OutputError(path: path + "/" + name, errorNumber: errno) }
  }

  /// Writes run.json, by which a later run knows the folder as ours, and puts the folder in the target's place.
  ///
  /// Every file must have been closed before. After an error the target is as it was and the temporary folder is gone.
  package func commit(_ run: RunRecord) throws(OutputError) {
    do {
      let file = try file(OutputPlace.marker)
      file.write(run.json)
      try file.close()
      let place = try OutputPlace(target)
      try place.requireReplaceable(by: command)
      try place.swapIn(path)
    } catch {
      discard()
      throw error
    }
    state.withLock { state in
      state.isFinished = true
      OutputPlace.release(state.lock)
    }
  }

  /// Removes the temporary folder and all that was written; does nothing after `commit`.
  package func discard() {
    state.withLock { state in
      guard !state.isFinished else { return }
      state.isFinished = true
      OutputPlace.remove(path)
      OutputPlace.release(state.lock)
      OutputPlace.removeEmpty(state.createdParents)
    }
  }
}
