import SupplyModel

/// Builds a scenario by hand, id by id: what a test needs and nothing more.
package struct HandScenario {
  package var scenario: Scenario

  /// as_of 2026-11-11 (a Wednesday), UTC, service `standard`, 5 a unit unfilled.
  package init() {
    var settings = ScenarioSettings(asOf: Day(number: 20_768))
    settings.name = "hand"
    settings.currency = "EUR"
    var penalty = UnfilledPenalty()
    penalty.perUnit = Money(units: 5)
    settings.unfilled = penalty
    scenario = Scenario(settings: settings)
    _ = scenario.services.insert("standard")
  }

  package mutating func node(
    _ id: String, _ tier: Tier = .central, at place: (Double, Double)? = nil, _ edit: (inout Node) -> Void = { _ in }
  ) {
    var node = Node(id: id, tier: tier)
    node.coordinates = place.map { Coordinates(latitude: $0.0, longitude: $0.1) }
    edit(&node)
    _ = scenario.nodeIDs.insert(id)
    scenario.nodes.append(node)
  }

  package mutating func sku(_ id: String, kilograms: Double = 1, _ edit: (inout SKU) -> Void = { _ in }) {
    var sku = SKU()
    sku.weight = Weight(milligrams: Int64((kilograms * 1_000_000).rounded()))
    edit(&sku)
    _ = scenario.skuIDs.insert(id)
    scenario.skus.append(sku)
    scenario.skuNames.append("")
    scenario.skuCategories.append("")
  }

  package mutating func zone(_ id: String, at place: (Double, Double)? = nil) {
    var zone = Zone(id: id)
    zone.coordinates = place.map { Coordinates(latitude: $0.0, longitude: $0.1) }
    _ = scenario.zoneIDs.insert(id)
    scenario.zones.append(zone)
  }

  package mutating func stock(
    _ node: String, _ sku: String, _ onHand: Int32?, reserved: Int32 = 0, protected: Int32 = 0, use: Money = .zero
  ) {
    scenario.stock.append(
      StockRow(
        node: nodeIndex(node), sku: skuIndex(sku), onHand: onHand, reserved: reserved, protected: protected,
        useCost: use))
  }

  /// One weight band of a lane to a zone.
  package mutating func lane(
    _ origin: String, _ zone: String, service: String = "standard", upTo kilograms: Int64? = nil,
    capacity: Int32? = nil, _ edit: (inout LaneBand) -> Void
  ) {
    var band = LaneBand()
    band.maxWeight = kilograms.map { Weight(milligrams: $0 * 1_000_000) }
    edit(&band)
    let service = scenario.services.insert(service).index
    scenario.lanes.append(
      LaneRow(
        origin: nodeIndex(origin), destination: .zone(zoneIndex(zone), service), band: band,
        capacityUnits: capacity))
  }

  /// A line of an order: SKU, quantity, and where it stands otherwise than by default, its price and locked node.
  package struct Line {
    var sku: String
    var quantity: Int32
    var price: Int64
    var locked: String?

    package init(_ sku: String, _ quantity: Int32 = 1, price: Int64 = 0, locked: String? = nil) {
      self.sku = sku
      self.quantity = quantity
      self.price = price
      self.locked = locked
    }
  }

  /// An order to a zone, or picked up at a node, with lines 1, 2, …
  package mutating func order(
    _ id: String, to place: String, _ lines: [Line], _ edit: (inout Order) -> Void = { _ in }
  ) {
    let first = Int32(scenario.lines.count)
    for (index, line) in lines.enumerated() {
      let lineID = scenario.lineIDs.insert(String(index + 1)).index
      scenario.lines.append(
        OrderLine(
          sku: skuIndex(line.sku), quantity: line.quantity, unitPrice: Money(units: line.price),
          lockedNode: line.locked.map { nodeIndex($0) }, lineID: lineID))
    }
    let method: DeliveryMethod =
      scenario.zoneIDs.index(of: place).map { .ship(zone: $0) } ?? .pickup(node: nodeIndex(place))
    var order = Order(lines: first..<Int32(scenario.lines.count), method: method)
    edit(&order)
    _ = scenario.orderIDs.insert(id)
    scenario.orders.append(order)
  }

  package func nodeIndex(_ id: String) -> NodeIndex { known(scenario.nodeIDs.index(of: id), id) }
  package func skuIndex(_ id: String) -> SKUIndex { known(scenario.skuIDs.index(of: id), id) }
  package func zoneIndex(_ id: String) -> ZoneIndex { known(scenario.zoneIDs.index(of: id), id) }
  package func orderIndex(_ id: String) -> OrderIndex { known(scenario.orderIDs.index(of: id), id) }

  private func known(_ index: Int32?, _ id: String) -> Int32 {
    guard let index else { preconditionFailure("the test names \(id), which it has not added") }
    return index
  }
}
