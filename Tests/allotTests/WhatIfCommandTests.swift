import Foundation
import TestSupport
import Testing

@Suite struct WhatIfCommandTests {
  @Test func aStudy() throws {
    let folder = try QuickstartStudy.make()
    let run = try Allot.run("whatif", "study.yaml", in: folder.path)
    try #require(run.exitCode == 0, "\(run.errors)")
    #expect(
      run.output == """
        variant                policy  cost_total  less base  units_filled  less base  front
        ------------------------------------------------------------------------------------
        base                  optimal      167.53                    25.00
        base                 cheapest      438.14                    20.00
        no-stores             optimal      573.15    +405.62         17.00      -8.00
        no-stores            cheapest      584.06    +145.92         17.00      -3.00
        capacity=x1 late=0    optimal      167.26    -0.2650         25.00     0.0000
        capacity=x1 late=0   cheapest      432.14      -6.00         20.00     0.0000
        capacity=x1 late=20   optimal      167.53     0.0000         25.00     0.0000
        capacity=x1 late=20  cheapest      452.14     +14.00         20.00     0.0000
        capacity=x2 late=0    optimal      129.56     -37.97         26.00      +1.00      *
        capacity=x2 late=0   cheapest      319.70    -118.44         21.00      +1.00
        capacity=x2 late=20   optimal      129.82     -37.70         26.00      +1.00
        capacity=x2 late=20  cheapest      339.70     -98.44         21.00      +1.00

        """)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path(of: "out/whatif-stores")).sorted()
    #expect(
      files == ["front.csv", "results.csv", "results.jsonl", "run.json", "summary.json", "table.csv", "variants"])
    #expect(
      try folder.text(of: "out/whatif-stores/front.csv")
        == "variant,capacity,late,policy,cost_total,units_filled\ncapacity=x2 late=0,x2,0,optimal,129.56,26\n")
    let results = try folder.text(of: "out/whatif-stores/results.csv").split(separator: "\n")
    #expect(results[1] == "base,optimal,1,cost_total,167.525")
    #expect(results.count == 1 + 12 * 19)
  }

  /// A variant's figures are those of `assign` on its folder, which is a scenario like any other.
  @Test func aVariantIsAScenario() throws {
    let folder = try QuickstartStudy.make()
    try #require(try Allot.run("whatif", "study.yaml", in: folder.path).exitCode == 0)
    let run = try Allot.run(
      "assign", folder.path(of: "out/whatif-stores/variants/2"), "--json", "--output", folder.path(of: "plan"))
    let figures = try SummaryFigures(run.output)
    #expect(figures.cost["total"] == 573.145)
    #expect(figures.unitsFilled == 17)
  }

  @Test func jsonIsTheSummary() throws {
    let folder = try QuickstartStudy.make()
    let run = try Allot.run("whatif", "study.yaml", "--json", "--quiet", "--output", "o", in: folder.path)
    #expect(run.exitCode == 0)
    #expect(run.errors == "")
    #expect(run.output == (try folder.text(of: "o/summary.json")))
  }

  @Test func theNumberOfWorkersDoesNotMatter() throws {
    let folder = try QuickstartStudy.make()
    for workers in ["1", "2", "5"] {
      let run = try Allot.run(
        "whatif", "study.yaml", "--workers", workers, "--output", "o" + workers, "--quiet", in: folder.path)
      try #require(run.exitCode == 0, "\(run.errors)")
    }
    #expect(try QuickstartStudy.tables(folder, "o1") == QuickstartStudy.tables(folder, "o2"))
    #expect(try QuickstartStudy.tables(folder, "o1") == QuickstartStudy.tables(folder, "o5"))
  }

  @Test func startedAgainItHasNothingToDo() throws {
    let folder = try QuickstartStudy.make()
    try #require(try Allot.run("whatif", "study.yaml", "--output", "o", in: folder.path).exitCode == 0)
    let tables = try QuickstartStudy.tables(folder, "o")
    let log = try folder.bytes(of: "o/results.jsonl")
    // A worker that fails shows that none is asked.
    let again = try Allot.run("whatif", "study.yaml", "--output", "o", "--worker", "exit 9", in: folder.path)
    #expect(again.exitCode == 0)
    #expect(again.errors.hasPrefix("12 of 12 runs are done already\n"))
    #expect(try QuickstartStudy.tables(folder, "o") == tables)
    #expect(try folder.bytes(of: "o/results.jsonl") == log)
  }

  @Test func aTornLineIsComputedAgain() throws {
    let folder = try QuickstartStudy.make()
    try #require(try Allot.run("whatif", "study.yaml", "--output", "o", in: folder.path).exitCode == 0)
    let tables = try QuickstartStudy.tables(folder, "o")
    let log = try folder.bytes(of: "o/results.jsonl")
    try folder.write(Array(log.dropLast(40)), to: "o/results.jsonl")
    try FileManager.default.removeItem(atPath: folder.path(of: "o/variants"))
    let again = try Allot.run("whatif", "study.yaml", "--output", "o", in: folder.path)
    #expect(again.exitCode == 0)
    #expect(again.errors.hasPrefix("11 of 12 runs are done already\n"))
    #expect(try QuickstartStudy.tables(folder, "o") == tables)
    #expect(QuickstartStudy.done(folder, "o").count == 12)
  }

  @Test func whatChangedIsNamed() throws {
    let folder = try QuickstartStudy.make()
    try #require(try Allot.run("whatif", "study.yaml", "--output", "o", in: folder.path).exitCode == 0)
    let log = try folder.bytes(of: "o/results.jsonl")
    try folder.replace("[0, 20]", with: "[0, 10]", in: "study.yaml")
    try folder.replace("dc-kassel,mug,12,2,,", with: "dc-kassel,mug,11,2,,", in: "s/stock.csv")
    let refused = try Allot.run("whatif", "study.yaml", "--output", "o", in: folder.path)
    #expect(refused.exitCode == 65)
    #expect(
      refused.errors == """
        study.yaml, stock.csv changed since the runs in \(folder.path(of: "o")) were begun; --restart forgets them and begins anew, --output goes elsewhere

        """)
    #expect(try folder.bytes(of: "o/results.jsonl") == log)
    let anew = try Allot.run("whatif", "study.yaml", "--output", "o", "--restart", in: folder.path)
    #expect(anew.exitCode == 0)
    #expect(try folder.text(of: "o/table.csv").contains("capacity=x2 late=10,x2,10,"))
  }

  @Test func aRefusedStudyLeavesNothing() throws {
    let faulty = QuickstartStudy.text.replacing(
      "tier: store }, column: ships", with: "tier: vendor, region: x }, column: ships")
    let folder = try QuickstartStudy.make(faulty)
    let run = try Allot.run("whatif", "study.yaml", in: folder.path)
    #expect(run.exitCode == 65)
    #expect(
      run.errors == """
        study.yaml:9:variants[0].changes[0]: where matches no row of nodes.csv: nothing would change
        1 fault; nothing was written

        """)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["s", "study.yaml"])
    // A restart that is refused keeps what there is.
    try folder.write(QuickstartStudy.text, to: "study.yaml")
    try #require(try Allot.run("whatif", "study.yaml", "--output", "o", in: folder.path).exitCode == 0)
    let log = try folder.bytes(of: "o/results.jsonl")
    try folder.write(faulty, to: "study.yaml")
    #expect(try Allot.run("whatif", "study.yaml", "--output", "o", "--restart", in: folder.path).exitCode == 65)
    #expect(try folder.bytes(of: "o/results.jsonl") == log)
    #expect(FileManager.default.fileExists(atPath: folder.path(of: "o/variants/6/nodes.csv")))
  }

  @Test func exitCodes() throws {
    let folder = try QuickstartStudy.make()
    let absent = try Allot.run("whatif", "absent.yaml", in: folder.path)
    #expect(absent.exitCode == 66)
    #expect(absent.errors == "absent.yaml: no such file\n")
    #expect(try Allot.run("whatif", "study.yaml", "--workers", "0", in: folder.path).exitCode == 64)
    try folder.write("mine", to: "o/x.txt")
    let taken = try Allot.run("whatif", "study.yaml", "--output", "o", in: folder.path)
    #expect(taken.exitCode == 73)
    #expect(taken.errors.contains("holds something that allot whatif did not write"))
  }

  /// The study of the README is the one that is checked in, and it runs.
  @Test func theStudyOfTheReadme() throws {
    let folder = try Repository.copy(of: "quickstart")
    let readme = try String(contentsOf: Repository.root.appendingPathComponent("scenarios/README.md"), encoding: .utf8)
    #expect(readme.contains("```yaml\n" + (try folder.text(of: "study.yaml")) + "```\n"))
    let run = try Allot.run("whatif", folder.path(of: "study.yaml"), "--quiet")
    #expect(run.exitCode == 0, "\(run.errors)")
    let front = try folder.text(of: "out/whatif-before-the-sale/front.csv")
    #expect(front == "variant,shifts,late,policy,cost_total,units_filled\nwarehouse-in-hamburg,,,optimal,125.625,26\n")
  }

  /// What a run of `simulate` measures is what the command itself measures, by policy and replication.
  @Test func aStudyOfSimulate() throws {
    let folder = try TemporaryFolder()
    let made = try Allot.run("generate", folder.path(of: "s"), "--size", "XS", "--days", "14", "--quiet")
    try #require(made.exitCode == 0, "\(made.errors)")
    try folder.replace("  stockout: lost", with: "  stockout: lost\n  returns_rate: 0.2", in: "s/scenario.yaml")
    try folder.write(
      """
      version: 1
      name: replay
      scenario: s
      policies: [cheapest+none@unified, nearest-store-first@siloed]
      replications: 3
      seed: 7
      grid:
        returns: { set: simulation.returns_rate, times: [1, 0] }
        stock: { table: stock, column: on_hand, times: [1, 1.5] }
      """, to: "study.yaml")
    let run = try Allot.run("whatif", "study.yaml", "--output", "o", in: folder.path)
    try #require(run.exitCode == 0, "\(run.errors)")
    let direct = try Allot.run(
      "simulate", "s", "--policies", "cheapest+none@unified,nearest-store-first@siloed", "--replications", "3",
      "--seed",
      "7", "--output", "sim", in: folder.path)
    try #require(direct.exitCode == 0, "\(direct.errors)")
    var measured: [String: Double] = [:]
    for line in try folder.text(of: "o/results.csv").split(separator: "\n") where line.hasPrefix("base,") {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      // `simulate` names the policy in full.
      let policy = cells[1].contains("+") ? cells[1] : cells[1].replacing("@", with: "+none@")
      measured[[policy, cells[2], cells[3]].joined(separator: ",")] = Double(cells[4])
    }
    var compared = 0
    for line in try folder.text(of: "sim/kpis.csv").split(separator: "\n").dropFirst() {
      guard let comma = line.lastIndex(of: ","), let value = Double(line[line.index(after: comma)...]) else { continue }
      let own = try #require(measured[String(line[..<comma])], "\(line)")
      #expect(abs(own - value) <= 1e-6 * max(1, abs(value)), "\(line)")
      compared += 1
    }
    #expect(compared > 150)
    // The same changes by another name: no difference at all, in any replication.
    let table = try folder.text(of: "o/table.csv").split(separator: "\n")
    let columns = table[0].split(separator: ",")
    let place = try #require(columns.firstIndex(of: "cost_to_serve_vs_base"))
    let same = try #require(table.first { $0.hasPrefix("returns=x1 stock=x1,") })
    let cells = same.split(separator: ",", omittingEmptySubsequences: false)
    #expect(cells[place] == "0" && cells[place + 1] == "0")
    let more = try #require(table.first { $0.hasPrefix("returns=x1 stock=x1.5,") })
    #expect(more.split(separator: ",", omittingEmptySubsequences: false)[place] != "0")
  }

  /// Half as much demand again, in all and in a promotion, with demand of files and with drawn demand: replications differ,
  /// and the same worker makes of each what another would.
  @Test(arguments: [false, true]) func aStudyOfMoreDemand(isDrawn: Bool) throws {
    let folder = try TemporaryFolder()
    let made = try Allot.run("generate", folder.path(of: "s"), "--size", "XS", "--days", "14", "--quiet")
    try #require(made.exitCode == 0, "\(made.errors)")
    let demand = isDrawn ? "\n  demand: {}" : ""
    try folder.replace(
      "  stockout: lost",
      with: "  stockout: lost\n  promotions: [{ from: 2026-11-11, to: 2026-11-14, factor: 1 }]" + demand,
      in: "s/scenario.yaml")
    try folder.write(
      """
      version: 1
      name: more
      scenario: s
      policies: [optimal+none@unified]
      replications: 2
      grid:
        scale: { set: simulation.demand_scale, values: [1, 1.5] }
        sale: { set: "simulation.promotions[0].factor", values: [1, 1.5] }
      """, to: "study.yaml")
    var asked: [[String: Double]] = []
    for workers in ["1", "2"] {
      let run = try Allot.run("whatif", "study.yaml", "--output", workers, "--workers", workers, in: folder.path)
      try #require(run.exitCode == 0, "\(run.errors)")
      var found: [String: Double] = [:]
      for line in try folder.text(of: workers + "/results.csv").split(separator: "\n") {
        let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        if cells[3] == "units_demanded" { found[cells[0] + "," + cells[2]] = Double(cells[4]) }
      }
      asked.append(found)
    }
    #expect(asked[0] == asked[1])
    func units(_ variant: String) throws -> Double {
      let runs = try (1...2).map { try #require(asked[0]["\(variant),\($0)"]) }
      if isDrawn || variant.contains("1.5") { #expect(runs[0] != runs[1]) }
      return (runs[0] + runs[1]) / 2
    }
    let plain = try units("scale=1 sale=1")
    #expect(abs(try units("scale=1.5 sale=1") / plain - 1.5) < 0.1)
    let sale = try units("scale=1 sale=1.5") / plain
    #expect(sale > 1.05 && sale < 1.3, "\(sale)")
    #expect(try units("scale=1.5 sale=1.5") > units("scale=1.5 sale=1"))
  }

  /// A change that reads well, and leaves nothing to replay.
  @Test func whatCannotBeReplayedIsRefused() throws {
    let folder = try TemporaryFolder()
    let made = try Allot.run("generate", folder.path(of: "s"), "--size", "XS", "--days", "14", "--quiet")
    try #require(made.exitCode == 0, "\(made.errors)")
    try FileManager.default.removeItem(atPath: folder.path(of: "s/forecast.csv"))
    try folder.write(
      """
      version: 1
      name: replay
      scenario: s
      policies: [cheapest]
      variants: [{ name: a, changes: [{ set: simulation.demand, to: { dispersion: 2 } }] }]
      """, to: "study.yaml")
    let run = try Allot.run("whatif", "study.yaml", in: folder.path)
    #expect(run.exitCode == 65)
    #expect(
      run.errors.hasPrefix(
        "study.yaml:5: variant \"a\": scenario.yaml:simulation.demand: there is no forecast.csv to draw demand from"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["s", "study.yaml"])
  }

  // MARK: Workers that fail

  private func failure(_ worker: String) throws -> Allot.Run {
    let folder = try QuickstartStudy.make()
    return try Allot.run("whatif", "study.yaml", "--workers", "1", "--worker", worker, in: folder.path)
  }

  @Test func aWorkerThatEnds() throws {
    let run = try failure("read line; echo 'no more memory' >&2; exit 12")
    #expect(run.exitCode == 70)
    #expect(
      run.errors == """
        0 of 12 runs are kept; start it again to go on
        run 0 (variant base, policy optimal, replication 1): the worker ended with exit code 12; it said:
          no more memory

        """)
  }

  @Test func aWorkerThatIsKilled() throws {
    let run = try failure("read line; kill -9 $$")
    #expect(run.exitCode == 70)
    #expect(run.errors.hasSuffix("replication 1): the worker was ended by signal 9\n"))
  }

  @Test func aWorkerWithAFaultOfTheInput() throws {
    let run = try failure("read line; echo 'nodes.csv: is empty' >&2; exit 65")
    #expect(run.exitCode == 65)
  }

  @Test(arguments: ["hello", "{}", "{\\\"run\\\": 7, \\\"metrics\\\": {}}"])
  func aWorkerThatTalksNonsense(answer: String) throws {
    let run = try failure("read line; echo \"\(answer)\"; exec sleep 1000")
    #expect(run.exitCode == 70)
    #expect(run.errors.contains("which is not the run's result"))
  }

  @Test func aWorkerThatThereIsNot() throws {
    let run = try failure("/absent/allot worker")
    #expect(run.exitCode == 70)
    #expect(run.errors.contains("the worker ended with exit code 127; it said:"))
  }

  /// What came before the failure is kept.
  @Test func afterAFailureItGoesOn() throws {
    let folder = try QuickstartStudy.make()
    let whole = try Allot.run("whatif", "study.yaml", "--output", "whole", in: folder.path)
    try #require(whole.exitCode == 0)
    let five = "for number in 1 2 3 4 5; do read -r line; printf '%s\\n' \"$line\"; done"
    let worker = "\(five) | \(Allot.executable.path) worker --threads 1"
    let broken = try Allot.run(
      "whatif", "study.yaml", "--output", "o", "--workers", "1", "--worker", worker, in: folder.path)
    #expect(broken.exitCode == 70)
    #expect(broken.errors.contains("5 of 12 runs are kept"))
    #expect(QuickstartStudy.done(folder, "o").count == 5)
    let rest = try Allot.run("whatif", "study.yaml", "--output", "o", in: folder.path)
    #expect(rest.exitCode == 0)
    #expect(rest.errors.hasPrefix("5 of 12 runs are done already\n"))
    #expect(try QuickstartStudy.tables(folder, "o") == QuickstartStudy.tables(folder, "whole"))
  }
}
