import CGLPK
import CGLPKShim

/// The one owner of a GLPK problem; the pointer never leaves this file.
///
/// Its memory belongs to the thread that made it, so it lives only inside one synchronous call of that thread:
/// ``LinearModel/withSolver(_:)``. Every method checks the shim's state and throws what went wrong.
struct GLPKProblem: ~Copyable {
  private let handle: OpaquePointer

  init() throws(LinearProgramError) {
    var created: OpaquePointer?
    try check(allot_lp_create(&created))
    guard let created else { throw .outOfMemory("a new problem") }
    handle = created
  }

  deinit { allot_lp_delete(handle) }

  /// Fills an empty problem.
  func load(_ model: LinearModel) throws(LinearProgramError) {
    try check(allot_lp_set_direction(handle, model.sense == .minimize ? GLP_MIN : GLP_MAX))
    try check(allot_lp_set_constant(handle, model.constant))
    let rows = model.rows
    let columns = model.columns
    try check(allot_lp_add_rows(handle, Int32(rows.count), rows.lower, rows.upper, nil, nil, nil))
    try check(
      allot_lp_add_columns(
        handle, Int32(columns.count), columns.costs, columns.lower, columns.upper, columns.isInteger, nil, nil, nil))
    let triplets = model.triplets()
    guard !triplets.rows.isEmpty else { return }
    try check(
      allot_lp_load_matrix(
        handle, Int32(triplets.rows.count), triplets.rows, triplets.columns, triplets.coefficients))
  }

  func add(_ rows: LinearRows) throws(LinearProgramError) {
    try check(
      allot_lp_add_rows(
        handle, Int32(rows.count), rows.lower, rows.upper, rows.starts, rows.columns, rows.coefficients))
  }

  func add(_ columns: LinearColumns) throws(LinearProgramError) {
    try check(
      allot_lp_add_columns(
        handle, Int32(columns.count), columns.costs, columns.lower, columns.upper, columns.isInteger, columns.starts,
        columns.rows, columns.coefficients))
  }

  func setBounds(row: Int32, _ bounds: LinearBounds) throws(LinearProgramError) {
    try check(allot_lp_set_row_bounds(handle, row, bounds.lower, bounds.upper))
  }

  func setBounds(column: Int32, _ bounds: LinearBounds) throws(LinearProgramError) {
    try check(allot_lp_set_column_bounds(handle, column, bounds.lower, bounds.upper))
  }

  func setCost(column: Int32, _ cost: Double) throws(LinearProgramError) {
    try check(allot_lp_set_cost(handle, column, cost))
  }

  func setConstant(_ constant: Double) throws(LinearProgramError) {
    try check(allot_lp_set_constant(handle, constant))
  }

  func setInteger(column: Int32, _ isInteger: Bool) throws(LinearProgramError) {
    try check(allot_lp_set_is_integer(handle, column, isInteger ? 1 : 0))
  }

  func scale(_ isOn: Bool) throws(LinearProgramError) {
    try check(allot_lp_scale(handle, isOn ? GLP_SF_AUTO : 0))
  }

  func startStandard() throws(LinearProgramError) { try check(allot_lp_standard_basis(handle)) }

  func startAdvanced() throws(LinearProgramError) { try check(allot_lp_advanced_basis(handle)) }

  /// `basis` has as many rows and columns as the problem. It is factorized anew: what follows does not depend on the
  /// path by which an earlier solve came to the same basis.
  func start(at basis: Basis) throws(LinearProgramError) {
    try check(allot_lp_standard_basis(handle))
    try check(allot_lp_set_basis(handle, basis.rows.map(\.rawValue), basis.columns.map(\.rawValue)))
  }

  func basis(rows: Int, columns: Int) throws(LinearProgramError) -> Basis {
    var rowStatuses = [UInt8](repeating: 0, count: rows)
    var columnStatuses = [UInt8](repeating: 0, count: columns)
    try check(allot_lp_get_basis(handle, &rowStatuses, &columnStatuses))
    return Basis(
      rows: rowStatuses.map { Basis.Status(rawValue: $0) ?? .basic },
      columns: columnStatuses.map { Basis.Status(rawValue: $0) ?? .atLower })
  }

