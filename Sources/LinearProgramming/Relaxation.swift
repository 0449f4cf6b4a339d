/// Linear programs: simplex from the retained basis, or interior point.
extension LinearSolver {
  /// Simplex pauses after this many iterations to ask whether it was cancelled. The pauses do not depend on whether
  /// anybody asks, so that a cancellation check never changes an answer.
  private static let firstPause = 1_000

  /// Solves the model without its integer conditions. Throws only if the solver fails.
  public mutating func solveRelaxation(
    _ options: LinearOptions = LinearOptions()
  ) throws(LinearProgramError) -> Solution {
    try options.validate()
    let deadline = Deadline(after: options.timeLimit)
    if options.method == .interiorPoint, let solution = try interiorPoint() { return solution }
    return try simplex(options, deadline)
  }

  /// The interior point method's optimum, nil if it does not converge to one.
  private mutating func interiorPoint() throws(LinearProgramError) -> Solution? {
    guard model.rowCount > 0, model.columnCount > 0, let objective = try problem.interior() else { return nil }
    var solution = Solution(.optimal, sense: model.sense)
    solution.objective = objective
    solution.bestBound = objective
    let point = try problem.point(.interior, rows: model.rowCount, columns: model.columnCount)
    solution.take(point, withDuals: true)
    return solution
  }

  /// Simplex to the end or to a limit. A failure is tried again from the slacks with the other method.
  mutating func simplex(_ options: LinearOptions, _ deadline: Deadline) throws(LinearProgramError) -> Solution {
    var run = SimplexRun(options, prefersDual: retained.prefersDual)
    try prepare(options, forDual: run.dual)
    while true {
      let outcome = try problem.simplex(
        dual: run.dual, presolve: run.presolve, iterationLimit: Int32(clamping: run.step),
        milliseconds: deadline.milliseconds, tolerance: options.tolerance)
      run.iterations += outcome.iterations
      switch outcome.end {
      case .optimal: return try finish(.optimal, outcome, run)
      case .infeasible: return try finish(.infeasible, outcome, run)
      case .unbounded: return try finish(.unbounded, outcome, run)
      case .timeLimit: return try finish(.timeLimit, outcome, run)
      case .iterationLimit:
        if run.presolve || run.isSpent { return try finish(.iterationLimit, outcome, run) }
        if options.isCancelled?() == true { return try finish(.cancelled, outcome, run) }
        run.lengthen()
      case .badBasis, .undecided:
        try recover(&run, outcome)
      }
    }
  }

  /// The next thing to try after a failure: without presolve, then from the slacks, then the other method.
  private func recover(_ run: inout SimplexRun, _ outcome: SimplexOutcome) throws(LinearProgramError) {
    guard let attempt = run.nextAttempt() else {
      if case .undecided(let text) = outcome.end { throw .numericalFailure(text) }
      throw .numericalFailure("no basis could be factorized")
    }
    if attempt == .fromSlacks { try problem.startStandard() }
  }

  /// Scaling and the starting basis.
  private mutating func prepare(_ options: LinearOptions, forDual: Bool) throws(LinearProgramError) {
    if retained.isScaled != options.scaling {
      if options.scaling || retained.isScaled != nil { try problem.scale(options.scaling) }
      retained.isScaled = options.scaling
    }
    switch options.start {
    case .retained:
      // From nothing, primal simplex likes the advanced basis and dual simplex the slacks.
      if !retained.exists && !forDual { try problem.startAdvanced() }
    case .advanced: try problem.startAdvanced()
    case .standard: try problem.startStandard()
    case .basis(let basis): try problem.start(at: basis.extended(to: model))
    }
  }

  private mutating func finish(
    _ status: Solution.Status, _ outcome: SimplexOutcome, _ run: SimplexRun
  ) throws(LinearProgramError) -> Solution {
    var solution = Solution(status, sense: model.sense)
    solution.iterations = run.iterations
    retained.exists = true
    retained.mayBePrimalInfeasible = !outcome.isPrimalFeasible
    retained.mayBeDualInfeasible = !outcome.isDualFeasible
    guard status != .infeasible, status != .unbounded else { return solution }
    if outcome.isDualFeasible { solution.bestBound = outcome.objective }
    guard outcome.isPrimalFeasible || status == .optimal else { return solution }
    solution.objective = outcome.objective
    let point = try problem.point(.vertex, rows: model.rowCount, columns: model.columnCount)
    solution.take(point, withDuals: status == .optimal)
    solution.basis = try problem.basis(rows: model.rowCount, columns: model.columnCount)
    return solution
  }

  /// The plan of one solve: method, pauses, and what was tried.
  private struct SimplexRun {
    enum Attempt { case asAsked, withoutPresolve, primal, fromSlacks }

    var dual: Bool
    var presolve: Bool
    var iterations = 0
    private var pause = firstPause
    private let limit: Int
    private var attempt = Attempt.asAsked

    init(_ options: LinearOptions, prefersDual: Bool) {
      dual = options.method == .dualSimplex || (options.method == .automatic && prefersDual)
      presolve = options.presolve
      limit = options.iterationLimit ?? .max
    }

    /// Iterations until the next pause.
    var step: Int { presolve ? limit : min(pause, limit - iterations) }
    var isSpent: Bool { iterations >= limit }

    /// Ever longer runs between pauses: a run that pauses too often could lose all it gained.
    mutating func lengthen() { pause += pause / 4 }

    /// A dual run that finds no dual feasible point leaves it to primal simplex: unbounded or infeasible.
    mutating func nextAttempt() -> Attempt? {
      switch attempt {
      case .asAsked where presolve: attempt = .withoutPresolve
      case .asAsked where dual, .withoutPresolve where dual: attempt = .primal
      case .asAsked, .withoutPresolve, .primal: attempt = .fromSlacks
      case .fromSlacks: return nil
      }
      presolve = false
      dual = false
      return attempt
    }
  }
}

extension Solution {
  /// Takes over the arrays of a feasible point.
  mutating func take(_ point: Point, withDuals: Bool) {
    values = point.values
    rowActivities = point.activities
    hasPoint = true
    guard withDuals else { return }
    rowDuals = point.duals
    reducedCosts = point.reducedCosts
  }
}
