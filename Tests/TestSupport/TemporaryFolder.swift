import Foundation

/// A folder of its own for a test, removed with this object.
package final class TemporaryFolder: Sendable {
  /// Absolute, without a slash at its end.
  package let path: String

  package init() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("allot-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Where a file of this name is.
  package func path(of name: String) -> String { path + "/" + name }

  /// Writes a file; the folders on its way are made.
  package func write(_ bytes: [UInt8], to name: String) throws {
    let url = URL(fileURLWithPath: path(of: name))
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  /// Writes a file of text; the folders on its way are made.
  package func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  /// Removes a file.
  package func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path(of: name)) }

  /// The bytes of a file.
  package func bytes(of name: String) throws -> [UInt8] {
    try Array(Data(contentsOf: URL(fileURLWithPath: path(of: name))))
  }
}
