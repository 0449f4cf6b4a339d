import RandomStreams
import SupplyModel
import TestSupport

/// A network of stock built by hand: nodes, SKUs, transfers, what is expected, and nothing that plans of orders need.
struct HandNetwork {
  var hand = HandScenario()
  private var rows: [DemandForecast.Row] = []
  private var means: [Double] = []
  private var deviations: [Double] = []

  var scenario: Scenario { hand.scenario }

  /// Periods of a week from 2026-11-11; a lost sale costs the margin.
  init(periods: Int32 = 1) {
    hand.scenario.settings.horizonDays = 7 * periods
    hand.scenario.settings.unfilled = nil
  }

  mutating func sku(
    _ id: String, price: Double, cost: Double, holding: Double = 0, _ edit: (inout SKU) -> Void = { _ in }
  ) {
    hand.sku(id) { sku in
      sku.price = Money(millionths: Int64(price * 1e6))
      sku.unitCost = Money(millionths: Int64(cost * 1e6))
      sku.holdingRate = Ratio(billionths: Int64(holding * 1e9))
      edit(&sku)
    }
  }

  mutating func node(_ id: String, _ tier: Tier, parent: String? = nil, _ edit: (inout Node) -> Void = { _ in }) {
    let above = parent.map { hand.nodeIndex($0) }
    hand.node(id, tier) { node in
      node.parent = above
      edit(&node)
    }
  }

  mutating func lane(
    _ from: String, _ to: String, days: Int32 = 0, capacity: Int32? = nil, journey: Int64 = 0, unit: Double = 0
  ) {
    var band = LaneBand()
    band.transitDays = days
    band.costPerShipment = Money(units: journey)
    band.costPerUnit = Money(millionths: Int64(unit * 1e6))
    hand.scenario.lanes.append(
      LaneRow(
        origin: hand.nodeIndex(from), destination: .node(hand.nodeIndex(to)), band: band, capacityUnits: capacity))
  }

  mutating func supply(
    _ node: String, _ sku: String, days: Int32 = 0, order: Int64 = 0, minimum: Int32 = 0, unitCost: Double? = nil
  ) {
    hand.scenario.supply.append(
      SupplyRow(
        node: hand.nodeIndex(node), sku: hand.skuIndex(sku), leadDays: days,
        unitCost: unitCost.map { Money(millionths: Int64($0 * 1e6)) }, orderCost: Money(units: order), minimum: minimum)
    )
  }

  /// Demand of every period, or of each.
  mutating func demand(_ node: String, _ sku: String, _ means: [Double], sd: [Double]) {
    rows.append(DemandForecast.Row(sku: hand.skuIndex(sku), node: hand.nodeIndex(node)))
    let count = PlanningPeriods(hand.scenario.settings).count
    for period in 0..<count {
      self.means.append(means[min(period, means.count - 1)])
      deviations.append(sd[min(period, sd.count - 1)])
    }
  }

  var forecast: DemandForecast {
    DemandForecast(
      periods: PlanningPeriods(hand.scenario.settings), skus: hand.scenario.skus.count, rows: rows, means: means,
      deviations: deviations)
  }

  /// A seeded network: a warehouse, up to two regions, stores; some things scarce.
  static func random(_ seed: UInt64, skus: Int = 1, periods: Int32 = 3, shared: Bool = false) -> HandNetwork {
    var random = RandomStream(seed: seed, purpose: "networks")
    var network = HandNetwork(periods: periods)
    network.node("dc", .central)
    let regions = Int(random.next() % 2) + 1
    for region in 0..<regions {
      let limit: Int64? = shared && random.next() % 3 == 0 ? Int64(random.next() % 30 + 5) : nil
      network.node("rw\(region)", .regional, parent: "dc") { $0.receivingUnits = limit }
      network.lane("dc", "rw\(region)", days: Int32(random.next() % 9), unit: 0.2)
    }
    let stores = Int(random.next() % 4) + 2
    for store in 0..<stores {
      let parent = "rw\(Int(random.next() % UInt64(regions)))"
      network.node("st\(store)", .store, parent: parent)
      let capacity: Int32? = shared && random.next() % 2 == 0 ? Int32(random.next() % 12 + 2) : nil
      network.lane(
        parent, "st\(store)", days: Int32(random.next() % 5), capacity: capacity,
        journey: shared ? Int64(random.next() % 8) : 0, unit: 0.3)
      if store > 0 && random.next() % 2 == 0 { network.lane("st\(store)", "st\(store - 1)", days: 2, unit: 0.4) }
    }
    for index in 0..<skus {
      let (id, pack) = ("s\(index)", random.next() % 3 == 0 ? Int32(random.next() % 4 + 2) : 1)
      network.sku(id, price: 9 + Double(random.next() % 20), cost: 6, holding: Double(random.next() % 3) * 0.4) {
        $0.packSize = pack
      }
      for node in network.scenario.nodes where random.next() % 4 > 0 {
        if node.tier == .store || random.next() % 4 == 0 {
          let mean = Double(random.next() % 60) / 10
          network.demand(
            node.id, id, [mean, mean * 1.2, mean * 0.7], sd: [(mean * Double(random.next() % 3 + 1)).squareRoot()])
        }
        if random.next() % 2 == 0 { network.hand.stock(node.id, id, Int32(random.next() % 25)) }
      }
      if random.next() % 2 == 0 { network.supply("dc", id, days: Int32(random.next() % 12)) }
    }
    return network
  }

