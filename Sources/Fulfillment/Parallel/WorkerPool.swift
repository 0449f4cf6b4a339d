import SupplyModel

/// Numbered tasks on several threads, each thread with a workspace of its own that it keeps from run to run.
///
/// Which thread takes which task is left to chance: a task must only write what is its own, so that the result is the
/// same for any number of threads.
///
/// Unchecked, because each thread of a run has a workspace to itself and runs never overlap.
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
    nonisolated(unsafe) let workspaces = workspaces
    concurrently(tasks, threads: threads) { worker, task in body(&workspaces[worker], task) }
  }
}
