/// What a solve found.
public struct Solution: Sendable, Hashable {
  /// How a solve ended.
  public enum Status: Sendable, Hashable {
    /// Proven optimal, within the solver's tolerance (about 1e-7 of the objective for integer programs).
    case optimal
    /// An integer solution that is within the relative gap asked for: the search stopped there.
    case feasible
    /// There is no solution.
    case infeasible
    /// The objective has no limit. (Of an integer program: its relaxation has none.)
    case unbounded
    /// A limit was met, or the caller cancelled; `hasPoint` tells whether something feasible was found before.
    case iterationLimit, nodeLimit, timeLimit, cancelled
  }

  /// How the solve ended.
  public internal(set) var status: Status
  /// The objective of the point, the constant included. Without a point: the worst value (infinity when minimising), or
  /// the best one if `unbounded`.
  public internal(set) var objective: Double
  /// A valid bound on every solution's objective: from below when minimising, from above when maximising.
  public internal(set) var bestBound: Double
  /// Values of the columns; empty without a feasible point.
  public internal(set) var values: [Double] = []
  /// Activities of the rows; empty without a feasible point.
  public internal(set) var rowActivities: [Double] = []
  /// Duals of the rows: what one more unit of the right-hand side adds to the objective. Of an integer program: those
  /// of its relaxation. Empty if the relaxation was not solved to the end.
  public internal(set) var rowDuals: [Double] = []
  /// Reduced costs of the columns, cost minus duals times coefficients; under the same conditions.
  public internal(set) var reducedCosts: [Double] = []
  /// The vertex that was found, for re-use; nil after the interior point method. Of an integer program: the
  /// relaxation's.
  public internal(set) var basis: Basis?
  /// Simplex iterations.
  public internal(set) var iterations = 0
  /// Nodes of the branch and bound tree that were made; 0 for a linear program.
  public internal(set) var nodes = 0

  /// Whether there is a feasible point in `values` (also in a model without columns).
  public internal(set) var hasPoint = false

  /// |objective - bestBound| over |objective|; 0 if both are the same, infinite without a point or a bound.
  public var relativeGap: Double {
    if objective == bestBound { return 0 }
    guard objective.isFinite, bestBound.isFinite else { return .infinity }
    return (objective - bestBound).magnitude / max(objective.magnitude, 1e-10)
  }

  /// A solution without a point.
  init(_ status: Status, sense: LinearModel.Sense) {
    let worst: Double = sense == .minimize ? .infinity : -.infinity
    self.status = status
    objective = status == .unbounded ? -worst : worst
    bestBound = status == .infeasible ? worst : -worst
  }
}
