import RandomStreams
import SupplyModel

/// A random scenario without whatever ties SKUs together but orders.
enum SeparateReplay {
  /// - Parameter hasOrders: whether any may come.
  static func make(_ seed: UInt64, hasOrders: Bool) -> Scenario {
    var scenario = RandomReplay.make(seed)
    let isVendor = scenario.nodes.map { $0.tier == .vendor }
    scenario.customers = IdentifierTable()
    for row in scenario.demand.indices { scenario.demand[row].customer = nil }
    for order in scenario.orders.indices { scenario.orders[order].customer = nil }
    for sku in scenario.skus.indices {
      scenario.skus[sku].shelfLifeDays = nil
      scenario.skus[sku].seasonStart = nil
      scenario.skus[sku].seasonEnd = nil
    }
    for node in scenario.nodes.indices {
      scenario.nodes[node].openDays = .everyDay
      scenario.nodes[node].capacityUnits = nil
      scenario.nodes[node].receivingUnits = nil
      if let parent = scenario.nodes[node].parent, isVendor[Int(parent)] { scenario.nodes[node].parent = nil }
    }
    for row in scenario.stock.indices where !isVendor[Int(scenario.stock[row].node)] {
      scenario.stock[row].onHand = scenario.stock[row].onHand ?? 5
    }
    scenario.receipts.removeAll { isVendor[Int($0.node)] }
    scenario.supply.removeAll { isVendor[Int($0.node)] }
    scenario.calendar = []
    scenario.returns = []
    scenario.settings.simulation.returnsRate = 0
    scenario.settings.simulation.substitution = 0
    scenario.settings.simulation.everyHours = 24
    scenario.settings.simulation.demand?.customers = 0
    if !hasOrders {
      (scenario.orders, scenario.lines) = ([], [])
      scenario.orderIDs = IdentifierTable()
      scenario.lineIDs = IdentifierTable()
      scenario.forecast.removeAll { if case .zone = $0.place { true } else { false } }
      if scenario.forecast.isEmpty { scenario.settings.simulation.demand = nil }
    }
    return scenario
  }

  /// A warehouse with so many stores that bit sets are longer than a word and shortages are divided among many, drawn
  /// demand of few and of many customers a day, reviews every evening.
  static func wide(_ seed: UInt64) -> Scenario {
    var stream = RandomStream(seed: seed, purpose: "wide replay")
    var replay = HandReplay(days: 40)
    replay.hand.node("W", .central)
    for store in 0..<90 {
      replay.hand.node("S\(store)", .store)
      replay.lane("W", "S\(store)", days: Int32(stream.uniform(in: 0...3)), cost: 2, unit: 0.25)
    }
    for store in 1...90 { replay.hand.scenario.nodes[store].parent = 0 }
    for sku in 0..<4 {
      replay.sku("A\(sku)") { $0.packSize = Int32(stream.uniform(in: 1...2)) }
      let rate = [0.1, 1, 6, 20][sku]
      replay.hand.stock("W", "A\(sku)", Int32(200 * rate))
      replay.hand.scenario.supply.append(
        SupplyRow(node: 0, sku: SKUIndex(sku), leadDays: 4, orderCost: Money(units: 3), minimum: 5))
      var total = 0
      for store in 0..<90 {
        let level = Int(6 * rate) + stream.uniform(in: 1...4)
        total += level
        replay.hand.stock("S\(store)", "A\(sku)", Int32(level))
        replay.baseStock("S\(store)", Int32(level), "A\(sku)")
        for first in [0, 40] as [Int32] {
          replay.hand.scenario.forecast.append(
            ForecastRow(
              place: .node(NodeIndex(store + 1)), sku: SKUIndex(sku), periodStart: replay.day(first), mean: 40 * rate,
              standardDeviation: nil))
        }
      }
      replay.baseStock("W", Int32(total) + Int32(300 * rate), "A\(sku)")
    }
    replay.simulation.warmupDays = 5
    replay.simulation.forecastDays = 100
    replay.simulation.stockout = stream.bernoulli(0.5) ? .lost : .backorder
    replay.simulation.demand = SyntheticDemandSettings()
    return replay.hand.scenario
  }
}
