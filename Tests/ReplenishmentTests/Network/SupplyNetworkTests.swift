import Replenishment
import SupplyModel
import Testing

/// Who replenishes whom.
@Suite struct SupplyNetworkTests {
  /// A regional node that a store replenishes is no parent for that store, however near: goods would go in a circle.
  @Test(arguments: [ReplenishmentPolicy.planned, .baseStock, .minMax])
  func aNodeIsNotReplenishedByThoseBelowIt(policy: ReplenishmentPolicy) throws {
    var network = HandNetwork(periods: 2)
    network.node("dc", .central)
    network.node("st", .store)
    network.node("rw", .regional, parent: "st")
    network.lane("dc", "st")
    network.lane("st", "rw")
    network.sku("a", price: 20, cost: 10)
    network.demand("st", "a", [5], sd: [2])
    network.demand("rw", "a", [5], sd: [2])
    network.hand.stock("dc", "a", 60)
    let plan = try ReplenishmentPlanner(network.scenario, forecast: network.forecast).plan(policy)
    #expect(plan.transfers.contains { $0.from == 0 && $0.to == 1 })
    #expect(plan.transfers.contains { $0.from == 1 && $0.to == 2 })
  }
}
