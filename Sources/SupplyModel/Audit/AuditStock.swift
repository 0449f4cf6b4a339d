/// Finds the stock row of a (node, SKU) by binary search among the node's rows.
struct AuditStock {
  private let skus: [SKUIndex]
  private let starts: [Int32]
  private let order: [Int32]

  /// - Complexity: O(rows + nodes + SKUs): two counting sorts.
  init(_ scenario: Scenario) {
    let stock = scenario.stock
    let bySKU = RowGroups(groups: scenario.skus.count, rows: stock.count) { stock[$0].sku }
    var sorted: [Int32] = []
    sorted.reserveCapacity(stock.count)
    for sku in 0..<scenario.skus.count { sorted.append(contentsOf: bySKU[sku]) }
    let rows = RowGroups(groups: scenario.nodes.count, rows: sorted.count) { stock[Int(sorted[$0])].node }
    var starts: [Int32] = [0]
    var order: [Int32] = []
    order.reserveCapacity(stock.count)
    for node in 0..<scenario.nodes.count {
      for position in rows[node] { order.append(sorted[Int(position)]) }
      starts.append(Int32(order.count))
    }
    self.starts = starts
    self.order = order
    skus = order.map { stock[Int($0)].sku }
  }

  /// The row in `Scenario.stock`, or nil where the node does not hold the SKU. O(log rows of the node).
  func row(_ node: NodeIndex, _ sku: SKUIndex) -> Int? {
    var low = Int(starts[Int(node)])
    var high = Int(starts[Int(node) + 1])
    let end = high
    while low < high {
      let middle = (low + high) / 2
      if skus[middle] < sku { low = middle + 1 } else { high = middle }
    }
    return low < end && skus[low] == sku ? Int(order[low]) : nil
  }
}
