import Fulfillment
import RandomStreams
import SupplyModel
import TestSupport
import Testing

/// What must hold between a scenario and its relatives, whatever the optimum is.
@Suite struct SlowPropertyTests {
  private static let seeds = 0..<600 as Range<UInt64>

  private func optimum(_ scenario: Scenario) throws -> Money {
    try FulfillmentPlanner(scenario).auditedPlan(.optimal).summary.cost.total
  }

  @Test func freeExtraStockNeverRaisesTheOptimum() throws {
    for seed in SlowPropertyTests.seeds {
      var scenario = RandomScenario.make(seed: seed)
      let before = try optimum(scenario)
      var stream = RandomStream(seed: seed, purpose: "extra stock")
      for row in scenario.stock.indices where stream.bernoulli(0.5) {
        scenario.stock[row].onHand = scenario.stock[row].onHand.map { $0 + Int32(stream.uniform(in: 0...3)) }
      }
      #expect(try optimum(scenario) <= before, "seed \(seed)")
    }
  }

  @Test func moreCapacityNeverRaisesTheOptimum() throws {
    for seed in SlowPropertyTests.seeds {
      var scenario = RandomScenario.make(seed: seed, always: [.capacityInOrders, .capacityInUnits])
      let before = try optimum(scenario)
      for node in scenario.nodes.indices {
        scenario.nodes[node].capacityOrders = scenario.nodes[node].capacityOrders.map { $0 + 1 }
        scenario.nodes[node].capacityUnits = nil
      }
      #expect(try optimum(scenario) <= before, "seed \(seed)")
    }
  }

  @Test(arguments: Policy.allCases)
  func newNamesChangeNothingElse(policy: Policy) throws {
    for seed in 0..<200 as Range<UInt64> {
      let scenario = RandomScenario.make(seed: seed)
      var renamed = scenario
      renamed.nodeIDs = IdentifierTable(scenario.nodes.indices.map { "warehouse \(99 - $0)" })
      for node in renamed.nodes.indices { renamed.nodes[node].id = renamed.nodeIDs[node] }
      renamed.skuIDs = IdentifierTable(scenario.skus.indices.map { "article \(99 - $0)" })
      renamed.orderIDs = IdentifierTable(scenario.orders.indices.map { "basket \(99 - $0)" })
      renamed.zoneIDs = IdentifierTable(scenario.zones.indices.map { "town \(99 - $0)" })
      for zone in renamed.zones.indices { renamed.zones[zone].id = renamed.zoneIDs[zone] }
      let (a, b) = (
        try FulfillmentPlanner(scenario).auditedPlan(policy), try FulfillmentPlanner(renamed).auditedPlan(policy)
      )
      #expect(a.assignments == b.assignments, "seed \(seed)")
      #expect(a.shipments == b.shipments, "seed \(seed)")
      #expect(a.summary.cost == b.summary.cost, "seed \(seed)")
      #expect(a.unfilled.map(\.reason) == b.unfilled.map(\.reason), "seed \(seed)")
      #expect(a.bound == b.bound, "seed \(seed)")
    }
  }

  @Test func theOrderOfNodesDoesNotChangeTheOptimum() throws {
    for seed in SlowPropertyTests.seeds {
      let scenario = RandomScenario.make(seed: seed)
      var stream = RandomStream(seed: seed, purpose: "permutation")
      let permuted = scenario.withNodes(stream.permutation(count: scenario.nodes.count))
      #expect(try optimum(permuted) == optimum(scenario), "seed \(seed)")
    }
  }

  @Test func theOrderOfOrdersDoesNotChangeTheOptimum() throws {
    for seed in SlowPropertyTests.seeds {
      let scenario = RandomScenario.make(seed: seed)
      var turned = scenario
      turned.orders.reverse()
      turned.orderIDs = IdentifierTable(scenario.orders.indices.reversed().map { scenario.orderIDs[$0] })
      turned.lines = []
      for order in turned.orders.indices {
        let first = Int32(turned.lines.count)
        turned.lines += turned.orders[order].lines.map { scenario.lines[Int($0)] }
        turned.orders[order].lines = first..<Int32(turned.lines.count)
      }
      #expect(try optimum(turned) == optimum(scenario), "seed \(seed)")
    }
  }

  @Test(arguments: Policy.allCases)
  func anyNumberOfThreadsGivesTheSamePlan(policy: Policy) throws {
    var scenarios = (0..<60 as Range<UInt64>).map { RandomScenario.make(seed: $0) }
    let crowd = ScenarioSizes(orders: 280...320, nodes: 4...4, skus: 4...4, lines: 1...3)
    scenarios += (0..<3 as Range<UInt64>).map { RandomScenario.make(seed: $0, sizes: crowd) }
    for (index, scenario) in scenarios.enumerated() {
      let planner = FulfillmentPlanner(scenario)
      let one = try planner.auditedPlan(policy, budget: Budget(threads: 1))
      for threads in 2...3 {
        let more = try planner.auditedPlan(policy, budget: Budget(threads: threads))
        #expect(more.assignments == one.assignments, "scenario \(index)")
        #expect(more.summary == one.summary, "scenario \(index)")
        #expect(more.prices == one.prices, "scenario \(index)")
        #expect(more.unfilled == one.unfilled, "scenario \(index)")
      }
    }
  }
}

extension Scenario {
  /// The same scenario with its nodes in another order.
  /// - Parameter order: the old index at each new place.
  func withNodes(_ order: [Int]) -> Scenario {
    var new = [NodeIndex](repeating: 0, count: order.count)
    for (place, old) in order.enumerated() { new[old] = NodeIndex(place) }
    func moved(_ node: NodeIndex) -> NodeIndex { new[Int(node)] }
    var result = self
    result.nodes = order.map { nodes[$0] }
    result.nodeIDs = IdentifierTable(result.nodes.map(\.id))
    for index in result.stock.indices { result.stock[index].node = moved(stock[index].node) }
    for index in result.lanes.indices { result.lanes[index].origin = moved(lanes[index].origin) }
    for index in result.calendar.indices { result.calendar[index].node = moved(calendar[index].node) }
    for index in result.lines.indices { result.lines[index].lockedNode = lines[index].lockedNode.map(moved) }
    for index in result.orders.indices {
      if case .pickup(let node) = orders[index].method { result.orders[index].method = .pickup(node: moved(node)) }
    }
    return result
  }
}
