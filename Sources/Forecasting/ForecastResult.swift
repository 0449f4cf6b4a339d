import SupplyModel

/// What is expected, and how well that would have been foreseen before.
package struct ForecastResult: Sendable {
  package let forecast: DemandForecast
  /// How each row of the forecast came about.
  package let methods: [ForecastMethod]
  /// Of every series of demand history, whether forecast.csv overrules it or not.
  package let backtest: ForecastBacktest
  package let summary: ForecastSummary
  package let notices: [Notice]
}

extension ForecastResult {
  /// The quantiles of every row and period, from mean and variance by `DemandDistribution`.
  /// - Complexity: O(figures x units), figures side by side.
  package func quantiles(threads: Int = 1) -> ForecastQuantiles {
    let levels = QuantileLevels(ForecastQuantiles.levels.map(\.probability))
    let figures = forecast.means.count
    let size = 4_096
    let parts = concurrentMap((figures + size - 1) / size, threads: threads) { part -> [Int64] in
      var units: [Int64] = []
      units.reserveCapacity(size * levels.count)
      withUnsafeTemporaryAllocation(of: Double.self, capacity: levels.count) { quantiles in
        for figure in part * size..<min(figures, (part + 1) * size) {
          let deviation = forecast.deviations[figure]
          DemandDistribution(mean: forecast.means[figure], variance: deviation * deviation)
            .quantiles(levels, into: quantiles)
          for quantile in quantiles { units.append(Int64(min(quantile, 9e15))) }
        }
      }
      return units
    }
    return ForecastQuantiles(units: Array(parts.joined()))
  }
}
