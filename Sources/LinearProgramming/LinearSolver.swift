/// A session: one model, changed and solved again from the basis of the last solve.
///
/// It exists only inside ``LinearModel/withSolver(_:)``, on one thread, since the solver's memory belongs to the
/// thread. After an error that comes from the solver (``LinearProgramError/solverAborted(_:)`` and its like) every
/// further call throws; errors found before the call leave model and session as they were.
public struct LinearSolver: ~Copyable {
  /// The model as it is now.
  public private(set) var model: LinearModel
  let problem: GLPKProblem
  /// What the retained basis is still good for.
  var retained = RetainedBasis()

  init(_ model: LinearModel) throws(LinearProgramError) {
    let problem = try GLPKProblem()
    try problem.load(model)
    self.model = model
    self.problem = problem
  }

  /// Adds a column over rows that exist already, and returns its number.
  @discardableResult
  public mutating func addColumn(
    cost: Double, bounds: LinearBounds = .nonNegative, isInteger: Bool = false, rows: [Int32] = [],
    coefficients: [Double] = []
  ) throws(LinearProgramError) -> Int32 {
    var column = LinearColumns()
    try column.append(cost: cost, bounds: bounds, isInteger: isInteger, rows: rows, coefficients: coefficients)
    return try addColumns(column).lowerBound
  }

  /// Adds columns, all or none, and returns their numbers. They join the basis as non-basic, so a solution that was
  /// primal feasible stays so: primal simplex goes on from it.
  @discardableResult
  public mutating func addColumns(_ columns: LinearColumns) throws(LinearProgramError) -> Range<Int32> {
    let added = try model.addColumns(columns)
    try problem.add(columns)
    retained.mayBeDualInfeasible = true
    // At a bound other than zero a new column moves the rows.
    if zip(columns.lower, columns.upper).contains(where: { $0 > 0 || ($0 == -.infinity && $1 < 0) }) {
      retained.mayBePrimalInfeasible = true
    }
    return added
  }

  /// Adds a row over columns that exist already, and returns its number.
  @discardableResult
  public mutating func addRow(
    _ bounds: LinearBounds, columns: [Int32] = [], coefficients: [Double] = []
  ) throws(LinearProgramError) -> Int32 {
    var row = LinearRows()
    try row.append(bounds, columns: columns, coefficients: coefficients)
    return try addRows(row).lowerBound
  }

  /// Adds rows (cuts), all or none, and returns their numbers. They join the basis as basic: dual simplex goes on.
  @discardableResult
  public mutating func addRows(_ rows: LinearRows) throws(LinearProgramError) -> Range<Int32> {
    let added = try model.addRows(rows)
    try problem.add(rows)
    retained.mayBePrimalInfeasible = true
    return added
  }

  /// Replaces a row's bounds: dual simplex goes on from the retained basis.
  public mutating func setBounds(ofRow row: Int32, to bounds: LinearBounds) throws(LinearProgramError) {
    try model.setBounds(ofRow: row, to: bounds)
    try problem.setBounds(row: row, bounds)
    retained.mayBePrimalInfeasible = true
  }

  /// Replaces a column's bounds: dual simplex goes on from the retained basis.
  public mutating func setBounds(ofColumn column: Int32, to bounds: LinearBounds) throws(LinearProgramError) {
    try model.setBounds(ofColumn: column, to: bounds)
    try problem.setBounds(column: column, bounds)
    retained.mayBePrimalInfeasible = true
  }

  /// Replaces a cost: primal simplex goes on from the retained basis.
  public mutating func setCost(ofColumn column: Int32, to cost: Double) throws(LinearProgramError) {
    try model.setCost(ofColumn: column, to: cost)
    try problem.setCost(column: column, cost)
    retained.mayBeDualInfeasible = true
  }

  /// Says whether a column must be whole in ``solveInteger(_:)``; relaxations do not care.
  public mutating func setInteger(_ isInteger: Bool, column: Int32) throws(LinearProgramError) {
    try model.setInteger(isInteger, column: column)
    try problem.setInteger(column: column, isInteger)
  }

  /// Replaces what is added to the objective.
  public mutating func setConstant(_ constant: Double) throws(LinearProgramError) {
    try model.setConstant(constant)
    try problem.setConstant(constant)
  }

  /// Solves the model as it is now: as an integer program if it has integer columns.
  public mutating func solve(_ options: LinearOptions = LinearOptions()) throws(LinearProgramError) -> Solution {
    model.integerCount > 0 ? try solveInteger(options) : try solveRelaxation(options)
  }

  /// For tests: makes the solver itself abort.
  package func provoke(_ fault: SolverFault) throws(LinearProgramError) { try problem.provoke(fault) }
}

/// Whether there is a basis from an earlier solve, and what changed since it was optimal.
struct RetainedBasis {
  var exists = false
  var isScaled: Bool?
  var mayBePrimalInfeasible = false
  var mayBeDualInfeasible = false

  /// Dual simplex pays only where nothing but the right-hand sides moved.
  var prefersDual: Bool { exists && mayBePrimalInfeasible && !mayBeDualInfeasible }
}

extension LinearModel {
  /// Opens a session on this model. The solver must not leave `body`; everything it holds is freed at the end, also
  /// after an error. Throws what `body` throws, and ``LinearProgramError/reentrantCall`` from a cancellation check.
  /// O(entries) to load.
  public func withSolver<Result>(
    _ body: (inout LinearSolver) throws(LinearProgramError) -> Result
  ) throws(LinearProgramError) -> Result {
    var solver = try LinearSolver(self)
    return try body(&solver)
  }

  /// Solves this model once. Safe to call on several threads at the same time.
  public func solve(_ options: LinearOptions = LinearOptions()) throws(LinearProgramError) -> Solution {
    try withSolver { (solver) throws(LinearProgramError) in try solver.solve(options) }
  }
}
