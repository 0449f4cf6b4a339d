import SupplyModel

extension StudySummary {
  /// Adds up the results of all runs. The same for any order in which they came.
  /// - Parameter results: by run; every run is there.
  /// - Complexity: O(results), and O(rows²) for the front.
  package init(_ study: Study, _ runs: StudyRuns, results: [Int: [Metric]]) {
    // Metrics in the order in which the first run has them; others behind, as runs with them follow.
    var metrics: [String] = []
    var places: [String: Int] = [:]
    for run in 0..<runs.count {
      for metric in results[run] ?? [] where places[metric.name] == nil {
        places[metric.name] = metrics.count
        metrics.append(metric.name)
      }
    }
    /// By metric, then replication.
    func values(_ variant: Int, _ policy: Int) -> [[Double?]] {
      var values = [[Double?]](
        repeating: [Double?](repeating: nil, count: runs.replications), count: metrics.count)
      for replication in 1...runs.replications {
        for metric in results[runs.run(variant: variant, policy: policy, replication: replication)] ?? [] {
          if let place = places[metric.name] { values[place][replication - 1] = metric.value }
        }
      }
      return values
    }
    let bases = study.includesBase ? runs.policies.indices.map { values(0, $0) } : nil
    var rows: [Row] = []
    for (index, variant) in runs.variants.enumerated() {
      for (policy, name) in runs.policies.enumerated() {
        let own = values(index, policy)
        let figures = metrics.indices.map { metric in
          Figure(
            sample: SampleMean(own[metric]),
            difference: index == 0 ? nil : bases.flatMap { SampleMean(difference: own[metric], $0[policy][metric]) })
        }
        rows.append(Row(variant: variant.name, labels: variant.labels, policy: name, figures: figures))
      }
    }
    self.init(
      name: study.name, command: study.command.rawValue, replications: runs.replications, axes: study.axes.map(\.name),
      metrics: metrics, hasBase: study.includesBase, rows: rows, front: study.front)
  }
}
