/// When a planner may stop before it has proven its plan, and whom it tells how far it is.
///
/// Planners read no clock: a time limit comes in as `isExhausted`, so that the same work gives the same bytes.
package struct Budget: Sendable {
  /// Stop as soon as the gap is at most this.
  package var targetGap: Double
  /// Asked between steps: true ends the search with the best plan so far (a time limit, an interrupt).
  package var isExhausted: @Sendable () -> Bool
  /// Told at the start of each phase and as it advances.
  package var report: @Sendable (PhaseReport) -> Void
  /// Threads to use; the result is the same for any number.
  package var threads: Int

  package init(
    targetGap: Double = 0, threads: Int = 1, isExhausted: @escaping @Sendable () -> Bool = { false },
    report: @escaping @Sendable (PhaseReport) -> Void = { _ in }
  ) {
    self.targetGap = targetGap
    self.threads = threads
    self.isExhausted = isExhausted
    self.report = report
  }

  /// Whether a plan is proven to be as near to the best as is asked: what it costs above its bound is at most
  /// `targetGap` of the greater of both, by size.
  package func isMet(cost: Int64, bound: Int64) -> Bool {
    cost <= bound || Double(cost - bound) <= targetGap * Double(max(cost.magnitude, bound.magnitude))
  }
}

/// How far a phase is.
package struct PhaseReport: Hashable, Sendable {
  /// A word or two: `reading`, `prices`, `clusters`.
  package var phase: String
  package var done: Int
  /// 0 where the amount of work is unknown.
  package var total: Int

  package init(phase: String, done: Int, total: Int) {
    self.phase = phase
    self.done = done
    self.total = total
  }
}
