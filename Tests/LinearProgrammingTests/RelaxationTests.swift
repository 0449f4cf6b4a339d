import LinearProgramming
import Testing

@Suite struct RelaxationTests {
  static let methods: [LinearOptions.Method] = [.automatic, .primalSimplex, .dualSimplex, .interiorPoint]

  private func options(_ method: LinearOptions.Method, presolve: Bool = false) -> LinearOptions {
    var options = LinearOptions()
    options.method = method
    options.presolve = presolve
    return options
  }

  /// Wyndor Glass (Hillier and Lieberman, Introduction to Operations Research, section 3.1): 36 at (2, 6); shadow
  /// prices 0, 3/2, 1.
  @Test(arguments: methods) func textbook(_ method: LinearOptions.Method) throws {
    var model = LinearModel(.maximize)
    for side in [4.0, 12, 18] { try model.addRow(.atMost(side)) }
    try model.addColumn(cost: 3, rows: [0, 2], coefficients: [1, 3])
    try model.addColumn(cost: 5, rows: [1, 2], coefficients: [2, 2])
    let solution = try model.solve(options(method))
    expectOptimal(solution, of: model)
    #expect((solution.objective - 36).magnitude < 1e-5)
    for (found, known) in zip(solution.values + solution.rowDuals, [2, 6, 0, 1.5, 1]) {
      #expect((found - known).magnitude < 1e-5)
    }
    #expect((solution.basis == nil) == (method == .interiorPoint))
  }

  @Test(arguments: methods) func infeasibleAndUnbounded(_ method: LinearOptions.Method) throws {
    for presolve in [false, true] {
      for sense in [LinearModel.Sense.minimize, .maximize] {
        let worst: Double = sense == .minimize ? .infinity : -.infinity
        var model = LinearModel(sense)
        try model.addRow(.atLeast(3))
        try model.addColumn(cost: 1, bounds: .unit, rows: [0], coefficients: [1])
        try model.addColumn(cost: 1, bounds: .unit, rows: [0], coefficients: [1])
        var solution = try model.solve(options(method, presolve: presolve))
        #expect(solution.status == .infeasible && solution.objective == worst && solution.bestBound == worst)
        #expect(!solution.hasPoint && solution.values == [])
        try model.setBounds(ofColumn: 0, to: .free)
        try model.setBounds(ofRow: 0, to: .free)
        try model.addColumn(cost: -1, bounds: .free, rows: [0], coefficients: [1])
        solution = try model.solve(options(method, presolve: presolve))
        #expect(solution.status == .unbounded && solution.objective == -worst && !solution.hasPoint)
      }
    }
  }

  @Test(arguments: methods) func emptyModels(_ method: LinearOptions.Method) throws {
    var model = LinearModel()
    try model.setConstant(7)
    var solution = try model.solve(options(method))
    #expect(solution.status == .optimal && solution.objective == 7 && solution.hasPoint)
    try model.addRow(.range(-1, 1))
    solution = try model.solve(options(method))
    #expect(solution.status == .optimal && solution.rowActivities == [0])
    try model.addRow(.atLeast(1))
    #expect(try model.solve(options(method)).status == .infeasible)
    var columns = LinearModel(.maximize)
    try columns.addColumn(cost: 2, bounds: .range(-1, 4))
    try columns.addColumn(cost: -2, bounds: .range(-1, 4))
    solution = try columns.solve(options(method))
    #expect(solution.values == [4, -1] && solution.objective == 10)
    try columns.addColumn(cost: 1)
    #expect(try columns.solve(options(method)).status == .unbounded)
  }

  /// Beale 1955: cycles under the textbook rule. Optimum -1/20.
  @Test(arguments: methods) func degenerate(_ method: LinearOptions.Method) throws {
    var model = LinearModel()
    for side in [0.0, 0, 1] { try model.addRow(.atMost(side)) }
    try model.addColumn(cost: -0.75, rows: [0, 1], coefficients: [0.25, 0.5])
    try model.addColumn(cost: 150, rows: [0, 1], coefficients: [-60, -90])
    try model.addColumn(cost: -0.02, rows: [0, 1, 2], coefficients: [-0.04, -0.02, 1])
    try model.addColumn(cost: 6, rows: [0, 1], coefficients: [9, 3])
    let solution = try model.solve(options(method))
    #expect((solution.objective + 0.05).magnitude < 1e-6)
    expectOptimal(solution, of: model, tolerance: 1e-4)
  }

