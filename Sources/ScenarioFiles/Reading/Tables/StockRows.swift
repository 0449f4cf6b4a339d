import SupplyModel

enum StockColumn: Int, TableColumn {
  case nodeID, skuID, onHand, reserved, protected, useCost

  static let table = "stock"
  static let names = ["node_id*", "sku_id*", "on_hand*", "reserved", "protected", "use_cost"]
}

/// stock.csv.
struct StockRows: TableReader {
  var rows: [StockRow] = []
  /// The line of each row.
  var lines: [Int32] = []
  // Of their own: a table taken out of a shared object is counted as used and given back at each row.
  private let nodes: IdentifierTable
  private let tiers: [Tier]
  private let skus: IdentifierTable

  init(_ references: References, rows: Int) {
    nodes = references.nodes
    tiers = references.tiers
    skus = references.skus
    self.rows.reserveCapacity(rows)
    lines.reserveCapacity(rows)
  }

  mutating func read(_ row: inout TableCursor<StockColumn>) {
    let node = row.reference(.nodeID, .node, nodes)
    let sku = row.reference(.skuID, .sku, skus)
    let onHand = row.number32(.onHand, .count)
    let reserved = row.number32(.reserved, .count) ?? 0
    let protected = row.number32(.protected, .count) ?? 0
    let useCost = row.money(.useCost, .signedMoney) ?? .zero
    if row.cell(.onHand).isEmpty, row.has(.onHand), let node, tiers[Int(node)] != .vendor {
      row.fault(.onHand, "is empty; only a vendor's may be (unlimited stock)")
    }
    if let onHand, reserved > onHand {
      row.fault(.reserved, "\(reserved) reserved is more than \(onHand) on hand")
    }
    guard row.rowIsSound, let node, let sku else { return }
    rows.append(
      StockRow(node: node, sku: sku, onHand: onHand, reserved: reserved, protected: protected, useCost: useCost))
    lines.append(Int32(row.line))
  }

  /// One table of all stretches; faults: a node and SKU that are here twice.
  static func joined(_ parts: consuming [StockRows], _ references: References, _ faults: inout FaultList) -> [StockRow]
  {
    let lines = parts.flatMap(\.lines)
    let rows = takeAll(&parts, \.rows)
    noteRepeatedPairs(lines, column: StockColumn.skuID.name, references, &faults) { (rows[$0].node, rows[$0].sku) }
    return rows
  }
}

/// The arrays of all parts, one behind the other; each is let go once it is copied.
func takeAll<Part, Element>(_ parts: inout [Part], _ path: WritableKeyPath<Part, [Element]>) -> [Element] {
  guard !parts.isEmpty else { return [] }
  var all: [Element] = []
  swap(&all, &parts[0][keyPath: path])
  if parts.count == 1 { return all }
  all.reserveCapacity(parts.reduce(all.count) { $0 + $1[keyPath: path].count })
  for index in 1..<parts.count {
    all += parts[index][keyPath: path]
    parts[index][keyPath: path] = []
  }
  return all
}
