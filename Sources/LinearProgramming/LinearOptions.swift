/// How to solve. The defaults give the same answer on every run.
public struct LinearOptions: Sendable {
  /// The algorithm for linear programs and for the relaxation of integer ones.
  public enum Method: Sendable, Hashable {
    /// Dual simplex if only bounds changed or rows were added since the last solve, else primal simplex.
    case automatic
    case primalSimplex
    /// Dual simplex, and primal simplex where that gives up.
    case dualSimplex
    /// Interior point; if it does not converge to an optimum, primal simplex decides. Gives no basis.
    case interiorPoint
  }

  /// Where simplex starts.
  public enum Start: Sendable, Hashable {
    /// At the basis of the last solve of the session; the first solve starts at the advanced one.
    case retained
    /// At a triangular basis with few slacks: the fastest start for primal simplex from nothing.
    case advanced
    /// At the slacks.
    case standard
    /// At this vertex.
    case basis(Basis)
  }

  /// The algorithm. `.automatic` fits column generation and changing right-hand sides.
  public var method = Method.automatic
  /// Where simplex starts.
  public var start = Start.retained
  /// Shrink the program first. Off: it throws the basis away, and many small solves gain nothing. Iteration limits and
  /// cancellation then act on the whole run only. In integer solves it is ignored where `solution` is given.
  public var presolve = false
  /// Scale rows and columns unless they are well scaled already.
  public var scaling = true
  /// How far a value may be outside its bound, and a reduced cost have the wrong sign; relative. 1e-7 is tight enough
  /// for prices in cents.
  public var tolerance = 1e-7
  /// Most simplex iterations of a relaxation; nil: no limit.
  public var iterationLimit: Int?
  /// Most time; nil: no limit, and no clock is read. With it, answers may differ between runs.
  public var timeLimit: Duration?
  /// Asked now and then on the calling thread; true stops the solve with status `cancelled`. Must not call a solver.
  public var isCancelled: (@Sendable () -> Bool)?

  /// Stop when the integer solution is within this part of the bound; 0: prove the optimum.
  public var relativeGap = 0.0
  /// Most nodes of the branch and bound tree; nil: no limit. The way to stop early that is the same on every run.
  public var nodeLimit: Int?
  /// Gomory, rounding, cover and clique cuts. Off: small set-partitioning masters seldom need them.
  public var cuts = false
  /// Look for integer solutions with the feasibility pump first. Off when a solution is at hand.
  public var feasibilityPump = false
  /// A feasible solution of the integer program, one value a column: the search starts from it and prunes by it.
  public var solution: [Double]?

  /// The defaults.
  public init() {}

  /// Rejects what the solver would abort on.
  func validate() throws(LinearProgramError) {
    guard tolerance > 0, tolerance < 1 else { throw .invalidOption("tolerance \(tolerance) is not between 0 and 1") }
    guard relativeGap >= 0, relativeGap.isFinite else {
      throw .invalidOption("relative gap \(relativeGap) is not a finite number of 0 or more")
    }
    if let iterationLimit, iterationLimit < 0 {
      throw .invalidOption("iteration limit \(iterationLimit) is negative")
    }
    if let nodeLimit, nodeLimit < 1 { throw .invalidOption("node limit \(nodeLimit) is less than 1") }
    if let timeLimit, timeLimit < .zero { throw .invalidOption("time limit \(timeLimit) is negative") }
  }
}
