import RandomStreams
import SupplyModel
import TestSupport

/// A random scenario with demand to replay, and every feature of a simulation switched on at random.
struct RandomReplay {
  private(set) var scenario: Scenario
  private var stream: RandomStream

  /// - Parameters:
  ///   - plain: leaves out whatever may move goods or makes orders wait, so that a hindsight bound holds.
  static func make(_ seed: UInt64, plain: Bool = false) -> Scenario {
    let sizes = ScenarioSizes(orders: 0...8, nodes: 1...4, skus: 1...3, lines: 1...3)
    var maker = RandomReplay(
      scenario: RandomScenario.make(seed: seed, sizes: sizes, never: plain ? [.lockedLines] : []),
      stream: RandomStream(seed: seed, purpose: "random replay"))
    maker.addSettings(plain: plain)
    maker.addNetwork(plain: plain)
    maker.addGoods(plain: plain)
    maker.addWalkIns()
    maker.spreadOrders()
    if !plain {
      maker.addReturns()
      maker.addForecast()
    }
    return maker.scenario
  }

  private init(scenario: Scenario, stream: RandomStream) {
    self.scenario = scenario
    self.stream = stream
  }

  private mutating func chance(_ share: Double) -> Bool { stream.bernoulli(share) }
  private mutating func number(_ range: ClosedRange<Int>) -> Int32 { Int32(stream.uniform(in: range)) }
  private mutating func node() -> NodeIndex { NodeIndex(stream.uniform(below: scenario.nodes.count)) }
  private mutating func sku() -> SKUIndex { SKUIndex(stream.uniform(below: scenario.skus.count)) }
  private var start: Day { scenario.settings.simulation.start ?? scenario.settings.asOf }
  private var days: Int { Int(scenario.settings.simulation.days ?? 1) }

  private mutating func addSettings(plain: Bool) {
    var settings = SimulationSettings()
    settings.start = scenario.settings.asOf + number(-3...3)
    // Some windows are longer than the 30 days after which stock is slow.
    settings.days = chance(0.15) ? number(31...45) : number(1...14)
    if !plain && chance(0.4) { settings.warmupDays = number(0...Int(settings.days ?? 1) - 1) }
    settings.everyHours = [0, 5, 6, 24, 24][stream.uniform(below: 5)]
    settings.reviewDays = number(1...5)
    settings.stockout = plain || chance(0.5) ? .lost : .backorder
    if !plain {
      if chance(0.4) { settings.returnsRate = stream.unit() }
      settings.returnDays = number(0...4)
      if chance(0.4) { settings.substitution = stream.unit() }
      settings.forecastDays = number(1...6)
    }
    settings.retuneDays = number(1...6)
    for _ in 0..<(chance(0.3) ? 2 : 0) {
      let from = scenario.settings.asOf + number(-3...6)
      settings.promotions.append(
        Promotion(from: from, to: from + number(0...4), category: chance(0.5) ? "c0" : nil, factor: 3 * stream.unit()))
    }
    scenario.settings.simulation = settings
    scenario.settings.usesSimulation = true
    scenario.settings.horizonDays = 8
    scenario.settings.replenishment.periodDays = number(2...4)
    scenario.customers = IdentifierTable((0..<4).map { "C\($0)" })
  }

  private mutating func addNetwork(plain: Bool) {
    if chance(0.8) {
      var tariff = TransferTariff()
      tariff.perShipment = Money(units: Int64(number(0...9)))
      tariff.perUnit = Money(millionths: Int64(number(0...900_000)))
      tariff.minimumDays = number(0...4)
      scenario.settings.transferTariff = tariff
    }
    if chance(0.3) { scenario.settings.replenishment.truckCost = Money(units: 3) }
    if chance(0.3) { scenario.settings.replenishment.truckUnits = number(1...6) }
    for index in scenario.nodes.indices {
      scenario.nodes[index].acceptsReturns = chance(0.5)
      if chance(0.3) { scenario.nodes[index].onlinePool.toggle() }
      if chance(0.3) { scenario.nodes[index].receivingUnits = Int64(number(0...4)) }
      if !plain && chance(0.4) {
        scenario.nodes[index].rejectRate = Ratio(billionths: Int64(number(0...900)) * 1_000_000)
      }
      // Parents have lower numbers: no circles.
      if index > 0 && chance(0.6) && scenario.nodes[index].tier != .vendor {
        scenario.nodes[index].parent = NodeIndex(stream.uniform(below: index))
      }
    }
    for index in scenario.calendar.indices where chance(0.3) {
      scenario.calendar[index].receivingUnits = Int64(number(0...3))
    }
  }

