import Dispatch
import LinearProgramming
import Synchronization

/// A solver on a thread of its own that takes one of two relaxations off the first: what it finds is what the first
/// would have found, so that a tree is the same with and without it.
///
/// The first never waits for a thread that may not come: what is not begun it takes back.
final class SecondSolver: Sendable {
  typealias Answer = Result<WayTree.Relaxed?, LinearProgramError>

  private struct Job {
    var decisions: [(WayTree.Decision, isTaken: Bool)]
    var basis: Basis?
  }

  private enum State {
    case idle, begun, finished
    case posted(Job)
    case answered(Answer)
  }

  private let state = Mutex(State.idle)
  private let posted = DispatchSemaphore(value: 0)
  private let answered = DispatchSemaphore(value: 0)

  init(_ model: LinearModel, _ pool: WayPool) {
    DispatchQueue(label: "allot.second-solver", qos: .userInitiated).async { [self] in
      // A session that does not open leaves all to the first.
      try? model.withSolver { (solver) throws(LinearProgramError) in
        var session = WayTree.Session(pool)
        while let job = next() {
          let answer = Answer { () throws(LinearProgramError) in
            try session.relax(pool, job.decisions, job.basis, &solver)
          }
          state.withLock { $0 = .answered(answer) }
          answered.signal()
        }
      }
    }
  }

  /// The next relaxation to solve; nil at the end.
  private func next() -> Job? {
    while true {
      posted.wait()
      let (job, isFinished) = state.withLock { state -> (Job?, Bool) in
        switch state {
        case .posted(let job):
          state = .begun
          return (job, false)
        case .finished: return (nil, true)
        default: return (nil, false)
        }
      }
      if isFinished { return nil }
      if let job { return job }
    }
  }

  /// Offers a relaxation; the one before must have been answered or reclaimed.
  func post(_ decisions: [(WayTree.Decision, isTaken: Bool)], _ basis: Basis?) {
    state.withLock { $0 = .posted(Job(decisions: decisions, basis: basis)) }
    posted.signal()
  }

  /// Takes the offer back. Returns whether it was still there.
  func reclaims() -> Bool {
    state.withLock { state in
      guard case .posted = state else { return false }
      state = .idle
      return true
    }
  }

  /// The answer to an offer that was not reclaimed.
  func wait() -> Answer {
    answered.wait()
    return state.withLock { state in
      guard case .answered(let answer) = state else { preconditionFailure("an answer was announced") }
      state = .idle
      return answer
    }
  }

  /// Ends the thread.
  func finish() {
    state.withLock { $0 = .finished }
    posted.signal()
  }
}
