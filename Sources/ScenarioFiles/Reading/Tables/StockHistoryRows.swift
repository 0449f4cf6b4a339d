import SupplyModel

enum StockHistoryColumn: Int, TableColumn {
  case date, nodeID, skuID, onHand

  static let table = "stock_history"
  static let names = ["date*", "node_id*", "sku_id*", "on_hand*"]
}

/// stock_history.csv.
struct StockHistoryRows: TableReader {
  var rows: [StockSnapshot] = []
  private var lines: [Int32] = []
  private let references: References

  init(_ references: References, rows: Int) {
    self.references = references
    self.rows.reserveCapacity(rows)
  }

  mutating func read(_ row: inout TableCursor<StockHistoryColumn>) {
    let day = row.requiredDay(.date)
    let node = row.reference(.nodeID, .node, references.nodes)
    let sku = row.reference(.skuID, .sku, references.skus)
    let onHand = row.requiredNumber(.onHand, .count)
    guard row.rowIsSound, let day, let node, let sku, let onHand else { return }
    rows.append(StockSnapshot(day: day, node: node, sku: sku, onHand: Int32(onHand)))
    lines.append(Int32(row.line))
  }

  /// One table of all stretches; faults: a date, node and SKU that are here twice.
  static func joined(
    _ parts: consuming [StockHistoryRows], _ references: References, _ faults: inout FaultList
  ) -> [StockSnapshot] {
    let lines = parts.flatMap(\.lines)
    let rows = takeAll(&parts, \.rows)
    noteRepeatedKeys(
      lines, column: StockHistoryColumn.skuID.name, &faults,
      hash: { mixed(packed(rows[$0].node, rows[$0].sku), UInt64(bitPattern: Int64(rows[$0].day.number))) },
      isSame: { rows[$0].node == rows[$1].node && rows[$0].sku == rows[$1].sku && rows[$0].day == rows[$1].day },
      key: {
        "SKU \(quoted(references.skus[rows[$0].sku])) at node \(quoted(references.nodes[rows[$0].node])) on "
          + "\(rows[$0].day)"
      })
    return rows
  }
}
