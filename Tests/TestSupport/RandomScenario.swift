import RandomStreams
import SupplyModel

/// A scenario drawn from a seed, straight as values: no files between a test and the engine.
package struct RandomScenario {
  package let features: Set<ScenarioFeature>
  let sizes: ScenarioSizes
  var stream: RandomStream
  var scenario: Scenario
  /// A Wednesday.
  static let asOf = Day(number: 20_768)

  /// The scenario of a seed.
  /// - Parameters:
  ///   - always: features that are on whatever the seed says.
  ///   - never: features that are off whatever the seed says.
  package static func make(
    seed: UInt64, sizes: ScenarioSizes = .tiny, always: Set<ScenarioFeature> = [], never: Set<ScenarioFeature> = []
  ) -> Scenario {
    var stream = RandomStream(seed: seed, purpose: "random scenario")
    let features = ScenarioFeature.draw(&stream).union(always).subtracting(never)
    var maker = RandomScenario(features: features, sizes: sizes, stream: stream)
    maker.addSettings()
    maker.addNodes()
    maker.addZones()
    maker.addSKUs()
    maker.addTariffs()
    if features.contains(.lanes) { maker.addLanes() }
    maker.addStock()
    maker.addOrders()
    return maker.scenario
  }

  private init(features: Set<ScenarioFeature>, sizes: ScenarioSizes, stream: RandomStream) {
    self.features = features
    self.sizes = sizes
    self.stream = stream
    scenario = Scenario(settings: ScenarioSettings(asOf: RandomScenario.asOf))
  }

  func has(_ feature: ScenarioFeature) -> Bool { features.contains(feature) }

  /// Whether a feature is on, and drawn for this row.
  mutating func draws(_ feature: ScenarioFeature, _ share: Double = 0.5) -> Bool {
    has(feature) && stream.bernoulli(share)
  }

  /// Money from 0 to `most` units: whole, in cents, or in millionths.
  mutating func money(upTo most: Int) -> Money {
    if has(.ties) { return Money(units: Int64(stream.uniform(in: 0...min(2, most)))) }
    switch stream.uniform(below: 4) {
    case 0: return Money(units: Int64(stream.uniform(in: 0...most)))
    case 1: return Money(millionths: Int64(stream.uniform(in: 0...most * 1_000_000)))
    default: return Money(millionths: Int64(stream.uniform(in: 0...most * 100)) * 10_000)
    }
  }

  private mutating func addSettings() {
    scenario.settings.name = "random"
    scenario.settings.clock = .fixed(offsetSeconds: 8 * 3600)
    scenario.services = IdentifierTable(has(.severalServices) ? ["standard", "express"] : ["standard"])
    var penalty = UnfilledPenalty()
    if has(.penaltyPerOrder) { penalty.perOrder = money(upTo: 15) }
    if has(.penaltyPerLine) { penalty.perLine = money(upTo: 10) }
    if has(.penaltyPerUnit) { penalty.perUnit = money(upTo: 25) }
    if has(.penaltyByMargin) {
      penalty.marginFactor = Ratio(billionths: Int64(stream.uniform(in: 0...2_000_000_000)))
    }
    scenario.settings.unfilled = penalty
    if has(.promises) { scenario.settings.latenessPerOrderDay = money(upTo: 5) }
    if has(.scenarioMaxShipments) {
      scenario.settings.limits.maxShipmentsPerOrder = Int32(stream.uniform(in: 1...3))
    }
    if has(.minSplitValue) { scenario.settings.limits.minSplitValue = money(upTo: 60) }
    if has(.maxDistance) {
      scenario.settings.limits.maxDistance = Distance(metres: Int32(stream.uniform(in: 50_000...400_000)))
    }
  }

  private mutating func place() -> Coordinates? {
    if draws(.missingPlaces, 0.3) { return nil }
    let spread = has(.farApart) ? 6.0 : 1.0
    // A coarse grid: some places coincide, so that distances tie.
    return Coordinates(
      latitude: 31 + spread * Double(stream.uniform(below: 5)) / 5,
      longitude: 121 + spread * Double(stream.uniform(below: 5)) / 5)
  }

  private mutating func addNodes() {
    for index in 0..<stream.uniform(in: sizes.nodes) {
      let tiers: [Tier] = has(.vendors) ? Tier.allCases : [.central, .regional, .store]
      var node = Node(id: "N\(index)", tier: tiers[stream.uniform(below: tiers.count)])
      node.coordinates = place()
      if has(.storesPickUp) { node.pickup = stream.bernoulli(0.7) }
      if draws(.nodesThatDoNotShip, 0.4) { node.ships = false }
      if draws(.capacityInOrders, 0.6) { node.capacityOrders = Int32(stream.uniform(in: 0...3)) }
      if draws(.capacityInUnits, 0.6) { node.capacityUnits = Int32(stream.uniform(in: 0...7)) }
      if has(.handling) {
        node.handlingPerShipment = money(upTo: 4)
        node.handlingPerUnit = money(upTo: 2)
      }
      if draws(.activation, 0.7) { node.activationCost = money(upTo: 20) }
      if draws(.commission, 0.7) {
        node.commissionRate = Ratio(billionths: Int64(stream.uniform(in: 0...300_000_000)))
      }
      if draws(.cutoffs, 0.7) { node.cutoff = MinuteOfDay(minutes: Int16(stream.uniform(in: 0...1439))) }
      if draws(.closedDays) { node.openDays = WeekdaySet(rawValue: UInt8(stream.uniform(in: 1...127))) }
      scenario.nodes.append(node)
      _ = scenario.nodeIDs.insert(node.id)
      if draws(.calendar, 0.6) { addCalendar(NodeIndex(index)) }
    }
  }

  private mutating func addCalendar(_ node: NodeIndex) {
    for ahead in 0..<stream.uniform(in: 1...4) {
      var entry = CalendarEntry(node: node, day: RandomScenario.asOf + Int32(ahead))
      if stream.bernoulli(0.5) { entry.open = stream.bernoulli(0.5) }
      if stream.bernoulli(0.3) { entry.capacityOrders = Int32(stream.uniform(in: 0...3)) }
      if stream.bernoulli(0.3) { entry.capacityUnits = Int32(stream.uniform(in: 0...6)) }
      scenario.calendar.append(entry)
    }
  }

  private mutating func addZones() {
    for index in 0..<stream.uniform(in: sizes.zones) {
      var zone = Zone(id: "Z\(index)")
      zone.coordinates = place()
      scenario.zones.append(zone)
      _ = scenario.zoneIDs.insert(zone.id)
    }
  }

  private mutating func addSKUs() {
    for index in 0..<stream.uniform(in: sizes.skus) {
      var sku = SKU()
      if stream.bernoulli(0.9) { sku.price = money(upTo: 40) }
      sku.unitCost = money(upTo: 30)
      let heaviest = has(.heavyGoods) ? 8_000_000 : 1_500_000
      sku.weight = Weight(milligrams: Int64(stream.uniform(in: 0...heaviest)))
      if stream.bernoulli(0.3) { sku.weight = Weight(milligrams: Int64(stream.uniform(in: 0...4)) * 500_000) }
      sku.shipsAlone = draws(.shipsAlone, 0.4)
      if draws(.seasons, 0.5) {
        if stream.bernoulli(0.5) { sku.seasonStart = RandomScenario.asOf + Int32(stream.uniform(in: -2...1)) }
        if stream.bernoulli(0.5) { sku.seasonEnd = RandomScenario.asOf + Int32(stream.uniform(in: -1...2)) }
      }
      scenario.skus.append(sku)
      _ = scenario.skuIDs.insert("S\(index)")
      scenario.skuNames.append("")
      scenario.skuCategories.append("")
    }
  }

  private mutating func addStock() {
    for node in scenario.nodes.indices {
      for sku in scenario.skus.indices where stream.bernoulli(0.75) {
        var row = StockRow(
          node: NodeIndex(node), sku: SKUIndex(sku), onHand: Int32(stream.uniform(in: 0...(has(.scarceStock) ? 4 : 12)))
        )
        if scenario.nodes[node].tier == .vendor && stream.bernoulli(0.5) {
          row.onHand = nil
        } else if let onHand = row.onHand {
          if draws(.reservedStock, 0.4) { row.reserved = Int32(stream.uniform(in: 0...Int(onHand))) }
        }
        if draws(.protectedStock, 0.5) { row.protected = Int32(stream.uniform(in: 0...4)) }
        if draws(.useCost, 0.6) {
          row.useCost = money(upTo: 6)
          if stream.bernoulli(0.5) { row.useCost = .zero - row.useCost }
        }
        scenario.stock.append(row)
      }
    }
    stream.shuffle(&scenario.stock)
  }
}
