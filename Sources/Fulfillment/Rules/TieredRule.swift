import SupplyModel

/// `central-first` and `nearest-store-first`: the nearest node of one tier; when it lacks, the nearest of another.
///
/// The whole order from the first, else from the second, else line by line from the first of the two that can. Other
/// nodes are never asked. A pickup order has one node only.
struct TieredRule: OrderRule {
  /// For each destination, the nodes to ask in turn.
  private let steps: TierSteps
  private let destinationOf: [Int32]

  static func centralFirst(_ tables: ScenarioTables) -> TieredRule { TieredRule(.centralFirst(tables), tables: tables) }

  static func nearestStoreFirst(_ tables: ScenarioTables) -> TieredRule {
    TieredRule(.nearestStoreFirst(tables), tables: tables)
  }

  /// - Parameter tables: of the orders; the destinations are those that the steps were made for.
  init(_ steps: TierSteps, tables: ScenarioTables) {
    self.steps = steps
    destinationOf = tables.destinationOf
  }

  /// The nodes that the rule asks for a destination, in turn.
  func nodes(for destination: Int32) -> [NodeIndex] { destination < 0 ? [] : steps.nodes[Int(destination)] }

  func flatRule(_ flat: FlatScenario) -> FlatTiered { FlatTiered(flat, self) }

  func serve(_ finder: WayFinder, _ query: WayQuery) -> [Piece] {
    let problem = finder.problem
    let sources: [Int] =
      problem.isPickup
      ? Array(problem.sources.indices)
      : nodes(for: destinationOf[problem.order]).compactMap { node in
        problem.sources.firstIndex { $0.node == node }
      }
    for source in sources where finder.searchWhole(from: source, query) { return finder.pieces }
    guard problem.split != .never else { return [] }
    var pieces: [Piece] = []
    for line in problem.lines.indices {
      var left = problem.lines[line].quantity
      for source in sources where left > 0 {
        let room = min(left, problem.stockLimit(source: source, line: line, query))
        let wanted = problem.split == .units ? room : room == left ? left : 0
        guard wanted > 0 else { continue }
        let piece = Piece(source: Int32(source), line: Int32(line), quantity: wanted)
        if let fitted = fit(piece, into: pieces, problem, query) {
          pieces = fitted.pieces
          left -= fitted.quantity
        }
      }
    }
    return pieces
  }

  /// Adds a piece as far as limits allow; by units, fewer of them where all do not fit.
  private func fit(
    _ piece: Piece, into pieces: [Piece], _ problem: OrderProblem, _ query: WayQuery
  ) -> (pieces: [Piece], quantity: Int32)? {
    var piece = piece
    while piece.quantity > 0 {
      let joined = (pieces + [piece]).sorted { ($0.source, $0.line) < ($1.source, $1.line) }
      if problem.isFeasible(joined, query) && problem.cost(of: joined) < infeasible { return (joined, piece.quantity) }
      guard problem.split == .units else { return nil }
      piece.quantity -= 1
    }
    return nil
  }
}
