import SupplyModel

extension ReplenishmentPlanner {
  /// Units of one SKU that a plan can count with: so few that sums over nodes and periods stay within 32 bits.
  private static let mostUnits = Double(StockFlow.unlimited / 4)
  /// Periods that a plan can have.
  private static let mostPeriods = Int(Int16.max)
  /// What a pack may be worth (millionths): far below what keeps packs in place that cannot leave.
  private static let mostPerPack = 1e14

  /// A fault where units or costs could run past what a plan can count with, or nil.
  ///
  /// An estimate from above in floating-point numbers: only a wrong unit or a typing error comes near the limits.
  /// - Complexity: O(rows of stock, receipts, supply, levels and forecast).
  package static func sizeFault(_ scenario: Scenario, forecast: DemandForecast) -> ScenarioError? {
    let periods = forecast.periods
    if periods.count > mostPeriods {
      let message = "\(periods.count) periods in horizon_days; expected at most \(mostPeriods)"
      return ScenarioError(file: "scenario.yaml", message: message)
    }
    let units = units(scenario, forecast)
    var total = moves(scenario, periods, units: units.reduce(0, +))
    for (index, sku) in scenario.skus.enumerated() {
      let id = scenario.skuIDs[SKUIndex(index)]
      if units[index] >= mostUnits {
        let message =
          "SKU \(id): stock, receipts, levels, minimums and demand over the horizon could add up to more than "
          + "\(Int(mostUnits)) units; expected less, or a larger unit"
        return ScenarioError(file: "skus.csv", message: message)
      }
      let unit = dearest(sku, scenario.settings, periods)
      if unit * Double(sku.packSize) >= mostPerPack {
        let message = "SKU \(id): a pack of \(sku.packSize) could be worth more than \(Int(mostPerPack / 1e6))"
        return ScenarioError(file: "skus.csv", message: message + "; expected smaller prices, costs or packs")
      }
      total += unit * units[index] * Double(periods.days)
    }
    if total >= 0x1p62 {
      let message = "costs could add up to more than 64 bits hold; expected smaller prices, costs or quantities"
      return ScenarioError(file: "scenario.yaml", message: message)
    }
    return nil
  }

  /// Units by SKU: all that is there, comes, is asked for, or has to be bought.
  private static func units(_ scenario: Scenario, _ forecast: DemandForecast) -> [Double] {
    let periods = Double(forecast.periods.count)
    var units = [Double](repeating: 0, count: scenario.skus.count)
    for row in scenario.stock { units[Int(row.sku)] += Double(row.onHand ?? 0) }
    for row in scenario.receipts { units[Int(row.sku)] += Double(row.quantity) }
    for row in scenario.supply { units[Int(row.sku)] += Double(row.minimum) * periods }
    for row in scenario.levels {
      units[Int(row.sku)] += Double(max(row.minimum ?? 0, row.maximum ?? 0, row.baseStock ?? 0))
    }
    for (index, row) in forecast.rows.enumerated() {
      for place in forecast.figures(index) {
        units[Int(row.sku)] += forecast.means[place] + 6 * forecast.deviations[place]
      }
      units[Int(row.sku)] += Double(scenario.skus[Int(row.sku)].packSize) * periods
    }
    return units
  }

  /// The most that a unit of a SKU could cost or be worth (millionths).
  private static func dearest(_ sku: SKU, _ settings: ScenarioSettings, _ periods: PlanningPeriods) -> Double {
    let price = Double((sku.price ?? .zero).millionths)
    let cost = Double(max(sku.unitCost, sku.salvageValue).millionths)
    let factor = max(1, settings.unfilled?.marginFactor.double ?? 1)
    let waiting = Double(settings.replenishment.backorderPerUnitDay?.millionths ?? 0) * Double(periods.periodDays)
    let lost = price * factor + Double(settings.unfilled?.perUnit.millionths ?? 0)
    return cost * (1 + sku.holdingRate.double) + lost + waiting
  }

  /// The most that travel and purchases of so many units could cost (millionths).
  private static func moves(_ scenario: Scenario, _ periods: PlanningPeriods, units: Double) -> Double {
    let heaviest = scenario.skus.map { Double($0.weight.milligrams) }.max() ?? 0
    var (fixed, perUnit) = (0.0, 0.0)
    for lane in scenario.lanes {
      guard case .node = lane.destination else { continue }
      fixed = max(fixed, Double(lane.band.costPerShipment.millionths), Double(lane.band.minimumCost.millionths))
      let carried = Double(lane.band.costPerKilogram.millionths) * heaviest / 1e6
      perUnit = max(perUnit, Double(lane.band.costPerUnit.millionths) + carried)
    }
    if let tariff = scenario.settings.transferTariff {
      fixed = max(fixed, Double(tariff.perShipment.millionths) + Double(tariff.perKilometre.millionths) * 20_100)
      perUnit = max(perUnit, Double(tariff.perUnit.millionths))
    }
    let truck = Double(scenario.settings.replenishment.truckCost.millionths)
    if scenario.settings.replenishment.truckUnits == nil { fixed += truck } else { perUnit += truck }
    for row in scenario.supply {
      fixed = max(fixed, Double(row.orderCost.millionths))
      perUnit = max(perUnit, Double((row.unitCost ?? .zero).millionths))
    }
    // Goods of one day travel together; there are no more journeys than units.
    let nodes = Double(scenario.nodes.count)
    return fixed * min(units, nodes * nodes * Double(periods.count)) + perUnit * units
  }
}
