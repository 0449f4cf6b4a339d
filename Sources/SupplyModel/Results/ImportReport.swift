/// What an import did: every row that was read is used, filtered, merged or rejected.
package struct ImportReport: Codable, Hashable, Sendable {
  /// Rows by the rule that took them.
  package struct Count: Codable, Hashable, Sendable {
    package var name: String
    package var rows: Int

    package init(name: String, rows: Int) {
      self.name = name
      self.rows = rows
    }
  }

  /// One source of the map, all of its files together; counts are of records where the source is unpivoted.
  package struct Source: Codable, Hashable, Sendable {
    package var source: String
    /// File names without folders.
    package var files: [String]
    package var read: Int
    /// Rows that are in at least one table.
    package var used: Int
    /// Rows left out by a rule, as the map wants it.
    package var filtered: [Count]
    /// Rows that repeat another.
    package var merged: [Count]
    /// Rows in rejected.csv.
    package var rejected: [Count]

    package init(
      source: String, files: [String], read: Int, used: Int, filtered: [Count], merged: [Count], rejected: [Count]
    ) {
      self.source = source
      self.files = files
      self.read = read
      self.used = used
      self.filtered = filtered
      self.merged = merged
      self.rejected = rejected
    }

    package var filteredRows: Int { filtered.reduce(0) { $0 + $1.rows } }
    package var mergedRows: Int { merged.reduce(0) { $0 + $1.rows } }
    package var rejectedRows: Int { rejected.reduce(0) { $0 + $1.rows } }
  }

  /// One file written.
  package struct Table: Codable, Hashable, Sendable {
    package var file: String
    package var rows: Int

    package init(file: String, rows: Int) {
      self.file = file
      self.rows = rows
    }
  }

  /// The map's name.
  package var map: String
  package var sources: [Source]
  package var tables: [Table]
  /// Files that came from the base folder as they were.
  package var copied: [String]
  package var notices: [String]

  package init(map: String, sources: [Source], tables: [Table], copied: [String], notices: [String]) {
    self.map = map
    self.sources = sources
    self.tables = tables
    self.copied = copied
    self.notices = notices
  }
}
