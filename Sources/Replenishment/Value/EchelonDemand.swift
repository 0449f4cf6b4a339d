import Forecasting
import SupplyModel

/// What is asked for at each node of a SKU and at all nodes that it replenishes, however indirectly.
struct EchelonDemand {
  private var means: [Double]
  private var variances: [Double]
  private let own: (means: [Double], variances: [Double])
  private let periods: Int

  /// Whether each row has others below it.
  private(set) var passesOn: [Bool]

  /// - Parameter rows: of one SKU, every parent before its children.
  /// - Complexity: O(rows x periods + nodes).
  init(_ rows: Range<Int>, goods: GoodsTable, forecast: DemandForecast, network: SupplyNetwork) {
    periods = forecast.periods.count
    passesOn = [Bool](repeating: false, count: rows.count)
    means = [Double](repeating: 0, count: rows.count * periods)
    variances = means
    var slot = [Int32](repeating: -1, count: network.parents.count)
    for (index, row) in rows.enumerated() {
      slot[Int(goods.rows[row].node)] = Int32(index)
      guard goods.rows[row].forecast >= 0 else { continue }
      for (period, place) in forecast.figures(Int(goods.rows[row].forecast)).enumerated() {
        means[index * periods + period] = forecast.means[place]
        variances[index * periods + period] = forecast.deviations[place] * forecast.deviations[place]
      }
    }
    own = (means, variances)
    for (index, row) in rows.enumerated().reversed() {
      guard let parent = network.parents[Int(goods.rows[row].node)], slot[Int(parent)] >= 0 else { continue }
      let above = Int(slot[Int(parent)])
      passesOn[above] = true
      for period in 0..<periods {
        means[above * periods + period] += means[index * periods + period]
        variances[above * periods + period] += variances[index * periods + period]
      }
    }
  }

  /// Mean and variance of a row's own demand over the horizon and, as it is on average, of all at and below it for some days
  /// more.
  func beyond(_ row: Int, days: Double, periods: PlanningPeriods) -> (mean: Double, variance: Double) {
    let all = row * self.periods..<(row + 1) * self.periods
    let share = days / Double(max(1, periods.days))
    return (
      own.means[all].reduce(0, +) + means[all].reduce(0, +) * share,
      own.variances[all].reduce(0, +) + variances[all].reduce(0, +) * share
    )
  }

  /// Demand that finds what a row has in each period before it spoils: its own up to then, and of all below it until the
  /// last period in which the goods can be sold.
  /// - Parameter shelf: periods in which goods can still be sold after that of their coming.
  func useBy(_ row: Int, shelf: Int) -> CumulativeDemand {
    CumulativeDemand(
      totals: (0..<periods).map { period in
        var (mean, variance) = (0.0, 0.0)
        for now in 0..<periods where now <= period + shelf {
          let place = row * periods + now
          mean += now <= period ? own.means[place] : means[place]
          variance += now <= period ? own.variances[place] : variances[place]
        }
        return (mean, variance)
      })
  }
}
