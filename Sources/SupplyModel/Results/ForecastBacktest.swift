/// How well each method would have forecast each series of demand history, and which one was chosen.
///
/// Series are sorted by SKU, then node.
package struct ForecastBacktest: Sendable {
  /// One series of demand history.
  package struct Series: Hashable, Sendable {
    package var row: DemandForecast.Row
    /// Days of history that count.
    package var days: Int32
    /// Units asked for on those days.
    package var units: Double
    package var method: ForecastMethod
    /// Periods forecast and compared; 0 where the series is too short.
    package var comparisons: Int32

    package init(row: DemandForecast.Row, days: Int32, units: Double, method: ForecastMethod, comparisons: Int32) {
      self.row = row
      self.days = days
      self.units = units
      self.method = method
      self.comparisons = comparisons
    }
  }

  /// What one method scored on one series; nil where nothing could be compared.
  package struct Score: Hashable, Sendable {
    /// Mean absolute error over that of the naive forecast in the training part; nil where that never erred.
    package var mase: Double?
    /// Mean pinball loss in units a period.
    package var pinball: Double?

    package init(mase: Double? = nil, pinball: Double? = nil) {
      self.mase = mase
      self.pinball = pinball
    }
  }

  package var series: [Series] = []
  /// Series by series, a score for each of `ForecastMethod.judged`.
  package var scores: [Score] = []

  package init() {}

  /// The scores of a series, in the order of `ForecastMethod.judged`. Complexity: O(1).
  package func scores(of series: Int) -> ArraySlice<Score> {
    scores[series * ForecastMethod.judged.count..<(series + 1) * ForecastMethod.judged.count]
  }
}
