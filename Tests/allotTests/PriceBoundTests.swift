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

  /// Where lines have so many holders that prices are sought over the likely ones, the bound still stands on all.
  @Test func theAuditConfirmsTheBoundOfManyHolders() throws {
    let folder = try TemporaryFolder()
    let scenario = folder.path(of: "s")
    let sizes = ["--nodes", "300", "--skus", "12", "--zones", "20", "--orders", "2300", "--seed", "9"]
    #expect(try Allot.run(["generate", scenario] + sizes).exitCode == 0)
    let stock = try folder.text(of: "s/stock.csv").split(separator: "\n").count
    #expect(stock / 12 > 50, "\(stock) rows of 12 SKUs: too few for the test to mean anything")
    #expect(try Allot.run("assign", scenario, "--quiet").exitCode == 0)
    let audit = try Allot.run("audit", scenario, "--bound", "--json")
    #expect(audit.exitCode == 0)
    #expect(audit.output.contains("\"price_bound_confirmed\": true"), "\(audit.output)")
  }
}
