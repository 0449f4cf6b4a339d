import Foundation
import TestSupport
import Testing

@Suite struct SimulateCommandTests {
  private static let settings = """
    version: 1
    name: shop
    currency: EUR
    timezone: UTC
    as_of: 2026-11-11
    unfilled: { per_unit: 5 }

    """

  /// A warehouse that sends to a zone for 6 in a day, and a store, for three days.
  private static let shop = [
    "scenario.yaml": settings + "simulation: { days: 3, fulfilment: cheapest }\n",
    "nodes.csv": "node_id,tier,parent\nW,central,\nS,store,W\n",
    "skus.csv": "sku_id,price,unit_cost\nA,20,10\n",
    "stock.csv": "node_id,sku_id,on_hand\nW,A,3\nS,A,2\n",
    "zones.csv": "zone_id\nZ\n",
    "lanes.csv": "origin,destination,cost_per_shipment,transit_days\nW,Z,6,1\n",
    "orders.csv": "order_id,sku_id,quantity,placed_at,customer_id,zone_id\nO1,A,1,2026-11-11T10:00:00Z,C1,Z\n",
    "demand.csv": "date,node_id,sku_id,quantity,customer_id\n2026-11-11,S,A,1,C1\n2026-11-13,S,A,2,\n",
  ]

  /// The same with demand that is drawn from a forecast of two a day.
  private static let drawn: [String: String?] = [
    "scenario.yaml": settings + "simulation: { days: 10, fulfilment: cheapest, demand: { dispersion: 2 } }\n",
    "forecast.csv": "node_id,sku_id,period_start,mean\nS,A,2026-11-11,14\n", "orders.csv": nil, "demand.csv": nil,
    "stock.csv": "node_id,sku_id,on_hand\nS,A,15\n",
  ]

  private func folder(_ files: [String: String?] = [:]) throws -> TemporaryFolder {
    try TemporaryScenario(files, base: Self.shop).folder
  }

  private func simulate(_ folder: TemporaryFolder, _ options: String...) throws -> Allot.Run {
    try Allot.run(["simulate", folder.path] + options)
  }

  private func rows(_ folder: TemporaryFolder, _ file: String) throws -> [String] {
    try folder.text(of: file).split(separator: "\n").map(String.init)
  }

