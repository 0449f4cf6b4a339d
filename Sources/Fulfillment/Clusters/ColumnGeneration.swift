import LinearProgramming
import SupplyModel

/// Solves the relaxation of a master program over *all* ways of its orders: ways join as the prices call for them, then
/// ties of single orders to activations, then cuts.
///
/// The pricer is the exact search for one order, so the Lagrangian bound at the (rounded) duals is proven, whatever
/// the solver's tolerances.
struct ColumnGeneration {
  let scenario: Scenario
  let tables: ScenarioTables
  /// Rounds of pricing at most; the bound is valid after any.
  var maxRounds = 200
  /// Rounds that add cuts at most: each gains less than the one before.
  var cutRounds = 12
  /// Three rounds in a row whose ties and cuts raise the bound by a smaller share of it are the last.
  var leastGain = 2e-5
  /// Ties that join in one round at most, the most violated first: most of them never matter.
  var linksPerRound = 250
  /// Simplex iterations times rows at most.
  var maxWork = Int.max

  struct Result {
    /// With all ways that were generated.
    var master: MasterProgram
    /// The best proven bound on the cost of these orders with their activation (millionths), and its prices.
    var bound: Int64
    var prices: MasterPrices
    /// Least priced cost of each order at `prices`.
    var orderBounds: [Int64]
    /// By node, at `prices`: what leaving it inactive costs beyond the bound (millionths).
    var surplus: [Int64]
    /// The vertex of the last relaxation.
    var basis: Basis?

    /// Nodes whose activation the last relaxation leaves undecided, the most undecided first.
    var undecided: [NodeIndex] = []
    /// By falling value: what the last relaxation makes of each activation that has a cost.
    var leaning: [(node: NodeIndex, value: Double)] = []
    /// Simplex iterations times rows.
    var work = 0

    /// Whether a row of `master` binds at the vertex.
    func isTight(row: Int) -> Bool {
      guard let basis, row < basis.rows.count else { return true }
      return basis.rows[row] != .basic
    }

    /// Whether a way of `master` is part of the vertex.
    func isBasic(way: Int) -> Bool {
      guard let basis, master.firstWay + way < basis.columns.count else { return false }
      return basis.columns[master.firstWay + way] == .basic
    }
  }

  /// - Parameters:
  ///   - master: with at least one way for each order that fit together.
  ///   - start: prices that give a first bound.
  ///   - cutoff: a bound as high as this is enough.
  func run(
    _ master: MasterProgram, start: MasterPrices, cutoff: Int64 = .max, budget: Budget
  ) throws(LinearProgramError) -> Result {
    var master = master
    let pricer = MasterPricer(scenario: scenario, tables: tables)
    let first = pricer.price(master, start)
    var best = Result(
      master: master, bound: first.bound, prices: start, orderBounds: first.orderBounds,
      surplus: first.surplus)
    let model = try master.model(isInteger: false)
    var cutRounds = cutRounds
    var known = [Set<[NodePiece]>](repeating: [], count: master.orders.count)
    var position: [Int: Int] = [:]
    for (index, order) in master.orders.enumerated() { position[order] = index }
    for way in master.ways { if let index = position[way.order] { known[index].insert(way.pieces) } }
    var (before, poorRounds) = (Int64.min, 0)
    try model.withSolver { (solver) throws(LinearProgramError) in
      for round in 0..<maxRounds {
        budget.report(PhaseReport(phase: "columns", done: round, total: 0))
        if budget.isExhausted() { return }
        let solution = try solver.solve()
        guard solution.status == .optimal else { return }
        best.basis = solution.basis
        best.leaning = leaning(master, solution.values)
        best.undecided = best.leaning.filter { min($0.value, 1 - $0.value) > 1e-6 }.sorted {
          (abs($0.value - 0.5), $0.node) < (abs($1.value - 0.5), $1.node)
        }.map(\.node)
        best.work +=
          (solution.iterations + 10) * master.rows.count + 300 * master.orders.count + 25 * master.ways.count
        if best.bound >= cutoff || best.work >= maxWork { return }
        let prices = MasterPrices(master, duals: solution.rowDuals, tables: tables)
        let priced = pricer.price(master, prices)
        if priced.bound > best.bound {
          best.bound = priced.bound
          best.prices = prices
          best.orderBounds = priced.orderBounds
          best.surplus = priced.surplus
        }
        var new: [Way] = []
        for (index, candidate) in priced.ways.enumerated() {
          // Two millionths: below what rounding the prices can feign.
          let dual = Int64((solution.rowDuals[index] * 1e6).rounded()) + master.references[index]
          // Within the solver's tolerance of its vertex a way may seem to help that is there already.
          if let candidate, candidate.value < dual - 2, !known[index].contains(candidate.way.pieces) {
            known[index].insert(candidate.way.pieces)
            new.append(candidate.way)
          }
        }
        if !new.isEmpty {
          try master.add(new, to: &solver)
          continue
        }
        let gain = Double(best.bound) - Double(before)
        poorRounds = gain <= leastGain * Double(best.bound.magnitude) ? poorRounds + 1 : 0
        before = best.bound
        if poorRounds > 2 && leastGain > 0 { return }
        let links = master.violatedLinks(solution.values).prefix(linksPerRound)
        for link in links { try master.addLink(order: link.order, node: link.node, to: &solver) }
        var cuts: [CoverCut] = []
        if cutRounds > 0 {
          cutRounds -= 1
          cuts = CoverSeparation.cuts(master, values: solution.values, limits: master.limits)
          for cut in cuts { try master.addCover(cut, to: &solver) }
        }
        if links.isEmpty && cuts.isEmpty { return }
      }
    }
    best.master = master
    return best
  }

  /// What the relaxation makes of each activation, the largest first.
  private func leaning(_ master: MasterProgram, _ values: [Double]) -> [(node: NodeIndex, value: Double)] {
    master.activation.indices.filter { master.activation[$0] > 0 }
      .map { (NodeIndex($0), values[master.column(ofActivation: NodeIndex($0))]) }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
  }
}
