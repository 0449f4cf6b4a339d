import Foundation
import ScenarioFiles
import SupplyModel
import Synchronization

/// The file of results of a study: a first line that says what they depend on, then a line for each run that is done.
///
/// Only ever appended to, a whole line in one write: whatever ends the program, at most the last line is torn, and
/// that is cut off by the next run.
package final class ResultLog: Sendable {
  package static let name = "results.jsonl"

  private let path: String
  private let descriptor: Mutex<Int32>

  /// What a log holds.
  package struct Content {
    /// nil where not even the first line is whole.
    package var fingerprint: StudyFingerprint?
    /// By run.
    package var results: [Int: [Metric]] = [:]
    /// The bytes of all whole lines.
    fileprivate var length = 0
  }

  /// Reads a log; without one the content is empty. A line that is torn or makes no sense ends the reading: what
  /// stands behind it is computed again. O(bytes).
  package static func read(_ folder: String) -> Content {
    var content = Content()
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: folder + "/" + name), options: .alwaysMapped) else {
      return content
    }
    var start = data.startIndex
    while let end = data[start...].firstIndex(of: 0x0A) {
      let line = data[start..<end]
      if content.fingerprint == nil {
        guard let fingerprint = StudyFingerprint(json: line) else { return content }
        content.fingerprint = fingerprint
      } else {
        guard let result = RunResult(json: line), let run = Int(result.run) else { return content }
        if content.results[run] == nil { content.results[run] = result.metrics }
      }
      start = end + 1
      content.length = start
    }
    return content
  }

  /// Begins a new log, in place of any that is there.
  package init(newIn folder: String, _ fingerprint: StudyFingerprint) throws(OutputError) {
    path = folder + "/" + ResultLog.name
    descriptor = Mutex(try ResultLog.open(path, O_TRUNC))
    try append(fingerprint.json)
  }

  /// Goes on with a log behind its last whole line.
  package init(in folder: String, behind content: Content) throws(OutputError) {
    path = folder + "/" + ResultLog.name
    let opened = try ResultLog.open(path, 0)
    descriptor = Mutex(opened)
    if ftruncate(opened, content.length) != 0 { throw OutputError(path: path, errorNumber: errno) }
  }

  deinit { _ = close(descriptor.withLock { $0 }) }

  private static func open(_ path: String, _ flags: Int32) throws(OutputError) -> Int32 {
    let descriptor = Foundation.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | flags, 0o666)
    guard descriptor >= 0 else { throw OutputError(path: path, errorNumber: errno) }
    return descriptor
  }

  /// Appends the result of a run; may be called from any thread.
  package func append(_ result: RunResult) throws(OutputError) { try append(result.json) }

  private func append(_ line: String) throws(OutputError) {
    var bytes = Array(line.utf8)
    bytes.append(0x0A)
    let failure = descriptor.withLock { descriptor -> Int32? in
      var done = 0
      while done < bytes.count {
        let written = bytes[done...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        if written < 0, errno != EINTR { return errno }
        done += max(0, written)
      }
      return nil
    }
    if let failure { throw OutputError(path: path, errorNumber: failure) }
  }
}

extension StudyFingerprint {
  /// The first line of a log.
  fileprivate var json: String {
    let members = parts.map { "\(JSONText.quoted($0.name)): \(JSONText.quoted($0.value))" }
    return "{\"whatif\": 1, \"depends_on\": {\(members.joined(separator: ", "))}}"
  }

  fileprivate init?(json line: Data) {
    guard let document = try? JSONParser.parse(Array(line)), document["whatif"] == .number("1"),
      case .object(let members)? = document["depends_on"]
    else { return nil }
    parts = members.compactMap { member in
      if case .string(let value) = member.value { (member.key, value) } else { nil }
    }
  }
}
