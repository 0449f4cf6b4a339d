import CGLPK
import CGLPKShim

/// What a run of simplex ended with, in our words.
struct SimplexOutcome {
  enum End {
    case optimal, infeasible, unbounded
    case iterationLimit, timeLimit
    /// The start cannot be factorized.
    case badBasis
    /// Neither answer nor limit: another method must decide.
    case undecided(String)
  }

  let end: End
  let objective: Double
  let iterations: Int
  let isPrimalFeasible: Bool
  let isDualFeasible: Bool

  init(_ outcome: allot_lp_outcome) {
    objective = outcome.objective
    iterations = Int(outcome.iterations)
    isPrimalFeasible = outcome.primal_status == GLP_FEAS
    isDualFeasible = outcome.dual_status == GLP_FEAS
    end =
      switch (outcome.code, outcome.status) {
      case (0, GLP_OPT): .optimal
      case (0, GLP_NOFEAS), (GLP_ENOPFS, _): .infeasible
      case (0, GLP_UNBND): .unbounded
      case (GLP_EITLIM, _): .iterationLimit
      case (GLP_ETMLIM, _): .timeLimit
      case (GLP_EBADB, _), (GLP_ESING, _), (GLP_ECOND, _): .badBasis
      default: .undecided("simplex returned \(outcome.code) with status \(outcome.status)")
      }
  }
}

/// What branch and bound ended with, in our words.
struct BranchOutcome {
  enum End {
    case optimal, gapReached, infeasible, unbounded
    case nodeLimit, timeLimit, cancelled
    case failed(String)
  }

  let end: End
  /// Objective of the best integer solution, nil without one.
  let objective: Double?
  /// The best bound over the open nodes when last seen.
  let bound: Double?
  let nodes: Int
  let iterations: Int

  init(_ result: allot_lp_branch_outcome) {
    let outcome = result.outcome
    objective = outcome.status == GLP_OPT || outcome.status == GLP_FEAS ? outcome.objective : nil
    bound = result.has_bound != 0 ? result.best_bound : nil
    nodes = Int(result.nodes)
    iterations = Int(outcome.iterations)
    end =
      switch (outcome.code, outcome.status) {
      case (0, GLP_OPT): .optimal
      case (0, GLP_NOFEAS), (GLP_ENOPFS, _): .infeasible
      case (GLP_ENODFS, _): .unbounded
      case (GLP_EMIPGAP, _): .gapReached
      case (GLP_ETMLIM, _): .timeLimit
      case (GLP_ESTOP, _): result.stop == ALLOT_LP_STOP_CANCELLED ? .cancelled : .nodeLimit
      default: .failed("branch and bound returned \(outcome.code) with status \(outcome.status)")
      }
  }
}

/// What a flow solve ended with, in our words.
enum FlowEnd {
  case optimal, infeasible
  case failed(String)

  init(_ code: Int32) {
    self =
      switch code {
      case 0: .optimal
      case GLP_ENOPFS: .infeasible
      case GLP_ERANGE: .failed("a flow or a potential does not fit 32 bits")
      default: .failed("the out-of-kilter method returned \(code)")
      }
  }
}

/// Which of a problem's solutions to read.
enum PointKind {
  case vertex, interior, integer

  var code: Int32 {
    switch self {
    case .vertex: GLP_SOL
    case .interior: GLP_IPT
    case .integer: GLP_MIP
    }
  }
}

/// A solution's arrays.
struct Point {
  var values: [Double]
  var reducedCosts: [Double]
  var activities: [Double]
  var duals: [Double]
}

/// For tests: ways to make the solver itself abort.
package enum SolverFault: Sendable, CaseIterable {
  case badColumn, duplicateEntry, inCallback, outOfMemory

  var code: Int32 {
    switch self {
    case .badColumn: ALLOT_LP_FAULT_BAD_COLUMN
    case .duplicateEntry: ALLOT_LP_FAULT_DUPLICATE_ENTRY
    case .inCallback: ALLOT_LP_FAULT_IN_CALLBACK
    case .outOfMemory: ALLOT_LP_FAULT_NO_MEMORY
    }
  }
}

/// For tests: what the solver holds for the calling thread.
package enum SolverThread {
  /// Sessions that are open and were not ended by an error.
  package static var liveSessions: Int { Int(allot_lp_live_count()) }
  /// Whether the thread has a solver environment that was made here.
  package static var hasEnvironment: Bool { allot_lp_owns_environment() != 0 }
}
