import SupplyModel

enum ReturnColumn: Int, TableColumn {
  case orderID, skuID, quantity, returnedAt, nodeID, resalable

  static let table = "returns"
  static let names = ["order_id", "sku_id", "quantity", "returned_at", "node_id", "resalable"]
}

/// returns.csv. No column is required; a row without a quantity is one unit, and resalable unless it says no.
struct ReturnRows: TableReader {
  var rows: [ReturnRow] = []
  /// Rows that name an order, with the id: orders are read at the same time.
  private(set) var orderIDs: [(row: Int32, line: Int32, id: String)] = []
  private let references: References

  init(_ references: References, rows: Int) {
    self.references = references
    self.rows.reserveCapacity(rows)
  }

  mutating func read(_ row: inout TableCursor<ReturnColumn>) {
    let sku = row.optionalReference(.skuID, .sku, references.skus)
    let quantity = row.number32(.quantity, .quantity) ?? 1
    let returnedAt = row.moment(.returnedAt)?.instant(references.clock)
    let node = row.optionalReference(.nodeID, .node, references.nodes)
    let resalable = row.boolean(.resalable) ?? true
    if !row.cell(.orderID).isEmpty { orderIDs.append((Int32(rows.count), Int32(row.line), row.text(.orderID))) }
    rows.append(
      ReturnRow(order: nil, sku: sku, quantity: quantity, returnedAt: returnedAt, node: node, resalable: resalable))
  }

  /// One table of all stretches. Without orders.csv (`orders` nil) orders stay unknown.
  static func joined(
    _ parts: consuming [ReturnRows], orders: IdentifierTable?, _ faults: inout FaultList
  ) -> [ReturnRow] {
    for part in parts.indices {
      guard let orders else { break }
      for (row, line, id) in parts[part].orderIDs {
        if let order = orders.index(of: id) {
          parts[part].rows[Int(row)].order = order
        } else {
          faults.add(
            line: Int(line), column: ReturnColumn.orderID.name, puzzle: Puzzle(value: id, candidates: .orders),
            "unknown order \(quoted(id))")
        }
      }
    }
    return takeAll(&parts, \.rows)
  }
}
