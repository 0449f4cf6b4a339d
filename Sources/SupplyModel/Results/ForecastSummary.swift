/// The figures of summary.json of `forecast`.
package struct ForecastSummary: Hashable, Sendable {
  /// How a way of forecasting did over all series that could be judged.
  package struct Accuracy: Hashable, Sendable {
    /// Mean and median over series, those without a scale left out; nil where none has one.
    package var meanMASE: Double?
    package var medianMASE: Double?
    /// Pinball loss of all compared periods over the units asked for in them; nil where nothing was.
    package var pinballShare: Double?
    /// Forecasts of all compared periods less the units asked for in them, over these.
    package var biasShare: Double?

    package init(
      meanMASE: Double? = nil, medianMASE: Double? = nil, pinballShare: Double? = nil, biasShare: Double? = nil
    ) {
      self.meanMASE = meanMASE
      self.medianMASE = medianMASE
      self.pinballShare = pinballShare
      self.biasShare = biasShare
    }
  }

  /// A method: where it was chosen, and how it did everywhere.
  package struct MethodLine: Hashable, Sendable {
    package var method: ForecastMethod
    package var series = 0
    /// Units of history of those series.
    package var units = 0.0
    /// Used for every series; nil for the fallbacks, which are not judged.
    package var everywhere: Accuracy?
    /// The same on the last third of the comparisons only.
    package var lately: Accuracy?

    package init(method: ForecastMethod) { self.method = method }
  }

  package var scenario: String
  package var periods: PlanningPeriods
  package var series = 0
  /// Of these, as forecast.csv says.
  package var seriesOfFile = 0
  package var historyDays = 0
  package var historyUnits = 0.0
  /// Expected over the horizon.
  package var expectedUnits = 0.0
  package var methods: [MethodLine] = []
  /// Each series by the method that was best for it: the choice has seen what it is judged on.
  package var chosen = Accuracy()
  /// Each series by the method that was best on its first comparisons, judged on the last third.
  package var chosenLately = Accuracy()

  package init(scenario: String, periods: PlanningPeriods) {
    self.scenario = scenario
    self.periods = periods
  }
}
