import Foundation
import Studies
import TestSupport
import Testing

@Suite struct VariantFoldersTests {
  /// The table that comes of one variant's changes.
  private func table(_ name: String, _ changes: [String], files: [String: String?] = [:]) throws -> [String] {
    let list = changes.map { "    - \($0)\n" }.joined()
    let study = try StudyFolder(StudyFolder.assign + "variants:\n  - name: a\n    changes:\n" + list, files: files)
    return try study.file(name).split(separator: "\n").map(String.init)
  }

  private func ids(_ filter: String) throws -> [String] {
    let rows = try table("nodes.csv", ["{ table: nodes, where: \(filter), column: name, to: hit }"])
    return rows.filter { $0.hasSuffix(",hit") }.map { String($0.prefix { $0 != "," }) }
  }

  @Test func filters() throws {
    #expect(try ids("{ tier: store }") == ["S1", "S2", "S3"])
    #expect(try ids("{ tier: store, region: [north, 'so,uth'] }") == ["S1", "S3"])
    #expect(try ids("{ node_id: { not: [S1, DC1] } }") == ["S2", "S3"])
    // Yes or no and numbers by what they mean, empty cells by null alone.
    #expect(try ids("{ ships: true }") == ["S1", "S2"])
    #expect(try ids("{ ships: { not: true } }") == ["DC1", "S3"])
    #expect(try ids("{ ships: null }") == ["DC1"])
    #expect(try ids("{ capacity_orders: '10.0' }") == ["S1"])
    #expect(try ids("{ capacity_orders: { above: 10 } }") == ["S2"])
    #expect(try ids("{ capacity_orders: { at_least: 10, at_most: 10 } }") == ["S1"])
    #expect(try ids("{ capacity_orders: { below: 11 } }") == ["S1"])
    #expect(try ids("{ cluster: a, capacity_orders: { not: 10 } }") == ["S2"])
    // A column of the format that the file does not have is empty everywhere.
    #expect(try ids("{ parent: null, tier: central }") == ["DC1"])
  }

  @Test func dates() throws {
    let demand = "date,node_id,sku_id,quantity\n2026-11-09,S1,A,1\n2026-11-10,S1,A,2\n2026-11-11,S1,A,3\n"
    let rows = try table(
      "demand.csv",
      ["{ table: demand, where: { date: { at_least: 2026-11-10, below: 2026-11-11 } }, column: quantity, times: 1.5 }"],
      files: ["demand.csv": demand])
    #expect(rows.dropFirst() == ["2026-11-09,S1,A,1", "2026-11-10,S1,A,3", "2026-11-11,S1,A,3"])
  }

