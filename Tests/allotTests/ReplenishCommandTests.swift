import Foundation
import TestSupport
import Testing

@Suite struct ReplenishCommandTests {
  private func replenish(_ folder: TemporaryFolder, _ options: String...) throws -> Allot.Run {
    try Allot.run(["replenish", folder.path] + options)
  }

  private func audit(_ folder: TemporaryFolder, _ options: String...) throws -> Allot.Run {
    try Allot.run(["audit", folder.path, "--plan", folder.path(of: "out/replenish")] + options)
  }

  @Test func theTableSaysWhatThePlanChanges() throws {
    let folder = try Repository.copy(of: "slow-stock")
    let run = try replenish(folder)
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(
      run.output == """
        expected over 28 days  without a plan         planned
        -----------------------------------------------------
        units asked for                 151.7           151.7
        units sold                       30.7           144.3
        units short                     121.0             7.4
        turnover days                   163.0            21.4
        -----------------------------------------------------
        transfer                         0.00          209.80
        purchase                         0.00           25.00
        holding                         98.70           68.13
        shortage                     5,365.16          680.24
        markdown                       264.00          102.90
        total cost (EUR)             5,727.85        1,086.07
        -----------------------------------------------------
        transfers                              22 (182 units)
        purchases                                1 (15 units)
        to be paid (EUR)                               850.00
        planning model's cost                        1,076.39
        lower bound                                    954.07
        gap                                            11.36%

        """)
    #expect(try audit(folder).exitCode == 0)
  }

  /// What is worth moving is moved, whatever the policy; every plan passes the audit.
  @Test(arguments: ["none", "min_max", "base_stock", "planned"])
  func everyPolicyIsAuditedAndNoneIsWorseThanNothing(policy: String) throws {
    let folder = try Repository.copy(of: "slow-stock")
    let run = try replenish(folder, "--policy", policy, "--json", "--quiet")
    #expect(run.exitCode == 0)
    let summary = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(summary["policy"] as? String == policy)
    let before = try #require((summary["before"] as? [String: Any])?["cost"] as? Double)
    let after = try #require((summary["after"] as? [String: Any])?["cost"] as? Double)
    #expect(policy == "none" ? after == before : after < before)
    #expect((summary["gap"] is NSNull) == (policy != "planned"))
    let found = try audit(folder)
    #expect(found.exitCode == 0, "\(found.output)")
  }

  /// The case of the sportswear article: what does not sell where it is goes to where it does, and to the online pool.
  @Test func slowStockGoesWhereItSells() throws {
    let folder = try Repository.copy(of: "slow-stock")
    _ = try replenish(folder, "--quiet")
    let rows = try String(contentsOfFile: folder.path(of: "out/replenish/transfers.csv"), encoding: .utf8)
      .split(separator: "\n").dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    // Summer goods sell in the web shop only, footballs not in Munich.
    #expect(rows.contains { $0[1] == "st-munich" && $0[2] == "web-hannover" && $0[3] == "swim" && $0[4] == "14" })
    #expect(rows.contains { $0[1] == "st-munich" && $0[2] == "st-berlin" && $0[3] == "ball" })
    var journeys: [Substring: (earns: Double, cost: Double)] = [:]
    for row in rows {
      journeys[row[0], default: (0, 0)].earns += try #require(Double(row[9]))
      journeys[row[0], default: (0, 0)].cost += try #require(Double(row[7]))
    }
    #expect(journeys.values.allSatisfy { $0.earns > $0.cost })
  }

