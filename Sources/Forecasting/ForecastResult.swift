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
