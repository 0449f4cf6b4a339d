import LinearProgramming
import SupplyModel

/// Branch and bound over the ways of a pool: first on what is activated, then on which node serves which order, then on
/// how much orders take of a resource.
///
/// Bounds are whole numbers recomputed from the duals of each relaxation, so that no tolerance of the solver enters.
/// Best first, but each branching is followed down as long as it may hold a better plan. Every relaxation starts at its
/// parent's vertex: what it finds does not depend on what was solved before.
struct WayTree {
  struct Options: Sendable {
    /// Relaxations at most.
    var maxNodes = 20_000
    /// Simplex iterations times rows at most: a count of work that is the same on every machine.
    var maxWork = 400_000_000
    /// Relaxations while the best plan is further above the floor than `span`: such a plan the pool cannot prove.
    var searchNodes = 200
    var span = Int64.max
    /// Decisions that are tried at a node, and tries without a better one that end it.
    var looks = 12
    var mostMisses = 4
    /// Tries after which what a decision gains is taken for known.
    var reliable = 1
  }

  private static let tolerance = 1e-6

  struct Result {
    /// The best plan found that beats the start; nil without one.
    var ways: [Way]?
    /// Proven: no plan of the pool costs less (millionths); never above the best plan known.
    var bound: Int64
    var isFinished: Bool
    var nodes: Int
    var work: Int
  }

  let pool: WayPool
  /// A bound known before.
  let floor: Int64
  var options = Options()

  init(pool: WayPool, floor: Int64) {
    self.pool = pool
    self.floor = floor
  }

  enum Decision: Hashable, Sendable {
    case activation(NodeIndex)
    /// An order (by its position) is served by a node.
    case use(order: Int, node: NodeIndex)
    /// An order takes at least so much of a resource.
    case take(order: Int, resource: Int32, threshold: Int32)
    case way(Int)
  }

  /// A node that may hold a better plan.
  private struct Open {
    var decisions: [(Decision, isTaken: Bool)]
    var basis: Basis?
    var bound: Int64
    /// What is undecided in its relaxation, and how far.
    var candidates: [(decision: Decision, value: Double)]
  }

  /// - Parameters:
  ///   - start: cost of the best plan known, counted like the pool's references and activation.
  ///   - basis: a vertex to start at.
  func run(start: Int64, basis: Basis?, budget: Budget) throws(LinearProgramError) -> Result {
    let model = try pool.program.model(isInteger: false)
    let second = budget.threads > 1 ? SecondSolver(model, pool) : nil
    defer { second?.finish() }
    return try model.withSolver { (solver) throws(LinearProgramError) in
      var search = Search(tree: self, start: start, second: second)
      try search.run(&solver, basis: basis, budget: budget)
      return search.result
    }
  }

  /// The state of a run.
  private struct Search {
    let tree: WayTree
    var result: Result
    /// Cost of the best plan known, and what it counts beyond the program's relative costs.
    private var best: Int64
    private let base: Int64
    /// Bounds of what was left undecided.
    private var lowest = Int64.max
    private var session: Session
    private let second: SecondSolver?
    private var gains: [Decision: Gains] = [:]

    /// What deciding a thing raised the bound by, per unit of its distance.
    private struct Gains {
      var sum = (taken: 0.0, refused: 0.0)
      var count = (taken: 0.0, refused: 0.0)
    }

    init(tree: WayTree, start: Int64, second: SecondSolver?) {
      self.tree = tree
      self.second = second
      best = start
      // The best plan known costs 0 in the program.
      base = start - tree.pool.program.activationReference
      result = Result(ways: nil, bound: start, isFinished: true, nodes: 0, work: 0)
      session = Session(tree.pool)
    }

