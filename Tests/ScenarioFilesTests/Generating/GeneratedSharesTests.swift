import ScenarioFiles
import Testing

/// The shares that make generated scenarios comparable with published figures.
@Suite struct GeneratedSharesTests {
  private let scenario: GeneratedScenario

  init() throws {
    scenario = try generateScenario(GeneratorOptions(size: .s))
  }

  @Test func linesAndQuantities() {
    let orders = scenario.orders
    let lines = (0..<orders.count).map { Int(orders.firstLine[$0 + 1] - orders.firstLine[$0]) }
    for (count, share) in [0.65, 0.20, 0.09, 0.04, 0.02].enumerated() {
      let observed = Double(lines.count { $0 == count + 1 }) / Double(orders.count)
      #expect(abs(observed - share) < 0.015)
    }
    #expect(abs(Double(orders.sku.count) / Double(orders.count) - 1.58) < 0.03)
    for (quantity, share) in [(1, 0.88), (2, 0.09), (3, 0.03)] {
      let observed = Double(orders.quantity.count { $0 == quantity }) / Double(orders.sku.count)
      #expect(abs(observed - share) < 0.01)
    }
  }

  @Test func popularityFollowsThePowerLaw() {
    var lines = [Int](repeating: 0, count: 1000)
    for sku in scenario.orders.sku { lines[Int(scenario.assortment.rank[Int(sku)]) - 1] += 1 }
    let weights = PowerLawWeights.all(1000)
    let total = weights.reduce(0, +)
    for range in [0..<10, 10..<100, 100..<1000] {
      let expected = weights[range].reduce(0, +) / total
      let observed = Double(lines[range].reduce(0, +)) / Double(scenario.orders.sku.count)
      #expect(abs(observed - expected) < 0.015)
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64], [GeneratorOptions.Size.xs, .s])
  func shortSkusAndCapacity(seed: UInt64, size: GeneratorOptions.Size) throws {
    let scenario = try generateScenario(GeneratorOptions(size: size, seed: seed))
    #expect((0.12...0.14).contains(scenario.shareOfShortSkus))
    #expect(abs(scenario.capacityOverOrders - 1.1) < 1e-9)
  }

  @Test func zonesAreClusteredAndAFifthRural() {
    let zones = scenario.network.zones
    #expect(zones.count { $0.city == nil } == 10)
    #expect(scenario.network.cities == 7)
    #expect(Set(zones.compactMap(\.city)).count > 3)
  }

  @Test func warehousesHoldMostSkusAndStoresAPart() {
    let nodes = scenario.network.nodes
    var held = [Int](repeating: 0, count: nodes.count)
    for node in scenario.stock.node { held[Int(node)] += 1 }
    for (index, node) in nodes.enumerated() {
      switch node.tier {
      case .central: #expect(held[index] > 850)
      case .regional: #expect(held[index] > 700)
      case .store: #expect(held[index] < 700)
      }
    }
    var holders = [Int](repeating: 0, count: 1000)
    for sku in scenario.stock.sku { holders[Int(sku)] += 1 }
    #expect(holders.count { $0 >= 3 } > 850)
  }
}

private enum PowerLawWeights {
  /// 1 / (rank + 5)^0.95 by repeated square roots, not by the code under test: 0.95 = 1 - 1/20.
  static func all(_ count: Int) -> [Double] {
    (1...count).map { rank in
      let base = Double(rank + 5)
      // Newton's iteration for the twentieth root.
      var root = 1.3
      for _ in 0..<60 {
        var power = 1.0
        for _ in 0..<19 { power *= root }
        root -= (root - base / power) / 20
      }
      return root / base
    }
  }
}
