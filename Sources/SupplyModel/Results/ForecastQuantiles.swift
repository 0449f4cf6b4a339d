/// Quantiles of a forecast, in whole units.
package struct ForecastQuantiles: Sendable {
  /// The probabilities that are written, and the names of their columns.
  package static let levels: [(probability: Double, name: String)] = [
    (0.1, "q10"), (0.25, "q25"), (0.5, "q50"), (0.75, "q75"), (0.9, "q90"), (0.95, "q95"), (0.99, "q99"),
  ]

  /// Row by row of the forecast, period by period, a value for each level.
  package let units: [Int64]

  package init(units: [Int64]) { self.units = units }

  /// The quantiles of a figure: `DemandForecast.figures` says where each stands. Complexity: O(1).
  package func quantiles(of figure: Int) -> ArraySlice<Int64> {
    let count = ForecastQuantiles.levels.count
    return units[figure * count..<(figure + 1) * count]
  }
}
