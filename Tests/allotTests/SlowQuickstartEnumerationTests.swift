import ScenarioFiles
import SupplyModel
import TestSupport
import Testing

/// The quickstart's optimum, found by going through all plans.
@Suite struct SlowQuickstartEnumerationTests {
  @Test func noPlanIsCheaper() throws {
    let expected = try #require(ExpectedFigures(of: "quickstart").policies["optimal"])
    let plans = PlanEnumeration(try readScenario(at: Repository.scenario("quickstart")))
    #expect(plans.least == millionths(try #require(expected.cost["total"])))
    #expect(plans.optima == 1)
  }

  @Test func everyPolicysPlanIsAmongThem() throws {
    let least = PlanEnumeration(try readScenario(at: Repository.scenario("quickstart"))).least
    for (name, policy) in try ExpectedFigures(of: "quickstart").policies {
      let total = millionths(try #require(policy.cost["total"]))
      #expect(name == "optimal" ? total == least : total > least, "\(name)")
    }
  }

  @Test func theOnlyBestPlanIsTheOneWritten() throws {
    let folder = try Repository.copy(of: "quickstart")
    try Allot.assign(folder)
    let scenario = try readScenario(at: folder.path)
    let best = PlanEnumeration(scenario).best
    let rows = best.enumerated().flatMap { order, way in
      way.parts.sorted { ($0.line, $0.node) < ($1.line, $1.node) }.map { part in
        let line = scenario.lineIDs[scenario.lines[part.line].lineID]
        return "\(scenario.orderIDs[Int32(order)]),\(line),\(part.units),\(scenario.nodes[part.node].id)"
      }
    }
    let written = try folder.text(of: "out/assign/assignments.csv").split(separator: "\n").dropFirst().map { row in
      let cells = row.split(separator: ",")
      return "\(cells[0]),\(cells[1]),\(cells[3]),\(cells[4])"
    }
    #expect(rows == written)
  }

  /// What stands in the scenario is there for a reason: without it another plan would be best.
  @Test(arguments: [
    ("stock.csv", "st-cologne,mug,5,,4,", "st-cologne,mug,5,,,", Int64(164_525_000)),
    ("nodes.csv", "dc-kassel,2,,1.8", "dc-kassel,3,,1.8", 129_825_000),
    ("lanes.csv", ",1,4\n", ",1,\n", 166_425_000),
    ("skus.csv", "4.2,yes", "4.2,", 155_965_000),
    ("stock.csv", "st-berlin,jacket,3,,,-5", "st-berlin,jacket,3,,,", 182_525_000),
  ])
  func eachRuleDecidesSomething(file: String, old: String, new: String, least: Int64) throws {
    let folder = try Repository.copy(of: "quickstart")
    try folder.replace(old, with: new, in: file)
    let run = try Allot.assign(folder, "--json", "--quiet")
    #expect(PlanEnumeration(try readScenario(at: folder.path)).least == least)
    #expect(millionths(try #require(SummaryFigures(run.output).cost["total"])) == least)
  }
}
