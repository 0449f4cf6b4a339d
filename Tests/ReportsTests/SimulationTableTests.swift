import Reports
import SupplyModel
import Testing

@Suite struct SimulationTableTests {
  /// Runs of three policies over two replications, with these costs above a bound of 100.
  private func result(_ gaps: [[Double]], promises: Double = 0) -> SimulationResult {
    let policies = Policy.allCases.prefix(gaps.count).map {
      SimulationPolicy(fulfilment: $0, replenishment: .none, channels: .unified)
    }
    let runs = zip(policies, gaps).map { policy, gaps in
      gaps.enumerated().map { number, gap in
        var metrics = MetricValues()
        metrics[.hindsightBound] = 100
        metrics[.hindsightGap] = gap
        metrics[.promisesAfterEnd] = promises
        return SimulationRun(
          policy: policy, replication: number + 1, metrics: metrics, days: [], parts: [], notices: [])
      }
    }
    return SimulationResult(
      scenario: "s", start: Day(number: 20_768), days: 7, warmupDays: 0, seed: 1, policies: Array(policies), runs: runs)
  }

  private func row(_ name: String, _ result: SimulationResult) -> [String]? {
    SimulationTable(result).text.split(separator: "\n").first { $0.hasPrefix(name + " ") }
      .map { $0.split(separator: " ").dropFirst().map(String.init) }
  }

  /// From 20 % above the bound to 5 %, and from 40 % to 10 %: three quarters of the way each time.
  @Test func theShareOfTheGapThatAPolicyCloses() {
    let result = result([[0.2, 0.4], [0.05, 0.1], [0.2, 0.4]])
    #expect(row("hindsight_gap_closed", result) == ["-", "75.00%", "0.00%"])
    #expect(row("hindsight_gap_closed", self.result([[0, 0], [0, 0]])) == nil)
  }

  @Test func promisesThatNobodyCanJudge() {
    #expect(row("promises_after_end", result([[0.2]])) == nil)
    #expect(row("promises_after_end", result([[0.2]], promises: 3)) == ["3.00"])
  }
}
