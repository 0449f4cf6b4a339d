/// One fault of the input: where it stands, what is there, what was expected.
package struct ScenarioError: Error, Hashable, Sendable {
  /// Relative to the scenario folder.
  package var file: String
  /// 1-based; nil where the whole file is meant.
  package var line: Int?
  /// The column's name, or the key's path in YAML.
  package var column: String?
  /// What is wrong, with the value, what was expected and, where it helps, a "maybe you meant".
  package var message: String

  package init(file: String, line: Int? = nil, column: String? = nil, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }
}

extension ScenarioError: CustomStringConvertible {
  /// `FILE:LINE:COLUMN: message`, without the parts that do not apply.
  package var description: String {
    var place = file
    if let line { place += ":\(line)" }
    if let column { place += ":\(column)" }
    return "\(place): \(message)"
  }
}

/// All faults of all files of a scenario, thrown once.
package struct ScenarioErrors: Error, Sendable {
  /// The first faults, in file and line order.
  package var listed: [ScenarioError]
  /// How many there are in all, the listed ones included.
  package var count: Int
  /// Whether there is no folder to read at all, which is not the same as a faulty one.
  package var isMissingFolder: Bool

  package init(listed: [ScenarioError], count: Int, isMissingFolder: Bool = false) {
    self.listed = listed
    self.count = count
    self.isMissingFolder = isMissingFolder
  }

  /// One fault, the only one.
  package init(_ fault: ScenarioError) { self.init(listed: [fault], count: 1) }
}
