import Foundation
import TestSupport
import Testing

@Suite struct AssortmentCommandTests {
  /// Six orders picked up at S1 on six days; A and B go together, C is in the most orders.
  private func folder() throws -> TemporaryScenario {
    try TemporaryScenario([
      "orders.csv": """
      order_id,sku_id,quantity,placed_at,pickup_node
      O1,A,1,2026-11-01T10:00:00Z,S1
      O1,B,2,2026-11-01T10:00:00Z,S1
      O2,A,1,2026-11-02T10:00:00Z,S1
      O2,B,1,2026-11-02T10:00:00Z,S1
      O3,C,1,2026-11-03T10:00:00Z,S1
      O3,A,1,2026-11-03T10:00:00Z,S1
      O4,C,1,2026-11-04T10:00:00Z,S1
      O4,B,1,2026-11-04T10:00:00Z,S1
      O5,B,1,2026-11-05T10:00:00Z,S1
      O5,A,1,2026-11-05T10:00:00Z,S1

      """,
      "levels.csv": "node_id,sku_id,min,max,base_stock,ranged\nDC1,A,1,9,,\nS1,C,2,4,3,\n",
    ])
  }

  @Test func choosesByEarlierOrdersAndJudgesByLater() throws {
    let folder = try folder()
    let run = try Allot.run("assortment", folder.path, "--capacity", "2")
    try #require(run.exitCode == 0, "\(run.errors)")
    #expect(
      run.output == """
        held-out orders local at   tier  orders  most-popular  reverse-exclude   hybrid
        -------------------------------------------------------------------------------
        S1                        store       1       100.00%          100.00%  100.00%

        policy               most-popular  reverse-exclude   hybrid
        -----------------------------------------------------------
        SKUs carried                    2                2        2
        -----------------------------------------------------------
        orders to choose by             4                4        4
        wholly local                    2                2        2
        share                      50.00%           50.00%   50.00%
        -----------------------------------------------------------
        held-out orders                 1                1        1
        wholly local                    1                1        1
        share                     100.00%          100.00%  100.00%

        """)
    #expect(
      try folder.folder.text(of: "out/assortment/assortment.csv") == """
        policy,node_id,sku_id,rank,orders,local_orders
        most-popular,S1,A,1,3,2
        most-popular,S1,B,2,3,2
        reverse-exclude,S1,A,1,3,2
        reverse-exclude,S1,B,2,3,2
        hybrid,S1,A,1,3,2
        hybrid,S1,B,2,3,2

        """)
  }

  @Test func levelsTakeThePlaceOfTheScenarios() throws {
    let folder = try folder()
    try #require(try Allot.run("assortment", folder.path, "--capacity", "2", "--quiet").exitCode == 0)
    let levels = try folder.folder.text(of: "out/assortment/levels.csv")
    #expect(
      levels == """
        node_id,sku_id,min,max,base_stock,ranged
        DC1,A,1,9,,true
        S1,A,,,,true
        S1,B,,,,true
        S1,C,2,4,3,false

        """)
    try folder.folder.write(levels, to: "levels.csv")
    #expect(try Allot.run("check", folder.path, "--quiet").exitCode == 0)
  }

  @Test func jsonIsTheSummary() throws {
    struct Summary: Decodable {
      struct Orders: Decodable {
        var orders: Int
        var local_orders: Int
        var local_share: Double?
      }
      struct Policy: Decodable {
        var policy: String
        var skus_carried: Int
        var training: Orders
        var holdout: Orders
      }
      var capacity: Int
      var holdout_from: String?
      var best_policy: String
      var policies: [Policy]
    }
    let folder = try folder()
    let run = try Allot.run(
      "assortment", folder.path, "--capacity", "1", "--policies", "hybrid,most-popular", "--holdout-days", "2",
      "--json",
      "--quiet")
    try #require(run.exitCode == 0, "\(run.errors)")
    #expect(run.output == (try folder.folder.text(of: "out/assortment/summary.json")))
    let summary = try JSONDecoder().decode(Summary.self, from: Data(run.output.utf8))
    #expect(summary.capacity == 1 && summary.holdout_from == "2026-11-04" && summary.best_policy == "hybrid")
    #expect(summary.policies.map(\.policy) == ["hybrid", "most-popular"])
    #expect(summary.policies.map(\.skus_carried) == [1, 1])
    #expect(summary.policies.map(\.training.orders) == [3, 3])
    #expect(summary.policies.map(\.holdout.local_share) == [0, 0])
    let whole = try Allot.run("assortment", folder.path, "--capacity", "1", "--holdout", "0", "--json", "--quiet")
    let unjudged = try JSONDecoder().decode(Summary.self, from: Data(whole.output.utf8))
    #expect(unjudged.holdout_from == nil && unjudged.policies[0].holdout.local_share == nil)
  }

  @Test func theSameFilesForAnyNumberOfThreads() throws {
    let made = try TemporaryFolder()
    let scenario = made.path(of: "made")
    try #require(try Allot.run("generate", scenario, "--size", "XS", "--seed", "3", "--quiet").exitCode == 0)
    for threads in ["1", "2", "5"] {
      let run = try Allot.run(
        "assortment", scenario, "--capacity", "8", "--threads", threads, "--output", made.path(of: "out" + threads),
        "--quiet")
      try #require(run.exitCode == 0, "\(run.errors)")
    }
    #expect(try made.plan("out1") == made.plan("out2"))
    #expect(try made.plan("out1") == made.plan("out5"))
  }

  @Test(
    arguments: [
      (["--capacity", "0"], 64, "--capacity 0"), ([], 64, "--capacity"), (["--capacity", "x"], 64, "--capacity"),
      (["--capacity", "2", "--nodes", "S1,S9"], 64, "--nodes: 'S9' is no node"),
      (["--capacity", "2", "--nodes", "S1,S1"], 64, "--nodes: 'S1' is named twice"),
      (["--capacity", "2", "--policies", "best"], 64, "--policies: 'best'"),
      (["--capacity", "2", "--holdout", "1"], 64, "--holdout 1"),
      (["--capacity", "2", "--holdout-days", "-1"], 64, "--holdout-days"),
      (["--capacity", "2", "--holdout", "0.1", "--holdout-days", "2"], 64, "expected one of them"),
      (["--capacity", "2", "--holdout-days", "99"], 65, "all 5 orders of the front nodes are held out"),
      (["--capacity", "2", "--nodes", "DC1"], 65, "none of the 5 orders belongs to a front node"),
    ] as [([String], Int32, String)])
  func whatCannotBeAskedFor(options: [String], code: Int32, message: String) throws {
    let folder = try folder()
    let run = try Allot.run(["assortment", folder.path] + options)
    #expect(run.exitCode == code)
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(try !folder.folder.contents(of: ".").contains("out"))
  }

  @Test func whatTheScenarioLacks() throws {
    let empty = try TemporaryScenario(["orders.csv": "order_id,sku_id,quantity,zone_id\n"])
    let none = try TemporaryScenario(["orders.csv": nil])
    let central = try TemporaryScenario([
      "nodes.csv": "node_id,tier,latitude,longitude\nDC1,central,31.2,121.5\nS1,central,30.3,120.2\n"
    ])
    for (scenario, code, message) in [
      (empty, 65, "there is no order to choose by: it has no orders"), (none, 65, "orders.csv"),
      (central, 65, "name the front nodes with --nodes"),
    ] as [(TemporaryScenario, Int32, String)] {
      let run = try Allot.run("assortment", scenario.path, "--capacity", "2")
      #expect(run.exitCode == code)
      #expect(run.errors.contains(message), "\(run.errors)")
    }
    #expect(try Allot.run("assortment", central.path + "/nowhere", "--capacity", "2").exitCode == 66)
  }
}
