import Foundation
import ScenarioFiles
import SupplyModel
import TestSupport
import Testing

/// The folder with the data files, which are no part of the project.
private let dataFolder = ProcessInfo.processInfo.environment["ALLOT_DATA"]

@Suite(.enabled(if: dataFolder != nil, "ALLOT_DATA names no folder: the UCI file is not read"))
struct SlowOnlineRetailTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  private func run(_ out: String, from: String, to: String) throws -> (report: ImportReport, folder: TemporaryFolder) {
    let folder = try TemporaryFolder()
    let scenario = SlowOnlineRetailTests.root + "/scenarios/online-retail"
    let map = try ImportMap.load(scenario + "/map.yaml", parameters: [("from", from), ("to", to)])
    let file = (dataFolder ?? "") + "/online-retail/online_retail.csv.gz"
    let report = try importTables(
      map: map, sources: [ImportSource(path: file)], base: scenario + "/base", to: folder.path(of: "out"))
    return (report, folder)
  }

  @Test func theYearAddsUp() throws {
    let (report, _) = try run("year", from: "2010-12-01", to: "2011-12-09")
    let source = report.sources[0]
    #expect(source.read == 541_909)
    #expect(source.read == source.used + source.filteredRows + source.mergedRows + source.rejectedRows)
    #expect(source.used == 522_036)
    #expect(nonzero(source.merged) == ["exact duplicate of an earlier row: 5217"])
    #expect(
      nonzero(source.rejected) == [
        "cancelled invoice (number begins with C): 9288", "bookkeeping adjustment (number begins with A): 3",
        "not goods (postage, fees, discounts, samples, vouchers, manual entries): 2363",
        "quantity not above 0: 1336", "price not above 0: 1161", "quantity above 10000 units: 2", "no country: 503",
      ])
    #expect(report.tables.map(\.rows) == [522_036, 3_797, 25_867])
  }

  @Test func aWeekIsTheSameTwice() throws {
    let (first, a) = try run("a", from: "2011-11-07", to: "2011-11-13")
    let (second, b) = try run("b", from: "2011-11-07", to: "2011-11-13")
    #expect(first == second)
    #expect(first.sources[0].used == 18_651)
    for file in first.tables.map(\.file) + ["rejected.csv", "scenario.yaml", "import.json"] {
      #expect(try a.bytes(of: "out/" + file) == b.bytes(of: "out/" + file), "\(file)")
    }
  }
}