  /// The same with features switched on at random: budget, trucks, storage, sending capacity, closed days, packs, order
  /// costs and minimums, receipts, seasons, shelf life, backorders, protected stock.
  static func withFeatures(_ seed: UInt64) -> HandNetwork {
    var network = random(seed, skus: 3, periods: Int32(seed % 4) + 1, shared: true)
    var random = RandomStream(seed: seed, purpose: "features")
    func chance(_ one: UInt64) -> Bool { random.next() % one == 0 }
    var settings = network.scenario.settings
    if chance(3) { settings.replenishment.budget = Money(units: Int64(random.next() % 400)) }
    if chance(3) {
      settings.replenishment.truckCost = Money(units: Int64(random.next() % 10))
      if chance(2) { settings.replenishment.truckUnits = Int32(random.next() % 20 + 1) }
    }
    if chance(4) { settings.replenishment.backorderPerUnitDay = Money(units: 1) }
    if chance(2) { settings.replenishment.periodDays = Int32(random.next() % 10 + 1) }
    network.hand.scenario.settings = settings
    for node in network.scenario.nodes.indices {
      if chance(4) { network.hand.scenario.nodes[node].storageUnits = Int64(random.next() % 60) }
      if chance(4) { network.hand.scenario.nodes[node].capacityUnits = Int32(random.next() % 20) }
      if chance(4) { network.hand.scenario.nodes[node].openDays = WeekdaySet(rawValue: UInt8(random.next() % 127 + 1)) }
    }
    for sku in network.scenario.skus.indices {
      let asOf = settings.asOf
      if chance(4) { network.hand.scenario.skus[sku].seasonEnd = asOf + (Int32(random.next() % 40) - 8) }
      if chance(4) { network.hand.scenario.skus[sku].shelfLifeDays = Int32(random.next() % 30) }
      if chance(2) {
        let node = NodeIndex(random.next() % UInt64(network.scenario.nodes.count))
        let due = asOf + (Int32(random.next() % 40) - 5)
        network.hand.scenario.receipts.append(
          Receipt(node: node, sku: SKUIndex(sku), quantity: Int32(random.next() % 12 + 1), due: due))
      }
    }
    for row in network.scenario.supply.indices {
      if chance(2) { network.hand.scenario.supply[row].orderCost = Money(units: Int64(random.next() % 12)) }
      if chance(3) { network.hand.scenario.supply[row].minimum = Int32(random.next() % 20) }
      if chance(3) {
        network.hand.scenario.supply[row].unitCost = Money(millionths: Int64(random.next() % 8_000_000 + 3_000_000))
      }
    }
    for row in network.scenario.stock.indices where chance(3) {
      network.hand.scenario.stock[row].protected = Int32(random.next() % 8)
      network.hand.scenario.stock[row].reserved = min(network.scenario.stock[row].onHand ?? 0, Int32(random.next() % 5))
    }
    // Periods may have changed: expectations are by period.
    let count = PlanningPeriods(network.scenario.settings).count
    var (means, deviations): ([Double], [Double]) = ([], [])
    for _ in network.rows {
      let mean = Double(random.next() % 60) / 10
      for _ in 0..<count {
        means.append(mean)
        deviations.append((mean * Double(random.next() % 3)).squareRoot())
      }
    }
    (network.means, network.deviations) = (means, deviations)
    return network
  }
}
