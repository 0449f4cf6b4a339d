import LinearProgramming
import SupplyModel

extension WayTree {
  /// The relaxation after some decisions.
  struct Relaxed: Sendable {
    /// Millionths beyond the references.
    var bound: Int64
    var basis: Basis?
    /// By column of the program.
    var values: [Double]
    var iterations: Int
  }

  /// A running solver and what is banned in it.
  struct Session {
    private var banned: [Bool]
    private var standing: [WayPool.Standing]

    init(_ pool: WayPool) {
      banned = [Bool](repeating: false, count: pool.program.ways.count)
      standing = [WayPool.Standing](repeating: .undecided, count: pool.program.activation.count)
    }

    /// The relaxation after some decisions; nil where nothing is left.
    mutating func relax(
      _ pool: WayPool, _ decisions: [(Decision, isTaken: Bool)], _ basis: Basis?, _ solver: inout LinearSolver
    ) throws(LinearProgramError) -> Relaxed? {
      try apply(pool, decisions, &solver)
      var options = LinearOptions()
      if let basis { options.start = .basis(basis) }
      options.method = .dualSimplex
      let solution = try solver.solveRelaxation(options)
      guard solution.status == .optimal else {
        if solution.status == .infeasible { return nil }
        throw .numericalFailure("a relaxation ended as \(solution.status)")
      }
      guard let bound = pool.bound(duals: solution.rowDuals, banned: banned, standing: standing) else { return nil }
      return Relaxed(bound: bound, basis: solution.basis, values: solution.values, iterations: solution.iterations)
    }

    private mutating func apply(
      _ pool: WayPool, _ decisions: [(Decision, isTaken: Bool)], _ solver: inout LinearSolver
    ) throws(LinearProgramError) {
      let program = pool.program
      var banned = [Bool](repeating: false, count: self.banned.count)
      var standing = [WayPool.Standing](repeating: .undecided, count: self.standing.count)
      for (decision, isTaken) in decisions {
        switch decision {
        case .activation(let node):
          standing[Int(node)] = isTaken ? .active : .closed
          guard !isTaken else { continue }
          for (index, way) in program.ways.enumerated() where way.activates.contains(node) { banned[index] = true }
        case .use(let order, let node):
          for index in pool.ways(ofOrder: order)
          where program.ways[index].pieces.contains(where: { $0.node == node }) != isTaken { banned[index] = true }
        case .take(let order, let resource, let threshold):
          for index in pool.ways(ofOrder: order)
          where (program.ways[index].amount(of: resource) >= threshold) != isTaken { banned[index] = true }
        case .way(let way):
          if isTaken {
            let order = pool.starts.partitioningIndex { $0 > way } - 1
            for index in pool.ways(ofOrder: order) where index != way { banned[index] = true }
          } else {
            banned[way] = true
          }
        }
      }
      for index in banned.indices where banned[index] != self.banned[index] {
        try solver.setBounds(
          ofColumn: Int32(program.firstWay + index), to: banned[index] ? .equal(0) : .nonNegative)
      }
      for node in standing.indices where standing[node] != self.standing[node] {
        let bounds: LinearBounds =
          switch standing[node] {
          case .undecided: .unit
          case .closed: .equal(0)
          case .active: .equal(1)
          }
        try solver.setBounds(ofColumn: Int32(program.column(ofActivation: NodeIndex(node))), to: bounds)
      }
      self.banned = banned
      self.standing = standing
    }
  }
}

extension [Int] {
  /// The first index whose element satisfies a predicate that holds for all later ones too.
  fileprivate func partitioningIndex(_ predicate: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if predicate(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
