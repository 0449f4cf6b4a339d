import Fulfillment
import LinearProgramming
import RandomStreams

/// Random assignments within nested limits, and what another solver makes of them.
enum NestedProblems {
  /// Orders over places within places: `depth` levels of limits, few units each.
  static func make(seed: UInt64, orders: Int, tops: Int, inner: Int, largestCost: Int) -> NestedAssignment {
    var stream = RandomStream(seed: seed, purpose: "nested assignment")
    var problem = NestedAssignment()
    let share = max(1, 2 * orders / tops)
    for _ in 0..<tops {
      let limit = stream.bernoulli(0.2) ? Int32.max : Int32(stream.uniform(in: 1...share))
      _ = problem.addLimit(limit, within: -1)
    }
    for _ in 0..<inner {
      let parent = stream.uniform(below: problem.parents.count + 1) - 1
      _ = problem.addLimit(Int32(stream.uniform(in: 1...max(1, share / 2))), within: Int32(parent))
    }
    for _ in 0..<orders {
      var arcs: [(cost: Int64, place: Int32)] = []
      for place in problem.limits.indices where stream.bernoulli(0.4) {
        arcs.append((Int64(stream.uniform(in: -2...largestCost)), Int32(place)))
      }
      for arc in arcs.sorted(by: { ($0.cost, $0.place) < ($1.cost, $1.place) }) {
        problem.places.append(arc.place)
        problem.costs.append(arc.cost)
      }
      problem.endOrder(unserved: Int64(stream.uniform(in: 0...3 * largestCost)))
    }
    return problem
  }

  /// The least cost by the out-of-kilter method of GLPK.
  static func leastCost(_ problem: NestedAssignment) throws -> Int? {
    var network = MinimumCostFlow()
    for _ in problem.limits { network.addNode() }
    let sink = network.addNode(supply: -Int32(problem.orderCount))
    for (limit, parent) in problem.parents.enumerated() {
      _ = try network.addArc(
        from: Int32(limit), to: parent < 0 ? sink : parent,
        capacity: min(problem.limits[limit], Int32(problem.orderCount)), cost: 0)
    }
    for order in 0..<problem.orderCount {
      let vertex = network.addNode(supply: 1)
      for arc in problem.arcs(order) {
        _ = try network.addArc(from: vertex, to: problem.places[arc], capacity: 1, cost: Int32(problem.costs[arc]))
      }
      _ = try network.addArc(from: vertex, to: sink, capacity: 1, cost: Int32(problem.unserved[order]))
    }
    return try network.solve()?.cost
  }
}
