import Reports
import SupplyModel
import Testing

@Suite struct ImportTableTests {
  @Test func everyRowIsAccountedFor() {
    let source = ImportReport.Source(
      source: "orders", files: ["a.csv"], read: 1_210, used: 1_000,
      filtered: [.init(name: "outside the period", rows: 200), .init(name: "cancelled", rows: 0)],
      merged: [.init(name: "exact duplicate", rows: 7)], rejected: [.init(name: "no SKU", rows: 3)])
    let report = ImportReport(
      map: "my-shop", sources: [source], tables: [.init(file: "orders.csv", rows: 1_000)], copied: [], notices: [])
    #expect(
      ImportTable(report).text == """
        map                           my-shop
        -------------------------------------
        rows read (orders)              1,210
        filtered: outside the period      200
        rejected: no SKU                    3
        merged: exact duplicate             7
        used                            1,000
        -------------------------------------
        orders.csv                      1,000
        """)
  }
}
