import SupplyModel

/// Demand at a node, and at all that it replenishes, over a time that begins with a period.
struct CoverDemand: Hashable {
  /// Units.
  var mean = 0.0
  var variance = 0.0

  var deviation: Double { variance.squareRoot() }

  static func + (a: CoverDemand, b: CoverDemand) -> CoverDemand {
    CoverDemand(mean: a.mean + b.mean, variance: a.variance + b.variance)
  }

  /// Demand over `days` from the start of a period; days behind the horizon ask for as much as its last period's.
  static func over(_ days: Int32, from period: Int, _ forecast: DemandForecast, row: Int) -> CoverDemand {
    let periods = forecast.periods
    var sum = CoverDemand()
    var (left, period) = (days, period)
    while left > 0 {
      let place = row * periods.count + min(period, periods.count - 1)
      let length = periods.length(min(period, periods.count - 1))
      let taken = min(left, length)
      let share = Double(taken) / Double(length)
      sum.mean += forecast.means[place] * share
      sum.variance += forecast.deviations[place] * forecast.deviations[place] * share
      left -= taken
      period += 1
    }
    return sum
  }
}
