import Dispatch
import Synchronization

/// Numbered tasks on several threads, each thread with a workspace of its own that it keeps from run to run.
///
/// Which thread takes which task is left to chance: a task must only write what is its own, so that the result is the
/// same for any number of threads.
final class WorkerPool<Workspace>: @unchecked Sendable {
  private let workspaces: UnsafeMutablePointer<Workspace>
  let threads: Int

  init(threads: Int, _ make: () -> Workspace) {
    self.threads = max(1, threads)
    workspaces = .allocate(capacity: self.threads)
    for worker in 0..<self.threads { (workspaces + worker).initialize(to: make()) }
  }

  deinit {
    workspaces.deinitialize(count: threads)
    workspaces.deallocate()
  }

  /// Runs `body` once for each of `tasks` tasks and returns when all are done.
  func run(_ tasks: Int, _ body: @Sendable (inout Workspace, Int) -> Void) {
    let workers = min(threads, tasks)
    if workers <= 1 {
      for task in 0..<tasks { body(&workspaces[0], task) }
      return
    }
    let next = Atomic(0)
    nonisolated(unsafe) let workspaces = workspaces
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      while true {
        let task = next.wrappingAdd(1, ordering: .relaxed).oldValue
        if task >= tasks { return }
        body(&workspaces[worker], task)
      }
    }
  }
}
