import Replenishment
import SupplyModel
import Testing

@Suite struct LevelPolicyTests {
  private func plan(_ network: HandNetwork, _ policy: ReplenishmentPolicy) throws -> ReplenishmentPlan {
    try ReplenishmentPlanner(network.scenario, forecast: network.forecast).plan(policy)
  }

  private func twoStores(stock: Int32) -> HandNetwork {
    var network = HandNetwork()
    network.node("dc", .central)
    for store in ["steady", "wild"] {
      network.node(store, .store, parent: "dc")
      network.lane("dc", store)
    }
    network.sku("a", price: 20, cost: 10)
    network.demand("steady", "a", [10], sd: [1])
    network.demand("wild", "a", [10], sd: [8])
    network.hand.stock("dc", "a", stock)
    return network
  }

  /// 24 units for two stores that ask for more: equal risk gives the steadier one less safety stock,
  /// 10 + z and 10 + 8 z with z = 4/9.
  @Test func baseStockSharesShortageByEqualRisk() throws {
    let plan = try plan(twoStores(stock: 24), .baseStock)
    #expect(plan.transfers.map(\.quantity) == [10, 14])
    #expect(plan.transfers.map(\.to) == [1, 2])
  }

  /// The same by min and max: the first node of the file takes all that it wants.
  @Test func minMaxServesInTheOrderOfTheFile() throws {
    var network = twoStores(stock: 24)
    for store in ["steady", "wild"] {
      network.hand.scenario.levels.append(
        StockLevel(node: network.hand.nodeIndex(store), sku: 0, minimum: 5, maximum: 20))
    }
    #expect(try plan(network, .minMax).transfers.map(\.quantity) == [20, 4])
  }

  /// Above the minimum nothing is ordered; at it, up to the maximum.
  @Test(arguments: [(6, 0), (5, 15), (0, 20)] as [(Int32, Int32)])
  func minMaxOrdersAtTheMinimum(held: Int32, ordered: Int32) throws {
    var network = HandNetwork()
    network.node("dc", .central)
    network.sku("a", price: 20, cost: 10)
    network.demand("dc", "a", [3], sd: [1])
    network.supply("dc", "a")
    network.hand.stock("dc", "a", held)
    network.hand.scenario.levels.append(StockLevel(node: 0, sku: 0, minimum: 5, maximum: 20))
    #expect(try plan(network, .minMax).summary.purchaseUnits == Int64(ordered))
  }

  /// The warehouse counts what its stores hold: an echelon level of 50 with 30 below and 5 here asks for 15.
  @Test func baseStockCountsTheEchelon() throws {
    var network = HandNetwork()
    network.node("dc", .central)
    network.node("st", .store, parent: "dc")
    network.lane("dc", "st")
    network.sku("a", price: 20, cost: 10)
    network.demand("st", "a", [2], sd: [1])
    network.supply("dc", "a")
    network.hand.stock("dc", "a", 5)
    network.hand.stock("st", "a", 30)
    network.hand.scenario.levels.append(StockLevel(node: 0, sku: 0, baseStock: 50))
    let plan = try plan(network, .baseStock)
    #expect(plan.summary.purchaseUnits == 15)
    #expect(plan.transfers.isEmpty)
  }

  /// A node that does not carry the SKU gets none of it.
  @Test(arguments: [ReplenishmentPolicy.planned, .minMax, .baseStock])
  func nothingGoesWhereTheSKUIsNotCarried(policy: ReplenishmentPolicy) throws {
    var network = twoStores(stock: 100)
    network.hand.scenario.levels.append(StockLevel(node: 1, sku: 0, ranged: false))
    let plan = try plan(network, policy)
    #expect(plan.transfers.contains { $0.to == 2 })
    #expect(!plan.transfers.contains { $0.to == 1 })
  }
}
