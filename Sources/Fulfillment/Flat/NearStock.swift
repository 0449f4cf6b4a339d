import SupplyModel

/// For each destination its nodes, those that parcels cost least from first, and where the SKUs that many nodes hold
/// lie there: an exact search need not look at nodes that cost more than what it has found already.
final class NearStock: Sendable {
  let nodes: Int
  /// By destination x nodes: the nodes that ship there, ascending by `costs`.
  let sequence: FlatArray<Int32>
  /// By destination x nodes: what a parcel of one unit costs at least from that node, at no prices (millionths);
  /// `infeasible` past the last.
  let costs: FlatArray<Int64>
  /// By SKU: its first cell in `offsets`, or -1 where a look at all its rows is as fast.
  let tables: FlatArray<Int32>
  /// By table x nodes: the node's row, counted from the SKU's first; `.max` = the node has none.
  let offsets: FlatArray<UInt16>
  /// The least that a unit's use cost adds: negative or 0 (millionths).
  let leastUse: Int64

  /// Nodes at least that an order looks at where nothing is known of it.
  static let firstLook = 48

  /// For scenarios where lines have many holders.
  /// - Complexity: O(lines + destinations x nodes log nodes + widely held SKUs x nodes); in parallel.
  static func worthwhile(_ flat: FlatScenario, threads: Int) -> NearStock? {
    guard flat.network.nodes < UInt16.max, RowCandidates.holders(flat) > 48 * flat.orders.skus.count else { return nil }
    return NearStock(flat, threads: threads)
  }

  /// - Complexity: O(stock + destinations x nodes log nodes + widely held SKUs x nodes); in parallel.
  init(_ flat: FlatScenario, threads: Int) {
    let nodes = flat.network.nodes
    self.nodes = nodes
    let destinations = flat.network.places.count / max(1, nodes)
    let sequence = FlatArray<Int32>(repeating: -1, count: destinations * nodes)
    let costs = FlatArray<Int64>(repeating: infeasible, count: destinations * nodes)
    let places = flat.network.places
    // Each destination writes cells of its own.
    concurrently(destinations, threads: threads) { destination in
      let first = destination * nodes
      var open: [(cost: Int64, node: Int32)] = []
      for node in 0..<nodes where places[first + node].unitsLeft >= 0 {
        open.append((places[first + node].fixed + places[first + node].unit, Int32(node)))
      }
      open.sort { ($0.cost, $0.node) < ($1.cost, $1.node) }
      for (index, item) in open.enumerated() {
        sequence[first + index] = item.node
        costs[first + index] = item.cost
      }
    }
    self.sequence = sequence
    self.costs = costs
    let skus = flat.rowStarts.count - 1
    tables = FlatArray(repeating: -1, count: skus)
    var count = 0
    for sku in 0..<skus where Int(flat.rowStarts[sku + 1] - flat.rowStarts[sku]) > nodes / 16 {
      tables[sku] = Int32(count * nodes)
      count += 1
    }
    offsets = FlatArray(repeating: .max, count: count * nodes)
    for sku in 0..<skus where tables[sku] >= 0 {
      for row in flat.rowStarts[sku]..<flat.rowStarts[sku + 1] {
        offsets[Int(tables[sku]) + Int(flat.rowNodes[Int(row)])] = UInt16(row - flat.rowStarts[sku])
      }
    }
    leastUse = (0..<flat.useCosts.count).reduce(0) { min($0, flat.useCosts[$1]) }
  }

  /// What a parcel costs at least from the last of so many nodes (millionths).
  func firstLimit(_ destination: Int32, nodes most: Int) -> Int64 {
    costs[Int(destination) * nodes + min(nodes, most) - 1]
  }
}

/// The rows of a line's SKU at nodes from which no parcel costs more than a limit at no prices, and others where that
/// is as fast: what a search needs whose result costs no more than that.
struct NearRows: RowReach {
  private let skus: UnsafePointer<Int32>
  private let starts: UnsafePointer<Int32>
  private let tables: UnsafePointer<Int32>
  private let offsets: UnsafePointer<UInt16>
  private let sequence: UnsafePointer<Int32>
  private let costs: UnsafePointer<Int64>
  private let nodes: Int
  private let limit: Int64

  init(_ flat: FlatScenario, _ near: NearStock, destination: Int32, limit: Int64) {
    skus = UnsafePointer(flat.orders.skus.base)
    starts = UnsafePointer(flat.rowStarts.base)
    tables = UnsafePointer(near.tables.base)
    offsets = UnsafePointer(near.offsets.base)
    sequence = UnsafePointer(near.sequence.base + Int(destination) * near.nodes)
    costs = UnsafePointer(near.costs.base + Int(destination) * near.nodes)
    nodes = near.nodes
    self.limit = min(limit, infeasible - 1)
  }

  @inline(__always)
  func forEachRow(_ line: Int, _ body: (Int) -> Void) {
    let sku = Int(skus[line])
    let first = Int(starts[sku])
    let table = Int(tables[sku])
    guard table >= 0 else {
      for row in first..<Int(starts[sku + 1]) { body(row) }
      return
    }
    var index = 0
    while index < nodes && costs[index] <= limit {
      let offset = offsets[table + Int(sequence[index])]
      if offset != .max { body(first + Int(offset)) }
      index += 1
    }
  }
}
