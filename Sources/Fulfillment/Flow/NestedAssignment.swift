/// Orders of one unit each, places that serve them, and limits nested in one another: a transportation problem on a
/// tree (an order takes a unit of its place, of what the place is part of, and so on up).
///
/// Stock rows within nodes are such a tree, stock that may be sent within stock that may leave another level of it.
/// All money in millionths, so that every dual is a whole number too.
package struct NestedAssignment: Sendable {
  /// What each limit is part of: an index below that of any part of it, or -1.
  package private(set) var parents: [Int32] = []
  /// Units, at least 1; `Int32.max` = unlimited.
  package private(set) var limits: [Int32] = []
  /// First arc of each order; one longer than the orders.
  package private(set) var starts: [Int32] = [0]
  /// The limit that each arc ends at.
  package var places: [Int32] = []
  /// Ascending within an order.
  package var costs: [Int64] = []
  /// What each order costs unserved.
  package private(set) var unserved: [Int64] = []

  package init() {}

  package var orderCount: Int { unserved.count }

  /// Adds a limit and returns its number. A limit of 0 has no place here: leave out its arcs.
  /// - Parameter parent: a limit that exists, or -1.
  package mutating func addLimit(_ units: Int32, within parent: Int32) -> Int32 {
    precondition(units > 0 && parent < parents.count)
    parents.append(parent)
    limits.append(units)
    return Int32(parents.count - 1)
  }

  /// Ends the order whose arcs were appended to `places` and `costs`, the cheapest first.
  package mutating func endOrder(unserved cost: Int64) {
    starts.append(Int32(places.count))
    unserved.append(cost)
  }

  /// Appends orders whose arcs follow each other, the cheapest of each first.
  /// - Parameter counts: arcs of each order.
  package mutating func append(places: [Int32], costs: [Int64], counts: [Int32], unserved: [Int64]) {
    self.places.append(contentsOf: places)
    self.costs.append(contentsOf: costs)
    var end = starts[starts.count - 1]
    for count in counts {
      end += count
      starts.append(end)
    }
    self.unserved.append(contentsOf: unserved)
  }

  /// The arcs of an order.
  @inline(__always)
  package func arcs(_ order: Int) -> Range<Int> { Int(starts[order])..<Int(starts[order + 1]) }
}

/// An optimal assignment and the prices that prove it.
package struct NestedOptimum: Sendable {
  /// The arc that serves each order; -1 = unserved.
  package var choices: [Int32]
  /// Of a unit of each limit itself; what an order pays at a place is the sum of them up the tree. Never negative, and 0
  /// where the limit is not reached.
  package var prices: [Int64]

  /// Sum of the costs.
  package func cost(_ problem: NestedAssignment) -> Int64 {
    choices.indices.reduce(0) { $0 + (choices[$1] < 0 ? problem.unserved[$1] : problem.costs[Int(choices[$1])]) }
  }

  /// What the prices prove: each order at its least priced choice, less what the limits are worth.
  package func bound(_ problem: NestedAssignment) -> Int64 {
    var tolls = prices
    var bound: Int64 = 0
    for limit in prices.indices {
      if problem.parents[limit] >= 0 { tolls[limit] += tolls[Int(problem.parents[limit])] }
      if prices[limit] > 0 { bound -= prices[limit] * Int64(problem.limits[limit]) }
    }
    for order in 0..<problem.orderCount {
      var least = problem.unserved[order]
      for arc in problem.arcs(order) { least = min(least, problem.costs[arc] + tolls[Int(problem.places[arc])]) }
      bound += least
    }
    return bound
  }
}
