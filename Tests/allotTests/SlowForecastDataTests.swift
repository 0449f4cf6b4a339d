import Foundation
import TestSupport
import Testing

/// The folder with the data files, which are no part of the project.
private let dataFolder = ProcessInfo.processInfo.environment["ALLOT_DATA"]

/// A year of real and of fictional sales, imported and forecast as the scenarios' READMEs say.
@Suite(.enabled(if: dataFolder != nil, "ALLOT_DATA names no folder: the years of FoodMart and UCI are not forecast"))
struct SlowForecastDataTests {
  private struct Summary: Decodable {
    struct Accuracy: Decodable { var pinball_share, bias_share: Double }
    struct Line: Decodable {
      var method: String
      var series: Int
      var everywhere: Accuracy?
      var held_out: Accuracy?
    }
    struct Choice: Decodable { var everywhere, held_out: Accuracy }
    var series: Int
    var history_days: Int
    var history_units: Double
    var expected_units: Double
    var methods: [Line]
    var chosen: Choice
  }

  private func forecast(_ name: String, _ sources: [String], _ options: [String] = []) throws -> Summary {
    let folder = try TemporaryFolder()
    let scenario = Repository.scenario(name)
    let imported = try Allot.run(
      ["import", "table"] + sources
        + ["--map", scenario + "/map.yaml", "--base", scenario + "/base", "--output", folder.path(of: "s"), "--quiet"]
        + options)
    try #require(imported.exitCode == 0, "\(imported.errors)")
    let run = try Allot.run("forecast", folder.path(of: "s"), "--json", "--quiet")
    try #require(run.exitCode == 0, "\(run.errors)")
    return try JSONDecoder().decode(Summary.self, from: Data(run.output.utf8))
  }

  private func checkMethods(_ summary: Summary) throws {
    #expect(summary.methods.reduce(0) { $0 + $1.series } == summary.series)
    let judged = summary.methods.compactMap(\.everywhere?.pinball_share)
    #expect(judged.count == 6)
    let best = try #require(judged.min())
    let bestLately = try #require(summary.methods.compactMap(\.held_out?.pinball_share).min())
    // What has seen the answers is better than any single method; what has not is about as good as the best of them.
    #expect(summary.chosen.everywhere.pinball_share < best)
    #expect(summary.chosen.held_out.pinball_share < bestLately * 1.03)
    #expect(abs(summary.chosen.everywhere.bias_share) < 0.25)
  }

  @Test func aYearOfFoodMart() throws {
    let folder = (dataFolder ?? "") + "/foodmart"
    let summary = try forecast(
      "foodmart",
      ["sales=\(folder)/sales_1997.csv.gz", "products=\(folder)/products.csv", "stores=\(folder)/stores.csv"])
    #expect(summary.series == 18_072)
    #expect(summary.history_days == 365)
    #expect(summary.history_units == 266_773)
    // Four weeks are a thirteenth of the year.
    #expect((0.85 * 266_773 / 13...1.3 * 266_773 / 13).contains(summary.expected_units))
    try checkMethods(summary)
  }

  @Test func aYearOfOnlineRetail() throws {
    let file = (dataFolder ?? "") + "/online-retail/online_retail.csv.gz"
    let summary = try forecast("online-retail", [file], ["--set", "from=2010-12-01", "--set", "to=2011-12-09"])
    #expect(summary.history_days == 373)
    // 5,402,389 units in all, less those of the last day, which is the day that is planned.
    #expect((5_300_000..<5_402_389).contains(summary.history_units))
    try checkMethods(summary)
  }
}
