import Fulfillment
import RandomStreams
import SupplyModel
import TestSupport
import Testing

/// The searches for one order against all its ways, with prices and what others left.
@Suite struct SlowWaySearchTests {
  /// One order of a random scenario at random prices.
  private struct Case {
    let name: String
    let world: ReferenceWorld
    let probe: EngineProbe
    let order: Int
    let prices: EngineProbe.PriceVector
    /// All ways within the limits, and what each costs with its prices, the locked part of the order taken off.
    let ways: [(way: ReferenceWay, value: Int64)]
  }

  private func forEachCase(
    _ seeds: Range<UInt64>, sizes: ScenarioSizes = .tiny, _ check: (Case) throws -> Void
  ) rethrows {
    for seed in seeds {
      let world = ReferenceWorld(scenario: RandomScenario.make(seed: seed, sizes: sizes))
      let probe = EngineProbe(world.scenario)
      var stream = RandomStream(seed: seed, purpose: "prices")
      let limits = world.limits()
      for order in world.scenario.orders.indices {
        let prices = stream.bernoulli(0.2) ? EngineProbe.PriceVector(probe.tables) : probe.randomPrices(&stream)
        let locked = world.lockedPart(order)
        let ways = world.ways(order: order, within: limits).map {
          ($0, $0.cost - locked + world.price(of: $0, order: order, prices, probe.tables))
        }
        try check(
          Case(
            name: "seed \(seed), order \(order)", world: world, probe: probe, order: order, prices: prices,
            ways: ways))
      }
    }
  }

  @Test func theChosenSearchIsExact() throws {
    try forEachCase(0..<1_500) { one in
      let found = one.probe.leastWay(of: one.order, at: one.prices)
      let least = try #require(one.ways.map(\.value).min())
      #expect(found.value == least, "\(one.name)")
      #expect(found.bound == least, "\(one.name)")
      let takes = Set(found.rows.map { Take(line: Int($0.line), node: Int($0.node), units: Int($0.quantity)) })
      #expect(one.ways.contains { Set($0.way.takes) == takes && $0.value == least }, "\(one.name)")
    }
  }

  /// Branch and bound over node sets serves long orders; on short ones its bound can be checked against all ways.
  @Test func nodeSetsBoundFromBelowAndServeFeasibly() throws {
    var exact = 0
    var all = 0
    try forEachCase(0..<2_500) { one in
      guard one.world.scenario.orders[one.order].split != .never, !one.world.openLines(one.order).isEmpty else {
        return
      }
      let found = one.probe.leastWay(of: one.order, at: one.prices, by: .nodeSets)
      let least = try #require(one.ways.map(\.value).min())
      #expect(found.bound <= least, "\(one.name)")
      #expect(found.value >= least, "\(one.name)")
      let takes = Set(found.rows.map { Take(line: Int($0.line), node: Int($0.node), units: Int($0.quantity)) })
      #expect(one.ways.contains { Set($0.way.takes) == takes && $0.value == found.value }, "\(one.name)")
      all += 1
      if found.value == least { exact += 1 }
    }
    // The way itself is a heuristic's, but a good one.
    #expect(Double(exact) > 0.8 * Double(all), "\(exact) of \(all)")
  }

  @Test func fillingMostFillsMostAtTheLeastCost() throws {
    try forEachCase(0..<800) { one in
      let found = one.probe.leastWay(of: one.order, at: one.prices, fillsMost: true)
      // A whole order that may not be split is either served or not: nothing to choose.
      guard one.world.scenario.orders[one.order].split != .never else { return }
      let most = try #require(one.ways.map(\.way.units).max())
      #expect(found.rows.reduce(0) { $0 + Int($1.quantity) } == most, "\(one.name)")
      #expect(found.value == one.ways.filter { $0.way.units == most }.map(\.value).min(), "\(one.name)")
    }
  }

  @Test func listedWaysAreAllWaysWithinTheLimitEachOnce() throws {
    try forEachCase(0..<600) { one in
      let values = one.ways.map(\.value).sorted()
      let limit = values[values.count / 2]
      let listed = try #require(one.probe.ways(of: one.order, at: one.prices, within: limit, most: .max))
      let sets = listed.map { rows in
        Set(rows.map { Take(line: Int($0.line), node: Int($0.node), units: Int($0.quantity)) })
      }
      #expect(Set(sets).count == sets.count, "\(one.name)")
      #expect(Set(sets) == Set(one.ways.filter { $0.value <= limit }.map { Set($0.way.takes) }), "\(one.name)")
    }
  }

  @Test func theCostOfEveryWayIsTheContracts() {
    forEachCase(0..<400) { one in
      let locked = one.world.lockedPart(one.order)
      for (way, _) in one.ways {
        let rows = way.takes.map {
          EngineProbe.Row(line: LineIndex($0.line), node: NodeIndex($0.node), quantity: Int32($0.units))
        }
        #expect(one.probe.cost(of: rows, order: one.order) == way.cost - locked, "\(one.name)")
      }
    }
  }
}

extension ReferenceWorld {
  /// What an order's locked lines cost alone, without any penalty for its open ones.
  func lockedPart(_ order: Int) -> Int64 {
    var only = self.scenario
    only.settings.unfilled = nil
    return ReferenceWorld(scenario: only).cost(order: order, takes: []) ?? 0
  }
}
