import RandomStreams

/// Purchases over the counter, summed by day, store and SKU, in that order of sorting.
package struct GeneratedWalkIns: Sendable {
  /// One row of demand.csv.
  package struct Row: Sendable, Hashable {
    /// Days from the planning day.
    package let day: Int32
    /// The store.
    package let node: Int32
    /// What was bought.
    package let sku: Int32
    /// Units.
    package let quantity: Int32
  }

  /// The rows; empty for a single day or without stores.
  package let rows: [Row]

  /// Draws `options.walkInRatio` x `options.orders` purchases over the days. O(n log n) in the purchases.
  init(_ options: GeneratorOptions, _ network: GeneratedNetwork, _ assortment: GeneratedAssortment) {
    let stores = network.nodes.indices.filter { network.nodes[$0].tier == .store }
    guard options.days > 1, !stores.isEmpty else {
      rows = []
      return
    }
    let days = CumulativeTable(weights: (0..<options.days).map(GeneratedClock.dayWeight))
    let sizes = AliasTable(weights: stores.map { network.nodes[$0].stockWeight })
    let quantities = CumulativeTable(weights: GeneratedOrders.quantityShares)
    let family = RandomStreamFamily(seed: options.seed, purpose: "walk-in")
    let count = Int((Double(options.orders) * options.walkInRatio).rounded())
    let purchases = (0..<count).map { index in
      var stream = RandomStream(family: family, index: UInt64(index))
      return Row(
        day: Int32(days.draw(from: &stream)), node: Int32(stores[sizes.draw(from: &stream)]),
        sku: Int32(assortment.popularity.draw(from: &stream)), quantity: Int32(quantities.draw(from: &stream) + 1))
    }
    rows = GeneratedWalkIns.summed(purchases)
  }

  private static func summed(_ purchases: [Row]) -> [Row] {
    let sorted = purchases.sorted { ($0.day, $0.node, $0.sku) < ($1.day, $1.node, $1.sku) }
    var result: [Row] = []
    for row in sorted {
      if let last = result.last, (last.day, last.node, last.sku) == (row.day, row.node, row.sku) {
        result[result.count - 1] = Row(
          day: row.day, node: row.node, sku: row.sku, quantity: last.quantity + row.quantity)
      } else {
        result.append(row)
      }
    }
    return result
  }

  /// Adds the units of every row to `demand`, indexed by SKU. O(rows).
  func addUnits(to demand: inout [Int]) {
    for row in rows { demand[Int(row.sku)] += Int(row.quantity) }
  }
}
