import ScenarioFiles
import TestSupport
import Testing

/// `price_bound` can be recomputed by its definition from prices.csv as printed.
@Suite struct PriceBoundTests {
  @Test(arguments: ["quickstart", "x1"])
  func printedPricesProveThePrintedBound(scenario: String) throws {
    let folder = try Repository.copy(of: scenario)
    let run = try Allot.assign(folder, "--json", "--quiet")
    let summary = try SummaryFigures(run.output)
    let bound = try PricedBound(readScenario(at: folder.path), prices: folder.text(of: "out/assign/prices.csv"))
    #expect(bound.value == millionths(try #require(summary.priceBound)))
    // Of these two, the prices by themselves prove the optimum: their pages say so.
    #expect(bound.value == millionths(try #require(summary.cost["total"])))
  }
}