  @Test func writesMetricsDaysAndPartsForEveryPolicy() throws {
    let folder = try folder()
    let run = try simulate(folder, "--policies", "cheapest,nearest-store-first@siloed", "--by", "node")
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.errors.contains("wrote \(folder.path)/out/simulate in "))
    #expect(
      try folder.contents(of: "out/simulate") == ["breakdown.csv", "daily.csv", "kpis.csv", "kpis.json", "run.json"])
    let daily = try rows(folder, "out/simulate/daily.csv")
    #expect(
      daily[0] == "policy,replication,date,measured,stock_units,stock_value,transit_units,transit_value,waiting_units,"
        + "demand_units,sold_units,lost_units,orders,shipments,received_units,transferred_units,returned_units,"
        + "scrapped_units,carrier,handling,commission,activation,transfer,lateness,unfilled,ordering,markdown,spoilage")
    #expect(
      daily[1...3] == [
        "cheapest+none@unified,1,2026-11-11,true,3,30,0,0,0,2,2,0,1,1,0,0,0,0,6,0,0,0,0,0,0,0,0,0",
        "cheapest+none@unified,1,2026-11-12,true,3,30,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0",
        "cheapest+none@unified,1,2026-11-13,true,2,20,0,0,0,2,1,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0",
      ])
    #expect(daily.count == 7)
    // No store sends to the zone, and there is no regional warehouse.
    #expect(daily[4].hasPrefix("nearest-store-first+none@siloed,1,2026-11-11,true,4,40,0,0,0,2,1,1,1,0,"))
    let metrics = try rows(folder, "out/simulate/kpis.csv")
    #expect(metrics[0] == "policy,replication,metric,value")
    for row in [
      "turnover_days,2.666666667", "sell_through,0.6", "fill_rate,0.75", "gmv,60", "online_share,0.333333333",
      "cost_to_serve,6", "lost_sales_value,20", "cross_channel_customers,1", "split_rate,", "hindsight_bound,",
    ] { #expect(metrics.contains("cheapest+none@unified,1," + row), "\(row)") }
    let parts = try rows(folder, "out/simulate/breakdown.csv")
    #expect(parts[0] == "policy,replication,scope,key,metric,value")
    #expect(parts.contains("cheapest+none@unified,1,node,S,units_sold,2"))
    #expect(parts.contains("nearest-store-first+none@siloed,1,node,W,average_stock_units,3"))
  }

  @Test func everythingThatHappensIsARowOfEvents() throws {
    let folder = try folder()
    let run = try simulate(folder, "--events", folder.path(of: "events.csv"), "--quiet")
    #expect(run.exitCode == 0)
    #expect(run.errors == "")
    #expect(
      try folder.text(of: "events.csv") == """
        policy,replication,date,event,node_id,sku_id,quantity,order_id,line_id,customer_id,arrives_on
        cheapest+none@unified,1,2026-11-11,opening,W,A,3,,,,
        cheapest+none@unified,1,2026-11-11,opening,S,A,2,,,,
        cheapest+none@unified,1,2026-11-11,walk_in,S,A,1,,,C1,
        cheapest+none@unified,1,2026-11-11,sold,S,A,1,,,C1,
        cheapest+none@unified,1,2026-11-11,ordered,,A,1,O1,1,C1,
        cheapest+none@unified,1,2026-11-11,shipped,W,A,1,O1,1,C1,2026-11-12
        cheapest+none@unified,1,2026-11-13,walk_in,S,A,2,,,,
        cheapest+none@unified,1,2026-11-13,sold,S,A,1,,,,
        cheapest+none@unified,1,2026-11-13,lost,S,A,1,,,,

        """)
  }

  /// Ids may hold commas and quotes: they are cells of a table all the same.
  @Test func idsAreQuotedWhereTheyNeedIt() throws {
    let folder = try folder([
      "skus.csv": "sku_id,price,unit_cost\n\"A,\"\"b\"\"\",20,10\n",
      "stock.csv": "node_id,sku_id,on_hand\nS,\"A,\"\"b\"\"\",2\n", "orders.csv": nil,
      "demand.csv": "date,node_id,sku_id,quantity,customer_id\n2026-11-11,S,\"A,\"\"b\"\"\",1,\"Doe, J.\"\n",
    ])
    #expect(try simulate(folder, "--events", folder.path(of: "events.csv"), "--quiet").exitCode == 0)
    #expect(
      try rows(folder, "events.csv").last
        == "cheapest+none@unified,1,2026-11-11,sold,S,\"A,\"\"b\"\"\",1,,,\"Doe, J.\",")
  }

  @Test func printsTheSummaryAsJSON() throws {
    let folder = try folder()
    let run = try simulate(folder, "--policies", "cheapest,central-first", "--json", "--quiet", "--hindsight")
    #expect(run.exitCode == 0)
    #expect(run.output == (try folder.text(of: "out/simulate/kpis.json")))
    let json = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(json["replications"] as? Int == 1)
    #expect(json["days"] as? Int == 3)
    #expect(json["start"] as? String == "2026-11-11")
    let policies = try #require(json["policies"] as? [[String: Any]])
    #expect(policies.map { $0["policy"] as? String } == ["cheapest+none@unified", "central-first+none@unified"])
    #expect(policies[0]["difference_to_first"] == nil)
    let differences = try #require(policies[1]["difference_to_first"] as? [String: Any])
    #expect((differences["gmv"] as? [String: Any])?["mean"] as? Double == 0)
    let metrics = try #require(policies[0]["metrics"] as? [String: Any])
    #expect((metrics["hindsight_bound"] as? [String: Any])?["mean"] as? Double == 5)
    #expect(metrics["split_rate"] is NSNull)
  }

  /// Where demand is drawn, five years are: the same for any number of threads, others for another seed.
  @Test func drawnDemandIsReplicatedAndTheSameForAnyNumberOfThreads() throws {
    var plans: [[String: [UInt8]]] = []
    for (threads, seed) in [("1", "1"), ("2", "1"), ("3", "1"), ("1", "2")] {
      let folder = try folder(Self.drawn)
      let run = try simulate(
        folder, "--threads", threads, "--seed", seed, "--policies", "cheapest,optimal", "--quiet", "--by",
        "tier,category,sku,node")
      #expect(run.exitCode == 0, "\(run.errors)")
      #expect(try rows(folder, "out/simulate/daily.csv").count == 1 + 2 * 5 * 10)
      plans.append(try folder.plan("out/simulate"))
    }
    #expect(plans[1] == plans[0])
    #expect(plans[2] == plans[0])
    #expect(plans[3]["daily.csv"] != plans[0]["daily.csv"])
  }

  @Test(arguments: [
    ["--policies", "best"], ["--policies", "cheapest+best"], ["--policies", "cheapest@best"], ["--policies", ""],
    ["--policies", "cheapest,cheapest+none"], ["--by", "shelf"], ["--replications", "0"], ["--replications", "100001"],
  ])
  func wrongUseIs64(options: [String]) throws {
    let folder = try folder()
    let run = try Allot.run(["simulate", folder.path] + options)
    #expect(run.exitCode == 64)
    #expect(run.output == "")
    #expect(run.errors.contains(options[0] + (options[0] == "--replications" ? " " : ":")), "\(run.errors)")
    #expect(try !folder.contents(of: ".").contains { $0.hasPrefix("out") })
  }

  /// What scenario.yaml cannot mean, and the sentence that says so.
  @Test(arguments: [
    ("{ days: 3, warmup_days: 3 }", "simulation.warmup_days: 3 of 3 days leave none to measure; expected fewer"),
    ("{ days: 3, demand: { dispersion: 1 } }", "simulation.demand: there is no forecast.csv to draw demand from"),
    ("{ days: 3, demand: { weekdays: [1, 2] } }", "simulation.demand.weekdays: has 2 numbers; expected 7"),
    ("{ days: 3, demand: { months: [1] } }", "simulation.demand.months: has 1 numbers; expected 12"),
    ("{ days: 3, demand: { order_lines: [0, 0] } }", "simulation.demand.order_lines: is all zero"),
    ("{ days: 3, demand: { dispersion: 0.5 } }", "simulation.demand.dispersion"),
    ("{ days: 0 }", "simulation.days"),
    ("{ start: 2027-01-01 }", "simulation.days: nothing to replay: expected demand from 2027-01-01 on"),
    ("{ stockout: never }", "simulation.stockout"),
  ])
  func badSettingsAre65(simulation: String, message: String) throws {
    let folder = try folder(["scenario.yaml": Self.settings + "simulation: \(simulation)\n"])
    let run = try simulate(folder)
    #expect(run.exitCode == 65)
    #expect(run.output == "")
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(try !folder.contents(of: ".").contains { $0.hasPrefix("out") })
  }

  @Test func noScenarioIs66() throws {
    let folder = try TemporaryFolder()
    #expect(try Allot.run("simulate", folder.path(of: "absent")).exitCode == 66)
  }
}
