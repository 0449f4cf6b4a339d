import SupplyModel

/// The search for orders of many lines: branch and bound over the set of sources that serve the order.
///
/// For a fixed set every line goes to its cheapest member (or stays unfilled), on a linear function that the real
/// costs never fall below (`ParcelMinorant`). The least such value over all sets is a lower bound; the best set's way
/// is then priced exactly. The search ends after a fixed amount of work; what it did not reach enters the bound.
struct NodeSetSearch {
  private(set) var pieces: [Piece] = []
  /// Exact priced cost of `pieces`.
  private(set) var value: Int64 = 0
  private(set) var bound: Int64 = 0

  /// Sets looked at before the search gives up on proving more.
  static let maxSets = 1_500

  private var model = LinearOrderModel()
  private var chosen: [Int] = []
  private var bestSet: [Int] = []
  private var bestValue: Int64 = 0
  private var openBound: Int64 = 0
  private var work = 0

  mutating func search(_ problem: OrderProblem, _ query: WayQuery) {
    model.prepare(problem, query)
    chosen.removeAll()
    bestSet = []
    bestValue = model.value(of: [], model.nothing)
    openBound = .max
    work = 0
    extendGreedily()
    branch(from: 0, cheapest: model.nothing, fixed: 0)
    bound = min(bestValue, openBound)
    pieces = model.way(problem, query, from: bestSet)
    value = problem.pricedCost(of: pieces, query)
    if model.savesByFillingAll {
      let full = model.way(problem, query, from: bestSet, fillsAll: true)
      let fullValue = problem.pricedCost(of: full, query)
      if fullValue < value { (pieces, value) = (full, fullValue) }
    }
    let none = problem.unfilledCost { problem.lines[$0].quantity }
    if !query.fillsMost && none < value { (pieces, value) = ([], none) }
    // The linear model ignores late arrivals and rounds down, so it never exceeds an exact figure.
    bound = min(bound, value)
  }

  /// A good first set: add the source that helps most, as long as one helps.
  private mutating func extendGreedily() {
    var set: [Int] = []
    var cheapest = model.nothing
    while true {
      let isFull = set.count { model.isNew[$0] } >= model.maxNewSources
      var best: (value: Int64, source: Int) = (bestValue, -1)
      for source in model.order where !set.contains(source) && !(isFull && model.isNew[source]) {
        let value = model.value(of: set + [source], model.merged(cheapest, source))
        if value < best.value { best = (value, source) }
      }
      guard best.source >= 0 else { break }
      set.append(best.source)
      cheapest = model.merged(cheapest, best.source)
      (bestValue, bestSet) = (best.value, set)
    }
  }

  private mutating func branch(from first: Int, cheapest: [Int64], fixed: Int64) {
    let isFull = chosen.count { model.isNew[$0] } >= model.maxNewSources
    for position in first..<max(first, model.order.count) {
      if isFull && model.isNew[model.order[position]] { continue }
      // Whatever is added from here on costs at least one fixed cost and at best the cheapest line costs left.
      let least = fixed + model.leastFixed[position] + model.bestLines(cheapest, from: position)
      if least >= bestValue { return }
      work += 1
      if work > NodeSetSearch.maxSets {
        openBound = min(openBound, least)
        return
      }
      let source = model.order[position]
      chosen.append(source)
      let merged = model.merged(cheapest, source)
      let value = model.value(of: chosen, merged)
      if value < bestValue { (bestValue, bestSet) = (value, chosen) }
      branch(from: position + 1, cheapest: merged, fixed: fixed + model.fixed[source])
      chosen.removeLast()
    }
  }
}
