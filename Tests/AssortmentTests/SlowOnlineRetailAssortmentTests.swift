import Assortment
import Foundation
import ScenarioFiles
import SupplyModel
import TestSupport
import Testing

/// The folder with the data files, which are no part of the project.
private let dataFolder = ProcessInfo.processInfo.environment["ALLOT_DATA"]

/// The year of real baskets: the ordering that Shen et al. (arXiv 2509.12183) report holds on the orders chosen by.
@Suite(.enabled(if: dataFolder != nil, "ALLOT_DATA names no folder: the UCI file is not read"))
struct SlowOnlineRetailAssortmentTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  @Test func hybridThenReverseExcludeThenMostPopular() throws {
    let folder = try TemporaryFolder()
    let example = SlowOnlineRetailAssortmentTests.root + "/scenarios/online-retail"
    let map = try ImportMap.load(example + "/map.yaml", parameters: [("from", "2010-12-01"), ("to", "2011-12-09")])
    let file = (dataFolder ?? "") + "/online-retail/online_retail.csv.gz"
    _ = try importTables(
      map: map, sources: [ImportSource(path: file)], base: example + "/base", to: folder.path(of: "year"))
    let scenario = try readScenario(at: folder.path(of: "year"), options: ReadingOptions(threads: 2, requires: .orders))
    let tables = ScenarioTables(scenario, threads: 2)
    let all = FrontNodes.usual(scenario)
    for nodes in [all, Array(all.prefix(1))] {
      let front = FrontNodes(nodes, scenario: scenario, tables: tables, threads: 2)
      for capacity in [100, 250, 500, 1_000, 1_500, 2_000, 3_000] as [Int32] {
        let plan = AssortmentPlanner(scenario, front: front, options: .init(capacity: capacity))
          .plan(budget: Budget(threads: 2))
        let shares = plan.policies.indices.map { plan.training($0).local }
        #expect(shares[1] > shares[0] && shares[2] > shares[1], "\(capacity): \(shares)")
        #expect(plan.trainingOrders + plan.holdoutOrders == 19_755)
        for result in plan.nodeResults {
          let locals = result.choices.map(\.trainingLocal)
          #expect(locals[2] >= max(locals[0], locals[1]))
        }
        // Later orders are fewer and not like the others in all: reverse-exclude still finds more, except near 1,000.
        if capacity != 1_000 { #expect(plan.holdout(1).local > plan.holdout(0).local, "\(capacity)") }
      }
    }
  }
}
