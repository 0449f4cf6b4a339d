import TestSupport
import Testing

@Suite struct CheckCommandTests {
  @Test func printsWhatIsThere() throws {
    let run = try Allot.run("check", Repository.scenario("quickstart"))
    #expect(run.exitCode == 0)
    #expect(run.errors == "no faults\n")
    #expect(
      run.output == """
        quickstart         as of 2026-11-11
        -----------------------------------
        nodes                             5
        nodes, central                    1
        nodes, regional                   1
        nodes, store                      2
        nodes, vendor                     1
        SKUs                              6
        zones                             6
        stock rows                       17
        units on hand                    44
        units available                  42
        lane rows                         4
        tariffs                           2
        orders                           11
        orders to pick up                 1
        order lines                      17
        units ordered                    26

        """)
  }

  @Test func printsNothingElseAsJSON() throws {
    let run = try Allot.run("check", Repository.scenario("x1"), "--json", "--quiet")
    #expect(run.exitCode == 0)
    #expect(run.errors == "")
    #expect(
      run.output == """
        {
          "version": 1,
          "scenario": "x1",
          "as_of": "2026-01-05",
          "contents": {
            "nodes": 3,
            "nodes_store": 3,
            "skus": 1,
            "zones": 3,
            "stock_rows": 3,
            "units_on_hand": 3,
            "units_available": 3,
            "lane_rows": 9,
            "orders": 3,
            "order_lines": 3,
            "units_ordered": 3
          },
          "notices": []
        }

        """)
  }

  @Test func listsTheFaultsOfAllFiles() throws {
    let folder = try Malformed.quickstart()
    let run = try Allot.run("check", folder.path, "--quiet")
    #expect(run.exitCode == 65)
    #expect(run.output == "")
    #expect(
      run.errors == """
        nodes.csv:5:tier: "shop" is not a tier; expected one of central, regional, store, vendor; maybe you meant \
        "store"?
        orders.csv:5:quantity: "0" is too small; expected a whole number from 1 to 2147483647
        orders.csv:6: the row has 3 cells; expected 10, as in the header
        scenario.yaml:25:polcy: unknown key "polcy"; maybe you meant "policy"?
        stock.csv:3:reserved: 2 reserved is more than 1 on hand
        stock.csv:18:sku_id: unknown SKU "hamock"; maybe you meant "hammock"?
        6 faults; nothing was written

        """)
  }

  @Test func listsAHundredFaultsAndCountsTheRest() throws {
    let rows = (1...130).map { "O\($0),A,-1,Z1\n" }.joined()
    let scenario = try TemporaryScenario(["orders.csv": "order_id,sku_id,quantity,zone_id\n" + rows])
    let run = try Allot.run("check", scenario.path)
    #expect(run.exitCode == 65)
    let lines = run.errors.split(separator: "\n")
    #expect(lines.count == 102)
    #expect(lines[99].hasPrefix("orders.csv:101:quantity: \"-1\" is negative"))
    #expect(lines.suffix(2) == ["… and 30 more faults", "130 faults; nothing was written"])
  }

  @Test func namesWhatItPassesOver() throws {
    let scenario = try TemporaryScenario([
      "zones.csv": "zone_id,latitude,longitude,contry\nZ1,31.0,121.0,CN\nZ2,30.0,120.0,CN\n",
      "lane.csv": "origin,destination\n",
    ])
    let run = try Allot.run("check", scenario.path)
    #expect(run.exitCode == 0)
    #expect(
      run.errors == """
        note: ignored files: "lane.csv" (maybe you meant lanes.csv?)
        note: ignored columns: zones.csv: "contry" (maybe you meant "country"?)
        no faults

        """)
    #expect(try Allot.run("check", scenario.path, "--quiet").errors == "")
  }

  @Test func needsNoOrders() throws {
    let scenario = try TemporaryScenario(["orders.csv": nil])
    #expect(try Allot.run("check", scenario.path).exitCode == 0)
    let run = try Allot.run("assign", scenario.path)
    #expect(run.exitCode == 65)
    #expect(run.errors == "orders.csv: no such file\n1 fault; nothing was written\n")
  }

  @Test func saysWhatAssignWouldMiss() throws {
    let folder = try Repository.copy(of: "x1")
    try folder.replace("unfilled: { per_unit: 100 }", with: "", in: "scenario.yaml")
    try folder.write("order_id,sku_id,quantity,zone_id\n", to: "orders.csv")
    let run = try Allot.run("check", folder.path)
    #expect(run.exitCode == 0)
    #expect(run.errors.contains("note: no orders: enough to read, not to assign\n"))
    #expect(run.errors.contains("note: scenario.yaml has no `unfilled` penalty, which assign requires\n"))
  }
}
