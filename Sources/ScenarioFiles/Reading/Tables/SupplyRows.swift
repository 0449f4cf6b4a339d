import SupplyModel

enum SupplyColumn: Int, TableColumn {
  case nodeID, skuID, leadDays, unitCost, orderCost, minimum

  static let table = "supply"
  static let names = ["node_id*", "sku_id*", "lead_days*", "unit_cost", "order_cost", "minimum"]
}

/// supply.csv.
struct SupplyRows: TableReader {
  var rows: [SupplyRow] = []
  private var lines: [Int32] = []
  private let references: References

  init(_ references: References, rows: Int) {
    self.references = references
    self.rows.reserveCapacity(rows)
  }

  mutating func read(_ row: inout TableCursor<SupplyColumn>) {
    let node = row.reference(.nodeID, .node, references.nodes)
    let sku = row.reference(.skuID, .sku, references.skus)
    let leadDays = row.requiredNumber(.leadDays, .days)
    let unitCost = row.money(.unitCost)
    let orderCost = row.money(.orderCost) ?? .zero
    let minimum = row.number32(.minimum, .count) ?? 0
    guard row.rowIsSound, let node, let sku, let leadDays else { return }
    rows.append(
      SupplyRow(
        node: node, sku: sku, leadDays: Int32(leadDays), unitCost: unitCost, orderCost: orderCost, minimum: minimum))
    lines.append(Int32(row.line))
  }

  /// One table of all stretches; faults: a node and SKU that are here twice.
  static func joined(
    _ parts: consuming [SupplyRows], _ references: References, _ faults: inout FaultList
  ) -> [SupplyRow] {
    let lines = parts.flatMap(\.lines)
    let rows = takeAll(&parts, \.rows)
    noteRepeatedPairs(lines, column: SupplyColumn.skuID.name, references, &faults) { (rows[$0].node, rows[$0].sku) }
    return rows
  }
}
