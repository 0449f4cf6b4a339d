import LinearProgramming

/// How the least cost of a SKU's network is found. Both are exact; plans of equal cost may differ.
package enum FlowMethod: String, CaseIterable, Sendable {
  /// The network simplex method of this room: whole numbers throughout.
  case network
  /// GLPK's simplex method on the network as a linear program: slower, and nothing of ours, for whoever wants to check.
  case glpk
}

/// Solves networks as linear programs, one after the other, from the basis of the last one of the same shape.
struct LinearFlowSolver {
  private struct Shape: Hashable {
    var rows: Int
    var columns: Int
  }

  private var bases: [Shape: Basis] = [:]

  /// Forgets all bases: what follows does not depend on what was solved before.
  mutating func forget() { bases = [:] }

  /// A flow of least cost: a vertex, which is whole, since the matrix of a network is totally unimodular.
  mutating func flows(_ network: StockFlow) throws(LinearProgramError) -> [Int32] {
    let model = try network.linearModel()
    if model.columnCount == 0 { return [] }
    let shape = Shape(rows: model.rowCount, columns: model.columnCount)
    var options = LinearOptions()
    options.method = .primalSimplex
    options.start = bases[shape].map { .basis($0) } ?? .advanced
    let solution = try model.solve(options)
    guard solution.status == .optimal else {
      throw .numericalFailure("the network of a SKU has no optimum by linear programming: \(solution.status)")
    }
    bases[shape] = solution.basis
    return solution.values.map { Int32($0.rounded(.toNearestOrAwayFromZero)) }
  }
}
