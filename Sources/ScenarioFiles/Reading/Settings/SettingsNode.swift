/// A value of scenario.yaml with the line on which it begins.
struct SettingsNode: Sendable {
  var line: Int
  var value: Value

  indirect enum Value: Sendable {
    /// Empty, `~` or `null`: means the same as an absent key.
    case null
    /// The text as it stands: numbers are read from it exactly.
    case scalar(String)
    case sequence([SettingsNode])
    case mapping([Entry])
  }

  /// A key with its value.
  struct Entry: Sendable {
    var key: String
    var line: Int
    var node: SettingsNode
  }

  /// For faults: what stands there.
  var kind: String {
    switch value {
    case .null: "nothing"
    case .scalar(let text): quoted(text)
    case .sequence: "a list"
    case .mapping: "a group of keys"
    }
  }
}
