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

  @Test func severalDaysCanBeReplenished() throws {
    let folder = try TemporaryFolder()
    #expect(
      try Allot.run(["generate", folder.path(of: ".scenario"), "--days", "30", "--quiet"] + Self.size).exitCode == 0)
    let scenario = folder.path(of: ".scenario")
    #expect(try Allot.run("forecast", scenario, "--quiet").exitCode == 0)
    let run = try Allot.run("replenish", scenario, "--quiet", "--json")
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(try Allot.run("audit", scenario, "--plan", scenario + "/out/replenish").exitCode == 0)
  }

  private static let spec = """
    name: tiny
    days: 14
    network: { stores: 20, zones: 10 }
    skus: [ { count: 30, price: [20, 90] } ]
    settings:
      unfilled: { per_unit: 5 }
      transfer_tariff: { per_shipment: 20 }

    """

  @Test func aSpecMakesANetworkThatCanBeReplenished() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.spec, to: "spec.yaml")
    let scenario = folder.path(of: "a")
    let run = try Allot.run("generate", scenario, "--spec", folder.path(of: "spec.yaml"))
    #expect(run.output == "\(scenario): 21 nodes, 10 zones, 30 SKUs, 14 days, seed 1\n")
    #expect(run.exitCode == 0)
    #expect(try Allot.run("check", scenario).exitCode == 0)
    #expect(try Allot.run("replenish", scenario, "--quiet").exitCode == 0)
  }

  /// The example of the format page, and the instance of the replay's speed on a small scale.
  @Test func theSpecsOfThisRepositoryAreSound() throws {
    let folder = try TemporaryFolder()
    let page = try String(contentsOf: Repository.root.appendingPathComponent("scenarios/README.md"), encoding: .utf8)
    let section = try #require(page.components(separatedBy: "## 14. Generating retail networks\n").last)
    let example = try #require(section.components(separatedBy: "```yaml\n").dropFirst().first)
    try folder.write(try #require(example.components(separatedBy: "```").first), to: "example.yaml")
    let speed = Repository.root.appendingPathComponent("benchmarks/specs/replay-speed.yaml").path
    for (name, spec, scale) in [("a", folder.path(of: "example.yaml"), "0.2"), ("b", speed, "0.02")] {
      let run = try Allot.run("generate", folder.path(of: name), "--spec", spec, "--scale", scale)
      #expect(run.exitCode == 0, "\(run.errors)")
      let check = try Allot.run("check", folder.path(of: name), "--json")
      #expect(check.exitCode == 0, "\(check.errors)")
      #expect(!check.output.contains("\"orders\": 0"))
    }
  }

  @Test func aSpecCanBeScaledAndSeeded() throws {
    let folder = try TemporaryFolder()
    try folder.write("seed: 4\n" + Self.spec, to: "spec.yaml")
    let spec = folder.path(of: "spec.yaml")
    let small = try Allot.run("generate", folder.path(of: "a"), "--spec", spec, "--scale", "0.1")
    #expect(small.output == "\(folder.path(of: "a")): 3 nodes, 1 zones, 3 SKUs, 14 days, seed 4\n")
    let seeded = try Allot.run("generate", folder.path(of: "b"), "--spec", spec, "--seed", "9")
    #expect(seeded.output.hasSuffix("seed 9\n"))
  }

  @Test(arguments: [
    (["--spec", "spec.yaml", "--nodes", "3"], 64 as Int32, "--nodes: the spec says it; give either --spec or sizes."),
    (["--scale", "0.1"], 64, "--scale: only a spec can be scaled; give --spec, too."),
    (["--spec", "spec.yaml", "--scale", "2"], 64, "--scale 2.0: expected 0.0001 to 1."),
    (["--spec", "other.yaml"], 66, "other.yaml: no such file"),
    (["--spec", "bad.yaml"], 65, "bad.yaml:1:dyas: unknown key"),
  ]) func faultsOfASpec(arguments: [String], exitCode: Int32, message: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.spec, to: "spec.yaml")
    try folder.write("dyas: 3\n" + Self.spec, to: "bad.yaml")
    let run = try Allot.run(["generate", "a"] + arguments, in: folder.path)
    #expect(run.exitCode == exitCode)
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(try folder.contents(of: ".") == ["bad.yaml", "spec.yaml"])
  }
}
