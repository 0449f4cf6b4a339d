import SupplyModel

/// One look at all orders and rows under given prices: the bound they give, and the slope by which to better them.
struct LinePass {
  enum Priced { case rows, lines }

  struct Found {
    /// The bound (whole millionths).
    var value: Double
    /// By node: orders served and units, as the orders' cheapest ways would have it.
    var orders: [Double]
    var units: [Double]
  }

  /// By line: the option that the order's cheapest way takes, or -1.
  private(set) var choice: [Int32]
  /// By source: whether that way uses it.
  private(set) var isUsed: [Bool]
  /// By row, of rows' prices: units that the ways would take.
  private(set) var rowUse: [Double]
  /// By option, of lines' prices: 1 where the order takes it and the row would not, -1 the other way round.
  private(set) var excess: [Double]
  /// By line: 1 where the order serves it and the rows of its SKU together would not, -1 the other way round.
  private(set) var poolExcess: [Double]

  /// By source: whether its order may not use it. What passes find then is no bound.
  var isClosed: [Bool]

  private let table: LineTable
  private let tables: ScenarioTables
  let pools: SkuPools
  private var charges: [Double]
  private var fixed: [Double]
  private var shares: [UInt8]

  init(_ table: LineTable, _ tables: ScenarioTables) {
    self.table = table
    self.tables = tables
    choice = [Int32](repeating: -1, count: table.lines.count)
    isUsed = [Bool](repeating: false, count: table.nodes.count)
    rowUse = [Double](repeating: 0, count: table.limits.count)
    excess = [Double](repeating: 0, count: table.rows.count)
    poolExcess = [Double](repeating: 0, count: table.lines.count)
    pools = SkuPools(table, tables)
    charges = excess
    isClosed = isUsed
    fixed = [Double](repeating: 0, count: table.nodes.count)
    shares = table.shares
  }

  /// - Complexity: a search of each order; with lines' prices, a knapsack of each row and of each pool.
  mutating func run(_ prices: LinePrices, priced: Priced, number: Int, threads: Int) -> Found {
    setCharges(prices, priced)
    var found = searchOrders(threads)
    switch priced {
    case .rows:
      for row in rowUse.indices { rowUse[row] = 0 }
      for (line, option) in choice.enumerated() where option >= 0 {
        rowUse[Int(table.rows[Int(option)])] += Double(table.quantities[line])
      }
      for row in prices.rows.indices { found.value -= prices.rows[row] * Double(table.limits[row]) }
    case .lines:
      found.value -= solveRows(prices, threads)
      found.value -= solvePools(prices, threads)
      for option in choice where option >= 0 { excess[Int(option)] += 1 }
      for line in pools.lines where choice[Int(line)] >= 0 { poolExcess[Int(line)] += 1 }
    }
    let limits = tables.resources
    for node in 0..<tables.nodes.count where prices.orders[node] > 0 {
      found.value -= prices.orders[node] * Double(limits.limits[limits.capacityOrders(NodeIndex(node))])
    }
    for node in 0..<tables.nodes.count where prices.units[node] > 0 {
      found.value -= prices.units[node] * Double(limits.limits[limits.capacityUnits(NodeIndex(node))])
    }
    adjustShares(number)
    return found
  }

  private mutating func setCharges(_ prices: LinePrices, _ priced: Priced) {
    for (source, node) in table.nodes.enumerated() {
      fixed[source] = prices.orders[Int(node)] + prices.activation[source]
      if isClosed[source] { fixed[source] = LineSetSearch.closed }
    }
    for order in 0..<table.orderCount {
      let first = Int(table.sourceStarts[order])
      for line in table.lines(of: order) {
        let quantity = Double(table.quantities[line])
        for option in table.options(of: line) {
          let unit = prices.units[Int(table.nodes[first + Int(table.optionSources[option])])]
          charges[option] =
            priced == .rows
            ? (prices.rows[Int(table.rows[option])] + unit) * quantity
            : prices.lines[option] + prices.pools[line] + unit * quantity
        }
      }
    }
  }

  private mutating func searchOrders(_ threads: Int) -> Found {
    let (table, nodeCount) = (table, tables.nodes.count)
    let chunks = OrderChunks(orders: table.orderCount, threads: threads)
    let parts = choice.withUnsafeMutableBufferPointer { choice in
      isUsed.withUnsafeMutableBufferPointer { isUsed in
        charges.withUnsafeBufferPointer { charges in
          fixed.withUnsafeBufferPointer { fixed in
            shares.withUnsafeBufferPointer { shares -> [Found] in
              guard let a = charges.baseAddress, let b = fixed.baseAddress, let c = shares.baseAddress else {
                return []
              }
              nonisolated(unsafe) let query = LineCharges(options: a, sources: b, shares: c)
              // Each chunk writes the lines and sources of its own orders.
              nonisolated(unsafe) let (choice, isUsed) = (choice, isUsed)
              return chunks.map { range in
                LinePass.search(range, table, query, choice, isUsed, nodeCount: nodeCount)
              }
            }
          }
        }
      }
    }
    let none = [Double](repeating: 0, count: nodeCount)
    var found = Found(value: 0, orders: none, units: none)
    for part in parts {
      found.value += part.value
      for node in 0..<nodeCount {
        found.orders[node] += part.orders[node]
        found.units[node] += part.units[node]
      }
    }
    // Without any source every line stays unfilled.
    if parts.isEmpty { found.value = table.penalties.reduce(0, +) + table.orderPenalties.reduce(0, +) }
    return found
  }

