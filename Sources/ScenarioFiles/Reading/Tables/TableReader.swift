import SupplyModel

/// Collects the rows of one stretch of a table.
protocol TableReader: Sendable {
  associatedtype Column: TableColumn
  /// - Parameters:
  ///   - references: what ids may refer to.
  ///   - rows: about how many rows will come.
  init(_ references: References, rows: Int)
  /// Takes the cursor's current row; notes its faults in the cursor.
  mutating func read(_ row: inout TableCursor<Column>)
}

/// What was read of a stretch, and its faults.
struct StretchResult<Reader: TableReader>: Sendable {
  var reader: Reader
  var faults: FaultList
}

/// Reads all rows of a stretch. Complexity: O(bytes).
func readStretch<Reader: TableReader>(
  _: Reader.Type, _ source: TableSource, _ stretch: CSVStretch, _ references: References
) -> StretchResult<Reader> {
  var cursor = TableCursor<Reader.Column>(source, stretch, unreadable: references.unreadable)
  var reader = Reader(references, rows: stretch.traits.newlines + 1)
  while cursor.next() { reader.read(&cursor) }
  return StretchResult(reader: reader, faults: cursor.finish())
}

/// What ids in tables may refer to, once nodes, SKUs, zones and settings are read.
final class References: Sendable {
  let nodes: IdentifierTable
  let tiers: [Tier]
  let skus: IdentifierTable
  let prices: [Money?]
  let zones: IdentifierTable
  let clock: LocalClock
  let defaultService: String
  /// Ids that cannot be looked up because their table is broken.
  let unreadable: [ReferenceKind]
  /// Whether there is a zones.csv.
  let hasZones: Bool

  /// Nothing to refer to: for the tables that are read first.
  static let none = References(
    nodes: IdentifierTable(), tiers: [], skus: IdentifierTable(), prices: [], zones: IdentifierTable(),
    clock: .fixed(offsetSeconds: 0), defaultService: "standard")

  init(
    nodes: IdentifierTable, tiers: [Tier], skus: IdentifierTable, prices: [Money?], zones: IdentifierTable,
    clock: LocalClock, defaultService: String, unreadable: [ReferenceKind] = [], hasZones: Bool = true
  ) {
    self.nodes = nodes
    self.tiers = tiers
    self.skus = skus
    self.prices = prices
    self.zones = zones
    self.clock = clock
    self.defaultService = defaultService
    self.unreadable = unreadable
    self.hasZones = hasZones
  }
}
