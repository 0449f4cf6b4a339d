import Foundation
import TestSupport
import Testing

@Suite struct AssignCommandTests {
  @Test func jsonIsAllThereIsOnStandardOutput() throws {
    let folder = try Repository.copy(of: "quickstart")
    let run = try Allot.assign(folder, "--json")
    #expect(run.output == (try folder.text(of: "out/assign/summary.json")))
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(run.output.utf8)) }
    #expect(run.errors.contains("total cost (EUR)"))
    #expect(run.errors.contains("wrote \(folder.path(of: "out/assign")) in "))
  }

  @Test func quietPrintsNothing() throws {
    let folder = try Repository.copy(of: "quickstart")
    let run = try Allot.assign(folder, "--quiet")
    #expect(run.output == "")
    #expect(run.errors == "")
    #expect(try folder.contents(of: "out") == ["assign"] + planFiles.map { "assign/" + $0 })
  }

  @Test func takesTheScenariosPolicyUnlessToldOtherwise() throws {
    let folder = try Repository.copy(of: "x1")
    try folder.replace("policy: optimal", with: "policy: cheapest", in: "scenario.yaml")
    #expect(try SummaryFigures(Allot.assign(folder, "--json").output).policy == "cheapest")
    #expect(try SummaryFigures(Allot.assign(folder, "--json", "--policy", "optimal").output).policy == "optimal")
  }

  @Test func zippedInputGivesTheSameFiles() throws {
    let folder = try Repository.copy(of: "quickstart")
    try Allot.assign(folder)
    let plan = try folder.plan("out/assign")
    for table in ["nodes", "skus", "stock", "zones", "lanes", "orders"] {
      let file = folder.path(of: table + ".csv")
      let gzip = Process()
      gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      gzip.arguments = ["gzip", file]
      try gzip.run()
      gzip.waitUntilExit()
      #expect(!FileManager.default.fileExists(atPath: file))
    }
    try Allot.assign(folder)
    #expect(try folder.plan("out/assign") == plan)
  }

  @Test func outputGoesWhereItIsAskedTo() throws {
    let folder = try Repository.copy(of: "x1")
    let run = try Allot.run("assign", ".", "--output", "plans/monday", "--quiet", in: folder.path)
    #expect(run.exitCode == 0)
    #expect(try folder.contents(of: "plans/monday") == planFiles)
    #expect(!FileManager.default.fileExists(atPath: folder.path(of: "out")))
    try Allot.audit(folder, plan: "plans/monday")
  }

  @Test func anOldPlanIsReplacedWhole() throws {
    let folder = try Repository.copy(of: "x1")
    try Allot.assign(folder, "--policy", "cheapest")
    try folder.write("old\n", to: "out/assign/left-over.txt")
    try Allot.assign(folder)
    #expect(try folder.contents(of: "out") == ["assign"] + planFiles.map { "assign/" + $0 })
    #expect(try folder.text(of: "out/assign/summary.json").contains("\"policy\": \"optimal\""))
  }

  @Test func whatIsNotOursIsLeftAlone() throws {
    let folder = try Repository.copy(of: "x1")
    try folder.write("mine\n", to: "keep/notes.txt")
    let run = try Allot.run("assign", folder.path, "--output", folder.path(of: "keep"))
    #expect(run.exitCode == 73)
    #expect(run.errors.contains("the folder holds something that allot did not write"))
    #expect(try folder.contents(of: "keep") == ["notes.txt"])
    #expect(try Allot.run("assign", folder.path, "--output", folder.path(of: "nodes.csv")).exitCode == 73)
    #expect(try Allot.run("assign", folder.path, "--output", folder.path).exitCode == 73)
    #expect(try folder.contents(of: ".").allSatisfy { !$0.contains("tmp-") })
  }

  @Test func faultyInputWritesNothing() throws {
    let folder = try Malformed.quickstart()
    let run = try Allot.run("assign", folder.path)
    #expect(run.exitCode == 65)
    #expect(run.output == "")
    #expect(run.errors.hasSuffix("6 faults; nothing was written\n"))
    #expect(!FileManager.default.fileExists(atPath: folder.path(of: "out")))
  }

  @Test func aNoticeIsPrintedAndWritten() throws {
    let folder = try Repository.copy(of: "quickstart")
    try folder.write("node_id,sku_id,quantity,due\nst-cologne,boots,5,2026-11-12\n", to: "receipts.csv")
    let run = try Allot.assign(folder)
    let notice = "1 receipt(s) are due for ordered SKUs: only stock on hand is assigned (no bound is stated)"
    #expect(run.errors.hasPrefix("note: \(notice)\n"))
    let summary = try folder.text(of: "out/assign/summary.json")
    #expect(summary.contains("\"lower_bound\": null"))
    #expect(summary.contains(notice))
  }

  @Test(arguments: ["cheapest", "central-first", "nearest-store-first"])
  func aRuleCutShortIsNoPlan(policy: String) throws {
    let folder = try Repository.copy(of: "quickstart")
    let run = try Allot.run("assign", folder.path, "--policy", policy, "--time-limit", "0.000000001")
    #expect(run.exitCode == 75)
    #expect(run.output == "")
    #expect(run.errors == "the time limit was hit before there was any plan; give more with --time-limit\n")
    #expect(!FileManager.default.fileExists(atPath: folder.path(of: "out")))
  }

  @Test func optimalGivesItsBestPlanWhenTimeIsUp() throws {
    let folder = try Repository.copy(of: "quickstart")
    try Allot.assign(folder, "--time-limit", "0.000000001")
  }

  @Test func aTargetGapEndsTheSearchEarlier() throws {
    let folder = try TemporaryFolder()
    let scenario = folder.path(of: "made")
    #expect(try Allot.run("generate", scenario, "--size", "XS", "--quiet").exitCode == 0)
    let loose = try SummaryFigures(Allot.run("assign", scenario, "--json", "--quiet", "--target-gap", "0.9").output)
    #expect(try Allot.run("audit", scenario, "--quiet").exitCode == 0)
    let tight = try SummaryFigures(Allot.run("assign", scenario, "--json", "--quiet").output)
    #expect(try Allot.run("audit", scenario, "--quiet").exitCode == 0)
    #expect(try #require(loose.cost["total"]) > #require(tight.cost["total"]))
    #expect(try #require(loose.gap) <= 0.9)
  }

  @Test func ordersWorthLessThanTheirDeliveryAreCounted() throws {
    let folder = try Repository.copy(of: "x1")
    try folder.replace("per_unit: 100", with: "per_unit: 0.01", in: "scenario.yaml")
    let run = try Allot.assign(folder, "--json")
    #expect(run.errors.contains("3 orders have unfilled penalties below the cost of the cheapest way to serve them"))
    #expect(try SummaryFigures(run.output).unitsFilled == 0)
  }

  @Test func zonesThatNothingReachesAreNamed() throws {
    let folder = try Repository.copy(of: "x1")
    let lanes = try folder.text(of: "lanes.csv")
    let zone = try #require(try folder.text(of: "zones.csv").split(separator: "\n").last?.split(separator: ",").first)
    let kept = lanes.split(separator: "\n").filter { !$0.contains(",\(zone),") }
    try folder.write(kept.joined(separator: "\n") + "\n", to: "lanes.csv")
    let run = try Allot.assign(folder)
    #expect(
      run.errors.contains(
        "note: 1 shipped order goes where no lane and no tariff leads from any node (zones \(zone); a tariff needs "
          + "coordinates)"))
    let unfilled = try folder.text(of: "out/assign/unfilled.csv")
    #expect(unfilled.contains(",no_lane,\"a lane, or a tariff and coordinates, to"))
  }
}

/// Every file of a plan's folder, sorted.
let planFiles = [
  "assignments.csv", "node_costs.csv", "prices.csv", "run.json", "shipments.csv", "summary.json", "transfers.csv",
  "unfilled.csv",
]
