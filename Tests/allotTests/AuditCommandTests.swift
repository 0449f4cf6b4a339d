import Foundation
import TestSupport
import Testing

@Suite struct AuditCommandTests {
  private func plannedQuickstart() throws -> TemporaryFolder {
    let folder = try Repository.copy(of: "quickstart")
    try Allot.assign(folder, "--quiet")
    return folder
  }

  @Test func aSoundPlanShowsItsCosts() throws {
    let folder = try plannedQuickstart()
    let run = try Allot.run("audit", folder.path)
    #expect(run.exitCode == 0)
    #expect(
      run.output == """
        cost        recomputed
        ----------------------
        carrier          83.08
        handling         28.70
        commission        6.75
        activation       18.00
        use             -15.00
        unfilled         46.00
        total           167.53

        no breach: every limit is kept and every figure is right

        """)
  }

  @Test func quietSaysNothingOfASoundPlan() throws {
    let folder = try plannedQuickstart()
    let run = try Allot.run("audit", folder.path, "--quiet")
    #expect(run.exitCode == 0)
    #expect(run.output == "")
    #expect(run.errors == "")
  }

  /// A file changed by hand, and the sentence that finds it out.
  @Test(arguments: [
    (
      "shipments.csv", "O-102-1,O-102,dc-kassel,nuremberg,standard,1,2,0.5,2026-11-11,2026-11-13,0,5.9,1.6,0,0",
      "O-102-1,O-102,dc-kassel,nuremberg,standard,1,2,0.5,2026-11-11,2026-11-13,0,4.9,1.6,0,0",
      "shipments.csv: shipment O-102-1: carrier is 4.9, recomputed 5.9"
    ),
    (
      "assignments.csv", "O-102,1,mug,2,dc-kassel,", "O-102,1,mug,1,dc-kassel,",
      "assignments.csv: order O-102, line 1: 1 assigned and 0 unfilled, 2 ordered"
    ),
    (
      "assignments.csv", "O-106,1,tent,2,dc-kassel,O-106-1,ship", "O-106,1,tent,3,dc-kassel,O-106-1,ship",
      "assignments.csv: order O-106, line 1: 3 assigned and 0 unfilled, 2 ordered"
    ),
    (
      "unfilled.csv", "O-104,1,boots,1,", "O-104,1,boots,2,",
      "assignments.csv: order O-104, line 1: 0 assigned and 2 unfilled, 1 ordered"
    ),
    (
      "summary.json", "\"unfilled\": 46", "\"unfilled\": 40",
      "summary.json: cost.unfilled is 40, recomputed 46"
    ),
    (
      "summary.json", "\"lower_bound\": 167.525", "\"lower_bound\": 200",
      "summary.json: lower_bound is 200, more than the plan's cost, 167.525"
    ),
    (
      "node_costs.csv", "st-berlin,9,-15,3,8", "st-berlin,9,-10,3,8",
      "node_costs.csv: node st-berlin: use is -10, recomputed -15"
    ),
    (
      "prices.csv", "capacity_orders,st-cologne,", "capacity_orders,dc-kassel,",
      "prices.csv: capacity_orders dc-kassel: its capacity is unlimited"
    ),
  ])
  func tamperingIsFound(file: String, old: String, new: String, breach: String) throws {
    let folder = try plannedQuickstart()
    try folder.replace(old, with: new, in: "out/assign/" + file)
    let run = try Allot.run("audit", folder.path)
    #expect(run.exitCode == 1)
    #expect(run.output.contains(breach), "\(run.output)")
    #expect(run.errors == "")
    #expect(try Allot.run("audit", folder.path, "--quiet").output == run.output)
  }

  @Test func theBoundIsProvenFromThePricesAlone() throws {
    let folder = try plannedQuickstart()
    let run = try Allot.run("audit", folder.path, "--bound")
    #expect(run.exitCode == 0)
    #expect(run.output.contains("price bound: confirmed, the prices prove 167.53\n"))
  }

  @Test func aBoundThatPricesDoNotProveIsABreach() throws {
    let folder = try plannedQuickstart()
    // Without its prices a plan proves no more than what each order costs at least, alone.
    try folder.write("resource,node_id,sku_id,destination,service,price\n", to: "out/assign/prices.csv")
    #expect(try Allot.run("audit", folder.path).exitCode == 0)
    let run = try Allot.run("audit", folder.path, "--bound")
    #expect(run.exitCode == 1)
    #expect(run.output.contains("price bound: refuted"))
    #expect(run.output.contains("summary.json: price_bound is 167.525, recomputed "))
  }

  @Test func aLimitThatShrankIsFound() throws {
    let folder = try plannedQuickstart()
    try folder.replace("dc-kassel,2,,1.8", with: "dc-kassel,1,,1.8", in: "nodes.csv")
    let run = try Allot.run("audit", folder.path, "--json")
    #expect(run.exitCode == 1)
    struct Report: Decodable {
      var breaches: Int
      var listed: [String]
    }
    let report = try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
    #expect(report.breaches == report.listed.count)
    #expect(report.listed.contains("assignments.csv: node st-cologne serves 2 orders, its capacity is 1"))
  }

  @Test func aPartOfAPlanIsNoPlan() throws {
    let folder = try plannedQuickstart()
    try FileManager.default.removeItem(atPath: folder.path(of: "out/assign/unfilled.csv"))
    let run = try Allot.run("audit", folder.path)
    #expect(run.exitCode == 66)
    #expect(run.output == "")
    #expect(run.errors.contains("unfilled.csv"))
  }

  @Test func noPlanIsNoInput() throws {
    let run = try Allot.run("audit", Repository.scenario("quickstart"), "--plan", "there-is-none")
    #expect(run.exitCode == 66)
    #expect(run.errors == "no such folder: there-is-none\n")
  }
}
