import Simulation
import SupplyModel
import TestSupport

/// A replay built by hand. Day 0 is 2026-11-11, a Wednesday; a batch at the end of every day, a review every evening.
struct HandReplay {
  var hand = HandScenario()

  init(days: Int32) {
    hand.scenario.settings.simulation.days = days
    hand.scenario.settings.simulation.reviewDays = 1
  }

  var simulation: SimulationSettings {
    get { hand.scenario.settings.simulation }
    set { hand.scenario.settings.simulation = newValue }
  }

  func day(_ number: Int32) -> Day { hand.scenario.settings.asOf + number }

  /// A SKU of 20, bought at 10.
  mutating func sku(_ id: String = "A", _ edit: (inout SKU) -> Void = { _ in }) {
    hand.sku(id) { sku in
      sku.price = Money(units: 20)
      sku.unitCost = Money(units: 10)
      edit(&sku)
    }
  }

  /// Customers in a store.
  mutating func walkIn(_ day: Int32, _ node: String, _ units: Int32, _ sku: String = "A", customer: String? = nil) {
    hand.scenario.demand.append(
      WalkInDemand(
        day: self.day(day), node: hand.nodeIndex(node), sku: hand.skuIndex(sku), quantity: units,
        customer: customer.map { hand.scenario.customers.insert($0).index }))
  }

  mutating func receipt(_ day: Int32, _ node: String, _ units: Int32, _ sku: String = "A") {
    hand.scenario.receipts.append(
      Receipt(node: hand.nodeIndex(node), sku: hand.skuIndex(sku), quantity: units, due: self.day(day)))
  }

  /// An order of one line at 20 a unit.
  mutating func order(
    _ id: String, _ day: Int32, _ hour: Double = 12, to place: String, _ units: Int32 = 1, _ sku: String = "A",
    customer: String? = nil, _ edit: (inout Order) -> Void = { _ in }
  ) {
    let seconds = Int64(self.day(day).number) * 86_400 + Int64(hour * 3_600)
    let index = customer.map { hand.scenario.customers.insert($0).index }
    hand.order(id, to: place, [HandScenario.Line(sku, units, price: 20)]) { order in
      order.placedAt = Instant(seconds: seconds)
      order.customer = index
      edit(&order)
    }
  }

  /// A lane for goods from node to node, or for parcels to a zone.
  mutating func lane(
    _ from: String, _ to: String, days: Int32 = 0, cost: Int64 = 0, unit: Double = 0
  ) {
    var band = LaneBand()
    band.transitDays = days
    band.costPerShipment = Money(units: cost)
    band.costPerUnit = Money(millionths: Int64(unit * 1e6))
    let destination: LaneDestination =
      hand.scenario.zoneIDs.index(of: to).map { .zone($0, 0) } ?? .node(hand.nodeIndex(to))
    hand.scenario.lanes.append(LaneRow(origin: hand.nodeIndex(from), destination: destination, band: band))
  }

  mutating func baseStock(_ node: String, _ units: Int32, _ sku: String = "A") {
    hand.scenario.levels.append(StockLevel(node: hand.nodeIndex(node), sku: hand.skuIndex(sku), baseStock: units))
  }

  /// What happened, row by row: day, event, node or order, SKU where there are several, units.
  struct Story {
    var run: SimulationRun
    var log: [String]

    subscript(_ metric: SimulationMetric) -> Double? { run.metrics[metric] }
  }

  func replay(
    _ fulfilment: Policy = .cheapest, _ replenishment: ReplenishmentPolicy = .none, _ channels: ChannelRule = .unified,
    seed: UInt64 = 1
  ) throws -> Story {
    let simulator = try Simulator(hand.scenario, seed: seed)
    let world = simulator.world(1)
    var log: [String] = []
    let policy = SimulationPolicy(fulfilment: fulfilment, replenishment: replenishment, channels: channels)
    let run = try simulator.run(policy, in: world, replication: 1) { event in
      var text = "\(event.day - self.day(0)) \(event.kind.rawValue)"
      if let node = event.node { text += " \(self.hand.scenario.nodes[Int(node)].id)" }
      if let order = event.order {
        text += " " + (world.scenario.orderIDs.isEmpty ? "\(order)" : world.scenario.orderIDs[order])
      }
      if self.hand.scenario.skus.count > 1 { text += " \(self.hand.scenario.skuIDs[event.sku])" }
      text += " \(event.quantity)"
      if let arrives = event.arrivesOn { text += " by \(arrives - self.day(0))" }
      log.append(text)
    }
    return Story(run: run, log: log)
  }
}
