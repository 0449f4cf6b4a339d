import SupplyModel

/// The nodes that send parcels of each SKU, ascending: `nodes[starts[sku] ..< starts[sku + 1]]`.
///
/// A node carries a SKU where stock.csv, supply.csv, receipts.csv or levels.csv has a row for the two and levels.csv does
/// not say `ranged` no. Vendors are left out: nobody plans their stock.
struct CarrierTable: Sendable {
  private(set) var starts: [Int32]
  private(set) var nodes: [NodeIndex] = []

  /// - Complexity: O(rows log carriers of one SKU).
  init(_ scenario: Scenario) {
    let skus = scenario.skus.count
    let counts = scenario.nodes.map { $0.ships && $0.tier != .vendor }
    // Twice the node, plus one for "carries": a "does not" comes before the rows that it overrules.
    var offsets = [Int32](repeating: 0, count: skus + 1)
    CarrierTable.forEachRow(scenario, counts) { sku, _ in offsets[Int(sku) + 1] += 1 }
    for sku in 0..<skus { offsets[sku + 1] += offsets[sku] }
    var marks = [Int32](repeating: 0, count: Int(offsets[skus]))
    var next = offsets
    CarrierTable.forEachRow(scenario, counts) { sku, mark in
      marks[Int(next[Int(sku)])] = mark
      next[Int(sku)] += 1
    }
    starts = [0]
    starts.reserveCapacity(skus + 1)
    nodes.reserveCapacity(marks.count)
    for sku in 0..<skus {
      let range = Int(offsets[sku])..<Int(offsets[sku + 1])
      if !CarrierTable.ascends(marks[range]) { marks[range].sort() }
      var last: NodeIndex = -1
      for mark in marks[range] where mark >> 1 != last {
        last = mark >> 1
        if mark & 1 == 1 { nodes.append(last) }
      }
      starts.append(Int32(nodes.count))
    }
  }

  /// The nodes that carry a SKU. Complexity: O(1).
  func nodes(of sku: SKUIndex) -> Range<Int> { Int(starts[Int(sku)])..<Int(starts[Int(sku) + 1]) }

  private static func ascends(_ marks: ArraySlice<Int32>) -> Bool {
    zip(marks, marks.dropFirst()).allSatisfy { $0 <= $1 }
  }

  @inline(__always)
  private static func forEachRow(_ scenario: Scenario, _ counts: [Bool], _ body: (SKUIndex, Int32) -> Void) {
    for row in scenario.stock where counts[Int(row.node)] { body(row.sku, row.node << 1 | 1) }
    for row in scenario.supply where counts[Int(row.node)] { body(row.sku, row.node << 1 | 1) }
    for row in scenario.receipts where counts[Int(row.node)] { body(row.sku, row.node << 1 | 1) }
    for row in scenario.levels where counts[Int(row.node)] { body(row.sku, row.node << 1 | (row.ranged ? 1 : 0)) }
  }
}
