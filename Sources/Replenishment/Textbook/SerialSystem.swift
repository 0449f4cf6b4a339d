import Forecasting

/// A chain of stages, each supplied by the next, the last from outside without limit; the first meets the demand of
/// every period, and what it cannot meet waits.
///
/// Optimal echelon base stock levels by the recursion of Clark and Scarf 1960 in the form of Chen and Zheng 1994
/// (Snyder and Shen, Fundamentals of Supply Chain Theory, 2nd ed., section 6.2): with h the echelon holding costs, H their
/// sum, D_j the demand over the lead time of stage j,
///
///     C_j(y) = E[ h_j (y - D_j) + B_(j-1)(y - D_j) ],  B_0(x) = (p + H) max(0, -x),  B_j(x) = C_j(min(S_j, x)),
///
/// and S_j minimises C_j; C of the last stage at its S is the cost a period, goods on their way to a stage included.
package struct SerialSystem: Hashable, Sendable {
  /// A stage, the one that meets the demand first.
  package struct Stage: Hashable, Sendable {
    /// Money a unit and period that the unit costs more here than at the stage before it comes to.
    package var echelonHoldingCost: Double
    /// Periods from the supplying stage to here.
    package var leadTime: Double

    package init(echelonHoldingCost: Double, leadTime: Double) {
      self.echelonHoldingCost = echelonHoldingCost
      self.leadTime = leadTime
    }
  }

  /// Echelon base stock levels in units, and money a period.
  package struct Solution: Hashable, Sendable {
    /// Stock at the stage and all before it, and on the way between them, less what customers wait for.
    package var echelonLevels: [Double]
    package var cost: Double

    /// The same policy in levels of each stage's own stock.
    package var localLevels: [Double] {
      var level = Double.infinity
      let effective = echelonLevels.reversed().map { echelon -> Double in
        level = min(level, echelon)
        return level
      }
      let levels = Array(effective.reversed())
      return levels.indices.map { $0 == 0 ? levels[0] : levels[$0] - levels[$0 - 1] }
    }
  }

  package let stages: [Stage]
  /// Money a unit and period that a customer waits, above 0.
  package let stockoutCost: Double
  /// Of one period.
  package let demand: LeadTimeDemand

  /// - Parameter stages: the one that meets the demand first, at least one, with costs above 0 and lead times from 0.
  package init(stages: [Stage], stockoutCost: Double, demand: LeadTimeDemand) {
    precondition(!stages.isEmpty && stockoutCost > 0, "a serial system has a stage and a cost of being short")
    precondition(
      stages.allSatisfy { $0.echelonHoldingCost > 0 && $0.leadTime >= 0 }, "echelon costs are above 0, times from 0")
    self.stages = stages
    self.stockoutCost = stockoutCost
    self.demand = demand
  }

  /// The same from the cost of holding a unit at each stage: it rises towards the demand.
  package init(localHoldingCosts: [Double], leadTimes: [Double], stockoutCost: Double, demand: LeadTimeDemand) {
    precondition(localHoldingCosts.count == leadTimes.count, "every stage has a cost and a lead time")
    let upstream = localHoldingCosts.dropFirst() + [0]
    self.init(
      stages: zip(zip(localHoldingCosts, upstream), leadTimes).map { costs, leadTime in
        Stage(echelonHoldingCost: costs.0 - costs.1, leadTime: leadTime)
      }, stockoutCost: stockoutCost, demand: demand)
  }

  /// Steps a standard deviation of the whole lead time's demand, where demand is divisible: levels and cost come out to
  /// about four digits, in some milliseconds.
  package static let usualSteps = 100

  /// The best echelon base stock levels.
  ///
  /// - Parameter steps: to a standard deviation of the demand over all lead times; errors fall with their square.
  ///   Demand in whole units is cut unit by unit, or into so many steps where that is less.
  /// - Complexity: O(stages x steps^2).
  package func best(steps: Int = usualSteps) -> Solution { run(levels: nil, steps) }

  /// The cost of given echelon base stock levels, a period.
  /// - Complexity: O(stages x steps^2).
  package func cost(ofEchelonLevels levels: [Double], steps: Int = usualSteps) -> Double {
    precondition(levels.count == stages.count, "every stage has a level")
    return run(levels: levels, steps).cost
  }

  private func run(levels: [Double]?, _ steps: Int) -> Solution {
    let total = demand.times(stages.reduce(0) { $0 + $1.leadTime })
    let fine = max(total.standardDeviation, 1e-6 * max(1, total.mean)) / Double(steps)
    let isDivisible = if case .normal = demand { true } else { false }
    let step = isDivisible ? fine : max(1, fine.rounded(.down))
    let sum = stages.reduce(0) { $0 + $1.echelonHoldingCost }
    var solution = Solution(echelonLevels: [], cost: 0)
    var below = ServedCost(stockoutCost: stockoutCost + sum, step: step)
    var time = 0.0
    for (index, stage) in stages.enumerated() {
      time += stage.leadTime
      let costs = StageCost(
        stage.echelonHoldingCost, SteppedDemand(demand.times(stage.leadTime), step: step), below,
        within: SteppedDemand(demand.times(time), step: step))
      let level = levels?[index] ?? costs.bestLevel(isDivisible: isDivisible)
      solution.echelonLevels.append(level)
      solution.cost = costs.cost(at: level)
      below = ServedCost(costs, level: level)
    }
    return solution
  }
}
