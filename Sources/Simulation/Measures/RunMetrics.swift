import SupplyModel

/// The metrics of a finished replay, in total and by parts.
struct RunMetrics {
  private let replay: Replay
  private let days: Int
  private let isRanged: [Bool]

  /// - Complexity: O(rows of stock and levels).
  init(_ replay: Replay) {
    self.replay = replay
    days = replay.window.days - replay.window.warmup
    var isRanged = [Bool](repeating: true, count: replay.stock.count)
    // Where goods only ever come back to, none are meant to be.
    for row in replay.scenario.stock[replay.world.carried...] {
      isRanged[Int(replay.stock.row(node: row.node, sku: row.sku))] = false
    }
    for level in replay.scenario.levels where !level.ranged {
      let row = replay.stock.row(node: level.node, sku: level.sku)
      if row >= 0 { isRanged[Int(row)] = false }
    }
    self.isRanged = isRanged
  }

  /// - Complexity: O(rows).
  func total() -> MetricValues {
    let sums = sums { _ in 0 }[0] ?? StockSums()
    var values = sums.metrics(days: days, isNode: false)
    let tally = replay.tally
    let measured = tally.days.filter(\.isMeasured)
    let sales = tally.sales
    var cost = SimulationCost()
    for day in measured { cost += day.cost }
    let revenue = Double(tally.storeRevenue + tally.onlineRevenue)
    let goods = sums.soldCost - sums.returnedCost
    let transit = measured.reduce(0.0) { $0 + $1.transitValue.double } * 1e6
    values[.turnoverDaysWithPipeline] = ratio(sums.valueDays + transit, goods)
    values[.daysOfSupply] = replay.review.expectedPerDay.flatMap { ratio(Double(sums.onHand), $0) }
    values[.activeSKURate] = ratio(Double(activeSKUs(sums: sales)), Double(sales.count { $0.wasInStock }))
    let demanded = measured.reduce(Int64(0)) { $0 + $1.demandUnits }
    let atOnce = sums.atOnce + sales.reduce(Int64(0)) { $0 + $1.onlineAtOnce }
    values[.fillRate] = ratio(Double(atOnce), Double(demanded))
    values[.lostSalesUnits] = Double(measured.reduce(Int64(0)) { $0 + $1.lostUnits })
    values[.lostSalesValue] = Double(tally.lostValue) / 1e6
    values[.averageWaitingUnits] = Double(measured.reduce(Int64(0)) { $0 + $1.waitingUnits }) / Double(days)
    addOrders(&values)
    addMoney(&values, cost, sums, revenue: revenue, goods: Double(tally.soldCost))
    values[.unitsDemanded] = Double(demanded)
    values[.unitsSold] = Double(measured.reduce(Int64(0)) { $0 + $1.soldUnits })
    values[.crossChannelCustomers] = tally.customers.crossChannelShare
    values[.crossChannelRepeatRate] = tally.customers.crossChannelRepeatShare
    return values
  }

  private func activeSKUs(sums sales: [ReplayTally.Sales]) -> Int { sales.count { $0.wasInStock && $0.wasSold } }

  private func addOrders(_ values: inout MetricValues) {
    let orders = replay.tally.orders
    values[.orders] = Double(orders.orders)
    values[.orderFillRate] = ratio(Double(orders.complete), Double(orders.orders))
    values[.splitRate] = ratio(Double(orders.divided), Double(orders.divisible))
    values[.shipmentsPerOrder] = ratio(Double(orders.shipments), Double(orders.shipped))
    values[.localRate] = ratio(Double(orders.local), Double(orders.orders))
    values[.onTimeRate] = ratio(Double(orders.onTime), Double(orders.promised))
    values[.promisesAfterEnd] = Double(orders.promisedLater)
    values[.cycleTimeP50] = orders.cycleTime(0.5)
    values[.cycleTimeP95] = orders.cycleTime(0.95)
    values[.rejects] = Double(replay.tally.rejects)
  }

