/// Integer programs: the relaxation, then branch and bound on the present columns.
extension LinearSolver {
  /// Solves the model with its integer conditions. Bounds of integer columns are rounded inwards for the search.
  ///
  /// `rowDuals`, `reducedCosts` and `basis` of the solution are the relaxation's; `bestBound` is valid at any stop.
  /// Throws if the starting solution in `options` is not feasible, or if the solver fails.
  public mutating func solveInteger(_ options: LinearOptions = LinearOptions()) throws(LinearProgramError) -> Solution {
    try options.validate()
    let deadline = Deadline(after: options.timeLimit)
    let start = try options.solution.map { values throws(LinearProgramError) in try model.checkedStart(values) }
    let rounded = model.roundedIntegerBounds()
    guard rounded.allSatisfy({ $0.bounds.lower <= $0.bounds.upper }) else {
      return Solution(.infeasible, sense: model.sense)
    }
    guard !rounded.isEmpty else { return try search(options, start, deadline) }
    for (column, bounds) in rounded { try problem.setBounds(column: column, bounds) }
    retained.mayBePrimalInfeasible = true
    do throws(LinearProgramError) {
      let solution = try search(options, start, deadline)
      try restoreBounds(of: rounded)
      return solution
    } catch {
      try? restoreBounds(of: rounded)
      throw error
    }
  }

  /// Gives columns the bounds of the model again.
  private mutating func restoreBounds(
    of rounded: [(column: Int32, bounds: LinearBounds)]
  ) throws(LinearProgramError) {
    for (column, _) in rounded { try problem.setBounds(column: column, model.bounds(ofColumn: column)) }
    retained.mayBePrimalInfeasible = true
  }

  private mutating func search(
    _ options: LinearOptions, _ start: [Double]?, _ deadline: Deadline
  ) throws(LinearProgramError) -> Solution {
    var solution = try simplex(options, deadline)
    guard model.integerCount > 0 else { return solution }
    guard solution.status == .optimal else {
      if solution.status != .infeasible && solution.status != .unbounded {
        solution.dropPoint(sense: model.sense)
        if let start { solution.take(start, of: model) }
      }
      return solution
    }
    solution.dropPoint(sense: model.sense)
    let outcome = try problem.branch(options, start: start, milliseconds: deadline.milliseconds)
    solution.iterations += outcome.iterations
    solution.nodes = outcome.nodes
    if let objective = outcome.objective {
      solution.take(try problem.point(.integer, rows: model.rowCount, columns: model.columnCount), withDuals: false)
      solution.objective = objective
    }
    if let start, !solution.hasPoint || model.isBetter(model.objective(of: start), than: solution.objective) {
      solution.take(start, of: model)
    }
    try close(&solution, outcome, options)
    return solution
  }

  /// Status and bound at the end of the search. `solution.bestBound` comes in as the relaxation's.
  private func close(
    _ solution: inout Solution, _ outcome: BranchOutcome, _ options: LinearOptions
  ) throws(LinearProgramError) {
    if let bound = outcome.bound, model.isBetter(solution.bestBound, than: bound) { solution.bestBound = bound }
    switch outcome.end {
    case .optimal: solution.status = .optimal
    case .infeasible where solution.hasPoint: solution.status = .optimal
    case .infeasible, .unbounded:
      let status: Solution.Status = if case .infeasible = outcome.end { .infeasible } else { .unbounded }
      let none = Solution(status, sense: model.sense)
      (solution.status, solution.objective, solution.bestBound) = (status, none.objective, none.bestBound)
      return
    case .gapReached: solution.status = .feasible
    // Some versions report a reached gap as a spent time limit.
    case .timeLimit: solution.status = options.timeLimit == nil ? .feasible : .timeLimit
    case .nodeLimit: solution.status = .nodeLimit
    case .cancelled: solution.status = .cancelled
    case .failed(let text): throw .numericalFailure(text)
    }
    if solution.status == .feasible {
      // The search stopped since |objective - bound| <= gap * |objective|: that is a bound too.
      let slack = options.relativeGap * (solution.objective.magnitude + .ulpOfOne)
      let bound = solution.objective + (model.sense == .minimize ? -slack : slack)
      if model.isBetter(solution.bestBound, than: bound) { solution.bestBound = bound }
    }
    // Open nodes may be worse than the solution in hand; no bound is better than that.
    if solution.status == .optimal || model.isBetter(solution.objective, than: solution.bestBound) {
      solution.bestBound = solution.objective
    }
  }
}

extension Solution {
  /// Forgets the relaxation's point, and keeps its bound, duals and basis.
  fileprivate mutating func dropPoint(sense: LinearModel.Sense) {
    values = []
    rowActivities = []
    hasPoint = false
    objective = sense == .minimize ? .infinity : -.infinity
  }

  /// Takes over a starting solution.
  fileprivate mutating func take(_ start: [Double], of model: LinearModel) {
    values = start
    rowActivities = model.activities(of: start)
    objective = model.objective(of: start)
    hasPoint = true
  }
}
