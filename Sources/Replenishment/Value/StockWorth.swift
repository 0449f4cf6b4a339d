import Forecasting
import SupplyModel

/// What is left at the end of the horizon is worth, where plans are made again and again: it need not be carried there
/// later. Without that, goods that sell less than once in a horizon would never pay for their way.
struct StockWorth {
  /// The journeys that brought a unit (millionths).
  let carriage: Double
  /// Demand until then: a unit that nobody asks for by the middle of the time in which holding eats its carriage up is worth
  /// nothing.
  let demand: CumulativeDemand

  /// Time after the horizon that is looked at, at most.
  private static let mostDays = 364.0

  /// - Parameter row: within the SKU.
  /// - Returns: nil where it would make no difference: where that time is shorter than a period.
  init?(_ row: Int, carriage: Double, terms: SKUTerms, echelon: EchelonDemand, periods: PlanningPeriods) {
    guard let days = StockWorth.days(carriage, terms, periods) else { return nil }
    self.carriage = carriage
    demand = CumulativeDemand(totals: [echelon.beyond(row, days: days, periods: periods)])
  }

  /// Days after the horizon in which a unit may be needed; nil where they are fewer than those of a period, or the goods do
  /// not last.
  static func days(_ carriage: Double, _ terms: SKUTerms, _ periods: PlanningPeriods) -> Double? {
    guard carriage > 0, periods.count > 0, terms.shelfPeriods == nil, terms.isTraded else { return nil }
    var days = mostDays
    if terms.holdingPerDay > 0 { days = min(days, carriage / terms.holdingPerDay / 2) }
    if let last = terms.lastDay { days = min(days, Double(last - periods.end + 1)) }
    return days >= Double(periods.periodDays) ? days : nil
  }

  /// What a pack after `units` saves: it is carried as a whole as soon as its first unit is asked for.
  func ofPack(_ units: Int, pack: Int32) -> Double {
    carriage * Double(pack) * demand.above(0, demand.middle(0, units))
  }
}

extension StockWorth {
  /// What units of a SKU have cost in journeys: what each adds, and its share of the journeys that would carry each period's
  /// demand.
  static func carriage(
    _ scenario: Scenario, network: SupplyNetwork, limits: SharedLimits, forecast: DemandForecast
  ) -> (SKUIndex, NodeIndex) -> Double? {
    var units = [Double](repeating: 0, count: scenario.nodes.count)
    for (index, row) in forecast.rows.enumerated() {
      for place in forecast.figures(index) { units[Int(row.node)] += forecast.means[place] }
    }
    for node in network.topDown.reversed() {
      if let parent = network.parents[Int(node)] { units[Int(parent)] += units[Int(node)] }
    }
    var ways = [Int32](repeating: -1, count: scenario.nodes.count)
    for (index, link) in network.links.enumerated() where network.parents[Int(link.to)] == link.from {
      ways[Int(link.to)] = Int32(index)
    }
    let periods = Double(max(1, forecast.periods.count))
    let shares = ways.enumerated().map { node, link in
      link < 0 ? 0 : limits.leastJourney(Int(link), paid: 0) / max(1, units[node] / periods)
    }
    return { sku, node in
      guard ways[Int(node)] >= 0 else { return nil }
      let way = network.links[Int(ways[Int(node)])]
      return Double(way.marginalCost(scenario.skus[Int(sku)].weight).millionths) + shares[Int(node)]
    }
  }
}
