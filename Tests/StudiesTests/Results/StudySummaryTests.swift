import Studies
import SupplyModel
import TestSupport
import Testing

@Suite struct StudySummaryTests {
  private func study() -> Study {
    var study = Study(name: "t", file: "f", scenario: "s")
    study.policies = ["optimal+none@unified"]
    study.replications = 2
    study.listed = ["a", "b, \"c\""].map { StudyVariant(name: $0, line: 1) }
    study.axes = [
      StudyAxis(name: "x", line: 1, alternatives: [StudyVariant(name: "1", line: 1), StudyVariant(name: "2", line: 1)])
    ]
    study.front = [FrontMetric(name: "cost", isHigherBetter: false), FrontMetric(name: "fill", isHigherBetter: true)]
    return study
  }

  /// base 10 and 20; a 9 and 18 with less filled; the third worse in both; x=1 as base; x=2 undefined once.
  private let results: [Int: [Metric]] = {
    let values: [(Double?, Double)] = [
      (10, 5), (20, 5), (9, 4), (18, 4), (30, 4), (40, 4), (10, 5), (20, 5), (nil, 6), (14, 6),
    ]
    var results: [Int: [Metric]] = [:]
    for (run, value) in values.enumerated() { results[run] = [Metric("cost", value.0), Metric("fill", value.1)] }
    return results
  }()

  @Test func meansDifferencesAndFront() throws {
    let study = study()
    let summary = StudySummary(study, StudyRuns(study, folder: "v", seed: 1), results: results)
    #expect(summary.rows.map(\.variant) == ["base", "a", "b, \"c\"", "x=1", "x=2"])
    #expect(summary.rows.map { $0.figures[0].sample?.mean } == [15, 13.5, 35, 15, 14])
    #expect(summary.rows.map { $0.figures[0].difference?.mean } == [nil, -1.5, 20, 0, -6])
    let halfWidth = try #require(summary.rows[1].figures[0].difference?.halfWidth)
    // Differences -1 and -2: t(0.975; 1) x 0.5.
    #expect(abs(halfWidth - 12.7062 * 0.5) < 1e-4)
    #expect(summary.rows[4].figures[0].sample?.count == 1)
    // The base and x=1 are equal, and both beaten by x=2; a costs least.
    #expect(summary.rows.map(\.isOnFront) == [false, true, false, false, true])
    #expect(summary.frontRows.map(\.variant) == ["a", "x=2"])
  }

  @Test func equalRowsAreBothOnTheFront() {
    var study = study()
    study.front = [FrontMetric(name: "fill", isHigherBetter: false), FrontMetric(name: "cost", isHigherBetter: true)]
    let summary = StudySummary(study, StudyRuns(study, folder: "v", seed: 1), results: results)
    #expect(summary.rows.map(\.isOnFront) == [false, false, true, false, false])
    study.front = [
      FrontMetric(name: "fill", isHigherBetter: false), FrontMetric(name: "nothing", isHigherBetter: true),
    ]
    let none = StudySummary(study, StudyRuns(study, folder: "v", seed: 1), results: results)
    #expect(none.rows.map(\.isOnFront) == [false, false, false, false, false])
  }

  @Test func files() throws {
    let study = study()
    let folder = try TemporaryFolder()
    let runs = StudyRuns(study, folder: "v", seed: 1)
    let summary = StudySummary(study, runs, results: results)
    let place = try RunFolder(at: folder.path(of: "r"), version: "1")
    try StudyFiles(summary, runs, results: results).write(to: place)
    func lines(_ name: String) throws -> [String] {
      String(decoding: try folder.bytes(of: "r/" + name), as: UTF8.self).split(separator: "\n").map(String.init)
    }
    let raw = try lines("results.csv")
    #expect(raw.count == 21)
    #expect(raw[0] == "variant,policy,replication,metric,value")
    #expect(raw[9] == "\"b, \"\"c\"\"\",optimal+none@unified,1,cost,30.0")
    #expect(raw[17] == "x=2,optimal+none@unified,1,cost,")
    let table = try lines("table.csv")
    #expect(
      table[0]
        == "variant,x,policy,replications,cost,cost_ci95,cost_vs_base,cost_vs_base_ci95,fill,fill_ci95,fill_vs_base,fill_vs_base_ci95"
    )
    #expect(table[4] == "x=1,1,optimal+none@unified,2,15,63.5310236809,0,0,5,0,0,0")
    #expect(table[5] == "x=2,2,optimal+none@unified,2,14,,-6,,6,0,1,0")
    #expect(
      try lines("front.csv") == [
        "variant,x,policy,cost,fill", "a,,optimal+none@unified,13.5,4", "x=2,2,optimal+none@unified,14,6",
      ])
    #expect(try lines("summary.json").contains(#"          "count": 1,"#))
  }
}
