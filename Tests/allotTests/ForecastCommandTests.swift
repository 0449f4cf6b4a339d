import Foundation
import TestSupport
import Testing

@Suite struct ForecastCommandTests {
  /// Walk-in demand of a store for eight weeks: two a day, four on Saturdays.
  private static func history(_ node: String = "S1") -> String {
    var text = "date,node_id,sku_id,quantity\n"
    for day in 1...56 {
      // 2026-11-11 is a Wednesday; 2026-09-16 is eight weeks before.
      let date = Date(timeIntervalSince1970: 1_789_516_800 + Double(day - 1) * 86_400)
      let parts = Calendar(identifier: .gregorian).dateComponents(in: .gmt, from: date)
      let (year, month, dayOfMonth) = (parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
      let name = "\(year)-\(month < 10 ? "0" : "")\(month)-\(dayOfMonth < 10 ? "0" : "")\(dayOfMonth)"
      text += "\(name),\(node),A,\(parts.weekday == 7 ? 4 : 2)\n"
    }
    return text
  }

  @Test func writesForecastBacktestAndSummary() throws {
    let scenario = try TemporaryScenario(["demand.csv": Self.history(), "orders.csv": nil])
    let run = try Allot.run("forecast", scenario.path)
    #expect(run.exitCode == 0)
    #expect(run.output.hasPrefix("method "))
    #expect(run.output.contains("best of each series"))
    #expect(run.errors.contains("wrote \(scenario.path)/out/forecast in "))
    #expect(
      try scenario.folder.contents(of: "out/forecast") == ["backtest.csv", "forecast.csv", "run.json", "summary.json"])
    let forecast = try scenario.folder.text(of: "out/forecast/forecast.csv").split(separator: "\n")
    #expect(forecast[0] == "node_id,zone_id,sku_id,period_start,mean,sd,q10,q25,q50,q75,q90,q95,q99")
    #expect(forecast.count == 5)
    #expect(forecast[1].hasPrefix("S1,,A,2026-11-11,16,"))
    #expect(forecast[4].hasPrefix("S1,,A,2026-12-02,16,"))
    let backtest = try scenario.folder.text(of: "out/forecast/backtest.csv").split(separator: "\n")
    #expect(backtest[0].hasPrefix("node_id,sku_id,days,units,method,comparisons,exponential_smoothing_mase,"))
    #expect(backtest.count == 2)
    #expect(backtest[1].hasPrefix("S1,A,56,128,"))
  }

  @Test func printsNothingElseAsJSON() throws {
    let scenario = try TemporaryScenario(["demand.csv": Self.history(), "orders.csv": nil])
    let run = try Allot.run("forecast", scenario.path, "--json", "--quiet", "--output", scenario.path + "/other")
    #expect(run.exitCode == 0)
    #expect(run.errors == "")
    #expect(run.output == (try scenario.folder.text(of: "other/summary.json")))
    #expect(run.output.contains("\"expected_units\": 64.0,"))
  }

  @Test func itsOutputIsAScenariosTable() throws {
    let scenario = try TemporaryScenario(["demand.csv": Self.history(), "orders.csv": nil])
    #expect(try Allot.run("forecast", scenario.path, "--quiet").exitCode == 0)
    let first = try scenario.folder.text(of: "out/forecast/forecast.csv")
    try scenario.folder.write(first, to: "forecast.csv")
    try scenario.folder.remove("demand.csv")
    let run = try Allot.run("forecast", scenario.path, "--output", scenario.path + "/again")
    #expect(run.exitCode == 0)
    #expect(!run.errors.contains("note:"))
    #expect(try scenario.folder.text(of: "again/forecast.csv") == first)
  }

  @Test func threadsChangeNoByte() throws {
    let folder = try TemporaryFolder()
    let made = try Allot.run(
      "generate", folder.path(of: "s"), "--nodes", "6", "--skus", "40", "--orders", "300", "--zones", "8", "--days",
      "90",
      "--quiet")
    try #require(made.exitCode == 0)
    // What is generated lies after as_of, for simulations: seen from the last day it is history.
    try folder.replace("as_of: 2026-11-11", with: "as_of: 2027-02-09", in: "s/scenario.yaml")
    for threads in ["1", "2", "3"] {
      let run = try Allot.run(
        "forecast", folder.path(of: "s"), "--threads", threads, "--output", folder.path(of: threads), "--quiet")
      #expect(run.exitCode == 0)
    }
    let one = try folder.plan("1")
    #expect(one.keys.sorted() == ["backtest.csv", "forecast.csv", "summary.json"])
    #expect(try folder.plan("2") == one)
    #expect(try folder.plan("3") == one)
  }

  @Test func nothingToForecastFromIsAFault() throws {
    let scenario = try TemporaryScenario(["orders.csv": nil])
    let run = try Allot.run("forecast", scenario.path)
    #expect(run.exitCode == 65)
    #expect(
      run.errors == """
        demand.csv: nothing to forecast from: expected demand before as_of (2026-11-11) here or in orders.csv, or rows \
        in forecast.csv
        1 fault; nothing was written

        """)
    #expect(!FileManager.default.fileExists(atPath: scenario.path + "/out"))
  }

  @Test func aForecastWithoutRowsIsAFaultOfItsOwn() throws {
    let header = "node_id,sku_id,period_start,mean\n"
    let scenario = try TemporaryScenario(["orders.csv": nil, "forecast.csv": header])
    for command in ["forecast", "replenish"] {
      let run = try Allot.run(command, scenario.path)
      #expect(run.exitCode == 65)
      #expect(
        run.errors == """
          forecast.csv: nothing to forecast from: expected rows below the header, or demand before as_of (2026-11-11) in \
          demand.csv or orders.csv
          1 fault; nothing was written

          """)
      #expect(!FileManager.default.fileExists(atPath: scenario.path + "/out"))
    }
    try scenario.folder.write(Self.history(), to: "demand.csv")
    #expect(try Allot.run("forecast", scenario.path, "--quiet").exitCode == 0)
  }

  @Test func demandOfAnUnknownNodeIsAFault() throws {
    let scenario = try TemporaryScenario(["demand.csv": Self.history("S9")])
    let run = try Allot.run("forecast", scenario.path)
    #expect(run.exitCode == 65)
    #expect(run.errors.hasPrefix("demand.csv:2:node_id: unknown node \"S9\""))
    #expect(run.errors.hasSuffix("56 faults; nothing was written\n"))
  }

  @Test func refusesAFolderThatIsNotItsOwn() throws {
    let scenario = try TemporaryScenario(["demand.csv": Self.history(), "orders.csv": nil])
    try scenario.folder.write("mine", to: "kept/notes.txt")
    let run = try Allot.run("forecast", scenario.path, "--output", scenario.path + "/kept")
    #expect(run.exitCode == 73)
    #expect(try scenario.folder.text(of: "kept/notes.txt") == "mine")
    #expect(try Allot.run("forecast", scenario.path + "/nowhere").exitCode == 66)
    #expect(try Allot.run("forecast", scenario.path, "--threads", "0").exitCode == 64)
  }
}
