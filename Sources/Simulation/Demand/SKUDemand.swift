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
  /// - Complexity: O(demand + rows), and O(SKUs x days) where it does not come day by day.
  init(
    _ scenario: Scenario, drawn: SKUDemand?, stock: StockTable, window: ReplayWindow, isVendor: [Bool], threads: Int
  ) {
    let found = drawn ?? SKUDemand(sorting: scenario, window, isVendor)
    let (source, starts) = (found.entries, found.starts)
    // What was drawn is shared by the replays of all policies; what was sorted here is written over.
    let entries = drawn == nil ? source : FlatArray(repeating: SKUDemand.nothing, count: source.count)
    (self.entries, self.starts) = (entries, starts)
    let (skus, nodes) = (scenario.skus.count, scenario.nodes.count)
    let (size, days) = (64, window.days)
    concurrently((skus + size - 1) / size, threads: threads) { part in
      let rows = FlatArray<Int32>(repeating: -1, count: nodes)
      let counts = FlatArray<Int32>(repeating: 0, count: days + 1)
      let all = UnsafeMutableBufferPointer(start: entries.base, count: entries.count)
      for sku in part * size..<min(skus, (part + 1) * size) where starts[sku] < starts[sku + 1] {
        for row in Int(stock.starts[sku])..<Int(stock.starts[sku + 1]) { rows[Int(stock.nodes[row])] = Int32(row) }
        for index in starts[sku]..<starts[sku + 1] {
          var entry = source[index]
          entry.row = rows[Int(entry.row)]
          entries[index] = entry
        }
        SKUDemand.sort(UnsafeMutableBufferPointer(rebasing: all[starts[sku]..<starts[sku + 1]]), counts)
      }
    }
  }

  /// Brings entries into the order of days; those of one keep theirs.
  /// - Parameter counts: one more than days, all zero.
  /// - Complexity: O(entries + days).
  private static func sort(_ entries: UnsafeMutableBufferPointer<Entry>, _ counts: FlatArray<Int32>) {
    guard !zip(entries, entries.dropFirst()).allSatisfy({ $0.day <= $1.day }) else { return }
    for entry in entries { counts[Int(entry.day) + 1] += 1 }
    for day in 1..<counts.count { counts[day] += counts[day - 1] }
    for entry in Array(entries) {
      entries[Int(counts[Int(entry.day)])] = entry
      counts[Int(entry.day)] += 1
    }
    for day in 0..<counts.count { counts[day] = 0 }
  }

  /// Entries of some SKUs, and where those of each end.
  struct Part: Sendable {
    struct End: Sendable {
      var sku: SKUIndex
      var entries: Int
    }

    var entries: [Entry]
    var ends: [End]
  }

  /// Parts one after the other, in the order of SKUs, with nodes for rows.
  init(_ parts: [Part], skus: Int) {
    let starts = FlatArray<Int>(repeating: 0, count: skus + 1)
    let entries = FlatArray(repeating: SKUDemand.nothing, count: parts.reduce(0) { $0 + $1.entries.count })
    var place = 0
    for part in parts {
      var before = 0
      for end in part.ends {
        starts[Int(end.sku) + 1] = end.entries - before
        before = end.entries
      }
      for entry in part.entries {
        entries[place] = entry
        place += 1
      }
    }
    for sku in 0..<skus { starts[sku + 1] += starts[sku] }
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
