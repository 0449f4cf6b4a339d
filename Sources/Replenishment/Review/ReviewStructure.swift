import SupplyModel

/// How the rows of a stock table replenish each other.
package struct ReviewStructure: Sendable {
  let nodes: FlatArray<NodeIndex>
  let skus: FlatArray<SKUIndex>
  /// By row: the row that replenishes it, or -1.
  let parents: FlatArray<Int32>
  /// By row: of supply.csv, or -1. Who buys has no parent.
  let supply: FlatArray<Int32>
  /// By row: of levels.csv, or -1.
  let levels: FlatArray<Int32>
  /// By row: the least that may be bought, units.
  let minima: FlatArray<Int32>
  /// By row: days from its parent or supplier; 0 where nothing comes.
  let leadDays: FlatArray<Int32>
  /// By row: days from there to the farthest row below, one of them for each node in between: what comes in the
  /// morning is sent on in the evening.
  let downstreamDays: FlatArray<Int32>
  /// By row: how many rows are above it.
  let depth: FlatArray<Int16>
  /// One more than the greatest depth.
  let depths: Int
  private let isRanged: FlatArray<Bool>
  private let isVendor: FlatArray<Bool>
  /// By row.
  let packs: FlatArray<Int32>
  let order: ReviewOrder

  /// - Parameters:
  ///   - scenario: with supply, levels and SKUs.
  ///   - stock: with a row for every node that a SKU passes through.
  /// - Complexity: O(rows x log nodes).
  package init(_ scenario: Scenario, stock: StockTable, network: TransferNetwork) {
    nodes = FlatArray(stock.nodes, padding: 0)
    skus = FlatArray(stock.skus, padding: 0)
    packs = FlatArray(stock.skus.map { scenario.skus[Int($0)].packSize }, padding: 1)
    isVendor = FlatArray(scenario.nodes.map { $0.tier == .vendor }, padding: false)
    let count = stock.count
    var supply = [Int32](repeating: -1, count: count)
    var levels = supply
    var parents = supply
    var leadDays = [Int32](repeating: 0, count: count)
    var isRanged = [Bool](repeating: true, count: count)
    var minima = supply.map { _ in Int32(0) }
    for (index, row) in scenario.supply.enumerated() {
      let place = stock.row(node: row.node, sku: row.sku)
      guard place >= 0 else { continue }
      supply[Int(place)] = Int32(index)
      leadDays[Int(place)] = row.leadDays
      minima[Int(place)] = row.minimum
    }
    for (index, row) in scenario.levels.enumerated() {
      let place = stock.row(node: row.node, sku: row.sku)
      guard place >= 0 else { continue }
      levels[Int(place)] = Int32(index)
      isRanged[Int(place)] = row.ranged
    }
    for row in 0..<count where supply[row] < 0 {
      guard let parent = network.parent(stock.nodes[row]), let days = network.supplyDays(stock.nodes[row]) else {
        continue
      }
      let above = stock.row(node: parent, sku: stock.skus[row])
      guard above >= 0 else { continue }
      parents[row] = above
      leadDays[row] = days
    }
    var downstreamDays = [Int32](repeating: 0, count: count)
    var depth = [Int16](repeating: 0, count: count)
    for row in 0..<count {
      var (days, child, above) = (Int32(0), row, parents[row])
      var levelsAbove: Int16 = 0
      while above >= 0 {
        days += leadDays[child] + 1
        downstreamDays[Int(above)] = max(downstreamDays[Int(above)], days)
        (child, above) = (Int(above), parents[Int(above)])
        levelsAbove += 1
      }
      depth[row] = levelsAbove
    }
    depths = Int(depth.max() ?? 0) + 1
    order = ReviewOrder(
      starts: stock.starts, parents: parents, depth: depth,
      isReplenished: (0..<count).map { (parents[$0] >= 0 || supply[$0] >= 0) && isRanged[$0] })
    self.minima = FlatArray(minima, padding: 0)
    self.depth = FlatArray(depth, padding: 0)
    self.supply = FlatArray(supply, padding: -1)
    self.levels = FlatArray(levels, padding: -1)
    self.parents = FlatArray(parents, padding: -1)
    self.leadDays = FlatArray(leadDays, padding: 0)
    self.downstreamDays = FlatArray(downstreamDays, padding: 0)
    self.isRanged = FlatArray(isRanged, padding: true)
  }

  /// The row of supply.csv by which a row is bought; nil where it is not. Complexity: O(1).
  package func supply(_ row: Int, in scenario: Scenario) -> SupplyRow? {
    supply[row] < 0 ? nil : scenario.supply[Int(supply[row])]
  }

  /// The number of that row, or -1.
  package func supplyIndex(_ row: Int) -> Int32 { supply[row] }

  /// Whether any row has to be told its level by a forecast, since levels.csv does not. Complexity: O(rows).
  package func needsForecast(_ scenario: Scenario, policy: ReplenishmentPolicy) -> Bool {
    (0..<nodes.count).contains { row in
      guard isReplenished(row) else { return false }
      guard levels[row] >= 0 else { return true }
      let level = scenario.levels[Int(levels[row])]
      return policy == .baseStock ? level.baseStock == nil : level.minimum == nil || level.maximum == nil
    }
  }

  /// Whether a row is any place of ours, and not a supplier's.
  func isStocked(_ row: Int) -> Bool { !isVendor[Int(nodes[row])] }

  /// Whether anything may be ordered for a row.
  @inline(__always)
  func isReplenished(_ row: Int) -> Bool { (parents[row] >= 0 || supply[row] >= 0) && isRanged[row] }
}
