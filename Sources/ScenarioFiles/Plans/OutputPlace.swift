import FoundationEssentials
import SupplyModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The place where an output folder is to stand, and what may be done there.
struct OutputPlace {
  /// The file by which a folder is known as ours.
  static let marker = "run.json"

  /// Absolute, symbolic links followed.
  let target: String
  let parent: String
  let name: String

  /// - Throws: where the path names nothing that could be a folder of its own.
  init(_ path: String) throws(OutputError) {
    var path = path
    while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
    guard !path.isEmpty else { throw OutputError(path: path, reason: "the path of the output folder is empty") }
    if !path.hasPrefix("/") { path = FileManager.default.currentDirectoryPath + "/" + path }
    // Links and `..` are resolved by the system; where the folder does not exist yet, through its nearest parent.
    var missing: [Substring] = []
    var known = Substring(path)
    var resolved = Self.realPath(String(known))
    while resolved == nil {
      if Self.isLink(String(known)) {
        throw OutputError(path: path, reason: "\(known) is a symbolic link that leads nowhere")
      }
      guard let slash = known.lastIndex(of: "/") else { break }
      let last = known[known.index(after: slash)...]
      if last == ".." { throw OutputError(path: path, reason: systemReason(ENOENT)) }
      if !last.isEmpty && last != "." { missing.append(last) }
      known = known[..<slash]
      resolved = known.isEmpty ? "/" : Self.realPath(String(known))
    }
    let base = resolved ?? "/"
    target = missing.reversed().reduce(base) { $0 == "/" ? "/" + $1 : $0 + "/" + $1 }
    guard let slash = target.lastIndex(of: "/"), target != "/" else {
      throw OutputError(path: path, reason: "the root of the file system is no output folder")
    }
    parent = slash == target.startIndex ? "/" : String(target[..<slash])
    name = String(target[target.index(after: slash)...])
  }

  private func beside(_ name: String) -> String { parent == "/" ? "/" + name : parent + "/" + name }

  private static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  // MARK: What stands there

  /// - Throws: unless the target is missing, an empty folder, or a folder with an output of ours.
  func requireReplaceable(by command: String) throws(OutputError) {
    var status = stat()
    guard stat(target, &status) == 0 else {
      if errno == ENOENT { return }
      throw OutputError(path: target, errorNumber: errno)
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw OutputError(path: target, reason: "it is a file, not a folder")
    }
    let entries: [String]
    do { entries = try FileManager.default.contentsOfDirectory(atPath: target) } catch {
      throw OutputError(path: target, reason: "its content cannot be listed")
    }
    if entries.isEmpty { return }
    guard entries.contains(Self.marker), let author = RunRecord.command(inFileAt: target + "/" + Self.marker) else {
      throw OutputError(
        path: target, reason: "the folder holds something that allot did not write; choose another, or empty it")
    }
    if author != command, entries.contains("scenario.yaml") {
      throw OutputError(path: target, reason: "the folder holds a scenario; choose another")
    }
  }

  // MARK: Making room

  /// Creates the parents that are missing and returns them, outermost first.
  func createParents() throws(OutputError) -> [String] {
    var missing: [String] = []
    var folder = parent
    while folder != "/", access(folder, F_OK) != 0 {
      missing.append(folder)
      let slash = folder.lastIndex(of: "/") ?? folder.startIndex
      folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
    }
    var created: [String] = []
    for folder in missing.reversed() {
      guard mkdir(folder, 0o777) == 0 || errno == EEXIST else {
        let error = OutputError(path: folder, errorNumber: errno)
        Self.removeEmpty(created)
        throw error
      }
      created.append(folder)
    }
    return created
  }

  /// Creates and locks the temporary folder.
  func createTemporary() throws(OutputError) -> (path: String, lock: Int32) {
    for attempt in 1...1_000 {
      let path = beside(temporaryPrefix + String(getpid()) + (attempt == 1 ? "" : "-\(attempt)"))
      if mkdir(path, 0o777) != 0 {
        if errno == EEXIST { continue }
        throw OutputError(path: path, errorNumber: errno)
      }
      if let lock = Self.lock(path) { return (path, lock) }
      // Another run took it for abandoned between its making and its lock; the next name will do.
      _ = rmdir(path)
    }
    throw OutputError(path: target, reason: "no name is free for the temporary folder beside it")
  }

  private var temporaryPrefix: String { ".\(name).tmp-" }

  /// Removes temporary folders of this target whose process has died.
  func removeAbandoned() {
    guard let entries = try? FileManager.default.contentsOfDirectory(atPath: parent) else { return }
    for entry in entries where entry.hasPrefix(temporaryPrefix) {
      guard entry.utf8.dropFirst(temporaryPrefix.utf8.count).allSatisfy({ (48...57).contains($0) || $0 == 45 }) else {
        continue
      }
      guard let lock = Self.lock(beside(entry)) else { continue }
      Self.remove(beside(entry))
      Self.release(lock)
    }
  }

  /// An open descriptor that holds the folder's lock; nil where another holds it or the folder is gone.
  private static func lock(_ path: String) -> Int32? {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    var held = stat()
    var present = stat()
    guard
      flock(descriptor, LOCK_EX | LOCK_NB) == 0, fstat(descriptor, &held) == 0, stat(path, &present) == 0,
      held.st_ino == present.st_ino
    else {
      release(descriptor)
      return nil
    }
    return descriptor
  }

  /// Gives a lock back.
  static func release(_ lock: Int32) { _ = close(lock) }

  /// Removes a folder and all it holds, as far as the system lets it.
  static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

  /// Removes folders that are still empty, innermost first.
  static func removeEmpty(_ folders: [String]) {
    for folder in folders.reversed() { _ = rmdir(folder) }
  }
}
