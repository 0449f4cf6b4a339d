/// The columns of one table of the contract; raw values count from 0 in the order of `names`.
protocol TableColumn: RawRepresentable<Int>, CaseIterable, Hashable, Sendable {
  /// The file's name without `.csv`.
  static var table: String { get }
  /// The columns' names in the order of the cases; a `*` at the end marks a required one.
  static var names: [String] { get }
}

extension TableColumn {
  /// The column's name as it stands in the header.
  var name: String {
    let name = Self.names[rawValue]
    return name.hasSuffix("*") ? String(name.dropLast()) : name
  }

  var isRequired: Bool { Self.names[rawValue].hasSuffix("*") }
}