  private static func search(
    _ range: Range<Int>, _ table: LineTable, _ query: LineCharges, _ choice: UnsafeMutableBufferPointer<Int32>,
    _ isUsed: UnsafeMutableBufferPointer<Bool>, nodeCount: Int
  ) -> Found {
    let none = [Double](repeating: 0, count: nodeCount)
    var found = Found(value: 0, orders: none, units: none)
    var search = LineSetSearch()
    for order in range {
      search.search(table, order, query)
      found.value += search.bound
      let sources = table.sources(of: order)
      for source in sources { isUsed[source] = false }
      let first = Int(table.lineStarts[order])
      for (index, option) in search.choice.enumerated() {
        choice[first + index] = option
        guard option >= 0 else { continue }
        let source = sources.lowerBound + Int(table.optionSources[Int(option)])
        let node = Int(table.nodes[source])
        if !isUsed[source] { found.orders[node] += 1 }
        isUsed[source] = true
        found.units[node] += Double(table.quantities[first + index])
      }
    }
    return found
  }

  /// The greatest value of whole lines in every row; marks in `excess` what they would take.
  private mutating func solveRows(_ prices: LinePrices, _ threads: Int) -> Double {
    let table = table
    let chunks = OrderChunks(orders: table.limits.count, threads: threads)
    let parts = excess.withUnsafeMutableBufferPointer { excess in
      // Each chunk writes the options of its own rows.
      nonisolated(unsafe) let excess = excess
      return chunks.map { range -> Double in
        var knapsack = LinePass.knapsack(table)
        var value = 0.0
        for row in range {
          knapsack.removeAll()
          let options = table.options(ofRow: row)
          for option in options {
            knapsack.add(
              value: prices.lines[Int(option)], units: table.quantities[Int(table.optionLines[Int(option)])])
          }
          value += knapsack.solve(limit: Int(table.limits[row]))
          for (option, isTaken) in zip(options, knapsack.isTaken) { excess[Int(option)] = isTaken ? -1 : 0 }
        }
        return value
      }
    }
    return parts.reduce(0, +)
  }

  private static func knapsack(_ table: LineTable) -> RowKnapsack {
    var knapsack = RowKnapsack()
    // The few long rows of a week are worth their tables; of a year, most rows are long.
    knapsack.maxCells = max(knapsack.maxCells, 100_000_000_000 / max(1, table.rows.count))
    return knapsack
  }

  /// The same for all rows of a SKU together; marks in `poolExcess` what they would take.
  private mutating func solvePools(_ prices: LinePrices, _ threads: Int) -> Double {
    let (table, pools) = (table, pools)
    let chunks = OrderChunks(orders: pools.count, threads: threads)
    let parts = poolExcess.withUnsafeMutableBufferPointer { excess in
      // Each chunk writes the lines of its own pools.
      nonisolated(unsafe) let excess = excess
      return chunks.map { range -> Double in
        var knapsack = LinePass.knapsack(table)
        var value = 0.0
        for pool in range {
          knapsack.removeAll()
          let lines = pools.lines(of: pool)
          for line in lines { knapsack.add(value: prices.pools[Int(line)], units: table.quantities[Int(line)]) }
          value += knapsack.solve(limit: pools.limits[pool])
          for (line, isTaken) in zip(lines, knapsack.isTaken) { excess[Int(line)] = isTaken ? -1 : 0 }
        }
        return value
      }
    }
    return parts.reduce(0, +)
  }

  /// Leans every parcel to that of its two functions that was nearer to the content it got.
  private mutating func adjustShares(_ number: Int) {
    let step = max(1, Int(13 / (1 + Double(number) / 10).squareRoot()))
    for order in 0..<table.orderCount {
      let sources = table.sources(of: order)
      for source in sources where isUsed[source] { fixed[source] = table.slopedFixed[source] }
      for line in table.lines(of: order) where choice[line] >= 0 {
        let option = Int(choice[line])
        fixed[sources.lowerBound + Int(table.optionSources[option])] += table.slopes[option]
      }
      for source in sources where isUsed[source] {
        let isHeavy = fixed[source] > table.floors[source]
        shares[source] = UInt8(max(0, min(64, Int(shares[source]) + (isHeavy ? step : -step))))
      }
    }
  }
}