  private mutating func addGoods(plain: Bool) {
    for index in scenario.skus.indices {
      scenario.skuCategories[index] = "c\(number(0...1))"
      if chance(0.3) { scenario.skus[index].shelfLifeDays = number(0...5) }
      if chance(0.3) { scenario.skus[index].packSize = number(2...3) }
      if chance(0.3) { scenario.skus[index].seasonEnd = start + number(0...9) }
      scenario.skus[index].salvageValue = Money(units: Int64(number(0...9)))
      scenario.skus[index].holdingRate = Ratio(billionths: Int64(number(0...1_000_000_000)))
    }
    for node in scenario.nodes.indices where scenario.nodes[node].tier != .vendor {
      for sku in scenario.skus.indices {
        let pair = (NodeIndex(node), SKUIndex(sku))
        if !plain && chance(0.3) {
          scenario.supply.append(
            SupplyRow(
              node: pair.0, sku: pair.1, leadDays: number(0...5), unitCost: chance(0.5) ? Money(units: 7) : nil,
              orderCost: Money(units: Int64(number(0...5))), minimum: number(0...5)))
        }
        if chance(0.6) {
          let least: Int32? = chance(0.8) ? number(0...4) : nil
          scenario.levels.append(
            StockLevel(
              node: pair.0, sku: pair.1, minimum: least, maximum: chance(0.8) ? (least ?? 0) + number(0...6) : nil,
              baseStock: chance(0.7) ? number(0...14) : nil, ranged: chance(0.85)))
        }
        if chance(0.4) {
          scenario.receipts.append(
            Receipt(node: pair.0, sku: pair.1, quantity: number(1...8), due: start + number(-1...12)))
        }
      }
    }
  }

  private mutating func addWalkIns() {
    let rate = chance(0.3) ? 6 : 2
    for day in -4..<days {
      for _ in 0..<stream.uniform(in: 0...rate) {
        let node = node()
        guard scenario.nodes[Int(node)].tier != .vendor else { continue }
        scenario.demand.append(
          WalkInDemand(
            day: start + Int32(day), node: node, sku: sku(), quantity: number(1...3),
            customer: chance(0.5) ? number(0...3) : nil))
      }
    }
  }

  /// Orders over the window and a little before and behind it.
  private mutating func spreadOrders() {
    for index in scenario.orders.indices {
      if chance(0.9) {
        let day = Int64(start.number) + Int64(number(-2...days))
        scenario.orders[index].placedAt = Instant(
          seconds: day * 86_400 + Int64(number(0...1439)) * 60 - 8 * 3600)
      } else {
        scenario.orders[index].placedAt = nil
      }
      if scenario.orders[index].promiseBy != nil { scenario.orders[index].promiseBy = start + number(-1...days + 2) }
      if chance(0.6) { scenario.orders[index].customer = number(0...3) }
      if chance(0.2) { scenario.orders[index].channel = .store }
    }
  }

  private mutating func addReturns() {
    guard !scenario.orders.isEmpty && chance(0.4) else { return }
    for _ in 0..<3 {
      let order = stream.uniform(below: scenario.orders.count)
      let lines = scenario.orders[order].lines
      guard let line = lines.randomElement(using: &stream) else { continue }
      let day = Int64(start.number) + Int64(number(0...days + 2))
      scenario.returns.append(
        ReturnRow(
          order: OrderIndex(order), sku: chance(0.7) ? scenario.lines[Int(line)].sku : nil, quantity: number(1...3),
          returnedAt: Instant(seconds: day * 86_400), node: chance(0.5) ? ownNode() : nil, resalable: chance(0.7)))
    }
  }

  private mutating func ownNode() -> NodeIndex? {
    let node = node()
    return scenario.nodes[Int(node)].tier == .vendor ? nil : node
  }

  /// forecast.csv, and demand drawn from it.
  private mutating func addForecast() {
    guard chance(0.4) else { return }
    for sku in scenario.skus.indices {
      for node in scenario.nodes.indices where scenario.nodes[node].tier != .vendor && chance(0.5) {
        addSeries(.node(NodeIndex(node)), SKUIndex(sku))
      }
      for zone in scenario.zones.indices where chance(0.5) { addSeries(.zone(ZoneIndex(zone)), SKUIndex(sku)) }
    }
    guard !scenario.forecast.isEmpty && chance(0.7) else { return }
    var demand = SyntheticDemandSettings()
    if chance(0.5) { demand.dispersion = 1 + 3 * stream.unit() }
    if chance(0.3) { demand.weekdays = (0..<7).map { _ in 2 * stream.unit() + 0.1 } }
    if chance(0.3) { demand.skuError = stream.unit() }
    if chance(0.3) { demand.placeError = stream.unit() }
    if chance(0.3) { demand.categoryVariation = stream.unit() }
    if chance(0.5) { demand.orderLines = [0.5, 0.3, 0.2] }
    if chance(0.3) { demand.pickupShare = stream.unit() }
    if chance(0.5) { demand.promiseDays = number(0...3) }
    if chance(0.5) { demand.customers = number(1...6) }
    demand.split = [.lines, .units, .never][stream.uniform(below: 3)]
    scenario.settings.simulation.demand = demand
    scenario.settings.simulation.demandScale = 0.5 + stream.unit()
  }

  private mutating func addSeries(_ place: DemandPlace, _ sku: SKUIndex) {
    for row in 0..<number(1...3) {
      scenario.forecast.append(
        ForecastRow(
          place: place, sku: sku, periodStart: start + row * 5, mean: 4 * stream.unit(), standardDeviation: nil))
    }
  }
}
