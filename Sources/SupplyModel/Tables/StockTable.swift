/// Stock rows SKU-major, nodes ascending within a SKU: rows `starts[sku] ..< starts[sku + 1]`.
package struct StockTable: Sendable {
  /// First row of each SKU; `skus + 1` long.
  package private(set) var starts: [Int32]
  package private(set) var nodes: [NodeIndex]
  package private(set) var skus: [SKUIndex]
  /// Units that may leave by any way; `Int32.max` = unlimited.
  package private(set) var available: [Int32]
  /// Units that may be shipped or transferred; `Int32.max` = unlimited.
  package private(set) var shippable: [Int32]
  /// Millionths for each unit whose stock leaves.
  package private(set) var useCost: [Int64]

  /// - Complexity: O(rows log nodes of one SKU).
  init(_ scenario: Scenario) {
    var counts = [Int32](repeating: 0, count: scenario.skus.count + 1)
    for row in scenario.stock { counts[Int(row.sku) + 1] += 1 }
    for sku in scenario.skus.indices { counts[sku + 1] += counts[sku] }
    starts = counts
    var order = [Int32](repeating: 0, count: scenario.stock.count)
    // Files mostly go node by node: then each SKU's rows come in order by themselves.
    var isSorted = true
    var last: NodeIndex = -1
    for (index, row) in scenario.stock.enumerated() {
      order[Int(counts[Int(row.sku)])] = Int32(index)
      counts[Int(row.sku)] += 1
      isSorted = isSorted && row.node >= last
      last = row.node
    }
    if !isSorted {
      for sku in scenario.skus.indices {
        order[Int(starts[sku])..<Int(starts[sku + 1])].sort {
          scenario.stock[Int($0)].node < scenario.stock[Int($1)].node
        }
      }
    }
    let rows = order.count
    (nodes, skus, available, shippable, useCost) = ([], [], [], [], [])
    nodes.reserveCapacity(rows)
    skus.reserveCapacity(rows)
    available.reserveCapacity(rows)
    shippable.reserveCapacity(rows)
    useCost.reserveCapacity(rows)
    for index in order {
      let row = scenario.stock[Int(index)]
      nodes.append(row.node)
      skus.append(row.sku)
      available.append(row.available ?? .max)
      shippable.append(row.shippable ?? .max)
      useCost.append(row.useCost.millionths)
    }
  }

  package var count: Int { nodes.count }

  /// The row of a (node, SKU), or -1. Complexity: O(log holders).
  package func row(node: NodeIndex, sku: SKUIndex) -> Int32 {
    var low = starts[Int(sku)]
    var high = starts[Int(sku) + 1]
    while low < high {
      let middle = (low + high) / 2
      if nodes[Int(middle)] < node { low = middle + 1 } else { high = middle }
    }
    return low < starts[Int(sku) + 1] && nodes[Int(low)] == node ? low : -1
  }
}
