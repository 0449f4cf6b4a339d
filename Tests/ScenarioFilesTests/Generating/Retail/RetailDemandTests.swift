import ScenarioFiles
import SupplyModel
import Testing

/// What forecast.csv, demand.csv and orders.csv of generated networks add up to.
@Suite struct RetailDemandTests {
  /// Units a day of forecast rows over some days, stores and zones apart, as any reader of the table takes them.
  private func dailyUnits(_ scenario: Scenario, over days: Int32) -> (walkIns: Double, online: Double) {
    var series: [String: [ForecastRow]] = [:]
    for row in scenario.forecast { series["\(row.place) \(row.sku)", default: []].append(row) }
    let start = scenario.settings.asOf
    var (walkIns, online) = (0.0, 0.0)
    for rows in series.values {
      let rows = rows.sorted { $0.periodStart < $1.periodStart }
      for (index, row) in rows.enumerated() {
        let isLast = index == rows.count - 1
        let length =
          rows.count == 1
          ? 28 : isLast ? row.periodStart - rows[index - 1].periodStart : rows[index + 1].periodStart - row.periodStart
        let end = isLast ? start + days : min(rows[index + 1].periodStart, start + days)
        let units = row.mean / Double(length) * Double(max(0, end - row.periodStart))
        if case .node = row.place { walkIns += units } else { online += units }
      }
    }
    return (walkIns / Double(days), online / Double(days))
  }

  @Test(arguments: ["", "local_cv: 2, store_size_cv: 1.5", "range_share: 0.3", "min_rate: 0.1", "popularity: 2"])
  func theForecastAddsUpToWhatTheSpecSays(demand: String) throws {
    let scenario = try RetailFolder(RetailSpecs.flat(demand + (demand.isEmpty ? "" : ", ") + "online_share: 0.2"))
      .read()
    let units = dailyUnits(scenario, over: 30)
    // 40 stores x 10 units; a fifth of all is online. Means are rounded to millionths.
    #expect(abs(units.walkIns - 400) < 0.001)
    #expect(abs(units.online - 100) < 0.001)
  }

  @Test func withoutOnlineDemandNoZoneHasARow() throws {
    let scenario = try RetailFolder(RetailSpecs.flat("online_share: 0")).read()
    #expect(scenario.forecast.allSatisfy { if case .node = $0.place { true } else { false } })
    #expect(abs(dailyUnits(scenario, over: 30).walkIns - 400) < 0.001)
  }

  /// A mean over all simulated days, though coats are not sold on all of them, and weeks differ (their factors' mean is
  /// 1). The coats' last day is the 35th.
  @Test func seasonsAndProfilesAreInTheForecast() throws {
    let scenario = try RetailFolder(RetailSpecs.full).read()
    let coats = dailyUnits(
      scenario.keeping { scenario.skuCategories[Int($0)] == "Coat" }, over: 56)
    let milk = dailyUnits(scenario.keeping { scenario.skuCategories[Int($0)] == "Milk" }, over: 56)
    let later = dailyUnits(scenario.keeping { scenario.skuCategories[Int($0)] == "Coat" }, over: 35)
    #expect(abs(coats.walkIns * 56 - later.walkIns * 35) < 0.001)
    #expect(coats.walkIns > milk.walkIns)
    // Coats: weeks 1, 1.5, 0.5, 1, 1 = a mean of 1 over their 35 days; milk: two rounds of the profile.
    #expect(abs(coats.walkIns + milk.walkIns - 12 * 15) < 0.001)
    #expect(abs(coats.online + milk.online - 60) < 0.001)
  }

  @Test func aSeriesOfFlatDemandIsOneRow() throws {
    let scenario = try RetailFolder(RetailSpecs.flat()).read()
    var rows: [String: Int] = [:]
    for row in scenario.forecast { rows["\(row.place) \(row.sku)", default: 0] += 1 }
    // The first says how long a lone row holds.
    #expect(rows.values.count { $0 == 2 } == 1)
    #expect(rows.values.count { $0 == 1 } == rows.count - 1)
    #expect(Set(scenario.forecast.map(\.periodStart)).count == 2)
  }

