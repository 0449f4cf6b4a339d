/// How a series' demand is expected. The raw value is the name in files and tables.
package enum ForecastMethod: String, CaseIterable, Sendable {
  /// The same weekday of the week before.
  case seasonalNaive = "seasonal_naive"
  /// The mean of the last days.
  case movingAverage = "moving_average"
  /// Simple exponential smoothing with factors for the days of the week.
  case exponentialSmoothing = "exponential_smoothing"
  /// Sizes and intervals smoothed apart, for demand that comes now and then.
  case croston
  /// The same without its bias.
  case sba
  /// Sizes and the chance of a day with demand smoothed apart, so that what dies fades.
  case tsb
  /// The mean of all days: where a series is too short to be judged.
  case mean
  /// As forecast.csv says.
  case file = "forecast.csv"

  /// The methods among which the backtest chooses, in the order in which ties go.
  package static let judged: [ForecastMethod] = [
    .exponentialSmoothing, .movingAverage, .sba, .tsb, .croston, .seasonalNaive,
  ]
}
