import SupplyModel

/// Prices for long orders, whole millionths, or a direction in which to change them.
struct LinePrices: Sendable {
  /// By stock row, a unit.
  var rows: [Double]
  /// By node: an order served, and a unit.
  var orders: [Double]
  var units: [Double]
  /// By option: the whole line.
  var lines: [Double]
  /// By line: what serving it from anywhere costs beside, where all rows of its SKU together are short.
  var pools: [Double]
  /// By source: what the order pays towards the activation of the node.
  var activation: [Double]
  /// Sources of each node from `nodeStarts[node]` on; empty where activation costs nothing more.
  private var nodeStarts: [Int32]
  private var nodeSources: [Int32] = []

  /// No prices, but for activation: every order that a node could serve carries the same share.
  init(_ table: LineTable, _ tables: ScenarioTables) {
    rows = [Double](repeating: 0, count: table.limits.count)
    orders = [Double](repeating: 0, count: tables.nodes.count)
    units = orders
    lines = [Double](repeating: 0, count: table.rows.count)
    pools = [Double](repeating: 0, count: table.lines.count)
    activation = [Double](repeating: 0, count: table.nodes.count)
    var sources = [[Int32]](repeating: [], count: tables.nodes.count)
    for (source, node) in table.nodes.enumerated() {
      let facts = tables.nodes[Int(node)]
      if facts.activationIsDue { sources[Int(node)].append(Int32(source)) }
    }
    nodeStarts = [0]
    for (node, sources) in sources.enumerated() {
      let share = Double(tables.nodes[node].activationCost) / Double(max(1, sources.count))
      for source in sources { activation[Int(source)] = share.rounded(.down) }
      nodeSources += sources
      nodeStarts.append(Int32(nodeSources.count))
    }
  }

  mutating func clear() {
    for row in rows.indices { rows[row] = 0 }
    for node in orders.indices { (orders[node], units[node]) = (0, 0) }
    for option in lines.indices { lines[option] = 0 }
    for line in pools.indices { pools[line] = 0 }
    for source in activation.indices { activation[source] = 0 }
  }

  /// Every line pays its units' price: with these the bound is no lower than that of the rows' prices.
  mutating func setLines(from prices: Prices, _ table: LineTable) {
    for option in lines.indices {
      let row = Int(table.rows[option])
      let price = prices.resources[row] + prices.resources[rows.count + row]
      lines[option] = Double(price * Int64(table.quantities[Int(table.optionLines[option])]))
    }
    for node in orders.indices {
      orders[node] = Double(prices.resources[2 * rows.count + node])
      units[node] = Double(prices.resources[2 * rows.count + orders.count + node])
    }
  }

  /// Moves what orders pay towards activation, so that what they pay together is again no more than it costs.
  ///
  /// - Complexity: O(sources x rounds), a few rounds of leaving out those below 0 (Michelot 1986).
  mutating func shareActivation(
    along direction: [Double], length: Double, _ tables: ScenarioTables, _ table: LineTable
  ) {
    for node in orders.indices {
      let cost = Double(tables.nodes[node].activationCost)
      var active = nodeSources[Int(nodeStarts[node])..<Int(nodeStarts[node + 1])].map { Int($0) }
      guard !active.isEmpty else { continue }
      for source in active { activation[source] += length * cost / 2 * direction[source] }
      var shift = 0.0
      while true {
        shift = (active.reduce(0) { $0 + activation[$1] } - cost) / Double(active.count)
        let left = active.filter { activation[$0] > shift }
        if left.isEmpty || left.count == active.count { break }
        for source in active where activation[source] <= shift { activation[source] = 0 }
        active = left
      }
      for source in active { activation[source] = max(0, (activation[source] - shift).rounded(.down)) }
    }
  }

  /// The prices of rows and nodes as the plan lists them.
  func prices(_ table: LineTable, _ tables: ScenarioTables) -> Prices {
    var prices = Prices(tables)
    let layout = tables.resources
    for row in rows.indices {
      let stock = layout.stock(Int32(row))
      let protected = layout.protected(Int32(row))
      prices.resources[layout.limits[stock] <= layout.limits[protected] ? stock : protected] = Int64(rows[row])
    }
    for node in orders.indices {
      prices.resources[layout.capacityOrders(NodeIndex(node))] = Int64(orders[node])
      prices.resources[layout.capacityUnits(NodeIndex(node))] = Int64(units[node])
      let reach = Int64(nodeStarts[node + 1] - nodeStarts[node])
      let limit = Int64(layout.limits[layout.capacityOrders(NodeIndex(node))])
      if reach > 0 && limit > 0 { prices.activation[node] = tables.nodes[node].activationCost / min(reach, limit) }
    }
    return prices
  }
}

/// How far prices may move in a step, each kind of them by its own measure, and the limits of nodes.
struct LineScales {
  let rows: [Double]
  let orders: [Double]
  let units: [Double]
  /// By node; the slope of an unlimited one is 0 by its scale.
  let orderLimits: [Double]
  let unitLimits: [Double]

  /// - Complexity: O(options).
  init(_ table: LineTable, _ tables: ScenarioTables) {
    var penalties = [Double](repeating: 0, count: table.limits.count)
    var wanted = penalties
    for option in table.rows.indices {
      let line = Int(table.optionLines[option])
      penalties[Int(table.rows[option])] += table.penalties[line]
      wanted[Int(table.rows[option])] += Double(table.quantities[line])
    }
    rows = penalties.indices.map {
      wanted[$0] > 0 ? penalties[$0] / wanted[$0] / Double(max(1, table.limits[$0])) : 0
    }
    let limits = tables.resources
    let all = table.penalties.reduce(0, +)
    let unit = all / max(1, table.quantities.reduce(0) { $0 + Double($1) }) / 10
    let parcel = table.floors.reduce(0, +) / Double(max(1, table.floors.count))
    let orderLimit = tables.nodes.indices.map { limits.limits[limits.capacityOrders(NodeIndex($0))] }
    let unitLimit = tables.nodes.indices.map { limits.limits[limits.capacityUnits(NodeIndex($0))] }
    orders = orderLimit.map { $0 == .max ? 0 : parcel / Double(max(1, $0)) }
    units = unitLimit.map { $0 == .max ? 0 : unit / Double(max(1, $0)) }
    orderLimits = orderLimit.map { Double($0) }
    unitLimits = unitLimit.map { Double($0) }
  }
}