  @Test func cellsAreSetAndCalculatedWith() throws {
    let rows = try table(
      "nodes.csv",
      [
        "{ table: nodes, where: { tier: store }, column: ships, to: false }",
        "{ table: nodes, column: capacity_orders, times: 1.25 }",
        "{ table: nodes, where: { node_id: S1 }, column: commission_rate, to: 0.1 }",
        "{ table: nodes, where: { node_id: S1 }, column: commission_rate, plus: -0.025 }",
        "{ table: nodes, where: { node_id: S1 }, column: region, to: null }",
      ])
    #expect(
      rows == [
        "node_id,tier,latitude,longitude,region,ships,capacity_orders,cluster,commission_rate",
        "DC1,central,31.2,121.5,,,,x,",
        // 12.5 and 25: whole units, half away from zero.
        "S1,store,30.3,120.2,,false,13,a,0.075",
        "S2,store,30.4,120.3,south,false,25,a,",
        "S3,store,30.5,120.4,\"so,uth\",false,,b,",
      ])
  }

  @Test func rowsAreAddedCopiedAndRemoved() throws {
    let rows = try table(
      "zones.csv",
      [
        "{ table: zones, add: [{ zone_id: 'Z\"3', longitude: 5 }, { zone_id: Z4, name: 'a, b' }] }",
        "{ table: zones, where: { zone_id: [Z1, Z4] }, copy: { zone_id: Z5 } }",
        "{ table: zones, where: { zone_id: Z1 }, remove: true }",
        "{ table: zones, where: { zone_id: Z5 }, column: country, to: CN }",
      ])
    // Each change sees what those before it left: new rows are copied, and the copy of a removed row stays.
    #expect(
      rows == [
        "zone_id,latitude,longitude,name,country", "Z5,31.0,121.0,,CN", "Z2,30.0,120.0,,", "\"Z\"\"3\",,5,,",
        "Z4,,,\"a, b\",", "Z5,,,\"a, b\",CN",
      ])
  }

  @Test func aTableThatThereIsNotCanBeBegun() throws {
    let rows = try table(
      "calendar.csv", ["{ table: calendar, add: [{ node_id: S1, date: 2026-11-11, open: false }] }"])
    #expect(rows == ["node_id,date,open", "S1,2026-11-11,false"])
  }

  @Test func zippedTablesComeOutPlain() throws {
    let text =
      StudyFolder.assign
      + "variants:\n  - name: a\n    changes:\n    - { table: stock, where: { node_id: S1 }, remove: true }\n"
    let study = try StudyFolder(text)
    let zip = Process()
    zip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    zip.arguments = ["gzip", study.folder.path(of: "s/stock.csv"), study.folder.path(of: "s/orders.csv")]
    try zip.run()
    zip.waitUntilExit()
    let rows = try study.file("stock.csv")
    #expect(rows == "node_id,sku_id,on_hand,reserved,protected,use_cost\nDC1,A,10,0,0,0\nDC1,B,5,1,0,0\n")
    let files = try FileManager.default.contentsOfDirectory(atPath: study.folder.path(of: "variant")).sorted()
    #expect(files == ["nodes.csv", "orders.csv.gz", "scenario.yaml", "skus.csv", "stock.csv", "zones.csv"])
  }

  @Test func settings() throws {
    let rows = try table(
      "scenario.yaml",
      [
        "{ set: replenishment.service_level, to: 0.9 }", "{ set: 'tariffs[0].bands[1].per_kg', times: 1.5 }",
        "{ set: unfilled.per_unit, plus: -0.5 }", "{ set: currency, to: null }",
        "{ set: simulation.promotions, to: [{ from: 2026-11-11, to: 2026-11-12, factor: 1.5 }] }",
        "{ set: 'simulation.promotions[0].factor', times: 2 }",
      ])
    #expect(rows.contains("  service_level: 0.9"))
    #expect(rows.contains("        per_kg: 6"))
    #expect(rows.contains("  per_unit: 4.5"))
    #expect(rows.contains("currency: null"))
    #expect(rows.contains("      factor: 3"))
    #expect(rows.contains("timezone: Asia/Shanghai"))
  }

  @Test func unchangedFilesAreLinkedAndChangedOnesShared() throws {
    let source = try StudyFolder(
      StudyFolder.assign + """
        grid:
          a: { table: nodes, where: { tier: store }, column: capacity_orders, times: [1, 2] }
          b: { table: zones, where: { zone_id: Z1 }, column: name, values: [x, y] }
        """)
    let study = try source.read()
    let folder = try TemporaryFolder()
    var folders = try VariantFolders(study)
    for (index, variant) in study.variants.enumerated() { try folders.make(variant, at: folder.path(of: "\(index)")) }
    func file(_ path: String) throws -> Int {
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      return try #require(attributes[.systemFileNumber] as? Int)
    }
    // base, then a=x1 b=x, a=x1 b=y, a=x2 b=x, a=x2 b=y.
    #expect(try file(folder.path(of: "0/nodes.csv")) == file(study.scenario + "/nodes.csv"))
    #expect(try file(folder.path(of: "1/nodes.csv")) != file(study.scenario + "/nodes.csv"))
    #expect(try file(folder.path(of: "1/nodes.csv")) == file(folder.path(of: "2/nodes.csv")))
    #expect(try file(folder.path(of: "1/zones.csv")) == file(folder.path(of: "3/zones.csv")))
    #expect(try file(folder.path(of: "1/zones.csv")) != file(folder.path(of: "2/zones.csv")))
    #expect(try file(folder.path(of: "4/orders.csv")) == file(study.scenario + "/orders.csv"))
  }
}