  /// A file changed by hand, and the sentence that finds it out.
  @Test(arguments: [
    (
      "transfers.csv", "runner,10,2026-11-09,2026-11-11,11.19486", "runner,10,2026-11-09,2026-11-11,10.19486",
      "the journey's rows cost"
    ),
    (
      "transfers.csv", "T2,dc-kassel,st-berlin,sock,30,", "T2,dc-kassel,st-berlin,sock,35,",
      "no multiple of the pack of 10"
    ),
    (
      "transfers.csv", "T9,st-munich,web-hannover,swim,14,", "T9,st-munich,web-hannover,swim,19,",
      "19 units have left by then, 14 are there that may leave"
    ),
    (
      "transfers.csv", "T6,st-berlin,web-hannover,parka,4,2026-11-09,2026-11-11",
      "T6,st-berlin,web-hannover,parka,4,2026-11-09,2026-11-10", "arrives on 2026-11-10, recomputed 2026-11-11"
    ),
    (
      "transfers.csv", "T1,dc-kassel,web-hannover,runner,10,2026-11-09",
      "T1,dc-kassel,web-hannover,runner,10,2026-12-09",
      "outside the horizon"
    ),
    ("purchases.csv", "P1,dc-kassel,runner,15,", "P1,dc-kassel,runner,11,", "the minimum is 12"),
    ("purchases.csv", "2026-11-19,55,25,850", "2026-11-19,54,25,850", "unit_cost is 54, recomputed 55"),
    ("purchases.csv", "P1,dc-kassel,runner", "P1,st-munich,runner", "supply.csv has no row for it"),
    (
      "projection.csv", "web-hannover,swim,2026-11-09,24,", "web-hannover,swim,2026-11-09,23,",
      "received is 23, recomputed 24"
    ),
    (
      "projection.csv", "web-hannover,swim,2026-11-16,0,0,5,4.999352", "web-hannover,swim,2026-11-16,0,0,5,4.899352",
      "mean is"
    ),
    ("summary.json", "\"turnover_days\": 21.", "\"turnover_days\": 31.", "after.turnover_days is 31"),
    ("summary.json", "\"shortage\": 680.", "\"shortage\": 681.", "cost.shortage is 681"),
  ])
  func theAuditFindsWhatWasChanged(file: String, was: String, made: String, sentence: String) throws {
    let folder = try Repository.copy(of: "slow-stock")
    _ = try replenish(folder, "--quiet")
    let path = folder.path(of: "out/replenish/\(file)")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try #require(text.contains(was), "\(file) has no \(was)")
    try text.replacing(was, with: made).write(toFile: path, atomically: true, encoding: .utf8)
    let run = try audit(folder)
    #expect(run.exitCode == 1)
    #expect(run.output.contains(sentence), "\(run.output)")
  }

  // MARK: Bad input

  /// A table with a fault, and what is said of it.
  @Test(arguments: [
    ("supply.csv", "node_id,sku_id,lead_days\ndc-kassel,runner,-3\n", "supply.csv:2:lead_days"),
    ("supply.csv", "node_id,sku_id,lead_days\ndc-kassel,runner,\n", "supply.csv:2:lead_days"),
    ("supply.csv", "node_id,sku_id\ndc-kassel,runner\n", "lead_days"),
    ("supply.csv", "node_id,sku_id,lead_days\nnowhere,runner,3\n", "supply.csv:2:node_id: unknown node"),
    ("skus.csv", "sku_id,pack_size\nrunner,0\nparka,1\nswim,1\nball,1\nsock,1\n", "skus.csv:2:pack_size"),
    (
      "nodes.csv",
      "node_id,tier,parent\ndc-kassel,central,web-hannover\nweb-hannover,regional,dc-kassel\nst-berlin,store,\n"
        + "st-hamburg,store,\nst-munich,store,\nst-cologne,store,\n", "nodes.csv:2:parent"
    ),
    (
      "demand.csv", "date,node_id,sku_id,quantity\n2026-11-01,st-vienna,runner,1\n",
      "demand.csv:2:node_id: unknown node"
    ),
    ("forecast.csv", "node_id,sku_id,period_start,mean\nst-berlin,runner,2026-11-09,-1\n", "forecast.csv:2:mean"),
  ])
  func faultsAreNamedAndNothingIsWritten(file: String, text: String, fault: String) throws {
    let folder = try Repository.copy(of: "slow-stock")
    try folder.write(text, to: file)
    let run = try replenish(folder)
    #expect(run.exitCode == 65)
    #expect(run.errors.contains(fault), "\(run.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.path(of: "out/replenish")))
  }

