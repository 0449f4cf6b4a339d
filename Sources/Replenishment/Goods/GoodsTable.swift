import SupplyModel

/// Units of today's stock by the last day on which they can be sold.
package struct StockLot: Hashable, Sendable {
  package var lastDay: Day
  package var units: Int32

  package init(lastDay: Day, units: Int32) {
    self.lastDay = lastDay
    self.units = units
  }
}

/// The nodes that matter to each SKU: those with demand, stock, goods under way or a supplier, and those above them that
/// goods come through.
///
/// SKU-major, and within a SKU every parent before its children: `rows[starts[s] ..< starts[s + 1]]`.
struct GoodsTable: Sendable {
  struct Row: Sendable {
    var node: NodeIndex
    /// On hand less reserved.
    var available: Int32 = 0
    /// Units of it that are kept for the node's own customers.
    var protected: Int32 = 0
    /// Row of the forecast; -1 = nothing is asked for here.
    var forecast: Int32 = -1
    /// Row of supply.csv; -1 = nothing can be bought.
    var supply: Int32 = -1
    /// Row of levels.csv; -1 = none.
    var level: Int32 = -1
    /// Whether levels.csv says that the node does not carry the SKU: nothing is sent there.
    var isRanged = true
    /// Days of their life that goods have had at least when they are taken in here. 0 where they do not spoil.
    var age: Int32 = 0
    /// What a unit that lies here has cost in journeys (millionths); 0 where plans do not look beyond the horizon.
    var carriage = 0.0
  }

  private(set) var starts: [Int32] = [0]
  private(set) var rows: [Row] = []
  /// Receipts by row: `receipts[receiptStarts[r] ..< receiptStarts[r + 1]]`, in order of due day.
  private(set) var receiptStarts: [Int32] = [0]
  private(set) var receipts: [Receipt] = []
  /// By row, where the ages of today's stock are known: `lots[lotStarts[r] ..< lotStarts[r + 1]]`.
  private(set) var lotStarts: [Int32] = []
  private(set) var lots: [StockLot] = []

  func rows(of sku: SKUIndex) -> Range<Int> { Int(starts[Int(sku)])..<Int(starts[Int(sku) + 1]) }
  /// The row of a SKU at a node; nil where it does not matter there. Complexity: O(rows of the SKU).
  func row(of sku: SKUIndex, at node: NodeIndex) -> Int? { rows(of: sku).first { rows[$0].node == node } }
  func receipts(of row: Int) -> ArraySlice<Receipt> { receipts[Int(receiptStarts[row])..<Int(receiptStarts[row + 1])] }

  /// Today's stock by age; nil where that is not known, and it counts as fresh.
  func lots(of row: Int) -> ArraySlice<StockLot>? {
    lotStarts.isEmpty ? nil : lots[Int(lotStarts[row])..<Int(lotStarts[row + 1])]
  }

  /// - Parameters:
  ///   - rhythm: when what comes can be sent on.
  ///   - lots: by row of the scenario's stock; nil = all of it is fresh.
  /// - Complexity: O(n log n) for n rows of stock, receipts, supply, levels and forecast.
  init(
    _ scenario: Scenario, forecast: DemandForecast, network: SupplyNetwork, rhythm: PlanningRhythm = .once,
    lots: [[StockLot]]? = nil
  ) {
    let nodes = scenario.nodes
    var rank = [Int32](repeating: 0, count: nodes.count)
    for (index, node) in network.topDown.enumerated() { rank[Int(node)] = Int32(index) }
    func isVendor(_ node: NodeIndex) -> Bool { nodes[Int(node)].tier == .vendor }
    let stock = GoodsTable.grouped(scenario.stock.indices, skus: scenario.skus.count) { scenario.stock[$0].sku }
    let due = GoodsTable.grouped(scenario.receipts.indices, skus: scenario.skus.count) { scenario.receipts[$0].sku }
    let supply = GoodsTable.grouped(scenario.supply.indices, skus: scenario.skus.count) { scenario.supply[$0].sku }
    let levels = GoodsTable.grouped(scenario.levels.indices, skus: scenario.skus.count) { scenario.levels[$0].sku }
    var slot = [Int32](repeating: -1, count: nodes.count)
    if lots != nil { lotStarts = [0] }
    for sku in scenario.skus.indices {
      let first = rows.count
      func row(_ node: NodeIndex, _ rows: inout [Row]) -> Int {
        if slot[Int(node)] < 0 {
          slot[Int(node)] = Int32(rows.count - first)
          rows.append(Row(node: node))
        }
        return first + Int(slot[Int(node)])
      }
      for index in forecast.rows(of: SKUIndex(sku)) where !isVendor(forecast.rows[index].node) {
        rows[row(forecast.rows[index].node, &rows)].forecast = Int32(index)
      }
      for index in stock[sku] where !isVendor(scenario.stock[Int(index)].node) {
        let held = scenario.stock[Int(index)]
        guard let available = held.available, available > 0 else { continue }
        let place = row(held.node, &rows)
        rows[place].available = available
        rows[place].protected = min(held.protected, available)
      }
      for index in due[sku] where !isVendor(scenario.receipts[Int(index)].node) {
        _ = row(scenario.receipts[Int(index)].node, &rows)
      }
      for index in supply[sku] where !isVendor(scenario.supply[Int(index)].node) {
        rows[row(scenario.supply[Int(index)].node, &rows)].supply = index
      }
      for index in levels[sku] where !isVendor(scenario.levels[Int(index)].node) {
        let level = scenario.levels[Int(index)]
        let asks = max(level.minimum ?? 0, level.maximum ?? 0, level.baseStock ?? 0) > 0
        guard asks || slot[Int(level.node)] >= 0 else { continue }
        _ = row(level.node, &rows)
      }
      var index = first
      while index < rows.count {
        if let parent = network.parents[Int(rows[index].node)] { _ = row(parent, &rows) }
        index += 1
      }
      // Of those that goods only pass through, too.
      for index in levels[sku] where slot[Int(scenario.levels[Int(index)].node)] >= 0 {
        let place = row(scenario.levels[Int(index)].node, &rows)
        rows[place].level = index
        rows[place].isRanged = scenario.levels[Int(index)].ranged
      }
      for row in rows[first...] { slot[Int(row.node)] = -1 }
      rows[first...].sort { rank[Int($0.node)] < rank[Int($1.node)] }
      starts.append(Int32(rows.count))
      addReceipts(due[sku], scenario, first)
      if scenario.skus[sku].shelfLifeDays != nil { addAges(first, network, rhythm, &slot) }
      if let lots { addLots(stock[sku], scenario, lots, first) }
    }
  }

