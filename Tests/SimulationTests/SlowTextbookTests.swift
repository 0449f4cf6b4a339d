import RandomStreams
import Simulation
import SupplyModel
import TestSupport
import Testing

/// Systems whose cost is known, replayed for a million periods. A unit is a twentieth of the textbook's, so that normal
/// demand is nearly a whole number.
///
/// Here goods come in the morning, and what is decided in the evening leaves next morning. A lead time of L periods from
/// decision to decision is then a journey of L - 1 days, and one of L periods from a decision to the end of the day whose
/// demand it meets likewise; where a textbook counts L + 1 periods of demand, it is L days. What is on the road by the
/// textbook is flow times its lead time.
@Suite struct SlowTextbookTests {
  private static let periods: Int32 = 1_000_000
  private static let scale = 20.0

  /// Clark and Scarf's serial system, example 6.1 of Snyder and Shen: 47.67 a period.
  @Test func aSerialSystemCostsWhatClarkAndScarfSay() throws {
    var hand = HandScenario()
    hand.sku("A")
    hand.node("3", .central)
    hand.node("2", .regional) { $0.parent = 0 }
    hand.node("1", .store) { $0.parent = 1 }
    transfer(&hand, from: 0, to: 1, days: 0)
    transfer(&hand, from: 1, to: 2, days: 0)
    hand.scenario.supply = [SupplyRow(node: 0, sku: 0, leadDays: 1)]
    level(&hand, 22.72, at: 0)
    level(&hand, 12.03, at: 1)
    level(&hand, 6.48, at: 2)
    addDemand(&hand, node: 2, mean: 5, deviation: 1, seed: 1)
    let run = try replay(hand.scenario)
    let (h1, h2, h3, p, flow) = (7.0, 4.0, 2.0, 37.12, 5.0)
    let cost =
      h1 * stock(run, "1") + h2 * (stock(run, "2") + flow * 1) + h3 * (stock(run, "3") + flow * 1) + p * waiting(run)
    #expect(abs(cost / 47.67 - 1) < 0.005, "cost \(cost) a period")
  }

  /// A cross-dock and its stores: what is short is divided so that all run the same risk.
  @Test(arguments: [
    (means: [3.0, 4, 5, 6, 7], lead: Int32(2), correlation: 0.0, cost: 33.48),
    (means: [3.0, 4, 5, 6, 7], lead: Int32(2), correlation: 0.5, cost: 38.52),
    (means: [3.0, 4, 5, 6, 7], lead: Int32(6), correlation: 0.0, cost: 48.47),
    (means: [Double](repeating: 5, count: 10), lead: Int32(2), correlation: 0.0, cost: 63.77),
  ])
  func aCrossDockCostsWhatIsKnown(_ known: (means: [Double], lead: Int32, correlation: Double, cost: Double)) throws {
    let deviations = known.means.map { 0.4 * $0 }
    let sum = deviations.reduce(0, +)
    let squares = deviations.reduce(0) { $0 + $1 * $1 }
    let variance = (1 - known.correlation) * squares + known.correlation * sum * sum
    // The 0.9 quantile: 9 for a unit short against 1 for one too many.
    let z = 1.281_551_565_545
    let total = known.means.reduce(0, +)
    let warehouseLead = 3.0
    let spread = (warehouseLead * variance + Double(known.lead + 1) * sum * sum).squareRoot()
    var hand = HandScenario()
    hand.sku("A")
    hand.node("W", .central)
    hand.scenario.supply = [SupplyRow(node: 0, sku: 0, leadDays: 2)]
    level(&hand, total * (warehouseLead + Double(known.lead) + 1) + z * spread, at: 0)
    for (index, mean) in known.means.enumerated() {
      hand.node("S\(index)", .store) { $0.parent = 0 }
      let node = NodeIndex(index + 1)
      transfer(&hand, from: 0, to: node, days: known.lead)
      // Stores take all that comes.
      level(&hand, 100_000, at: node)
      hand.scenario.forecast.append(
        ForecastRow(
          place: .node(node), sku: 0, periodStart: hand.scenario.settings.asOf, mean: mean * 7 * Self.scale,
          standardDeviation: deviations[index] * 7.0.squareRoot() * Self.scale))
    }
    addCorrelated(&hand, known.means, deviations, known.correlation)
    let run = try replay(hand.scenario)
    let onHand = known.means.indices.reduce(0) { $0 + stock(run, "S\($1)") }
    let cost = onHand + 9 * waiting(run)
    #expect(abs(cost / known.cost - 1) < 0.005, "cost \(cost) a period")
  }

  // MARK: The network

  private func transfer(_ hand: inout HandScenario, from: NodeIndex, to: NodeIndex, days: Int32) {
    var band = LaneBand()
    band.transitDays = days
    hand.scenario.lanes.append(LaneRow(origin: from, destination: .node(to), band: band))
  }

  private func level(_ hand: inout HandScenario, _ units: Double, at node: NodeIndex) {
    hand.scenario.levels.append(
      StockLevel(node: node, sku: 0, baseStock: Int32((units * Self.scale).rounded())))
  }

  private func addDemand(_ hand: inout HandScenario, node: NodeIndex, mean: Double, deviation: Double, seed: UInt64) {
    var stream = RandomStream(seed: seed, purpose: "normal demand")
    let start = hand.scenario.settings.asOf
    for day in 0..<Self.periods {
      add(stream.normal(mean: mean, standardDeviation: deviation), on: start + day, at: node, &hand)
    }
  }

  private func addCorrelated(
    _ hand: inout HandScenario, _ means: [Double], _ deviations: [Double], _ correlation: Double
  ) {
    var stream = RandomStream(seed: 2, purpose: "normal demand")
    let start = hand.scenario.settings.asOf
    let (common, own) = (correlation.squareRoot(), (1 - correlation).squareRoot())
    hand.scenario.demand.reserveCapacity(Int(Self.periods) * means.count)
    for day in 0..<Self.periods {
      let shared = stream.normal()
      for (index, mean) in means.enumerated() {
        let deviate = common * shared + own * stream.normal()
        add(mean + deviations[index] * deviate, on: start + day, at: NodeIndex(index + 1), &hand)
      }
    }
  }

  private func add(_ demand: Double, on day: Day, at node: NodeIndex, _ hand: inout HandScenario) {
    let units = Int32((demand * Self.scale).rounded())
    if units > 0 { hand.scenario.demand.append(WalkInDemand(day: day, node: node, sku: 0, quantity: units)) }
  }

  // MARK: The replay

  private func replay(_ scenario: Scenario) throws -> SimulationRun {
    var scenario = scenario
    scenario.settings.simulation.days = Self.periods
    scenario.settings.simulation.warmupDays = 1_000
    scenario.settings.simulation.reviewDays = 1
    scenario.settings.simulation.stockout = .backorder
    scenario.settings.simulation.forecastDays = Self.periods
    var options = Simulator.Options()
    options.scopes = [.node]
    let simulator = try Simulator(scenario, options: options)
    let policy = SimulationPolicy(fulfilment: .cheapest, replenishment: .baseStock, channels: .unified)
    return try simulator.run(policy, in: simulator.world(1), replication: 1)
  }

  /// Mean stock of a node at the close, in the textbook's units.
  private func stock(_ run: SimulationRun, _ node: String) -> Double {
    (run.parts.first { $0.key == node }?.metrics[.averageStockUnits] ?? .nan) / Self.scale
  }

  private func waiting(_ run: SimulationRun) -> Double { (run.metrics[.averageWaitingUnits] ?? .nan) / Self.scale }
}