  /// Values and duals of a solution; `mip` has no duals.
  func point(_ kind: PointKind, rows: Int, columns: Int) throws(LinearProgramError) -> Point {
    var point = Point(
      values: [Double](repeating: 0, count: columns), reducedCosts: [Double](repeating: 0, count: columns),
      activities: [Double](repeating: 0, count: rows), duals: [Double](repeating: 0, count: rows))
    try check(allot_lp_get_rows(handle, kind.code, &point.activities, &point.duals))
    try check(allot_lp_get_columns(handle, kind.code, &point.values, &point.reducedCosts))
    return point
  }

  func simplex(
    dual: Bool, presolve: Bool, iterationLimit: Int32, milliseconds: Int32, tolerance: Double
  ) throws(LinearProgramError) -> SimplexOutcome {
    var options = allot_lp_simplex_options(
      method: dual ? GLP_DUALP : GLP_PRIMAL, presolve: presolve ? 1 : 0, iteration_limit: iterationLimit,
      time_limit: milliseconds, tolerance_bound: tolerance, tolerance_dual: tolerance)
    var outcome = allot_lp_outcome()
    try check(allot_lp_simplex(handle, &options, &outcome))
    return SimplexOutcome(outcome)
  }

  /// The objective if the interior point method converged to an optimum, else nil.
  func interior() throws(LinearProgramError) -> Double? {
    var outcome = allot_lp_outcome()
    try check(allot_lp_interior(handle, &outcome))
    return outcome.code == 0 && outcome.status == GLP_OPT ? outcome.objective : nil
  }

  /// Branch and bound from an optimal basis of the relaxation.
  func branch(
    _ options: LinearOptions, start: [Double]?, milliseconds: Int32
  ) throws(LinearProgramError) -> BranchOutcome {
    let cancellation = options.isCancelled.map(Cancellation.init)
    var given = allot_lp_branch_options()
    given.relative_gap = options.relativeGap
    given.time_limit = milliseconds
    given.presolve = options.presolve && start == nil ? 1 : 0
    given.cuts = options.cuts ? 1 : 0
    given.feasibility_pump = options.feasibilityPump ? 1 : 0
    given.node_limit = options.nodeLimit.map(Int64.init) ?? .max
    if let cancellation {
      given.context = Unmanaged.passUnretained(cancellation).toOpaque()
      given.is_cancelled = { context in
        guard let context else { return 0 }
        return Unmanaged<Cancellation>.fromOpaque(context).takeUnretainedValue().isCancelled() ? 1 : 0
      }
    }
    var result = allot_lp_branch_outcome()
    let state = withExtendedLifetime(cancellation) {
      guard let start else { return allot_lp_branch(handle, &given, &result) }
      return start.withUnsafeBufferPointer { values in
        given.start = values.baseAddress
        return allot_lp_branch(handle, &given, &result)
      }
    }
    try check(state)
    return BranchOutcome(result)
  }

  /// For tests: makes the solver itself abort.
  func provoke(_ fault: SolverFault) throws(LinearProgramError) { try check(allot_lp_provoke(handle, fault.code)) }
}

/// Turns a state of the shim into an error.
func check(_ state: Int32) throws(LinearProgramError) {
  switch state {
  case ALLOT_LP_OK: return
  case ALLOT_LP_DEAD: throw .sessionEnded
  case ALLOT_LP_BUSY: throw .reentrantCall
  case ALLOT_LP_NO_MEMORY: throw .outOfMemory("arrays for the solver")
  default:
    var message = String(cString: allot_lp_message())
    while message.last == " " { message.removeLast() }
    if message.contains("memory") { throw .outOfMemory(message) }
    throw .solverAborted(message)
  }
}

/// Carries the caller's question through C.
private final class Cancellation {
  let isCancelled: @Sendable () -> Bool
  init(_ isCancelled: @escaping @Sendable () -> Bool) { self.isCancelled = isCancelled }
}
