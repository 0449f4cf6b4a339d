import SupplyModel

enum ReceiptColumn: Int, TableColumn {
  case nodeID, skuID, quantity, due

  static let table = "receipts"
  static let names = ["node_id*", "sku_id*", "quantity*", "due*"]
}

/// receipts.csv.
struct ReceiptRows: TableReader {
  var rows: [Receipt] = []
  private let references: References

  init(_ references: References, rows: Int) {
    self.references = references
    self.rows.reserveCapacity(rows)
  }

  mutating func read(_ row: inout TableCursor<ReceiptColumn>) {
    let node = row.reference(.nodeID, .node, references.nodes)
    let sku = row.reference(.skuID, .sku, references.skus)
    let quantity = row.requiredNumber(.quantity, .quantity)
    let due = row.requiredDay(.due)
    guard row.rowIsSound, let node, let sku, let quantity, let due else { return }
    rows.append(Receipt(node: node, sku: sku, quantity: Int32(quantity), due: due))
  }
}
