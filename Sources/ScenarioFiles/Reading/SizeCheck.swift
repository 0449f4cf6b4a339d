import SupplyModel

/// A fault where the costs or weights of a scenario could run past what 64 bits hold, or nil.
///
/// An estimate from above in floating-point numbers, far from exact: sums of a real business stay below a millionth of
/// the limit, so that only a wrong unit or a typing error comes near it.
/// - Complexity: O(nodes + lanes + lines).
func sizeFault(of scenario: Scenario) -> ScenarioError? {
  let limit = 0x1p61
  let settings = scenario.settings
  let carrier = dearestParcel(scenario)
  let handling = scenario.nodes.map { Double($0.handlingPerShipment.millionths) }.max() ?? 0
  let unitHandling = scenario.nodes.map { Double($0.handlingPerUnit.millionths) }.max() ?? 0
  let use = scenario.stock.map { Double($0.useCost.millionths.magnitude) }.max() ?? 0
  let transferUnit = Double(settings.transferTariff?.perUnit.millionths ?? 0)
  let transfer =
    Double(settings.transferTariff?.perShipment.millionths ?? 0)
    + Double(settings.transferTariff?.perKilometre.millionths ?? 0) * 20_100
  let lateness = Double(settings.latenessPerOrderDay.millionths) * longestWait(scenario)
  let perOrder = Double(settings.unfilled?.perOrder.millionths ?? 0)
  let perLine = Double(settings.unfilled?.perLine.millionths ?? 0)
  let perUnit = Double(settings.unfilled?.perUnit.millionths ?? 0)
  let margin = settings.unfilled?.marginFactor.double ?? 0

  var total = scenario.nodes.reduce(0.0) { $0 + Double($1.activationCost.millionths) }
  var heaviest = 0.0
  for order in scenario.orders {
    var penalty = perOrder
    var kilograms = 0.0
    var units = 0.0
    for line in scenario.lines[Int(order.lines.lowerBound)..<Int(order.lines.upperBound)] {
      let quantity = Double(line.quantity)
      units += quantity
      kilograms += quantity * Double(scenario.skus[Int(line.sku)].weight.milligrams) / 1e6
      total += quantity * Double(line.unitPrice.millionths)
      penalty += perLine + quantity * (perUnit + margin * Double(line.unitPrice.millionths))
    }
    // No more parcels than units; each unit travels once.
    total += units * (carrier.fixed + handling + carrier.perUnit + unitHandling + use + transfer + transferUnit)
    total += kilograms * carrier.perKilogram + lateness + penalty * max(1, order.priority.double)
    heaviest = max(heaviest, kilograms)
  }
  if total >= limit {
    let message = "costs could add up to more than 64 bits hold; expected smaller prices, costs or quantities"
    return ScenarioError(file: "scenario.yaml", message: message)
  }
  if heaviest * 1e6 >= limit {
    let message = "an order could weigh more than 64 bits hold; expected smaller weights or quantities"
    return ScenarioError(file: "scenario.yaml", message: message)
  }
  return nil
}

/// The dearest of every price that a parcel may have, in millionths.
private func dearestParcel(_ scenario: Scenario) -> (fixed: Double, perUnit: Double, perKilogram: Double) {
  var fixed: Int64 = 0
  var perUnit: Int64 = 0
  var perKilogram: Int64 = 0
  for lane in scenario.lanes {
    fixed = max(fixed, lane.band.costPerShipment.millionths, lane.band.minimumCost.millionths)
    perUnit = max(perUnit, lane.band.costPerUnit.millionths)
    perKilogram = max(perKilogram, lane.band.costPerKilogram.millionths)
  }
  for band in scenario.settings.tariffs.flatMap(\.bands) {
    fixed = max(fixed, band.perShipment.millionths)
    perUnit = max(perUnit, band.perUnit.millionths)
    perKilogram = max(perKilogram, band.perKilogram.millionths)
  }
  return (Double(fixed), Double(perUnit), Double(perKilogram))
}

/// The most days by which an order could be late.
private func longestWait(_ scenario: Scenario) -> Double {
  let transit = scenario.lanes.map { Double($0.band.transitDays) }.max() ?? 0
  let tariff =
    scenario.settings.tariffs.map {
      Double(
        transitDays(
          Distance(metres: 20_100_000), minimumDays: $0.minimumDays, speedMillimetresPerDay: $0.speedMillimetresPerDay))
    }.max() ?? 0
  let promise = scenario.orders.compactMap { $0.promiseBy.map { Double(scenario.settings.asOf.number - $0.number) } }
  return max(transit, tariff) + max(0, promise.max() ?? 0) + 7
}
