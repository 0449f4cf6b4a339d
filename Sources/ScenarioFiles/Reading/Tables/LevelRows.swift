import SupplyModel

enum LevelColumn: Int, TableColumn {
  case nodeID, skuID, minimum, maximum, baseStock, ranged

  static let table = "levels"
  static let names = ["node_id*", "sku_id*", "min", "max", "base_stock", "ranged"]
}

/// levels.csv.
struct LevelRows: TableReader {
  var rows: [StockLevel] = []
  private var lines: [Int32] = []
  private let references: References

  init(_ references: References, rows: Int) {
    self.references = references
    self.rows.reserveCapacity(rows)
  }

  mutating func read(_ row: inout TableCursor<LevelColumn>) {
    let node = row.reference(.nodeID, .node, references.nodes)
    let sku = row.reference(.skuID, .sku, references.skus)
    let minimum = row.number32(.minimum, .count)
    let maximum = row.number32(.maximum, .count)
    let baseStock = row.number32(.baseStock, .count)
    let ranged = row.boolean(.ranged) ?? true
    if let minimum, let maximum, maximum < minimum {
      row.fault(.maximum, "\(maximum) is less than min \(minimum)")
    }
    guard row.rowIsSound, let node, let sku else { return }
    rows.append(
      StockLevel(node: node, sku: sku, minimum: minimum, maximum: maximum, baseStock: baseStock, ranged: ranged))
    lines.append(Int32(row.line))
  }

  /// One table of all stretches; faults: a node and SKU that are here twice.
  static func joined(
    _ parts: consuming [LevelRows], _ references: References, _ faults: inout FaultList
  ) -> [StockLevel] {
    let lines = parts.flatMap(\.lines)
    let rows = takeAll(&parts, \.rows)
    noteRepeatedPairs(lines, column: LevelColumn.skuID.name, references, &faults) { (rows[$0].node, rows[$0].sku) }
    return rows
  }
}
