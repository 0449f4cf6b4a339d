/// A mapping file, parsed and checked: how tables of another system become tables of a scenario folder.
///
/// Made by `ImportMap(text:file:parameters:)`; `importTables` runs it.
package struct ImportMap: Sendable {
  /// One `parameters:` entry, as `--set NAME=VALUE` may change it.
  package struct Parameter: Hashable, Sendable {
    package var name: String
    /// nil = must be given.
    package var defaultValue: String?
    package var about: String
  }

  /// The map's own name and what it says about itself.
  package var name: String
  package var about: String
  package var parameters: [Parameter]
  /// What the map reads, in the order in which files are given.
  package var sourceNames: [String] { sources.map(\.name) }

  var sources: [SourceRule]
  var tables: [TableRule]
  var stock: DerivedStock?
  var settings: [SettingRule]
}

/// One top-level key that the map sets in scenario.yaml.
struct SettingRule: Sendable {
  enum Value: Sendable {
    case text(String)
    /// The greatest (smallest) value of a column among the rows used, by bytes: for dates and times.
    case latest(source: Int, slot: Int)
    case earliest(source: Int, slot: Int)
  }

  var key: String
  var value: Value
}