  @Test func aRangeIsAShareOfStores() throws {
    func carried(_ share: Double) throws -> Double {
      let scenario = try RetailFolder(RetailSpecs.flat("range_share: \(share), min_rate: 0")).read()
      let stores = scenario.stock.count { scenario.nodes[Int($0.node)].tier == .store }
      return Double(stores) / Double(40 * 50)
    }
    #expect(try carried(1) == 1)
    #expect(abs(try carried(0.3) - 0.3) < 0.04)
    // One store for each SKU is left.
    #expect(try carried(0) == 1.0 / 40)
  }

  @Test func lowRatesHaveNoRow() throws {
    let scenario = try RetailFolder(RetailSpecs.flat("min_rate: 0.2")).read()
    #expect(scenario.forecast.allSatisfy { $0.mean >= 0.2 * 28 - 1e-6 })
    #expect(scenario.forecast.count < 40 * 50)
    let all = try RetailFolder(RetailSpecs.flat("min_rate: 0")).read()
    #expect(all.forecast.count == 40 * 50 + 30 * 50 + 1)
  }

  @Test func storesDifferAsMuchAsTheSpecSays() throws {
    var spec = try RetailSpec(text: RetailSpecs.flat("store_size_cv: 0.5"), file: "spec.yaml")
    spec.network.stores = 4000
    let sizes = RetailScenario(spec).network.nodes.filter { $0.tier == .store }.map(\.size)
    let mean = sizes.reduce(0, +) / 4000
    let variance = sizes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 4000
    #expect(abs(mean - 1) < 1e-9)
    #expect(abs(variance.squareRoot() - 0.5) < 0.05)
  }

  @Test func drawnDemandIsPoissonOfTheRates() throws {
    let folder = try RetailFolder(
      RetailSpecs.flat("online_share: 0.2, units_per_order: [0.5, 0.3, 0.2]", "write_demand: true\nhistory_days: 10"))
    let scenario = try folder.read()
    let walkIns = scenario.demand.reduce(0) { $0 + Int($1.quantity) }
    let online = scenario.lines.reduce(0) { $0 + Int($1.quantity) }
    // 40 days of 400 and 100 units: four standard deviations.
    #expect(abs(Double(walkIns) - 16_000) < 4 * 16_000.0.squareRoot())
    #expect(abs(Double(online) - 4000) < 4 * 4000.0.squareRoot())
    let days = scenario.demand.map(\.day)
    #expect(zip(days, days.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(days.first == scenario.settings.asOf + -10)
    #expect(days.last == scenario.settings.asOf + 29)
    let keys = scenario.demand.map { "\($0.day) \($0.node) \($0.sku)" }
    #expect(Set(keys).count == keys.count)
    #expect(scenario.demand.contains { $0.quantity > 1 })
    // 1.7 units an order, less where a zone's 3.3 units of a day run out.
    let perOrder = Double(online) / Double(scenario.orders.count)
    #expect(perOrder > 1.3 && perOrder < 1.7)
    let times = scenario.orders.compactMap { $0.placedAt?.seconds }
    #expect(times.count == scenario.orders.count)
    #expect(zip(times, times.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test func nothingIsDrawnOutOfSeason() throws {
    let scenario = try RetailFolder(RetailSpecs.full).read()
    let coats = scenario.demand.filter { scenario.skuCategories[Int($0.sku)] == "Coat" }
    #expect(!coats.isEmpty)
    #expect(coats.allSatisfy { scenario.skus[Int($0.sku)].isInSeason(on: $0.day) })
    // From a week before the start, when the season began, to the 35th day.
    #expect(coats.contains { $0.day < scenario.settings.asOf })
    #expect(scenario.demand.contains { $0.day > scenario.settings.asOf + 34 })
  }

  @Test func onlineOrdersOfOneUnit() throws {
    let scenario = try RetailFolder(RetailSpecs.flat("units_per_order: [1]", "write_demand: true")).read()
    #expect(!scenario.orders.isEmpty)
    #expect(scenario.lines.allSatisfy { $0.quantity == 1 })
    #expect(scenario.lines.count == scenario.orders.count)
  }
}

extension Scenario {
  /// Only the forecast of some SKUs.
  fileprivate func keeping(_ isKept: (SKUIndex) -> Bool) -> Scenario {
    var scenario = self
    scenario.forecast = forecast.filter { isKept($0.sku) }
    return scenario
  }
}
