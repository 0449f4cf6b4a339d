import ScenarioFiles

/// One change to a scenario.
package struct StudyChange: Sendable {
  /// What is done to rows that a filter picks.
  package enum RowAction: Sendable {
    case change(columns: [String], Amount)
    case remove
    /// Adds a copy of each row behind it, with other values in some columns.
    case copy([CellValue])
  }

  package enum Kind: Sendable {
    /// A key of scenario.yaml.
    case setting(SettingPath, Amount)
    case rows(table: String, filters: [RowFilter], RowAction)
    case add(table: String, rows: [[CellValue]])
  }

  /// Tells changes apart: variants that share a change share the tables that come of it.
  package var id: Int
  /// Where study.yaml has it.
  package var line: Int
  /// The path of its keys in study.yaml.
  package var path: String
  package var kind: Kind

  /// The table that it changes; nil for scenario.yaml.
  package var table: String? {
    switch kind {
    case .setting: nil
    case .rows(let table, _, _), .add(let table, _): table
    }
  }
}

/// What becomes of a value.
package enum Amount: Sendable {
  case to(YAMLTree)
  case times(StudyNumber)
  case plus(StudyNumber)
}

/// A value for a column of a new row.
package struct CellValue: Sendable {
  package var column: String
  package var text: String
}
