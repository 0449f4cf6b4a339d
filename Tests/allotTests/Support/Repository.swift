import Foundation
import TestSupport

/// The files of this repository, found from this one.
enum Repository {
  static let root: URL = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// A scenario folder as it is checked in; nothing may be written there.
  static func scenario(_ name: String) -> String { root.appendingPathComponent("scenarios/\(name)").path }

  /// A copy of a scenario's inputs that a test may change and write to.
  static func copy(of name: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let source = scenario(name)
    for file in try FileManager.default.contentsOfDirectory(atPath: source) where file != "out" {
      try FileManager.default.copyItem(atPath: source + "/" + file, toPath: folder.path(of: file))
    }
    return folder
  }
}

extension TemporaryFolder {
  /// The text of a file.
  func text(of name: String) throws -> String { String(decoding: try bytes(of: name), as: UTF8.self) }

  /// Replaces the only occurrence of a text in a file.
  func replace(_ old: String, with new: String, in name: String) throws {
    let text = try text(of: name)
    guard text.components(separatedBy: old).count == 2 else { throw NotOnce(text: old, file: name) }
    try write(text.replacingOccurrences(of: old, with: new), to: name)
  }

  /// Names of all files below a folder, sorted, and of folders with a slash at their end.
  func contents(of name: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: path(of: name)).sorted()
  }

  /// The bytes of every file of a plan but run.json, by name.
  func plan(_ name: String) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for file in try contents(of: name) where file != "run.json" { files[file] = try bytes(of: name + "/" + file) }
    return files
  }

  struct NotOnce: Error {
    var text: String
    var file: String
  }
}
