import LinearProgramming
import Testing

@Suite struct IntegerSearchTests {
  @Test func fractionalBoundsAreRoundedInwards() throws {
    var model = LinearModel(.maximize)
    try model.addRow(.atMost(10))
    try model.addColumn(cost: 1, bounds: .range(0.5, 3.7), isInteger: true, rows: [0], coefficients: [1])
    try model.addColumn(cost: 1, bounds: .range(-0.5, 2.2), rows: [0], coefficients: [1])
    let solution = try model.solve()
    #expect(solution.status == .optimal && solution.values == [3, 2.2])
    try model.addColumn(cost: 1, bounds: .range(0.2, 0.8), isInteger: true)
    #expect(try model.solve().status == .infeasible)
    let relaxed = try model.withSolver { (solver) throws(LinearProgramError) in
      _ = try solver.solveInteger()
      return try solver.solveRelaxation()
    }
    #expect(relaxed.status == .optimal && (relaxed.objective - 6.7).magnitude < 1e-9)
  }

  @Test func relaxationIsTheSameAfterASearch() throws {
    let model = try knapsackModel(items: 22, rows: 3, seed: 1)
    try model.withSolver { (solver) throws(LinearProgramError) in
      let before = try solver.solveRelaxation()
      let search = try solver.solveInteger()
      let after = try solver.solveRelaxation()
      #expect(after.iterations == 0)
      #expect((after.objective - before.objective).magnitude < 1e-9)
      #expect(after.basis == before.basis)
      #expect(search.nodes > 1)
      #expect(search.rowDuals == before.rowDuals)
      expectOptimal(after, of: solver.model)
    }
  }

  @Test func nodeLimitAndGapKeepAValidBound() throws {
    for seed in 0..<12 as Range<UInt64> {
      let model = try knapsackModel(items: 22, rows: 3, seed: seed)
      let best = try model.solve()
      #expect(best.status == .optimal && best.bestBound == best.objective && best.relativeGap == 0)
      for limit in [1, 5, 25, 125] {
        var options = LinearOptions()
        options.nodeLimit = limit
        let stopped = try model.solve(options)
        #expect(stopped == (try model.solve(options)), "the same on every run")
        #expect(stopped.status == .nodeLimit || stopped.status == .optimal)
        #expect(stopped.bestBound >= best.objective - 1e-6)
        if stopped.hasPoint {
          #expect(isFeasible(stopped.values, in: model) && stopped.objective <= best.objective + 1e-6)
        }
      }
      var options = LinearOptions()
      options.relativeGap = 0.05
      let close = try model.solve(options)
      #expect(close.status == .feasible || close.status == .optimal)
      #expect(close.relativeGap <= 0.05 + 1e-9 && close.bestBound >= best.objective - 1e-6)
      #expect(close.nodes <= best.nodes)
    }
  }

  @Test func startingSolution() throws {
    var fewer = 0
    for seed in 0..<12 as Range<UInt64> {
      let model = try knapsackModel(items: 22, rows: 3, seed: seed)
      let best = try model.solve()
      var options = LinearOptions()
      options.solution = best.values
      let warm = try model.solve(options)
      #expect(warm.status == .optimal && (warm.objective - best.objective).magnitude < 1e-6)
      #expect(warm.nodes <= best.nodes)
      fewer += warm.nodes < best.nodes ? 1 : 0
      options.nodeLimit = 1
      let stopped = try model.solve(options)
      #expect(stopped.hasPoint && (stopped.objective - best.objective).magnitude < 1e-6)
      options.solution = [Double](repeating: 0, count: 22)
      let poor = try model.solve(options)
      #expect(poor.hasPoint && poor.objective >= 0)
    }
    #expect(fewer > 3)
  }

  @Test func startingSolutionIsChecked() throws {
    var model = LinearModel()
    try model.addRow(.atLeast(3))
    try model.addColumn(cost: 1, bounds: .range(0, 4), isInteger: true, rows: [0], coefficients: [1])
    func error(_ start: [Double]) -> LinearProgramError? {
      var options = LinearOptions()
      options.solution = start
      do { _ = try model.solve(options) } catch { return error }
      return nil
    }
    #expect(error([3]) == nil)
    #expect(error([2.9999999999]) == nil)
    #expect(error([2]) == .infeasibleStart(.rowBound(row: 0), violation: 1))
    #expect(error([5]) == .infeasibleStart(.columnBound(column: 0), violation: 1))
    #expect(error([3.25]) == .infeasibleStart(.start(column: 0), violation: 0.25))
    #expect(error([.infinity]) == .notFinite(.start(column: 0), value: .infinity))
    #expect(error([]) == .lengthMismatch("starting solution", expected: 1, found: 0))
  }

  @Test func cancellation() throws {
    let model = try knapsackModel(items: 30, rows: 4, seed: 9)
    let counter = Counter(limit: 50)
    var options = LinearOptions()
    options.isCancelled = { counter.add() }
    let stopped = try model.solve(options)
    #expect(stopped.status == .cancelled && counter.count == 50)
    #expect(stopped.bestBound >= (try model.solve().objective) - 1e-6)
  }

  @Test func aCheckMustNotSolve() throws {
    let model = try knapsackModel(items: 12, rows: 2, seed: 9)
    let refused = Counter()
    var options = LinearOptions()
    options.isCancelled = {
      do throws(LinearProgramError) { _ = try model.solve() } catch { if error == .reentrantCall { _ = refused.add() } }
      return false
    }
    let solution = try model.solve(options)
    #expect(refused.count > 0)
    #expect(solution == (try model.solve()))
  }
}

@Suite struct SlowIntegerSearchTests {
  @Test func bruteForceAgrees() throws {
    var feasible = 0
    for seed in 0..<500 as Range<UInt64> {
      var model = try anyModel(seed: seed, integers: true)
      for column in 0..<Int32(model.columnCount) { try model.setInteger(true, column: column) }
      let best = bruteForce(model)
      for variant in 0..<4 {
        var options = LinearOptions()
        options.presolve = variant == 1
        options.cuts = variant >= 2
        options.feasibilityPump = variant == 3
        let solution = try model.solve(options)
        guard let best else {
          #expect(solution.status == .infeasible, "seed \(seed), variant \(variant)")
          continue
        }
        #expect(solution.status == .optimal, "seed \(seed), variant \(variant)")
        #expect((solution.objective - best).magnitude < 1e-6, "seed \(seed), variant \(variant)")
        #expect(isFeasible(solution.values, in: model), "seed \(seed), variant \(variant)")
      }
      feasible += best == nil ? 0 : 1
    }
    #expect(feasible > 50)
  }
}
