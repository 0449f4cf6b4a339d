#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// An output that cannot be written; the command line maps it to exit 73.
package struct OutputError: Error, Hashable, Sendable {
  package var path: String
  /// Why, in plain words: `No space left on device`.
  package var reason: String

  package init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  /// The reason that the operating system gives for an error number.
  package init(path: String, errorNumber: Int32) {
    self.init(path: path, reason: systemReason(errorNumber))
  }
}

extension OutputError: CustomStringConvertible {
  package var description: String { "cannot write \(path): \(reason)" }
}

/// The operating system's words for an error number.
func systemReason(_ errorNumber: Int32) -> String {
  strerror(errorNumber).map { String(cString: $0) } ?? "error \(errorNumber)"
}
