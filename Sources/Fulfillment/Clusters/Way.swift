import SupplyModel

/// A way to serve one order: what it costs and what it takes, ready to be a column of a master program.
struct Way: Sendable {
  var order: Int
  /// Exact cost beyond the order's locked shipments, activation apart (millionths).
  var cost: Int64
  /// By node and line; empty: nothing is served.
  var pieces: [NodePiece]
  /// Limited resources that it takes, each once, ascending.
  var resources: [Int32]
  var amounts: [Int32]
  /// Nodes whose activation it needs, ascending.
  var activates: [NodeIndex]

  /// - Parameter pieces: sorted by source and line.
  init(_ problem: OrderProblem, _ pieces: [Piece]) {
    order = problem.order
    cost = problem.cost(of: pieces)
    self.pieces = problem.nodePieces(pieces)
    let limits = problem.tables.resources.limits
    var uses: [(resource: Int32, amount: Int32)] = []
    problem.forEachUse(of: pieces) { resource, amount in
      if limits[resource] != .max { uses.append((Int32(resource), amount)) }
    }
    uses.sort { $0.resource < $1.resource }
    resources = []
    amounts = []
    for (resource, amount) in uses {
      if resources.last == resource {
        amounts[amounts.count - 1] += amount
      } else {
        resources.append(resource)
        amounts.append(amount)
      }
    }
    activates = []
    for piece in pieces {
      let source = problem.sources[Int(piece.source)]
      let facts = problem.tables.nodes[Int(source.node)]
      if !source.isLocked && !facts.isActive && facts.activationCost > 0 && activates.last != source.node {
        activates.append(source.node)
      }
    }
  }

  /// How much it takes of a resource. Complexity: O(log resources).
  func amount(of resource: Int32) -> Int32 {
    var (low, high) = (0, resources.count)
    while low < high {
      let middle = (low + high) / 2
      if resources[middle] < resource { low = middle + 1 } else { high = middle }
    }
    return low < resources.count && resources[low] == resource ? amounts[low] : 0
  }
}
