import Fulfillment
import RandomStreams
import SupplyModel
import TestSupport
import Testing

/// Prices on covers: a bound whatever they are, what its definition gives, and what the audit makes of it.
@Suite struct SlowCoveredBoundTests {
  /// Rows of random choices, pass by pass: crowded, so that covers are violated.
  private func passes(_ probe: EngineProbe, _ stream: inout RandomStream) -> [[Int32]] {
    let stock = probe.tables.stock
    let limits = probe.tables.resources
    return (0..<4).map { _ in
      probe.scenario.lines.map { line in
        let rows = (0..<Int32(stock.count)).filter {
          stock.skus[Int($0)] == line.sku && limits.limits[limits.stock($0)] >= line.quantity
            && limits.limits[limits.protected($0)] >= line.quantity
        }
        return rows.isEmpty || stream.bernoulli(0.1) ? -1 : rows[stream.uniform(in: 0...min(1, rows.count - 1))]
      }
    }
  }

  private func scenario(_ seed: UInt64) -> Scenario {
    RandomScenario.make(
      seed: seed, sizes: ScenarioSizes(orders: 3...5, nodes: 2...3, skus: 1...2, lines: 1...2),
      never: [.splitByUnits, .pickupOrders])
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func noPricesGiveMoreThanTheOptimum(block: UInt64) {
    var found = 0
    for seed in block * 300..<(block + 1) * 300 {
      let scenario = scenario(seed)
      let probe = EngineProbe(scenario)
      var stream = RandomStream(seed: seed, purpose: "covers")
      let least = BruteForce.optimum(scenario)
      for _ in 0..<4 {
        let prices = probe.randomPrices(&stream)
        let passes = passes(probe, &stream)
        let bound = probe.coveredBound(at: prices, passes: passes) { Int64(stream.uniform(in: 0...20_000_000)) }
        guard let bound else { continue }
        found += 1
        #expect(bound.value <= least, "seed \(seed)")
      }
    }
    #expect(found > 100, "\(found) with covers")
  }

  /// Least priced way of each order by enumeration with the charges of its covers, less what limits are worth; and the
  /// audit's own figure.
  @Test func theBoundIsWhatItsDefinitionAndTheAuditGive() {
    var (found, exact) = (0, 0)
    for seed in 0..<1_200 as Range<UInt64> {
      let world = ReferenceWorld(scenario: scenario(seed))
      // Activation adds a term of its own, which the bound without covers is tested for.
      guard world.scenario.nodes.allSatisfy({ $0.activationCost == .zero }) else { continue }
      let probe = EngineProbe(world.scenario)
      var stream = RandomStream(seed: seed, purpose: "covers")
      var prices = probe.randomPrices(&stream)
      for node in prices.activation.indices { prices.activation[node] = 0 }
      let passes = passes(probe, &stream)
      let bound = probe.coveredBound(at: prices, passes: passes) { Int64(stream.uniform(in: 1...20_000_000)) }
      guard let bound else { continue }
      found += 1
      let limits = world.limits()
      var expected: Int64 = 0
      for order in world.scenario.orders.indices {
        expected +=
          world.ways(order: order, within: limits).map {
            $0.cost + world.price(of: $0, order: order, prices, probe.tables) + charge($0, bound.proof, world.scenario)
          }.min() ?? 0
      }
      for (resource, price) in prices.resources.enumerated() where price > 0 {
        expected -= price * Int64(probe.tables.resources.limits[resource])
      }
      for cover in bound.proof.covers { expected -= cover.price.millionths * Int64(cover.limit) }
      // Where two parcels of an order would come from one node that cannot send both as one, it is a little less.
      #expect(bound.value <= expected, "seed \(seed)")
      if bound.value == expected { exact += 1 }
      let audited = PlanAudit.priceBound(
        scenario: world.scenario, prices: bound.proof.prices, covers: bound.proof.covers)
      #expect(audited.bound == Money(millionths: expected), "seed \(seed)")
    }
    #expect(found > 50, "\(found) with covers")
    #expect(exact * 20 > found * 19, "\(exact) of \(found) exact")
  }

  private func charge(_ way: ReferenceWay, _ proof: CoverProof, _ scenario: Scenario) -> Int64 {
    var charge: Int64 = 0
    for cover in proof.covers {
      for term in cover.terms {
        for take in way.takes
        where take.line == Int(term.line) && take.node == Int(cover.node)
          && take.units == Int(scenario.lines[take.line].quantity)
        {
          charge += cover.price.millionths * Int64(term.coefficient)
        }
      }
    }
    return charge
  }
}
