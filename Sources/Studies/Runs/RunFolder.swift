import Foundation
import ScenarioFiles
import SupplyModel

/// The folder of a study: variants, results so far, and in the end the tables. Locked for as long as this object lives.
package final class RunFolder: Sendable {
  /// The command that the folder's run.json names.
  package static let command = "whatif"

  /// Absolute.
  package let path: String
  private let lock: Int32
  /// What was made here, outermost first, and goes again where the study is refused.
  private let created: [String]

  /// Opens the folder, or makes it.
  /// - Throws: where it cannot be written, holds something else, or another process is at work there.
  package init(at path: String, version: String) throws(OutputError) {
    let absolute = URL(fileURLWithPath: path).standardizedFileURL.path
    var entries: [String] = []
    do {
      created = RunFolder.missing(absolute)
      try FileManager.default.createDirectory(atPath: absolute, withIntermediateDirectories: true)
      entries = try FileManager.default.contentsOfDirectory(atPath: absolute)
    } catch {
      throw OutputError(path: path, reason: "the folder cannot be made or listed")
    }
    let marker = absolute + "/run.json"
    // A marker that was being written when the program was killed is nobody's.
    if entries.contains(where: { $0 != ".run.json.tmp" }), RunRecord.command(inFileAt: marker) != RunFolder.command {
      throw OutputError(
        path: path, reason: "the folder holds something that allot whatif did not write; choose another, or empty it")
    }
    let descriptor = open(absolute, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw OutputError(path: path, errorNumber: errno) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      _ = close(descriptor)
      throw OutputError(path: path, reason: "another allot whatif is at work there")
    }
    lock = descriptor
    self.path = absolute
    if entries.isEmpty || entries == [".run.json.tmp"] {
      try write("run.json", RunRecord(command: RunFolder.command, version: version).json)
    }
  }

  deinit { _ = close(lock) }

  /// Removes the folder where it was made here and no study has begun in it.
  package func discard() {
    try? FileManager.default.removeItem(atPath: unfinishedVariants)
    guard created.last == path, !FileManager.default.fileExists(atPath: path + "/" + ResultLog.name) else { return }
    try? FileManager.default.removeItem(atPath: path)
    for parent in created.dropLast().reversed() { _ = rmdir(parent) }
  }

  /// The folders on a path that are not there, outermost first.
  private static func missing(_ path: String) -> [String] {
    var missing: [String] = []
    var path = path
    while path != "/", !FileManager.default.fileExists(atPath: path) {
      missing.append(path)
      path = (path as NSString).deletingLastPathComponent
    }
    return missing.reversed()
  }

  // MARK: Variants

  /// Where the variants' folders are.
  package var variants: String { path + "/variants" }
  private var unfinishedVariants: String { path + "/.variants.tmp" }

  /// Whether the folder of every variant is there.
  package func hasVariants(_ count: Int) -> Bool {
    (1...max(1, count)).allSatisfy { FileManager.default.fileExists(atPath: "\(variants)/\($0)/scenario.yaml") }
  }

  /// An empty folder to make variants in.
  package func beginVariants() throws(OutputError) -> String {
    try? FileManager.default.removeItem(atPath: unfinishedVariants)
    guard mkdir(unfinishedVariants, 0o777) == 0 else { throw OutputError(path: unfinishedVariants, errorNumber: errno) }
    return unfinishedVariants
  }

  /// Puts the finished variants in place of any that are there.
  package func commitVariants() throws(OutputError) {
    try? FileManager.default.removeItem(atPath: variants)
    guard rename(unfinishedVariants, variants) == 0 else { throw OutputError(path: variants, errorNumber: errno) }
  }

  /// Forgets all results, before variants change.
  package func forgetResults() { try? FileManager.default.removeItem(atPath: path + "/" + ResultLog.name) }

  // MARK: Files

  /// Writes a file whole or not at all.
  package func write(_ name: String, _ text: String) throws(OutputError) {
    try write(name) { $0.write(text) }
  }

  /// Writes a file whole or not at all.
  package func write(_ name: String, _ body: (FileSink) -> Void) throws(OutputError) {
    let temporary = "\(path)/.\(name).tmp"
    let sink = try FileSink(path: temporary)
    body(sink)
    try sink.close()
    guard rename(temporary, path + "/" + name) == 0 else {
      throw OutputError(path: path + "/" + name, errorNumber: errno)
    }
  }
}