  private func addMoney(
    _ values: inout MetricValues, _ cost: SimulationCost, _ sums: StockSums, revenue: Double, goods: Double
  ) {
    let tally = replay.tally
    let holding = sums.holding / 1e6
    values[.costToServe] = ratio(cost.serving.double, Double(tally.orders.orders))
    values[.holdingPerUnitSold] = values[.unitsSold].flatMap { ratio(holding, $0) }
    values[.gmroi] = ratio(revenue - goods, sums.valueDays / Double(days))
    values[.gmv] = revenue / 1e6
    values[.onlineShare] = ratio(Double(tally.onlineRevenue), revenue)
    values[.storeCommission] = storeCommission { _ in true }
    values[.carrierCost] = cost.carrier.double
    values[.handlingCost] = cost.handling.double
    values[.commissionCost] = cost.commission.double
    values[.activationCost] = cost.activation.double
    values[.transferCost] = cost.transfer.double
    values[.latenessCost] = cost.lateness.double
    values[.unfilledCost] = cost.unfilled.double
    values[.holdingCost] = holding
    values[.orderingCost] = cost.ordering.double
    values[.markdownCost] = cost.markdown.double
    values[.spoilageCost] = cost.spoilage.double
    let paid = cost.serving - cost.unfilled + cost.ordering + cost.markdown + cost.spoilage
    values[.contribution] = (revenue - goods) / 1e6 - paid.double - holding
  }

  // MARK: Parts

  /// The metrics of every tier, node, category or SKU with stock or sales, in the order of their files.
  /// - Complexity: O(rows).
  func parts(_ scope: SimulationScope) -> [SimulationPart] {
    let scenario = replay.scenario
    let stock = replay.stock
    switch scope {
    case .tier:
      let tiers = Tier.allCases
      let found = sums { row in tiers.firstIndex(of: scenario.nodes[Int(stock.nodes[row])].tier) ?? 0 }
      return list(scope, tiers.map { "\($0)" }, found, isNode: true)
    case .node: return list(scope, scenario.nodes.map(\.id), sums { Int(stock.nodes[$0]) }, isNode: true)
    case .sku:
      return list(
        scope, scenario.skus.indices.map { scenario.skuIDs[SKUIndex($0)] }, sums { Int(stock.skus[$0]) }, isNode: false)
    case .category:
      var names: [String] = []
      var numbers: [String: Int] = [:]
      for name in scenario.skuCategories where numbers[name] == nil {
        numbers[name] = names.count
        names.append(name)
      }
      let found = sums { numbers[scenario.skuCategories[Int(stock.skus[$0])]] ?? 0 }
      return list(scope, names, found, isNode: false)
    }
  }

  private func list(
    _ scope: SimulationScope, _ keys: [String], _ sums: [Int: StockSums], isNode: Bool
  ) -> [SimulationPart] {
    keys.enumerated().compactMap { index, key in
      sums[index].map {
        var metrics = $0.metrics(days: days, isNode: isNode)
        if isNode { metrics[.storeCommission] = storeCommission { isPart(scope, index, $0) } }
        return SimulationPart(scope: scope, key: key, metrics: metrics)
      }
    }
  }

  /// Whether a node is the one of an index, or of its tier.
  private func isPart(_ scope: SimulationScope, _ index: Int, _ node: Int) -> Bool {
    scope == .node ? node == index : Tier.allCases[index] == replay.scenario.nodes[node].tier
  }

  /// Paid to those stores that `isCounted` says, by their numbers.
  private func storeCommission(_ isCounted: (Int) -> Bool) -> Double {
    let nodes = replay.scenario.nodes
    let paid = nodes.indices.reduce(Int64(0)) {
      nodes[$1].tier == .store && isCounted($1) ? $0 + replay.tally.commissions[$1] : $0
    }
    return Double(paid) / 1e6
  }

  private func sums(_ key: (Int) -> Int) -> [Int: StockSums] {
    var sums: [Int: StockSums] = [:]
    for row in 0..<replay.stock.count where !replay.world.isVendor[Int(replay.stock.nodes[row])] {
      let sku = replay.scenario.skus[Int(replay.stock.skus[row])]
      sums[key(row), default: StockSums()].add(
        replay.ledger[row], sku, days: days, end: replay.window.days, isRanged: isRanged[row])
    }
    return sums
  }
}