    mutating func run(_ solver: inout LinearSolver, basis: Basis?, budget: Budget) throws(LinearProgramError) {
      var open: [Open] = []
      let root = try session.relax(tree.pool, [], basis, &solver)
      var next = judge(root, [], .min)
      while let node = next {
        let isSearching = best - tree.floor > tree.options.span && result.ways != nil
        if result.nodes >= (isSearching ? tree.options.searchNodes : tree.options.maxNodes)
          || result.work >= tree.options.maxWork || budget.isExhausted()
        {
          open.append(node)
          result.isFinished = false
          break
        }
        var children = try branch(node, &solver)
        children.sort { $0.bound < $1.bound }
        open.removeAll { $0.bound >= best }
        // Down the more promising branch; else on with the least bound.
        if let first = children.first, first.bound < best {
          next = first
          open += children.dropFirst().filter { $0.bound < best }
        } else {
          next = open.indices.min { (open[$0].bound, $0) < (open[$1].bound, $1) }.map { open.remove(at: $0) }
        }
        budget.report(PhaseReport(phase: "branch and bound", done: result.nodes, total: 0))
      }
      for node in open { lowest = min(lowest, node.bound) }
      result.bound = min(best, lowest)
    }

    /// Keeps a node if it may hold a better plan.
    private mutating func judge(
      _ relaxed: Relaxed?, _ decisions: [(Decision, isTaken: Bool)], _ parent: Int64
    ) -> Open? {
      result.nodes += 1
      // Taking up a vertex and reading off a bound cost some passes over the columns.
      result.work += 10 * tree.pool.program.rows.count + 25 * tree.pool.program.ways.count
      guard let relaxed else { return nil }
      let program = tree.pool.program
      result.work += relaxed.iterations * program.rows.count
      let bound = max(parent, base + relaxed.bound)
      if bound >= best { return nil }
      let candidates = tree.candidates(relaxed.values)
      if candidates.isEmpty {
        let ways = program.chosenWays(relaxed.values)
        if let cost = tree.exactCost(ways).map({ $0 + base - program.references.reduce(0, +) }), cost < best {
          best = cost
          result.ways = ways
        }
        // What the duals leave open below the plan found here.
        if bound < best { lowest = min(lowest, bound) }
        return nil
      }
      return Open(decisions: decisions, basis: relaxed.basis, bound: bound, candidates: candidates)
    }

    /// The nodes below a node, by the decision that raises their bounds most among those that look best (strong
    /// branching with memory: Achterberg, Koch & Martin 2005).
    private mutating func branch(_ node: Open, _ solver: inout LinearSolver) throws(LinearProgramError) -> [Open] {
      let ranked = node.candidates.indices.map { (score: estimate(node.candidates[$0]), index: $0) }
        .sorted { ($0.score, $1.index) > ($1.score, $0.index) }
      var chosen: (score: Double, children: [Open])?
      var misses = 0
      for (score, index) in ranked.prefix(tree.options.looks) {
        let (decision, value) = node.candidates[index]
        if let chosen, chosen.score >= score, isReliable(decision) { break }
        let children = try split(node, decision, value, &solver)
        if children.open.count < 2 || node.bound >= best { return children.open }
        if children.score > chosen?.score ?? -1 {
          chosen = (children.score, children.open)
          misses = 0
        } else {
          misses += 1
          if misses >= tree.options.mostMisses { break }
        }
      }
      return chosen?.children ?? []
    }

    private mutating func split(
      _ node: Open, _ decision: Decision, _ value: Double, _ solver: inout LinearSolver
    ) throws(LinearProgramError) -> (open: [Open], score: Double) {
      var open: [Open] = []
      var gain = (taken: 0.0, refused: 0.0)
      let taken = node.decisions + [(decision, true)]
      let refused = node.decisions + [(decision, false)]
      second?.post(refused, node.basis)
      // Nothing may be left behind in the second solver.
      let first = Swift.Result { () throws(LinearProgramError) in
        try session.relax(tree.pool, taken, node.basis, &solver)
      }
      let other =
        if let second, !second.reclaims() {
          second.wait()
        } else {
          Swift.Result { () throws(LinearProgramError) in
            try session.relax(tree.pool, refused, node.basis, &solver)
          }
        }
      for (relaxed, isTaken) in [(try first.get(), true), (try other.get(), false)] {
        let child = judge(relaxed, isTaken ? taken : refused, node.bound)
        let raised = Double((child?.bound ?? best) - node.bound)
        if isTaken { gain.taken = raised } else { gain.refused = raised }
        if let child { open.append(child) }
      }
      gains[decision, default: Gains()].sum.taken += gain.taken / max(1e-6, 1 - value)
      gains[decision, default: Gains()].sum.refused += gain.refused / max(1e-6, value)
      gains[decision, default: Gains()].count.taken += 1
      gains[decision, default: Gains()].count.refused += 1
      return (open, product(gain.taken, gain.refused))
    }

