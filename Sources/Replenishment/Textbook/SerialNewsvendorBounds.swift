/// Bounds on the optimal echelon levels of a serial system by two newsvendors a stage, and their mean as a heuristic.
///
/// Stage j alone with all before it, goods held for the echelon cost of j only or for the sum of all up to j, has levels
/// above and below the optimal one. Source: Shang and Song 2003, Newsvendor bounds and heuristic for optimal policies in
/// serial supply chains; Snyder and Shen, Fundamentals of Supply Chain Theory, 2nd ed., section 6.2.4.
package struct SerialNewsvendorBounds: Hashable, Sendable {
  /// Units, a stage each.
  package let lower: [Double]
  package let upper: [Double]

  /// The mean of both: seldom a percent above the least cost. For demand in whole units it may lie between two.
  package var heuristic: [Double] { zip(lower, upper).map { ($0 + $1) / 2 } }

  /// - Complexity: O(stages), for demand in whole units O(stages x largest demand that matters).
  package init(_ system: SerialSystem) {
    let costs = system.stages.map(\.echelonHoldingCost)
    let sum = costs.reduce(0, +)
    var lower: [Double] = []
    var upper: [Double] = []
    var (time, upTo) = (0.0, 0.0)
    for (stage, cost) in zip(system.stages, costs) {
      time += stage.leadTime
      upTo += cost
      let stockout = system.stockoutCost + sum - upTo
      let demand = system.demand.times(time)
      lower.append(demand.quantile(stockout / (stockout + upTo)))
      upper.append(demand.quantile(stockout / (stockout + cost)))
    }
    self.lower = lower
    self.upper = upper
  }
}
