/// Measures quantile forecasts, remembering the last distribution: most methods expect the same of every whole period, and
/// its quantiles cost more than all else.
struct PinballRuler {
  private var mean = -1.0
  private var variance = -1.0
  /// As many lanes as `BacktestPlan.levels` has probabilities are used.
  private var quantiles = SIMD8<Double>.zero

  /// The pinball loss of `BacktestPlan.levels` on average. Complexity: O(units) where mean or variance is new, else O(1).
  mutating func meanLoss(_ actual: Double, mean: Double, variance: Double) -> Double {
    let levels = BacktestPlan.levels
    if mean != self.mean || variance != self.variance {
      (self.mean, self.variance) = (mean, variance)
      let demand = DemandDistribution(mean: mean, variance: variance)
      quantiles = withUnsafeTemporaryAllocation(of: Double.self, capacity: levels.count) { found in
        demand.quantiles(levels, into: found)
        var lanes = SIMD8<Double>.zero
        for place in found.indices { lanes[place] = found[place] }
        return lanes
      }
    }
    var loss = 0.0
    for place in 0..<levels.count {
      loss += pinballLoss(actual, quantile: quantiles[place], probability: levels.probabilities[place])
    }
    return loss / Double(levels.count)
  }
}
