import RandomStreams

/// What lies where: rows of (SKU, node, units >= 1), by SKU, then node.
package struct GeneratedStock: Sendable {
  /// The SKU of each row.
  package private(set) var sku: [Int32] = []
  /// The node of each row.
  package private(set) var node: [Int32] = []
  /// Units on hand of each row.
  package private(set) var onHand: [Int32] = []

  /// Draws the stock that meets (or, for the short SKUs, misses) the units of `demand`, indexed by SKU.
  ///
  /// A SKU's units come in deliveries, and each delivery goes to a node drawn by stock weight, whatever the demand
  /// about that node is. So the warehouses hold most SKUs, a store a random part of the assortment in which popular
  /// SKUs are likelier, and many an order finds its nearest store without what it wants: the competition for the
  /// well-placed units is what an optimizer can win by. O(SKUs + deliveries + rows log rows).
  init(_ options: GeneratorOptions, _ network: GeneratedNetwork, demand: [Int]) {
    let totals = GeneratedStock.totals(options, demand)
    let nodes = AliasTable(weights: network.nodes.map(\.stockWeight))
    let family = RandomStreamFamily(seed: options.seed, purpose: "stock")
    var held = [Int32](repeating: 0, count: network.nodes.count)
    var holders: [Int] = []
    for (index, total) in totals.enumerated() {
      var stream = RandomStream(family: family, index: UInt64(index))
      holders.removeAll(keepingCapacity: true)
      let deliveries = GeneratedStock.deliveries(of: total)
      for delivery in 0..<deliveries {
        let node = nodes.draw(from: &stream)
        if held[node] == 0 { holders.append(node) }
        held[node] += Int32(total / deliveries + (delivery < total % deliveries ? 1 : 0))
      }
      holders.sort()
      for holder in holders {
        sku.append(Int32(index))
        node.append(Int32(holder))
        onHand.append(held[holder])
        held[holder] = 0
      }
    }
  }

  /// The number of rows.
  package var count: Int { sku.count }

  /// All units of each SKU: below demand for the short ones, at least demand for all others.
  private static func totals(_ options: GeneratorOptions, _ demand: [Int]) -> [Int] {
    var choice = RandomStream(seed: options.seed, purpose: "short SKUs")
    // A SKU of which one unit is wanted cannot be short and still be in stock somewhere.
    let candidates = demand.indices.filter { demand[$0] >= 2 }
    let wanted = Int((Double(demand.count) * options.shortSkuShare).rounded())
    var isShort = [Bool](repeating: false, count: demand.count)
    for chosen in choice.sample(min(wanted, candidates.count), outOf: candidates.count) {
      isShort[candidates[chosen]] = true
    }
    let family = RandomStreamFamily(seed: options.seed, purpose: "stock total")
    return demand.indices.map { sku in
      var stream = RandomStream(family: family, index: UInt64(sku))
      let units = Double(demand[sku])
      if isShort[sku] {
        return min(max(Int((units * stream.uniform(from: 0.5, to: 0.95)).rounded()), 1), demand[sku] - 1)
      }
      // What nobody wants lies about in ones and twos; the rest is bought with a margin, sometimes a large one.
      if demand[sku] == 0 { return stream.uniform(in: 1...3) }
      return max(demand[sku], Int((units * min(1.05 + stream.exponential(mean: 0.35), 3)).rounded()))
    }
  }

  /// How many deliveries bring `total` units: fewer units each for slow sellers, so that these, too, have several
  /// holders. The factor makes about 19 holders a SKU in the largest named size.
  private static func deliveries(of total: Int) -> Int {
    let power = PortableMath.exp(0.85 * PortableMath.log(Double(total)))
    return min(max(Int((1.52 * power).rounded()), 1), total)
  }
}
