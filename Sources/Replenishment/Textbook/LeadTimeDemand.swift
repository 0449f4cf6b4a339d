import Forecasting

/// Demand of some periods, by its moments and what is expected beyond a quantity.
package enum LeadTimeDemand: Hashable, Sendable {
  /// Divisible units; below 0 too where the deviation is large.
  case normal(mean: Double, standardDeviation: Double)
  /// Whole units.
  case counts(DemandDistribution)

  package var mean: Double {
    switch self {
    case .normal(let mean, _): mean
    case .counts(let demand): demand.mean
    }
  }

  package var standardDeviation: Double {
    switch self {
    case .normal(_, let deviation): deviation
    case .counts(let demand): demand.variance.squareRoot()
    }
  }

  /// The demand of so many such stretches of time, each for itself: means and variances add up.
  package func times(_ factor: Double) -> LeadTimeDemand {
    switch self {
    case .normal(let mean, let deviation):
      .normal(mean: mean * factor, standardDeviation: deviation * factor.squareRoot())
    case .counts(let demand):
      .counts(DemandDistribution(mean: demand.mean * factor, variance: demand.variance * factor))
    }
  }

  /// The quantity that suffices with probability `p`, 0 < p < 1.
  package func quantile(_ p: Double) -> Double {
    switch self {
    case .normal(let mean, let deviation): mean + deviation * NormalDistribution.quantile(p)
    case .counts(let demand): Double(demand.quantile(p))
    }
  }
}
