/// The results of a study: what every variant came to under every policy.
package struct StudySummary: Hashable, Sendable {
  /// One metric of one row.
  package struct Figure: Hashable, Sendable {
    /// nil where no replication has a value.
    package var sample: SampleMean?
    /// Less the base variant under the same policy, replication by replication; nil for the base and without one.
    package var difference: SampleMean?

    package init(sample: SampleMean?, difference: SampleMean?) {
      self.sample = sample
      self.difference = difference
    }
  }

  /// A variant under a policy.
  package struct Row: Hashable, Sendable {
    package var variant: String
    /// A label for each axis; empty for variants that no grid made.
    package var labels: [String]
    package var policy: String
    /// A figure for each metric.
    package var figures: [Figure]
    /// No other row is at least as good by both metrics of the front and better by one.
    package var isOnFront = false

    package init(variant: String, labels: [String], policy: String, figures: [Figure]) {
      self.variant = variant
      self.labels = labels
      self.policy = policy
      self.figures = figures
    }
  }

  package var name: String
  package var command: String
  package var replications: Int
  package var axes: [String]
  package var metrics: [String]
  /// Whether there is a base variant that others are compared with.
  package var hasBase: Bool
  /// By variant, then policy, as the study has them.
  package var rows: [Row]
  /// What the front weighs against each other.
  package var front: [FrontMetric]

  package init(
    name: String, command: String, replications: Int, axes: [String], metrics: [String], hasBase: Bool, rows: [Row],
    front: [FrontMetric]
  ) {
    self.name = name
    self.command = command
    self.replications = replications
    self.axes = axes
    self.metrics = metrics
    self.hasBase = hasBase
    self.rows = rows
    self.front = front
    markFront()
  }

  /// Marks the rows that no other row dominates; rows without a value are never among them. O(rows²).
  private mutating func markFront() {
    let positions = front.map { metric in metrics.firstIndex(of: metric.name) }
    let values = rows.map { row -> [Double]? in
      var values: [Double] = []
      for (metric, position) in zip(front, positions) {
        guard let position, let mean = row.figures[position].sample?.mean else { return nil }
        values.append(metric.isHigherBetter ? -mean : mean)
      }
      return values
    }
    for index in rows.indices {
      guard let own = values[index], !own.isEmpty else { continue }
      rows[index].isOnFront = !values.contains { other in
        guard let other, other != own else { return false }
        return zip(other, own).allSatisfy { $0 <= $1 }
      }
    }
  }
}

/// A metric of the trade-off front.
package struct FrontMetric: Hashable, Sendable {
  package var name: String
  package var isHigherBetter: Bool

  package init(name: String, isHigherBetter: Bool) {
    self.name = name
    self.isHigherBetter = isHigherBetter
  }
}
