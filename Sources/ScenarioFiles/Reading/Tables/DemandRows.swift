import SupplyModel

enum DemandColumn: Int, TableColumn {
  case date, nodeID, skuID, quantity, customerID

  static let table = "demand"
  static let names = ["date*", "node_id*", "sku_id*", "quantity*", "customer_id"]
}

/// demand.csv.
struct DemandRows: TableReader {
  /// Customers by `customers`.
  var rows: [WalkInDemand] = []
  var customers = IdentifierTable()
  private let references: References

  init(_ references: References, rows: Int) {
    self.references = references
    self.rows.reserveCapacity(rows)
  }

  mutating func read(_ row: inout TableCursor<DemandColumn>) {
    let day = row.requiredDay(.date)
    let node = row.reference(.nodeID, .node, references.nodes)
    let sku = row.reference(.skuID, .sku, references.skus)
    let quantity = row.requiredNumber(.quantity, .quantity)
    guard row.rowIsSound, let day, let node, let sku, let quantity else { return }
    let customer = row.cell(.customerID)
    rows.append(
      WalkInDemand(
        day: day, node: node, sku: sku, quantity: Int32(quantity),
        customer: customer.isEmpty ? nil : customers.insert(customer).index))
  }

  /// One table of all stretches; customers are added to those of the orders.
  static func joined(_ parts: consuming [DemandRows], customers: inout IdentifierTable) -> [WalkInDemand] {
    for part in parts.indices where !parts[part].customers.isEmpty {
      let numbers = customers.merge(parts[part].customers)
      for row in parts[part].rows.indices {
        parts[part].rows[row].customer = parts[part].rows[row].customer.map { numbers[Int($0)] }
      }
    }
    return takeAll(&parts, \.rows)
  }
}