    private func product(_ taken: Double, _ refused: Double) -> Double { max(taken, 1) * max(refused, 1) }

    private func isReliable(_ decision: Decision) -> Bool {
      (gains[decision]?.count.taken ?? 0) >= Double(tree.options.reliable)
    }

    /// How much deciding a thing is expected to raise the bounds.
    private func estimate(_ candidate: (decision: Decision, value: Double)) -> Double {
      guard let known = gains[candidate.decision], known.count.taken > 0 else {
        // Before anything is known: the undecided ones, and these before all that is known to be poor.
        let distance = min(candidate.value, 1 - candidate.value)
        return distance * distance * mean
      }
      return product(
        known.sum.taken / known.count.taken * (1 - candidate.value),
        known.sum.refused / known.count.refused * candidate.value)
    }

    /// A gain to expect where nothing is known: that of the gap.
    private var mean: Double {
      let gap = Double(best - tree.floor)
      return max(1, gap * gap)
    }
  }

  /// Cost of ways with activation; nil where they are no plan.
  private func exactCost(_ ways: [Way]) -> Int64? {
    let program = pool.program
    guard ways.map(\.order) == program.orders else { return nil }
    var taken: [Int32: Int64] = [:]
    for way in ways {
      for (resource, amount) in zip(way.resources, way.amounts) { taken[resource, default: 0] += Int64(amount) }
    }
    guard taken.allSatisfy({ $0.value <= Int64(program.limits[Int($0.key)]) }) else { return nil }
    return OrderGroup.cost(of: ways, activation: program.activation)
  }

  /// What is undecided at a fractional solution: activations first, then which node serves which order, then how much
  /// orders take. Empty where the solution is whole.
  private func candidates(_ values: [Double]) -> [(decision: Decision, value: Double)] {
    let program = pool.program
    var found: [(decision: Decision, value: Double)] = []
    func offer(_ decision: Decision, _ value: Double) {
      if min(value, 1 - value) > WayTree.tolerance { found.append((decision, value)) }
    }
    for node in program.activation.indices where program.activation[node] > 0 {
      offer(.activation(NodeIndex(node)), values[program.column(ofActivation: NodeIndex(node))])
    }
    if !found.isEmpty { return found }
    var fractional: [(order: Int, ways: [Int])] = []
    for order in program.orders.indices {
      let ways = pool.ways(ofOrder: order).filter { values[program.firstWay + $0] > WayTree.tolerance }
      if ways.count > 1 { fractional.append((order, ways)) }
    }
    for (order, ways) in fractional {
      var shares: [NodeIndex: Double] = [:]
      for way in ways {
        var previous: NodeIndex = -1
        for piece in program.ways[way].pieces where piece.node != previous {
          previous = piece.node
          shares[piece.node, default: 0] += values[program.firstWay + way]
        }
      }
      for node in shares.keys.sorted() { offer(.use(order: order, node: node), shares[node] ?? 0) }
    }
    if !found.isEmpty { return found }
    for (order, ways) in fractional {
      for way in ways {
        for (resource, amount) in zip(program.ways[way].resources, program.ways[way].amounts) {
          let share = ways.reduce(0.0) {
            $0 + (program.ways[$1].amount(of: resource) >= amount ? values[program.firstWay + $1] : 0)
          }
          offer(.take(order: order, resource: resource, threshold: amount), share)
        }
      }
    }
    if !found.isEmpty { return found }
    for (_, ways) in fractional { for way in ways { offer(.way(way), values[program.firstWay + way]) } }
    return found
  }
}
