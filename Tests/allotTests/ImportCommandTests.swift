import Foundation
import TestSupport
import Testing

/// A Magento stock export over the network of x1.
@Suite struct ImportCommandTests {
  private static let export = """
    source_code,sku,status,quantity
    st-berlin,tent,1,4.0000
    st-berlin,mug,0,9.0000
    st-berlin,boots,1,-2.0000
    st-munich,lamp,1,3
    st-berlin,tent,1,4.0000

    """

  private func imported(_ options: String...) throws -> (folder: TemporaryFolder, run: Allot.Run) {
    let folder = try TemporaryFolder()
    try folder.write(Self.export, to: "export.csv")
    let run = try Allot.run(
      [
        "import", "table", folder.path(of: "export.csv"), "--map", "magento-source-items", "--base",
        Repository.scenario("x1"), "--output", folder.path(of: "made"),
      ] + options)
    return (folder, run)
  }

  @Test func makesAScenarioAndAccountsForEveryRow() throws {
    let (folder, run) = try imported()
    try #require(run.exitCode == 0, "\(run.errors)")
    #expect(run.output.contains("rows read (items)"))
    #expect(
      try folder.text(of: "made/stock.csv") == """
        node_id,sku_id,on_hand
        st-berlin,tent,4
        st-berlin,mug,0
        st-munich,lamp,3

        """)
    let rejected = try folder.text(of: "made/rejected.csv").split(separator: "\n")
    #expect(rejected.count == 2)
    #expect(rejected[0].hasPrefix("source,line,reason,"))
    #expect(rejected[1].hasPrefix("export.csv,4,negative quantity (oversold),"))
    let check = try Allot.run("check", folder.path(of: "made"), "--json", "--quiet")
    #expect(check.exitCode == 0)
    #expect(check.output.contains("\"units_on_hand\": 7"))
  }

  @Test func jsonIsAllThereIsOnStandardOutput() throws {
    struct Report: Decodable {
      struct Source: Decodable {
        var read: Int
        var used: Int
      }
      var map: String
      var sources: [Source]
    }
    let (folder, run) = try imported("--json")
    let report = try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
    #expect(report.map == "magento-source-items")
    #expect(report.sources.map(\.read) == [5])
    #expect(report.sources.map(\.used) == [3])
    #expect(run.output == (try folder.text(of: "made/import.json")))
  }

  @Test func whatItCannotDoItSaysByCode() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.export, to: "export.csv")
    try folder.write("mine\n", to: "kept/notes.txt")
    func code(_ source: String, map: String, output: String = "made") throws -> Int32 {
      try Allot.run(
        "import", "table", folder.path(of: source), "--map", map, "--output", folder.path(of: output)
      ).exitCode
    }
    #expect(try code("absent.csv", map: "magento-source-items") == 66)
    #expect(try code("export.csv", map: "no-such-map") == 65)
    #expect(try code("export.csv", map: "shopify-orders") == 65)
    #expect(try code("export.csv", map: "magento-source-items", output: "kept") == 73)
    #expect(try folder.contents(of: ".") == ["export.csv", "kept", "kept/notes.txt"])
  }
}
