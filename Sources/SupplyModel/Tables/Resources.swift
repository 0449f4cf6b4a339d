/// Everything that orders compete for, under one dense numbering:
/// stock rows, protected rows, capacity in orders, capacity in units, limited lanes.
package struct Resources: Sendable {
  package let stockRows: Int
  package let nodes: Int
  /// What is left on as_of after locked lines; `Int32.max` = unlimited.
  package var limits: [Int32]

  /// A unit that leaves stock row `row` by any way.
  @inline(__always) package func stock(_ row: Int32) -> Int { Int(row) }
  /// A unit shipped from stock row `row`.
  @inline(__always) package func protected(_ row: Int32) -> Int { stockRows + Int(row) }
  @inline(__always) package func capacityOrders(_ node: NodeIndex) -> Int { 2 * stockRows + Int(node) }
  @inline(__always) package func capacityUnits(_ node: NodeIndex) -> Int { 2 * stockRows + nodes + Int(node) }
  @inline(__always) package func lane(_ lane: Int32) -> Int { 2 * stockRows + 2 * nodes + Int(lane) }

  package var count: Int { limits.count }

  init(stock: StockTable, nodes: Int, laneLimits: [Int32]) {
    stockRows = stock.count
    self.nodes = nodes
    limits = stock.available + stock.shippable + [Int32](repeating: .max, count: 2 * nodes) + laneLimits
  }
}
