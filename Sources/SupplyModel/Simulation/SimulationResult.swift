/// The runs of several policies on the same sequences of demand, side by side.
package struct SimulationResult: Sendable {
  package let scenario: String
  package let start: Day
  package let days: Int
  package let warmupDays: Int
  package let replications: Int
  package let seed: UInt64
  /// In the order asked for; the first is what the others are compared with.
  package let policies: [SimulationPolicy]
  /// By policy, then replication.
  package let runs: [[SimulationRun]]

  package init(
    scenario: String, start: Day, days: Int, warmupDays: Int, seed: UInt64, policies: [SimulationPolicy],
    runs: [[SimulationRun]]
  ) {
    precondition(runs.count == policies.count, "every policy has its runs")
    self.scenario = scenario
    self.start = start
    self.days = days
    self.warmupDays = warmupDays
    self.seed = seed
    self.policies = policies
    self.runs = runs
    replications = runs.first?.count ?? 0
  }

  /// A metric of one policy over its replications.
  package func values(_ metric: SimulationMetric, _ policy: Int) -> [Double?] {
    runs[policy].map { $0.metrics[metric] }
  }

  /// Its mean and 95% interval; nil where no replication defines it.
  package func mean(_ metric: SimulationMetric, _ policy: Int) -> SampleMean? { SampleMean(values(metric, policy)) }

  /// The mean of the differences to the first policy, replication by replication.
  package func difference(_ metric: SimulationMetric, _ policy: Int) -> SampleMean? {
    SampleMean(difference: values(metric, policy), values(metric, 0))
  }

  /// Replications that do not define a metric.
  package func undefined(_ metric: SimulationMetric, _ policy: Int) -> Int {
    values(metric, policy).count { $0 == nil }
  }

  /// The share of the way from the first policy's cost to the hindsight bound that a policy goes; nil without a bound.
  package func gapClosed(_ policy: Int) -> SampleMean? {
    let shares = zip(runs[0], runs[policy]).map { first, run -> Double? in
      guard let bound = first.metrics[.hindsightBound], let own = run.metrics[.hindsightBound], bound == own,
        let from = first.metrics[.hindsightGap], let to = run.metrics[.hindsightGap], from > 0
      else { return nil }
      return (from - to) / from
    }
    return SampleMean(shares)
  }
}
