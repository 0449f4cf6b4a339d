import Forecasting

/// The newsvendor: how much to have before a demand is known, when a unit left over costs `holdingCost` and a unit short
/// `stockoutCost`.
///
/// Source: Arrow, Harris and Marschak 1951; Snyder and Shen, Fundamentals of Supply Chain Theory, 2nd ed., section 4.3.
package struct Newsvendor: Hashable, Sendable {
  /// Money a unit left over, above 0.
  package let holdingCost: Double
  /// Money a unit short, above 0.
  package let stockoutCost: Double

  /// A quantity in units and the expected cost that comes with it.
  package struct Solution: Hashable, Sendable {
    package var quantity: Double
    package var cost: Double
  }

  package init(holdingCost: Double, stockoutCost: Double) {
    precondition(holdingCost > 0 && stockoutCost > 0, "both costs of a newsvendor are above 0")
    self.holdingCost = holdingCost
    self.stockoutCost = stockoutCost
  }

  /// The probability with which the best quantity covers the demand.
  package var criticalRatio: Double { stockoutCost / (holdingCost + stockoutCost) }

  /// The best quantity for normal demand. O(1).
  package func best(mean: Double, standardDeviation: Double) -> Solution {
    let z = NormalDistribution.quantile(criticalRatio)
    return Solution(
      quantity: mean + z * standardDeviation,
      cost: (holdingCost + stockoutCost) * NormalDistribution.density(z) * standardDeviation)
  }

  /// The expected cost of a quantity under normal demand. O(1).
  package func cost(of quantity: Double, mean: Double, standardDeviation: Double) -> Double {
    let short = normalLoss(at: quantity, mean: mean, standardDeviation: standardDeviation)
    return holdingCost * (quantity - mean + short) + stockoutCost * short
  }

  /// The best whole quantity for demand in whole units: the least one that covers it with the critical ratio.
  /// - Complexity: O(largest demand that matters).
  package func best(_ demand: DemandDistribution) -> Solution {
    let quantity = demand.quantile(criticalRatio)
    return Solution(quantity: Double(quantity), cost: cost(of: quantity, demand))
  }

  /// The expected cost of a whole quantity under demand in whole units.
  /// - Complexity: O(largest demand that matters).
  package func cost(of quantity: Int, _ demand: DemandDistribution) -> Double {
    let tail = demand.tail(epsilon: 1e-15)
    let short = tail.dropFirst(quantity).reversed().reduce(0, +)
    // Units left over are those by which each of the first `quantity` is not asked for.
    let left = (0..<quantity).reduce(0.0) { $0 + 1 - ($1 < tail.count ? tail[$1] : 0) }
    return holdingCost * left + stockoutCost * short
  }
}

/// E max(0, D - quantity) for normal demand. O(1).
func normalLoss(at quantity: Double, mean: Double, standardDeviation: Double) -> Double {
  guard standardDeviation > 0 else { return max(0, mean - quantity) }
  return max(0, standardDeviation * NormalDistribution.loss((quantity - mean) / standardDeviation))
}
