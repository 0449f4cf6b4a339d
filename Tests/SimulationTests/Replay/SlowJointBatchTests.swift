import Fulfillment
import Simulation
import SupplyModel
import TestSupport
import Testing

/// Batches that `optimal` decides as a whole, in random scenarios.
@Suite struct SlowJointBatchTests {
  /// A day of one batch with nothing behind it is `assign`: the same cost to the last millionth.
  @Test func oneBatchCostsWhatAssignDoes() throws {
    let policy = SimulationPolicy(fulfilment: .optimal, replenishment: .none, channels: .unified)
    var contested = 0
    for seed in 0..<400 as Range<UInt64> {
      let sizes = ScenarioSizes(orders: 2...12, nodes: 1...4, skus: 1...3, lines: 1...3)
      var scenario = RandomScenario.make(seed: seed, sizes: sizes, never: [.lockedLines])
      for index in scenario.orders.indices { scenario.orders[index].placedAt = nil }
      // A replay knows stock that will be missed by its price only, and moves nothing for a pickup.
      for index in scenario.stock.indices { scenario.stock[index].useCost = .zero }
      scenario.demand = []
      scenario.receipts = []
      scenario.settings.transferTariff = nil
      scenario.lanes.removeAll { if case .node = $0.destination { true } else { false } }
      scenario.settings.simulation = SimulationSettings()
      scenario.settings.simulation.days = 1
      let plan = try FulfillmentPlanner(scenario).plan(.optimal)
      let simulator = try Simulator(scenario)
      let run = try simulator.run(policy, in: simulator.world(1), replication: 1)
      let cost = run.days.reduce(Money.zero) { $0 + $1.cost.serving }
      #expect(cost == plan.summary.cost.total, "seed \(seed): \(cost), not \(plan.summary.cost.total)")
      let rule = try FulfillmentPlanner(scenario).plan(.cheapest)
      if rule.summary.cost.total > plan.summary.cost.total { contested += 1 }
    }
    #expect(contested > 100, "\(contested) scenarios are contested")
  }
}
