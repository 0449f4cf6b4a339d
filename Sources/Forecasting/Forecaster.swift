import SupplyModel

/// Expects demand by node, SKU and planning period: from forecast.csv where that has rows, else from what was asked for.
package enum Forecaster {
  /// - Parameters:
  ///   - scenario: with its stock and lanes (`dropWhatTablesHold` takes them).
  ///   - threads: the result is the same for any number.
  /// - Throws: where there is no demand before as_of and no row in forecast.csv: nothing is no forecast of nothing.
  /// - Complexity: O(events log events + series x days x methods).
  package static func forecast(
    _ scenario: Scenario, threads: Int = 1
  ) throws(ScenarioErrors) -> ForecastResult {
    let periods = PlanningPeriods(scenario.settings)
    let homes = homes(of: scenario, threads: threads)
    let history = DemandHistory(scenario, homes: homes, threads: threads)
    if history.series.isEmpty && scenario.forecast.isEmpty { throw nothingToGoBy(scenario, history) }
    let file = FileForecast(scenario, homes: homes, periods: periods, threads: threads)
    let expected = HistoryForecast(scenario, history: history, periods: periods, threads: threads)
    return ForecastMerge(scenario, file: file, expected: expected, history: history, periods: periods).result
  }

  /// Where demand from zones counts; nil where none comes from a zone.
  private static func homes(of scenario: Scenario, threads: Int) -> HomeNodes? {
    var destinations: [(zone: ZoneIndex, service: ServiceIndex)] = []
    let services = max(1, scenario.services.count)
    var isKnown = [Bool](repeating: false, count: scenario.zones.count * services)
    func add(_ zone: ZoneIndex, _ service: ServiceIndex) {
      let key = Int(zone) * services + Int(service)
      if !isKnown[key] { destinations.append((zone, service)) }
      isKnown[key] = true
    }
    for order in scenario.orders {
      if case .ship(let zone) = order.method { add(zone, order.service) }
    }
    for row in scenario.forecast {
      if case .zone(let zone) = row.place { add(zone, scenario.settings.defaultService) }
    }
    return destinations.isEmpty ? nil : HomeNodes(scenario, destinations: destinations, threads: threads)
  }

  private static func nothingToGoBy(_ scenario: Scenario, _ history: DemandHistory) -> ScenarioErrors {
    let reasons = history.notices.isEmpty ? "" : " (" + history.notices.map(\.text).joined(separator: "; ") + ")"
    if let file = scenario.forecastFile {
      return ScenarioErrors(
        ScenarioError(
          file: file,
          message: "nothing to forecast from: expected rows below the header, or demand before as_of "
            + "(\(scenario.settings.asOf)) in demand.csv or orders.csv" + reasons))
    }
    return ScenarioErrors(
      ScenarioError(
        file: "demand.csv",
        message: "nothing to forecast from: expected demand before as_of (\(scenario.settings.asOf)) here or in "
          + "orders.csv, or rows in forecast.csv" + reasons))
  }
}
