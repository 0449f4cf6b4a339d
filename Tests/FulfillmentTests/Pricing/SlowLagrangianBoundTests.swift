import Fulfillment
import RandomStreams
import SupplyModel
import TestSupport
import Testing

/// The price bound is a bound at any prices, and no lower than its definition.
@Suite struct SlowLagrangianBoundTests {
  @Test(arguments: 0..<4 as Range<UInt64>)
  func noPricesGiveMoreThanTheOptimum(block: UInt64) {
    for seed in block * 300..<(block + 1) * 300 {
      let scenario = RandomScenario.make(seed: seed)
      let least = BruteForce.optimum(scenario)
      let probe = EngineProbe(scenario)
      var stream = RandomStream(seed: seed, purpose: "prices")
      #expect(probe.bound(at: EngineProbe.PriceVector(probe.tables)) <= least, "seed \(seed), no prices")
      for _ in 0..<6 { #expect(probe.bound(at: probe.randomPrices(&stream)) <= least, "seed \(seed)") }
    }
  }

  /// Least priced way of each order by enumeration, less what the limits are worth.
  @Test func theBoundIsWhatItsDefinitionGives() {
    for seed in 0..<300 as Range<UInt64> {
      let world = ReferenceWorld(scenario: RandomScenario.make(seed: seed))
      let probe = EngineProbe(world.scenario)
      var stream = RandomStream(seed: seed, purpose: "prices")
      let limits = world.limits()
      let ways = world.scenario.orders.indices.map { world.ways(order: $0, within: limits) }
      for _ in 0..<3 {
        let prices = probe.randomPrices(&stream)
        var expected = world.activation(world.lockedNodes)
        for order in ways.indices {
          expected += ways[order].map { $0.cost + world.price(of: $0, order: order, prices, probe.tables) }.min() ?? 0
        }
        for (resource, price) in prices.resources.enumerated() where price > 0 {
          expected -= price * Int64(probe.tables.resources.limits[resource])
        }
        expected += activationTerm(world, prices, limits, probe)
        #expect(probe.bound(at: prices) == expected, "seed \(seed)")
      }
    }
  }

  /// Sum over nodes of min(0, activation cost less its price times the orders that could pay it).
  private func activationTerm(
    _ world: ReferenceWorld, _ prices: EngineProbe.PriceVector, _ limits: [Limit: Int], _ probe: EngineProbe
  ) -> Int64 {
    var term: Int64 = 0
    for node in world.scenario.nodes.indices where !world.lockedNodes.contains(node) {
      let reach = world.scenario.orders.indices.count { order in
        !world.locked(order).contains { $0.node == node } && couldServe(world, order, node)
      }
      let users = min(reach, limits[.orders(node)] ?? .max)
      let cost = world.scenario.nodes[node].activationCost.millionths
      term += min(0, cost - prices.activation[node] * Int64(users))
    }
    return term
  }

  /// Whether a node holds enough of any line of an order to be of use to it, and may be used.
  private func couldServe(_ world: ReferenceWorld, _ order: Int, _ node: Int) -> Bool {
    let record = world.scenario.orders[order]
    let held = Set(world.locked(order).map(\.node))
    guard world.mostNodes(order) > held.count, record.split != .never || held.isEmpty else { return false }
    return world.openLines(order).contains { line in
      guard world.canReach(order: order, line: line, node: node),
        let row = world.stockRow(node: node, sku: world.scenario.lines[line].sku)
      else { return false }
      let isShipped = if case .ship = record.method { true } else { false }
      let units = isShipped ? row.shippable : row.available
      let need = record.split == .units ? 1 : world.scenario.lines[line].quantity
      return units.map { $0 >= need } ?? true
    }
  }

  @Test func threadsDoNotChangeTheBound() {
    var sizes = ScenarioSizes(orders: 300...300, nodes: 4...4, skus: 4...4, lines: 1...3)
    sizes.zones = 3...3
    let probe = EngineProbe(RandomScenario.make(seed: 5, sizes: sizes))
    var stream = RandomStream(seed: 5, purpose: "prices")
    let prices = probe.randomPrices(&stream)
    let one = probe.bound(at: prices)
    for threads in 2...5 { #expect(probe.bound(at: prices, threads: threads) == one) }
  }
}
