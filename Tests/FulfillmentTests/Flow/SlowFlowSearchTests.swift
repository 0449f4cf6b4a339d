import Fulfillment
import SupplyModel
import TestSupport
import Testing

/// Batches of orders of one unit: least of all plans, proven by the prices that are written, for every feature.
@Suite struct SlowFlowSearchTests {
  private static let never: Set<ScenarioFeature> = [.activation, .laneCapacity, .lockedLines, .manyLines]

  private static func sizes(orders: ClosedRange<Int>) -> ScenarioSizes {
    var sizes = ScenarioSizes(orders: orders, nodes: 1...4, skus: 1...3, lines: 1...1)
    sizes.quantity = 1...1
    return sizes
  }

  private func check(_ scenario: Scenario, _ name: String) throws -> Money {
    let plan = try FulfillmentPlanner(scenario).auditedPlan(.optimal)
    let bound = try #require(plan.bound, "\(name)")
    #expect(bound.method == .flow, "\(name)")
    #expect(bound.lowerBound == plan.summary.cost.total, "\(name)")
    #expect(bound.priceBound == plan.summary.cost.total, "\(name)")
    #expect(plan.summary.gap == 0, "\(name)")
    let audited = PlanAudit.priceBound(scenario: scenario, prices: plan.prices)
    #expect(audited.bound == plan.summary.cost.total, "\(name)")
    return plan.summary.cost.total
  }

  @Test(arguments: 0..<6 as Range<UInt64>)
  func costsTheLeastOfAllPlans(block: UInt64) throws {
    for seed in block * 200..<(block + 1) * 200 {
      let scenario = RandomScenario.make(
        seed: seed, sizes: SlowFlowSearchTests.sizes(orders: 1...7), never: SlowFlowSearchTests.never)
      #expect(try check(scenario, "seed \(seed)").millionths == BruteForce.optimum(scenario), "seed \(seed)")
    }
  }

  /// Where all contend: both capacities, protected stock, pickups, use costs of either sign, priorities.
  @Test(arguments: 0..<4 as Range<UInt64>)
  func costsTheLeastOfAllPlansWhereAllContend(block: UInt64) throws {
    for seed in block * 150..<(block + 1) * 150 {
      let scenario = RandomScenario.make(
        seed: seed, sizes: SlowFlowSearchTests.sizes(orders: 5...8),
        always: [
          .scarceStock, .capacityInOrders, .capacityInUnits, .protectedStock, .pickupOrders, .useCost, .priorities,
          .tariffs, .penaltyPerUnit,
        ], never: SlowFlowSearchTests.never)
      #expect(try check(scenario, "seed \(seed)").millionths == BruteForce.optimum(scenario), "seed \(seed)")
    }
  }

  /// Too many orders to enumerate: the prices alone are the proof.
  @Test func isProvenWithHundredsOfOrders() throws {
    for seed in 0..<60 as Range<UInt64> {
      let scenario = RandomScenario.make(
        seed: seed, sizes: SlowFlowSearchTests.sizes(orders: 100...400),
        always: [.scarceStock, .tariffs, .penaltyPerUnit], never: SlowFlowSearchTests.never)
      _ = try check(scenario, "seed \(seed)")
    }
  }

  /// The general search proves the same cost.
  @Test func agreesWithTheGeneralSearch() throws {
    for seed in 0..<60 as Range<UInt64> {
      let scenario = RandomScenario.make(
        seed: seed, sizes: SlowFlowSearchTests.sizes(orders: 8...25),
        always: [.scarceStock, .tariffs, .penaltyPerUnit, .capacityInUnits], never: SlowFlowSearchTests.never)
      // A node that nothing can reach, but whose activation would cost something, changes no cost and allows no flow:
      // it holds stock for nobody, since it is never used at that price.
      var general = scenario
      var node = Node(id: "beyond", tier: .central)
      node.activationCost = Money(units: 1_000_000)
      node.coordinates = scenario.nodes[0].coordinates
      _ = general.nodeIDs.insert(node.id)
      general.nodes.append(node)
      for sku in scenario.skus.indices {
        general.stock.append(StockRow(node: NodeIndex(scenario.nodes.count), sku: SKUIndex(sku), onHand: 9))
      }
      let plan = try FulfillmentPlanner(general).auditedPlan(.optimal)
      #expect(plan.bound?.lowerBound == (try check(scenario, "seed \(seed)")), "seed \(seed)")
    }
  }
}
