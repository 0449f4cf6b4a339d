import ScenarioFiles
import Testing

@Suite struct GeneratedForecastTests {
  /// 500 orders and as many purchases a day over 28 days; lone rows stand for 28 days.
  @Test func theRatesAddUpToTheDemand() throws {
    let folder = try GeneratedFolder(GeneratorOptions(nodes: 20, zones: 20, skus: 100, orders: 14_000, days: 28))
    let rows = try folder.rows("forecast.csv")
    #expect(rows[0] == ["node_id", "zone_id", "sku_id", "period_start", "mean"])
    let first = rows.dropFirst().filter { $0[3] == "2026-11-11" }
    #expect(first.count == rows.count - 2)
    func expected(_ column: Int) -> Double {
      first.reduce(0) { $1[column].isEmpty ? $0 : $0 + (Double($1[4]) ?? 0) }
    }
    #expect(abs(expected(0) - 14_000 * 1.15) < 0.01)
    #expect(abs(expected(1) - 14_000 * 1.58 * 1.15) < 0.01)
    let demand = folder.scenario.demandBySku.reduce(0, +)
    #expect(abs(Double(demand) / (expected(0) + expected(1)) - 1) < 0.02)
    let series = Set(first.map { $0[0...2].joined(separator: ",") })
    #expect(series.count == first.count)
    #expect(first.allSatisfy { (Double($0[4]) ?? 0) >= 0.005 * 28 - 1e-6 })
  }

  @Test func theCentreCanBuyEverything() throws {
    let folder = try GeneratedFolder(GeneratorOptions(nodes: 20, zones: 5, skus: 30, orders: 100, days: 2))
    let rows = try folder.rows("supply.csv")
    #expect(rows[0] == ["node_id", "sku_id", "lead_days"])
    #expect(rows.dropFirst().allSatisfy { $0[0] == "C01" && $0[2] == "14" })
    #expect(Set(rows.dropFirst().map { $0[1] }).count == 30)
  }

  @Test func aSingleDayHasNeither() throws {
    let scenario = try generateScenario(GeneratorOptions(size: .xs))
    #expect(!scenario.fileNames.contains("forecast.csv") && !scenario.fileNames.contains("supply.csv"))
  }
}