  /// What a plan leaves out is said.
  @Test(arguments: [
    (
      "lead time beyond the horizon", "supply.csv", "node_id,sku_id,lead_days\ndc-kassel,runner,90\n",
      "1 row of supply.csv has a lead time beyond the horizon of 28 days"
    ),
    (
      "a season that ended", "skus.csv",
      "sku_id,price,unit_cost,season_end\nrunner,120,55,2026-10-31\nparka,240,110,\nswim,35,14,\nball,25,10,\nsock,12,4,\n",
      "1 SKU is past the season's end: 53 units are left where they are"
    ),
    (
      "a receipt after the horizon", "receipts.csv", "node_id,sku_id,quantity,due\ndc-kassel,parka,8,2027-03-01\n",
      "1 receipt is due after the horizon"
    ),
    (
      "overdue", "receipts.csv", "node_id,sku_id,quantity,due\ndc-kassel,parka,8,2026-11-01\n",
      "1 receipt was due before as_of; taken as coming today"
    ),
    (
      "too slow", "lanes.csv", "origin,destination,transit_days\ndc-kassel,st-berlin,60\n",
      "1 link takes longer than the horizon of 28 days"
    ),
    ("no worth", "skus.csv", "sku_id\nrunner\nparka\nswim\nball\nsock\n", "a lost sale costs nothing"),
  ])
  func whatIsLeftOutIsSaid(case: String, file: String, text: String, notice: String) throws {
    let folder = try Repository.copy(of: "slow-stock")
    try folder.write(text, to: file)
    let run = try replenish(folder)
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.errors.contains(notice), "\(run.errors)")
    #expect(try audit(folder).exitCode == 0)
  }

  /// More than a plan can count with: a wrong unit, said before anything is planned.
  @Test(arguments: [
    (
      "stock.csv", "node_id,sku_id,on_hand\ndc-kassel,runner,2000000000\nst-berlin,runner,2000000000\n",
      "SKU runner: stock, receipts, levels, minimums and demand over the horizon could add up to more than"
    ),
    (
      "skus.csv",
      "sku_id,price,unit_cost,pack_size\nrunner,900000,100,1000\nparka,240,110,\nswim,35,14,\nball,25,10,\nsock,12,4,\n",
      "SKU runner: a pack of 1000 could be worth more than 100000000; expected smaller prices, costs or packs"
    ),
    (
      "scenario.yaml",
      "version: 1\nas_of: 2026-11-09\nhorizon_days: 36500\nreplenishment: { period_days: 1 }\n",
      "36500 periods in horizon_days; expected at most 32767"
    ),
  ])
  func whatNoPlanCanCountIsAFault(file: String, text: String, fault: String) throws {
    let folder = try Repository.copy(of: "slow-stock")
    try folder.write(text, to: file)
    let run = try replenish(folder)
    #expect(run.exitCode == 65)
    #expect(run.errors.contains(fault), "\(run.errors)")
  }

  @Test func withoutAnyDemandThereIsNothingToPlanBy() throws {
    let folder = try Repository.copy(of: "slow-stock")
    try FileManager.default.removeItem(atPath: folder.path(of: "forecast.csv"))
    let run = try replenish(folder)
    #expect(run.exitCode == 65)
    #expect(run.errors.contains("nothing to forecast from"), "\(run.errors)")
  }

  /// More units than plans can count with are a fault, not a crash.
  @Test(arguments: [
    ("stock.csv", "node_id,sku_id,on_hand\ndc-kassel,runner,2000000000\nst-berlin,runner,2000000000\n"),
    ("receipts.csv", "node_id,sku_id,quantity,due\ndc-kassel,runner,2147483647,2026-11-18\n"),
    ("supply.csv", "node_id,sku_id,lead_days,minimum\ndc-kassel,runner,2,2147483647\n"),
    ("levels.csv", "node_id,sku_id,max\ndc-kassel,runner,2147483647\n"),
    ("forecast.csv", "node_id,sku_id,period_start,mean\nst-berlin,runner,2026-11-09,1000000000\n"),
  ])
  func quantitiesPastAllCountingAreFaults(file: String, text: String) throws {
    let folder = try Repository.copy(of: "slow-stock")
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder.path(of: file)))
    for policy in ["planned", "base_stock", "min_max"] {
      let run = try replenish(folder, "--policy", policy)
      #expect(run.exitCode == 65)
      #expect(run.errors.contains("SKU runner: stock, receipts, levels, minimums and demand over the horizon"))
    }
  }

  @Test func unknownPolicyIsUsage() throws {
    let folder = try Repository.copy(of: "slow-stock")
    #expect(try replenish(folder, "--policy", "best").exitCode == 64)
  }
}
