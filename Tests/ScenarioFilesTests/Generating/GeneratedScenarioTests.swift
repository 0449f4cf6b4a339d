import ScenarioFiles
import Testing

@Suite struct GeneratedScenarioTests {
  @Test func theHeadersAreTheContracts() throws {
    let folder = try GeneratedFolder(GeneratorOptions(size: .xs))
    let headers = try folder.scenario.fileNames.dropLast().map { try folder.rows($0)[0].joined(separator: ",") }
    #expect(
      headers == [
        "node_id,tier,name,latitude,longitude,region,parent,capacity_orders,handling_per_shipment,"
          + "handling_per_unit,activation_cost",
        "zone_id,name,latitude,longitude,country",
        "sku_id,name,category,price,unit_cost,weight_kg,holding_rate",
        "node_id,sku_id,on_hand",
        "origin,destination,cost_per_shipment,cost_per_unit,transit_days",
        "order_id,sku_id,quantity,zone_id,placed_at",
      ])
    #expect(
      try folder.files
        == ["lanes.csv", "nodes.csv", "orders.csv", "scenario.yaml", "skus.csv", "stock.csv", "zones.csv"])
  }

  @Test func everyTableHasItsRowsAndNoRaggedOnes() throws {
    let folder = try GeneratedFolder(GeneratorOptions(size: .xs))
    let expected = [
      "nodes.csv": 10, "zones.csv": 30, "skus.csv": 60, "lanes.csv": 300,
      "orders.csv": folder.scenario.orders.sku.count, "stock.csv": folder.scenario.stock.count,
    ]
    for (name, count) in expected {
      let rows = try folder.rows(name)
      #expect(rows.count == count + 1)
      #expect(Set(rows.map(\.count)).count == 1)
    }
  }

  @Test func theSettingsAreComplete() throws {
    let folder = try GeneratedFolder(GeneratorOptions(size: .xs, seed: 9))
    #expect(
      try folder.text("scenario.yaml") == """
        # Synthetic: nodes 10, zones 30, skus 60, orders 500, days 1, seed 9.
        # Made by `allot generate`; the same options give the same bytes.
        version: 1
        name: generated-xs-seed-9
        currency: CNY
        timezone: Asia/Shanghai
        as_of: 2026-11-11
        horizon_days: 28
        default_service: standard
        unfilled: { per_order: 0, per_line: 0, per_unit: 40, margin_factor: 0 }
        policy: optimal

        """)
  }

  @Test func everyReferenceResolvesAndEveryKeyIsUnique() throws {
    let folder = try GeneratedFolder(GeneratorOptions(size: .s))
    let nodes = try folder.rows("nodes.csv").dropFirst()
    let nodeIds = Set(nodes.map { $0[0] })
    let zoneIds = Set(try folder.rows("zones.csv").dropFirst().map { $0[0] })
    let skuIds = Set(try folder.rows("skus.csv").dropFirst().map { $0[0] })
    #expect((nodeIds.count, zoneIds.count, skuIds.count) == (20, 50, 1000))
    #expect(nodeIds.isDisjoint(with: zoneIds))
    #expect(nodes.allSatisfy { $0[6].isEmpty == ($0[1] == "central") && ($0[6].isEmpty || nodeIds.contains($0[6])) })
    let stock = try folder.rows("stock.csv").dropFirst()
    #expect(stock.allSatisfy { nodeIds.contains($0[0]) && skuIds.contains($0[1]) && (Int($0[2]) ?? 0) > 0 })
    #expect(Set(stock.map { $0[0] + $0[1] }).count == stock.count)
    let lanes = try folder.rows("lanes.csv").dropFirst()
    #expect(lanes.allSatisfy { nodeIds.contains($0[0]) && zoneIds.contains($0[1]) })
    #expect(Set(lanes.map { $0[0] + $0[1] }).count == 1000)
    let orders = try folder.rows("orders.csv").dropFirst()
    #expect(orders.allSatisfy { skuIds.contains($0[1]) && zoneIds.contains($0[3]) })
    #expect(Set(orders.map { $0[0] + $0[1] }).count == orders.count)  // the SKUs of one order differ
    #expect(zip(orders, orders.dropFirst()).allSatisfy { $0[4] <= $1[4] && $0[0] <= $1[0] })
    #expect(orders.allSatisfy { $0[4].hasPrefix("2026-11-11T") && $0[4].utf8.count == 19 })
  }

  @Test func idsAreReadable() throws {
    let folder = try GeneratedFolder(GeneratorOptions(size: .s))
    #expect(try folder.rows("nodes.csv").map { $0[0] }.prefix(4) == ["node_id", "C01", "R001", "S0001"])
    #expect(try folder.rows("zones.csv")[50][0] == "Z0050")
    #expect(try folder.rows("skus.csv")[1000][0] == "SKU01000")
    #expect(try folder.rows("orders.csv").last?[0] == "O0010000")
  }

  @Test func theCostsAreThoseOfTheBenchmarks() throws {
    let folder = try GeneratedFolder(GeneratorOptions(size: .xs))
    for node in try folder.rows("nodes.csv").dropFirst() {
      let expected =
        switch node[1] {
        case "central": ["4.5", "0.6", "60"]
        case "regional": ["4.8", "0.8", "60"]
        default: ["5.5", "1.8", "25"]
        }
      #expect(Array(node[8...10]) == expected)
    }
    for lane in try folder.rows("lanes.csv").dropFirst() {
      let shipment = try #require(Double(lane[2]))
      let kilometres = (shipment - 3) / 0.009
      #expect(kilometres >= 0 && kilometres < 2000)
      #expect(abs(try #require(Double(lane[3])) - 0.0015 * kilometres) < 1e-6)
      #expect(Int(lane[4]) == 1 + Int((kilometres - 1e-9).rounded(.up) + 599) / 600)
      #expect(lane[2...3].allSatisfy { ($0.split(separator: ".").last ?? "").utf8.count <= 6 })
    }
  }

  @Test func theSameOptionsGiveTheSameBytes() throws {
    let first = try GeneratedFolder(GeneratorOptions(size: .s, seed: 3)).fingerprint()
    #expect(try GeneratedFolder(GeneratorOptions(size: .s, seed: 3)).fingerprint() == first)
    #expect(try GeneratedFolder(GeneratorOptions(size: .s, seed: 4)).fingerprint() != first)
  }

  /// Scenarios are referred to by size and seed: change the numbers only together with CHANGELOG.md.
  @Test func theBytesAreFixedAcrossMachines() throws {
    #expect(try GeneratedFolder(GeneratorOptions(size: .xs)).fingerprint() == 0xa5e9_2496_9ab0_4b23)
    #expect(try GeneratedFolder(GeneratorOptions(size: .s)).fingerprint() == 0xc2dc_eabf_2cbe_0511)
  }

  /// A table's random stream is its own: more orders leave the places and the first orders as they were.
  @Test func oneTableDoesNotDisturbAnother() throws {
    var options = GeneratorOptions(size: .xs)
    let before = try GeneratedFolder(options)
    options.orders = 700
    let after = try GeneratedFolder(options)
    #expect(try before.text("zones.csv") == after.text("zones.csv"))
    #expect(try before.text("skus.csv") == after.text("skus.csv"))
    #expect(try before.text("lanes.csv") == after.text("lanes.csv"))
    #expect(before.scenario.orders.zone == Array(after.scenario.orders.zone.prefix(500)))
  }

  @Test(arguments: [
    (1, 1, 1, 1, 1), (1, 1, 1, 1, 5), (2, 1, 2, 3, 1), (9, 4, 3, 50, 2), (100, 3, 5, 10, 1), (3, 200, 1, 5, 400),
  ]) func freeSizesWork(nodes: Int, zones: Int, skus: Int, orders: Int, days: Int) throws {
    let folder = try GeneratedFolder(
      GeneratorOptions(nodes: nodes, zones: zones, skus: skus, orders: orders, days: days))
    #expect(try folder.rows("nodes.csv").count == nodes + 1)
    #expect(try folder.rows("zones.csv").count == zones + 1)
    #expect(try folder.rows("skus.csv").count == skus + 1)
    #expect(try folder.rows("lanes.csv").count == nodes * zones + 1)
    #expect(Set(try folder.rows("orders.csv").dropFirst().map { $0[0] }).count == orders)
    #expect(try folder.rows("nodes.csv")[1][0...1] == ["C01", "central"])
    #expect(try folder.files.contains("demand.csv") == (days > 1 && nodes > 1))
  }

  @Test func severalDaysSpreadTheDemand() throws {
    let folder = try GeneratedFolder(GeneratorOptions(nodes: 20, zones: 20, skus: 100, orders: 5000, days: 28))
    let orders = try folder.rows("orders.csv").dropFirst()
    #expect(Set(orders.map { $0[4].prefix(10) }).count == 28)
    #expect(orders.first?[4].prefix(10) == "2026-11-11")
    #expect(orders.last?[4].prefix(10) == "2026-12-08")
    let demand = try folder.rows("demand.csv")
    #expect(demand[0] == ["date", "node_id", "sku_id", "quantity"])
    #expect(Set(demand.dropFirst().map { $0[0] }).count == 28)
    #expect(Set(demand.dropFirst().map { $0[0...2].joined() }).count == demand.count - 1)
    #expect(demand.dropFirst().allSatisfy { $0[1].hasPrefix("S") })
    #expect(try folder.text("scenario.yaml").contains("simulation:\n  start: 2026-11-11\n  days: 28\n"))
    #expect(abs(folder.scenario.capacityOverOrders * 28 - 1.1) < 0.01)
  }

  @Test func aMissingDirectoryIsReported() throws {
    let scenario = try generateScenario(GeneratorOptions(size: .xs))
    #expect {
      try scenario.write(to: "/nonexistent/folder")
    } throws: { "\($0)" == "/nonexistent/folder/nodes.csv: cannot write: No such file or directory" }
  }
}