  private mutating func addReceipts(_ due: ArraySlice<Int32>, _ scenario: Scenario, _ first: Int) {
    for row in first..<rows.count {
      if !due.isEmpty {
        let node = rows[row].node
        receipts += due.map { scenario.receipts[Int($0)] }.filter { $0.node == node }.sorted { $0.due < $1.due }
      }
      receiptStarts.append(Int32(receipts.count))
    }
  }

  /// Sets what each row's units have cost in journeys from who buys them.
  /// - Parameter carriage: of a unit of a SKU to a node from its parent (millionths); nil where no link leads there.
  mutating func setCarriage(_ network: SupplyNetwork, _ carriage: (SKUIndex, NodeIndex) -> Double?) {
    var slot = [Int32](repeating: -1, count: network.parents.count)
    for sku in 0..<starts.count - 1 {
      let own = self.rows(of: SKUIndex(sku))
      for row in own {
        let node = rows[row].node
        slot[Int(node)] = Int32(row)
        guard rows[row].supply < 0, let parent = network.parents[Int(node)], slot[Int(parent)] >= 0,
          let step = carriage(SKUIndex(sku), node)
        else { continue }
        rows[row].carriage = rows[Int(slot[Int(parent)])].carriage + step
      }
      for row in own { slot[Int(rows[row].node)] = -1 }
    }
  }

  /// The age of goods by the quickest way from who buys them; where nobody does, goods are as fresh as they are.
  private mutating func addAges(_ first: Int, _ network: SupplyNetwork, _ rhythm: PlanningRhythm, _ slot: inout [Int32])
  {
    for row in first..<rows.count { slot[Int(rows[row].node)] = Int32(row) }
    var ages = rows[first...].map { $0.supply >= 0 ? Int32(0) : Int32.max }
    var isSettled = false
    while !isSettled {
      isSettled = true
      for row in first..<rows.count where ages[row - first] < .max {
        for link in network.links(from: rows[row].node) where link.purpose != .balance {
          let to = Int(slot[Int(link.to)])
          let age = ages[row - first] + rhythm.handoverDays + link.transitDays
          guard to >= 0, age < ages[to - first] else { continue }
          ages[to - first] = age
          isSettled = false
        }
      }
    }
    for row in first..<rows.count {
      slot[Int(rows[row].node)] = -1
      rows[row].age = ages[row - first] < .max ? ages[row - first] : 0
    }
  }

  private mutating func addLots(_ stock: ArraySlice<Int32>, _ scenario: Scenario, _ all: [[StockLot]], _ first: Int) {
    for row in first..<rows.count {
      for index in stock where scenario.stock[Int(index)].node == rows[row].node { lots += all[Int(index)] }
      lotStarts.append(Int32(lots.count))
    }
  }

  /// Row numbers by SKU, in their order.
  private static func grouped(_ range: Range<Int>, skus: Int, _ sku: (Int) -> SKUIndex) -> GroupedIndices {
    var starts = [Int32](repeating: 0, count: skus + 1)
    for index in range { starts[Int(sku(index)) + 1] += 1 }
    for index in 0..<skus { starts[index + 1] += starts[index] }
    var places = starts
    var indices = [Int32](repeating: 0, count: range.count)
    for index in range {
      indices[Int(places[Int(sku(index))])] = Int32(index)
      places[Int(sku(index))] += 1
    }
    return GroupedIndices(starts: starts, indices: indices)
  }
}

extension Scenario {
  /// What a supplier charges for a unit: the SKU's unit cost, unless supply.csv says otherwise.
  func price(of supply: SupplyRow) -> Money { supply.unitCost ?? skus[Int(supply.sku)].unitCost }
}

/// Row numbers in groups.
struct GroupedIndices: Sendable {
  let starts: [Int32]
  let indices: [Int32]

  subscript(_ group: Int) -> ArraySlice<Int32> { indices[Int(starts[group])..<Int(starts[group + 1])] }
}
