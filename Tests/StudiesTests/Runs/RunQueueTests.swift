import Studies
import Testing

@Suite struct RunQueueTests {
  /// Four variants of two policies and three replications.
  private func runs() -> StudyRuns {
    var study = Study(name: "t", file: "f", scenario: "s")
    study.policies = ["cheapest", "optimal"]
    study.command = .assign
    study.replications = 3
    study.listed = ["a", "b", "c"].map { StudyVariant(name: $0, line: 1) }
    return StudyRuns(study, folder: "/v", seed: 7)
  }

  @Test func numbers() {
    let runs = runs()
    #expect(runs.count == 24)
    for run in 0..<24 {
      let again = runs.run(
        variant: runs.variant(of: run), policy: runs.policy(of: run), replication: runs.replication(of: run))
      #expect(again == run)
    }
    #expect(
      runs.request(10).json
        == #"{"run": 10, "command": "assign", "scenario": "/v/2", "policy": "optimal", "replication": 2, "seed": 7}"#)
    #expect(runs.description(of: 10) == "variant a, policy optimal, replication 2")
  }

  @Test func aWorkerStaysWithItsVariant() {
    let queue = RunQueue(runs(), without: [1, 2])
    var first: Int?
    var second: Int?
    #expect((0..<4).map { _ in queue.take(&first) } == [0, 3, 4, 5])
    #expect(queue.take(&second) == 6)
    #expect(queue.take(&first) == 12)
    #expect(queue.take(&second) == 9)
  }

  @Test func everyRunIsHandedOutOnce() {
    let queue = RunQueue(runs(), without: [5])
    var places: [Int?] = [nil, nil, nil]
    var seen: [Int] = []
    var turn = 0
    while let run = queue.take(&places[turn % 3]) {
      seen.append(run)
      turn += turn % 2 + 1
    }
    #expect(seen.sorted() == (0..<24).filter { $0 != 5 })
  }

  @Test func closed() {
    let queue = RunQueue(runs(), without: [])
    queue.close()
    var place: Int?
    #expect(queue.take(&place) == nil)
  }
}
