import Foundation
import ScenarioFiles
import TestSupport
import Testing

/// Order by order 39, together 28.
@Suite struct X1Tests {
  @Test(arguments: ["optimal", "cheapest", "central-first", "nearest-store-first"])
  func policiesCostWhatIsExpected(policy: String) throws {
    let folder = try Repository.copy(of: "x1")
    let run = try Allot.assign(folder, "--policy", policy, "--json", "--quiet")
    let summary = try SummaryFigures(run.output)
    let expected = try #require(ExpectedFigures(of: "x1").policies[policy])
    #expect(summary.cost.mapValues(millionths) == expected.cost.mapValues(millionths))
    #expect(summary.unitsFilled == expected.unitsFilled)
    #expect(summary.ordersComplete == expected.ordersComplete)
    #expect(summary.lowerBound == expected.lowerBound)
    #expect(summary.gap == expected.gap)
  }

  @Test func assignsEachOrderToTheStoreThatTheOthersSpare() throws {
    let folder = try Repository.copy(of: "x1")
    try Allot.assign(folder)
    #expect(
      try folder.text(of: "out/assign/assignments.csv") == """
        order_id,line_id,sku_id,quantity,node_id,shipment_id,mode
        1,1,item,1,C,1-1,ship
        2,1,item,1,A,2-1,ship
        3,1,item,1,B,3-1,ship

        """)
    try Allot.assign(folder, "--policy", "cheapest")
    #expect(
      try folder.text(of: "out/assign/assignments.csv") == """
        order_id,line_id,sku_id,quantity,node_id,shipment_id,mode
        1,1,item,1,A,1-1,ship
        2,1,item,1,B,2-1,ship
        3,1,item,1,C,3-1,ship

        """)
  }

  @Test func thePermutationsAreAllPlansThatServeEverything() throws {
    struct File: Decodable {
      struct Permutation: Decodable {
        var stores: [String]
        var cost: Double
      }
      var permutations: [Permutation]
    }
    let url = URL(fileURLWithPath: Repository.scenario("x1") + "/expected.json")
    let listed = try JSONDecoder().decode(File.self, from: Data(contentsOf: url)).permutations
    let scenario = try readScenario(at: Repository.scenario("x1"))
    let ways = PlanEnumeration(scenario).ways
    // Each order alone: one of three stores, or nothing.
    #expect(ways.map(\.count) == [4, 4, 4])
    var costs: [[String]: Int64] = [:]
    for a in 0..<3 {
      for b in 0..<3 where b != a {
        let stores = [a, b, 3 - a - b]
        let cost = try stores.enumerated().reduce(Int64(0)) { sum, choice in
          sum + (try #require(ways[choice.offset].first { $0.nodes == [choice.element] })).cost
        }
        costs[stores.map { scenario.nodes[$0].id }] = cost
      }
    }
    #expect(costs == Dictionary(uniqueKeysWithValues: listed.map { ($0.stores, millionths($0.cost)) }))
    #expect(costs.values.min() == 28_000_000)
  }
}
