/// Why an import could not begin or end; faults inside maps and sources are `ScenarioErrors`.
package enum ImportError: Error, Hashable, Sendable {
  /// Sources given that do not fit the map's.
  case usage(String)
  case noSuchFile(String)
  case cannotWrite(String)
}

extension ImportError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .usage(let message): message
    case .noSuchFile(let path): "\(path): no such file"
    case .cannotWrite(let message): message
    }
  }
}
