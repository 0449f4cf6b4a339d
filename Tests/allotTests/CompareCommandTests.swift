import Foundation
import TestSupport
import Testing

@Suite struct CompareCommandTests {
  @Test func standsThePoliciesSideBySide() throws {
    let folder = try Repository.copy(of: "quickstart")
    let run = try Allot.run("compare", folder.path)
    #expect(run.exitCode == 0)
    #expect(
      run.output == """
        policy                optimal  cheapest  central-first  nearest-store-first
        ---------------------------------------------------------------------------
        orders                     11        11             11                   11
        complete                   10         8              8                    4
        split                       2         2              0                    0
        late                        0         1              1                    0
        shipments                  12        12             10                    9
        units                      26        26             26                   26
        units filled               25        20             22                   14
        ---------------------------------------------------------------------------
        carrier                 83.08     76.59          71.27                44.69
        handling                28.70     24.80          26.40                21.10
        commission               6.75      6.75           0.00                 0.00
        activation              18.00     18.00          18.00                18.00
        lateness                 0.00      6.00           6.00                 0.00
        use                    -15.00    -10.00         -15.00               -15.00
        unfilled                46.00    316.00         209.00               580.50
        total cost (EUR)       167.53    438.14         315.67               649.29
        lower bound            167.53         -              -                    -
        gap               0 (optimal)         -              -                    -

        """)
    for policy in ["optimal", "cheapest", "central-first", "nearest-store-first"] {
      try Allot.audit(folder, plan: "out/compare/\(policy)")
    }
  }

  @Test func comparesThoseNamedInTheirOrder() throws {
    let folder = try Repository.copy(of: "x1")
    let run = try Allot.run("compare", folder.path, "--policies", "cheapest,optimal")
    #expect(run.output.hasPrefix("policy            cheapest      optimal\n"))
    let files = planFiles.filter { $0 != "run.json" }
    #expect(
      try folder.contents(of: "out/compare")
        == (["cheapest", "optimal", "run.json"] + files.map { "cheapest/" + $0 } + files.map { "optimal/" + $0 })
        .sorted())
    try Allot.audit(folder, plan: "out/compare/cheapest")
    try Allot.audit(folder, plan: "out/compare/optimal")
  }

  @Test func plansAreThoseOfAssign() throws {
    let folder = try Repository.copy(of: "quickstart")
    #expect(try Allot.run("compare", folder.path, "--policies", "optimal", "--quiet").exitCode == 0)
    try Allot.audit(folder, plan: "out/compare/optimal")
    try Allot.assign(folder)
    #expect(try folder.plan("out/compare/optimal") == folder.plan("out/assign"))
  }

  @Test func jsonHoldsTheSummaryOfEachPlan() throws {
    let folder = try Repository.copy(of: "x1")
    let run = try Allot.run("compare", folder.path, "--json", "--quiet", "--policies", "optimal,cheapest")
    struct Comparison: Decodable { var plans: [SummaryFigures] }
    let plans = try JSONDecoder().decode(Comparison.self, from: Data(run.output.utf8)).plans
    #expect(plans.map(\.policy) == ["optimal", "cheapest"])
    #expect(plans.map { $0.cost["total"] } == [28, 39])
    try Allot.audit(folder, plan: "out/compare/optimal")
    try Allot.audit(folder, plan: "out/compare/cheapest")
  }

  @Test(arguments: ["optimal,optimal", "optimal,best", "", "optimal,"])
  func badNamesAreUsage(policies: String) throws {
    let run = try Allot.run("compare", Repository.scenario("x1"), "--policies", policies)
    #expect(run.exitCode == 64)
    #expect(run.errors.contains("--policies: '"))
  }
}
