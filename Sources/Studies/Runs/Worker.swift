import Foundation
import SupplyModel

/// A process that does runs: a line of JSON in, a line of JSON out.
final class Worker {
  /// A process group of its own, so that Ctrl-C reaches it through us only, and stopping it stops what it started.
  let process: pid_t
  private let input: Int32
  private let output: Int32
  /// Where its standard error goes: a file, which never fills up as a pipe would.
  private let complaints: String
  private var unread: [UInt8] = []

  struct CannotStart: Error {
    var reason: String
  }

  /// Starts a process. Not on two threads at a time: one would inherit the pipes of the other.
  init(_ arguments: [String], complaints: String) throws(CannotStart) {
    var toWorker: [Int32] = [-1, -1]
    var fromWorker: [Int32] = [-1, -1]
    guard pipe(&toWorker) == 0, pipe(&fromWorker) == 0 else { throw CannotStart(reason: Worker.reason(errno)) }
    for end in toWorker + fromWorker { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, toWorker[0], STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, fromWorker[1], STDOUT_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, complaints, O_WRONLY | O_CREAT | O_TRUNC, 0o666)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGPIPE] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    // Whoever started us may have blocked signals; our workers must hear ours.
    var blocked = sigset_t()
    sigemptyset(&blocked)
    posix_spawnattr_setsigmask(&attributes, &blocked)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var identifier: pid_t = 0
    let failure = posix_spawn(&identifier, arguments[0], &actions, &attributes, &words, environ)
    _ = close(toWorker[0])
    _ = close(fromWorker[1])
    guard failure == 0 else {
      _ = close(toWorker[1])
      _ = close(fromWorker[0])
      throw CannotStart(reason: Worker.reason(failure))
    }
    process = identifier
    input = toWorker[1]
    output = fromWorker[0]
    self.complaints = complaints
  }

  private static func reason(_ number: Int32) -> String { String(cString: strerror(number)) }

  /// Sends a line and waits for the line that answers it; nil where the process ends before.
  func ask(_ line: String) -> [UInt8]? {
    var bytes = Array(line.utf8)
    bytes.append(0x0A)
    var done = 0
    while done < bytes.count {
      let written = bytes[done...].withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
      if written < 0, errno != EINTR { return nil }
      done += max(0, written)
    }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      if let end = unread.firstIndex(of: 0x0A) {
        let answer = Array(unread[..<end])
        unread.removeFirst(end + 1)
        return answer
      }
      let count = read(output, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return nil }
      unread += chunk[..<count]
    }
  }

  /// How a process ended.
  enum Ending: Hashable, Sendable {
    case exit(Int32)
    case signal(Int32)
  }

  /// Tells it that there is nothing more to do, and waits for its end.
  func finish() -> Ending {
    _ = close(input)
    _ = close(output)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? .exit(status >> 8 & 0xFF) : .signal(signal)
  }

  /// The end of what it said on standard error.
  var lastWords: [String] {
    let data = (try? Data(contentsOf: URL(fileURLWithPath: complaints))) ?? Data()
    let lines = String(decoding: data.suffix(8_192), as: UTF8.self).split(separator: "\n").map(String.init)
    return Array(lines.suffix(20))
  }
}
