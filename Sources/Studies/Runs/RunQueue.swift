import Synchronization

/// The runs that are left, handed out so that a worker stays with a variant: it then reads each scenario once.
package final class RunQueue: Sendable {
  private struct State {
    /// The runs left of each variant, the next one last.
    var left: [[Int]]
    /// The first variant that no worker has begun.
    var next = 0
    var isClosed = false
  }

  private let state: Mutex<State>

  package init(_ runs: StudyRuns, without done: Set<Int>) {
    var left = [[Int]](repeating: [], count: runs.variants.count)
    for variant in left.indices {
      // Policies of one replication follow each other: they share its demand.
      for replication in (1...runs.replications).reversed() {
        for policy in runs.policies.indices.reversed() {
          let run = runs.run(variant: variant, policy: policy, replication: replication)
          if !done.contains(run) { left[variant].append(run) }
        }
      }
    }
    state = Mutex(State(left: left))
  }

  /// The next run for a worker, or nil where none is left: of its own variant, else of one that nobody has begun, else
  /// of the one with most runs left.
  /// - Parameter variant: the worker's variant; nil at first.
  /// - Complexity: O(1); O(variants) once all are begun.
  package func take(_ variant: inout Int?) -> Int? {
    state.withLock { state in
      if state.isClosed { return nil }
      if let variant, let run = state.left[variant].popLast() { return run }
      while state.next < state.left.count {
        let index = state.next
        state.next += 1
        if let run = state.left[index].popLast() {
          variant = index
          return run
        }
      }
      guard let index = state.left.indices.max(by: { state.left[$0].count < state.left[$1].count }),
        let run = state.left[index].popLast()
      else { return nil }
      variant = index
      return run
    }
  }

  /// Hands out nothing more.
  package func close() { state.withLock { $0.isClosed = true } }
}
