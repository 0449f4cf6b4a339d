/// Why a generated file could not be written.
package struct GeneratedFileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file.
  package let path: String
  /// The system's words: `No space left on device`.
  package let reason: String

  /// `PATH: cannot write: REASON`.
  package var description: String { "\(path): cannot write: \(reason)" }
}
