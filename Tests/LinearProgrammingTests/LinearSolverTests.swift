import LinearProgramming
import Testing

@Suite struct LinearSolverTests {
  /// Cutting stock (Gilmore and Gomory 1961) with rolls of 100 and widths 45, 36, 31, 14 (97, 610, 395, 211 pieces):
  /// the relaxation needs 452.25 rolls (Chvátal, Linear Programming, chapter 13), whole rolls 453.
  @Test func columnGeneration() throws {
    let widths = [45, 36, 31, 14]
    var model = LinearModel()
    for pieces in [97.0, 610, 395, 211] { try model.addRow(.atLeast(pieces)) }
    for (row, width) in widths.enumerated() {
      try model.addColumn(cost: 1, isInteger: true, rows: [Int32(row)], coefficients: [Double(100 / width)])
    }
    let (relaxed, whole, rounds) = try model.withSolver {
      (solver) throws(LinearProgramError) -> (Solution, Solution, Int) in
      var rounds = 0
      while true {
        let master = try solver.solveRelaxation()
        guard let pattern = bestPattern(widths, master.rowDuals) else {
          return (master, try solver.solveInteger(), rounds)
        }
        rounds += 1
        let rows = pattern.indices.filter { pattern[$0] > 0 }
        try solver.addColumn(
          cost: 1, isInteger: true, rows: rows.map { Int32($0) }, coefficients: rows.map { Double(pattern[$0]) })
      }
    }
    #expect((relaxed.objective - 452.25).magnitude < 1e-9)
    #expect(whole.status == .optimal && whole.objective == 453 && whole.rowDuals.count == 4)
    #expect(rounds > 0 && whole.values.count == 4 + rounds)
  }

  /// The pattern of most worth by enumeration, nil if none is worth more than a roll.
  private func bestPattern(_ widths: [Int], _ worth: [Double]) -> [Int]? {
    var best: [Int]?
    var most = 1 + 1e-9
    for a in 0...2 {
      for b in 0...2 {
        for c in 0...3 {
          for d in 0...7 where a * widths[0] + b * widths[1] + c * widths[2] + d * widths[3] <= 100 {
            let pattern = [a, b, c, d]
            let value = zip(pattern, worth).reduce(0) { $0 + Double($1.0) * $1.1 }
            if value > most { (best, most) = (pattern, value) }
          }
        }
      }
    }
    return best
  }

  @Test func retainedBasisTakesFewerIterations() throws {
    let model = try transportModel(sources: 20, sinks: 30, seed: 1)
    var numbers = TestNumbers(seed: 2)
    let changes = (0..<20).map { _ in (row: Int32(numbers.whole(20...49)), side: Double(numbers.whole(5...15))) }
    let (warm, cold) = try model.withSolver { (solver) throws(LinearProgramError) -> (Int, Int) in
      _ = try solver.solve()
      var warm = 0
      var cold = 0
      for change in changes {
        try solver.setBounds(ofRow: change.row, to: .atLeast(change.side))
        let again = try solver.solve()
        let fresh = try solver.model.solve()
        #expect((again.objective - fresh.objective).magnitude < 1e-6)
        expectOptimal(again, of: solver.model)
        warm += again.iterations
        cold += fresh.iterations
      }
      return (warm, cold)
    }
    #expect(warm * 4 < cold, "warm \(warm), cold \(cold)")
  }

  @Test func givenBasisNeedsNoIterations() throws {
    var model = try transportModel(sources: 10, sinks: 15, seed: 3)
    let first = try model.solve()
    var options = LinearOptions()
    options.start = .basis(try #require(first.basis))
    let second = try model.solve(options)
    #expect(second.iterations == 0 && second.values == first.values)
    // It also serves a model that has grown.
    try model.addColumn(cost: 1, rows: [0, 10], coefficients: [1, 1])
    try model.addRow(.atMost(3), columns: [150], coefficients: [1])
    let third = try model.solve(options)
    expectOptimal(third, of: model)
    #expect(third.iterations > 0 && third.objective < first.objective)
    // A basis that fits in number but is singular is replaced.
    var bad = try #require(first.basis)
    bad.rows = bad.rows.map { _ in .atLower }
    bad.columns = bad.columns.indices.map { $0 < 25 ? .basic : .atLower }
    options.start = .basis(bad)
    #expect(try transportModel(sources: 10, sinks: 15, seed: 3).solve(options).status == .optimal)
  }

  /// Any sequence of changes ends where a fresh solve of the same model ends.
  @Test func randomChangesAgreeWithFreshSolves() throws {
    for seed in 0..<60 as Range<UInt64> {
      var numbers = TestNumbers(seed: seed + 1_000)
      try anyModel(seed: seed, integers: true).withSolver { (solver) throws(LinearProgramError) in
        for step in 0..<12 {
          let column = Int32(numbers.whole(0...solver.model.columnCount - 1))
          let row = Int32(numbers.whole(0...solver.model.rowCount - 1))
          let value = Double(numbers.whole(-4...9))
          switch numbers.whole(0...6) {
          case 0: try solver.setBounds(ofRow: row, to: .atMost(value))
          case 1: try solver.setBounds(ofRow: row, to: .range(value, value + 3))
          case 2: try solver.setBounds(ofColumn: column, to: .range(value, value + 2.5))
          case 3: try solver.setCost(ofColumn: column, to: value)
          case 4:
            try solver.addColumn(
              cost: value, bounds: .range(-1, 2), isInteger: true, rows: [row], coefficients: [value + 0.5])
          case 5: try solver.addRow(.atLeast(value - 8), columns: [column], coefficients: [1])
          default: try solver.setInteger(numbers.chance(0.5), column: column)
          }
          let again = step % 3 == 2 ? try solver.solveInteger() : try solver.solveRelaxation()
          let fresh = try solver.model.withSolver { (other) throws(LinearProgramError) in
            step % 3 == 2 ? try other.solveInteger() : try other.solveRelaxation()
          }
          #expect(again.status == fresh.status, "seed \(seed), step \(step)")
          if again.objective.isFinite, fresh.objective.isFinite {
            #expect((again.objective - fresh.objective).magnitude < 1e-5, "seed \(seed), step \(step)")
          }
          if again.status == .optimal, step % 3 != 2 { expectOptimal(again, of: solver.model) }
        }
      }
    }
  }

  @Test func cancelledBetweenPauses() throws {
    let model = try transportModel(sources: 8, sinks: 12, seed: 4)
    var options = LinearOptions()
    let calls = Counter()
    options.isCancelled = { calls.add() }
    // Small: no pause is ever reached, and the check changes nothing.
    #expect(try model.solve(options) == model.solve())
    #expect(calls.count == 0)
  }

  @Test func sessionsNest() throws {
    let model = try transportModel(sources: 3, sinks: 4, seed: 5)
    let inner = try model.withSolver { (outer) throws(LinearProgramError) -> Solution in
      _ = try outer.solve()
      #expect(SolverThread.liveSessions == 1)
      return try outer.model.solve()
    }
    #expect(inner.status == .optimal)
    #expect(SolverThread.liveSessions == 0 && !SolverThread.hasEnvironment)
  }
}
