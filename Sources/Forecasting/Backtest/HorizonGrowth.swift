import SupplyModel

/// By how much the squared errors of each method grow with the horizon, over all series together: a single series has too
/// few errors two and more periods ahead to tell.
struct HorizonGrowth: Sendable {
  private let horizons: Int
  /// By method and horizon: squared errors over the squared scale of their series.
  private var squares: [Double]

  /// Beyond this the growth is noise.
  private static let most = 4.0

  init(horizons: Int) {
    self.horizons = horizons
    squares = [Double](repeating: 0, count: horizons * ForecastMethod.judged.count)
  }

  /// Adds what a series' backtest found, every method of it.
  mutating func add(_ backtest: SeriesBacktest, _ plan: BacktestPlan) {
    guard backtest.count > 0, backtest.scale > 0 else { return }
    for place in squares.indices { squares[place] += backtest.squares[place] / (backtest.scale * backtest.scale) }
  }

  mutating func add(_ other: HorizonGrowth) {
    for place in squares.indices { squares[place] += other.squares[place] }
  }

  /// What variances are multiplied by.
  struct Factors {
    fileprivate let periods: Int
    fileprivate let values: [Double]

    /// - Parameter method: its number in `ForecastMethod.judged`.
    subscript(method: Int, period: Int) -> Double { values[method * periods + period] }
  }

  /// Never below the factor of a nearer period; beyond the last horizon tested as there.
  func factors(periods: Int) -> Factors {
    var values: [Double] = []
    for method in ForecastMethod.judged.indices {
      var factor = 1.0
      for period in 0..<periods {
        let first = squares[method * horizons]
        if period < horizons, first > 0 {
          factor = min(HorizonGrowth.most, max(factor, squares[method * horizons + period] / first))
        }
        values.append(factor)
      }
    }
    return Factors(periods: periods, values: values)
  }
}
