import Foundation
import TestSupport
import Testing

@Suite struct GenerateCommandTests {
  private static let size = ["--nodes", "8", "--skus", "20", "--orders", "40", "--zones", "6"]

  private func generated(_ folder: TemporaryFolder, _ name: String, seed: Int) throws -> Allot.Run {
    try Allot.run(["generate", folder.path(of: name), "--seed", String(seed)] + Self.size)
  }

  @Test func theSeedAloneDecides() throws {
    let folder = try TemporaryFolder()
    for (name, seed) in [("a", 7), ("b", 7), ("c", 8)] {
      #expect(try generated(folder, name, seed: seed).exitCode == 0)
    }
    let first = try folder.plan("a")
    #expect(first.keys.contains("orders.csv"))
    #expect(try folder.plan("b") == first)
    #expect(try folder.plan("c")["orders.csv"] != first["orders.csv"])
  }

  @Test func saysWhatItMade() throws {
    let folder = try TemporaryFolder()
    let run = try generated(folder, "a", seed: 3)
    #expect(run.output == "\(folder.path(of: "a")): 8 nodes, 6 zones, 20 SKUs, 40 orders, seed 3\n")
    let check = try Allot.run("check", folder.path(of: "a"), "--json", "--quiet")
    #expect(check.exitCode == 0)
    #expect(check.output.contains("\"nodes\": 8"))
    #expect(check.output.contains("\"orders\": 40"))
  }

  @Test func itsScenariosCanBePlannedUnderEveryPolicy() throws {
    let folder = try TemporaryFolder()
    #expect(try generated(folder, ".scenario", seed: 1).exitCode == 0)
    let scenario = folder.path(of: ".scenario")
    #expect(try Allot.run("compare", scenario, "--quiet").exitCode == 0)
    for policy in ["optimal", "cheapest", "central-first", "nearest-store-first"] {
      let audit = try Allot.run("audit", scenario, "--plan", scenario + "/out/compare/\(policy)")
      #expect(audit.exitCode == 0, "\(audit.output)")
    }
  }

  @Test func replacesOnlyWhatItWrote() throws {
    let folder = try TemporaryFolder()
    #expect(try generated(folder, "a", seed: 1).exitCode == 0)
    let first = try folder.plan("a")
    #expect(try generated(folder, "a", seed: 2).exitCode == 0)
    #expect(try folder.plan("a") != first)
    try folder.write("mine\n", to: "b/notes.txt")
    #expect(try generated(folder, "b", seed: 1).exitCode == 73)
    #expect(try folder.contents(of: "b") == ["notes.txt"])
  }

  @Test func aPlanNeverReplacesAScenario() throws {
    let folder = try TemporaryFolder()
    #expect(try generated(folder, "a", seed: 1).exitCode == 0)
    let before = try folder.plan("a")
    let run = try Allot.run("assign", Repository.scenario("x1"), "--output", folder.path(of: "a"))
    #expect(run.exitCode == 73)
    #expect(run.errors.contains("the folder holds a scenario"))
    #expect(try folder.plan("a") == before)
  }
}