  @Test func ranges() throws {
    var model = LinearModel()
    try model.addColumn(cost: 1, bounds: .free)
    try model.addColumn(cost: -1, bounds: .free)
    try model.addRow(.range(2, 5), columns: [0, 1], coefficients: [1, 1])
    try model.addRow(.range(-4, -3), columns: [0, 1], coefficients: [1, -1])
    let solution = try model.solve()
    expectOptimal(solution, of: model)
    #expect(solution.objective == -4 && solution.rowDuals == [0, 1])
  }

  @Test func iterationLimitLeavesABound() throws {
    let model = try transportModel(sources: 8, sinks: 12, seed: 4)
    let optimum = try model.solve().objective
    var options = options(.dualSimplex)
    options.start = .standard
    options.iterationLimit = 5
    let stopped = try model.solve(options)
    #expect(stopped.status == .iterationLimit && stopped.iterations <= 5 && stopped.bestBound <= optimum + 1e-6)
    options.iterationLimit = 0
    #expect(try model.solve(options).status == .iterationLimit)
  }

  @Test func timeLimitOfNothing() throws {
    let model = try transportModel(sources: 30, sinks: 50, seed: 4)
    var options = LinearOptions()
    options.timeLimit = .zero
    let solution = try model.solve(options)
    #expect(solution.status == .timeLimit || solution.status == .optimal)
    options.timeLimit = .seconds(100_000_000)
    #expect(try model.solve(options).status == .optimal)
  }
}

@Suite struct SlowRelaxationTests {
  /// Weak and strong duality are proofs: no other solver is asked.
  @Test func certificatesOnRandomModels() throws {
    var seen: [Solution.Status: Int] = [:]
    for seed in 0..<900 as Range<UInt64> {
      let model = try anyModel(seed: seed)
      var statuses: Set<Solution.Status> = []
      var objectives: [Double] = []
      for method in RelaxationTests.methods {
        for presolve in [false, true] {
          var options = LinearOptions()
          options.method = method
          options.presolve = presolve
          let solution = try model.solve(options)
          statuses.insert(solution.status)
          objectives.append(solution.objective)
          if solution.status == .optimal {
            expectOptimal(solution, of: model, tolerance: method == .interiorPoint ? 1e-3 : 1e-5)
          }
        }
      }
      #expect(statuses.count == 1, "seed \(seed): methods disagree")
      let spread = objectives.map { ($0 - objectives[0]).magnitude / max(1, objectives[0].magnitude) }.max() ?? 0
      #expect(!(spread > 1e-4), "seed \(seed): \(objectives)")
      for status in statuses { seen[status, default: 0] += 1 }
    }
    #expect(seen[.optimal, default: 0] > 200, "\(seen)")
    #expect(seen[.infeasible, default: 0] > 20 && seen[.unbounded, default: 0] > 20, "\(seen)")
  }

  @Test func certificatesOnTransport() throws {
    for seed in 0..<20 as Range<UInt64> {
      let model = try transportModel(sources: 20, sinks: 30, seed: seed)
      expectOptimal(try model.solve(), of: model)
    }
  }

  /// Long enough for several pauses. A check that says no changes nothing; after a yes the session goes on.
  @Test func cancelledAtAPause() throws {
    let model = try coveringModel(rows: 500, columns: 4_000, seed: 1)
    let plain = try model.solve(longRun())
    #expect(plain.iterations > 2_000, "\(plain.iterations)")
    let asked = Counter()
    var options = longRun()
    options.isCancelled = { asked.add() }
    #expect(try model.solve(options) == plain && asked.count > 0)
    try model.withSolver { (solver) throws(LinearProgramError) in
      options.isCancelled = { true }
      let stopped = try solver.solve(options)
      #expect(stopped.status == .cancelled && stopped.iterations == 1_000)
      #expect(stopped.bestBound <= plain.objective + 1e-6)
      let rest = try solver.solve()
      expectOptimal(rest, of: model)
      #expect((rest.objective - plain.objective).magnitude < 1e-5 * plain.objective)
    }
  }

  private func longRun() -> LinearOptions {
    var options = LinearOptions()
    options.method = .primalSimplex
    options.start = .standard
    return options
  }
}
