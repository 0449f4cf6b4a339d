import SupplyModel

/// Walk-in demand of a replay by SKU, then day: for whoever replays one SKU after the other.
struct SKUDemand: Sendable {
  /// Units that are asked for at a row on a day, by one customer or several.
  struct Entry: BitwiseCopyable, Sendable {
    /// Counted from the start.
    var day: Int32
    var row: Int32
    var units: Int32
  }

  private static let nothing = Entry(day: 0, row: 0, units: 0)

  let entries: FlatArray<Entry>
  /// By SKU, where its entries begin; one longer than the SKUs.
  let starts: FlatArray<Int>

  /// - Parameters:
  ///   - demand: by SKU, then day, with nodes for rows; nil: that of the scenario.
  ///   - isVendor: by node; nobody walks in there.
  /// - Complexity: O(demand + rows), O(demand log demand of a SKU) where it does not come day by day.
  init(
    _ scenario: Scenario, drawn: SKUDemand?, stock: StockTable, window: ReplayWindow, isVendor: [Bool], threads: Int
  ) {
    let found = drawn ?? SKUDemand(sorting: scenario, window, isVendor)
    let (source, starts) = (found.entries, found.starts)
    // What was drawn is shared by the replays of all policies; what was sorted here is written over.
    let entries = drawn == nil ? source : FlatArray(repeating: SKUDemand.nothing, count: source.count)
    (self.entries, self.starts) = (entries, starts)
    let (skus, nodes) = (scenario.skus.count, scenario.nodes.count)
    let size = 64
    concurrently((skus + size - 1) / size, threads: threads) { part in
      let rows = FlatArray<Int32>(repeating: -1, count: nodes)
      for sku in part * size..<min(skus, (part + 1) * size) where starts[sku] < starts[sku + 1] {
        for row in Int(stock.starts[sku])..<Int(stock.starts[sku + 1]) { rows[Int(stock.nodes[row])] = Int32(row) }
        for index in starts[sku]..<starts[sku + 1] {
          var entry = source[index]
          entry.row = rows[Int(entry.row)]
          entries[index] = entry
        }
        let own = UnsafeMutableBufferPointer(start: entries.base + starts[sku], count: starts[sku + 1] - starts[sku])
        if !zip(own, own.dropFirst()).allSatisfy({ $0.day <= $1.day }) {
          for (index, entry) in own.sorted(by: { $0.day < $1.day }).enumerated() { own[index] = entry }
        }
      }
    }
  }

  /// Entries with nodes for rows, of parts that hold whole SKUs one after the other.
  init(parts: [[Entry]], counts: [Int]) {
    let starts = FlatArray<Int>(repeating: 0, count: counts.count + 1)
    for (sku, count) in counts.enumerated() { starts[sku + 1] = starts[sku] + count }
    let entries = FlatArray(repeating: SKUDemand.nothing, count: starts[counts.count])
    var place = 0
    for part in parts {
      for entry in part {
        entries[place] = entry
        place += 1
      }
    }
    (self.entries, self.starts) = (entries, starts)
  }

  /// Demand of a scenario by SKU, in the order of its file, with nodes for rows.
  private init(sorting scenario: Scenario, _ window: ReplayWindow, _ isVendor: [Bool]) {
    let skus = scenario.skus.count
    let starts = FlatArray<Int>(repeating: 0, count: skus + 1)
    func isReplayed(_ row: WalkInDemand) -> Bool { window.index(row.day) != nil && !isVendor[Int(row.node)] }
    for row in scenario.demand where isReplayed(row) { starts[Int(row.sku) + 1] += 1 }
    for sku in 0..<skus { starts[sku + 1] += starts[sku] }
    let next = FlatArray<Int>(repeating: 0, count: skus)
    for sku in 0..<skus { next[sku] = starts[sku] }
    let entries = FlatArray(repeating: SKUDemand.nothing, count: starts[skus])
    for row in scenario.demand where isReplayed(row) {
      let sku = Int(row.sku)
      entries[next[sku]] = Entry(day: row.day - window.start, row: row.node, units: row.quantity)
      next[sku] += 1
    }
    (self.entries, self.starts) = (entries, starts)
  }
}
