import LinearProgramming
import Testing

/// The solver aborts the process on its own errors; here they must come back as Swift errors.
@Suite struct GLPKProblemTests {
  @Test(arguments: SolverFault.allCases) func abortsBecomeErrors(_ fault: SolverFault) throws {
    let model = try knapsackModel(items: 10, rows: 2, seed: 1)
    let expected = try model.solve()
    for _ in 0..<20 {
      do throws(LinearProgramError) {
        try model.withSolver { (solver) throws(LinearProgramError) in
          _ = try solver.solveRelaxation()
          #expect(SolverThread.liveSessions == 1)
          do throws(LinearProgramError) {
            try solver.provoke(fault)
            Issue.record("no error")
          } catch {
            #expect(SolverThread.liveSessions == 0 && !SolverThread.hasEnvironment)
            switch (fault, error) {
            case (.outOfMemory, .outOfMemory(let text)): #expect(text.contains("memory"))
            case (.badColumn, .solverAborted(let text)): #expect(text.contains("column number out of range"))
            case (.duplicateEntry, .solverAborted(let text)): #expect(text.contains("duplicate"))
            case (.inCallback, .solverAborted(let text)): #expect(text.contains("invalid subproblem"))
            default: Issue.record("unexpected \(error)")
            }
          }
          _ = try solver.solve()
        }
        Issue.record("a dead session was solved")
      } catch {
        #expect(error == .sessionEnded)
      }
      #expect(try model.solve() == expected, "the next session on this thread works")
    }
    #expect(SolverThread.liveSessions == 0 && !SolverThread.hasEnvironment)
  }

  @Test func anAbortEndsTheOuterSessionToo() throws {
    let model = try knapsackModel(items: 10, rows: 2, seed: 1)
    #expect(throws: LinearProgramError.sessionEnded) {
      try model.withSolver { (outer) throws(LinearProgramError) in
        try model.withSolver { (inner) throws(LinearProgramError) in try? inner.provoke(.badColumn) }
        // A session opened after the abort is not mixed up with the dead one.
        #expect(try model.solve().status == .optimal)
        _ = try outer.solve()
      }
    }
  }

  @Test func concurrentSolvesGiveTheSerialAnswers() async throws {
    let models = try (0..<40).map { seed in
      seed % 2 == 0
        ? try knapsackModel(items: 14, rows: 2, seed: UInt64(seed))
        : try transportModel(sources: 10, sinks: 15, seed: UInt64(seed))
    }
    let serial = try models.map { try $0.solve() }
    try await withThrowingTaskGroup(of: (Int, Solution).self) { group in
      for (index, model) in models.enumerated() {
        group.addTask {
          if index % 5 == 0 {
            // A failing neighbour on whatever thread this is.
            try? model.withSolver { (solver) throws(LinearProgramError) in try solver.provoke(.duplicateEntry) }
          }
          return (index, try model.solve())
        }
      }
      for try await (index, solution) in group { #expect(solution == serial[index]) }
    }
  }
}
