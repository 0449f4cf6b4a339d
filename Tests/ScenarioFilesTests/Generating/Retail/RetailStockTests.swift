import ScenarioFiles
import SupplyModel
import Testing

@Suite struct RetailStockTests {
  private func units(_ scenario: Scenario, _ tier: Tier, where isCounted: (SKUIndex) -> Bool = { _ in true }) -> Double
  {
    scenario.stock.reduce(0) { sum, row in
      scenario.nodes[Int(row.node)].tier == tier && isCounted(row.sku) ? sum + Double(row.onHand ?? 0) : sum
    }
  }

  /// 400 walk-in units a day in 40 stores, 100 online. Fractions are drawn: their sums stray by the square root of the
  /// rows, 45 for 2,000 in stores.
  @Test func daysOfSupply() throws {
    let stock = "stock: { days: { central: 20, regional: 5, store: 7 }, error_cv: 0 }"
    let scenario = try RetailFolder(RetailSpecs.flat("online_share: 0.2", stock)).read()
    #expect(abs(units(scenario, .store) - 7 * 400) < 100)
    #expect(abs(units(scenario, .regional) - 5 * 500) < 50)
    #expect(abs(units(scenario, .central) - 20 * 500) < 30)
  }

  @Test func warehousesOutsideThePoolServeStoresOnly() throws {
    let more = "stock: { days: { regional: 5 }, error_cv: 0 }\ntiers: { regional: { online_pool: false } }"
    let scenario = try RetailFolder(RetailSpecs.flat("online_share: 0.2", more)).read()
    #expect(abs(units(scenario, .regional) - 5 * 400) < 50)
  }

  /// A store's stock over what its rate says varies with the buyer's error, and means stay.
  @Test func theBuyerErrs() throws {
    func deviation(_ error: Double) throws -> Double {
      let stock = "stock: { days: { store: 1000 }, error_cv: \(error) }"
      let folder = try RetailFolder(RetailSpecs.flat("range_share: 0.9", stock))
      let scenario = try folder.read()
      let stores = scenario.stock.filter { scenario.nodes[Int($0.node)].tier == .store }
      let ratios = stores.map { row -> Double in
        let rate = folder.scenario.demand.rates(of: Int(row.sku)).stores[
          Int(row.node) - folder.scenario.network.firstStore]
        return Double(row.onHand ?? 0) / (1000 * rate)
      }
      let mean = ratios.reduce(0, +) / Double(ratios.count)
      #expect(abs(mean - 1) < 0.06)
      return (ratios.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(ratios.count)).squareRoot()
    }
    #expect(try deviation(0) < 0.05)
    #expect(abs(try deviation(0.6) - 0.6) < 0.08)
  }

  /// Bought once: 42 days less the 7 that are over, times 1.2; 0.3, 0.3 and 0.4 of it by tier.
  @Test func aSeasonIsBoughtAtOnce() throws {
    var spec = try RetailSpec(text: RetailSpecs.full, file: "spec.yaml")
    spec.stock.skuErrorVariation = 0
    let folder = try RetailFolder(spec)
    let scenario = try folder.read()
    let isCoat = { (sku: SKUIndex) in scenario.skuCategories[Int(sku)] == "Coat" }
    let rates = scenario.skus.indices.filter { isCoat(SKUIndex($0)) }.map { folder.scenario.demand.rates(of: $0) }
    let perDay = rates.reduce(0.0) { $0 + $1.stores.reduce(0, +) + $1.zones.reduce(0, +) }
    let bought = perDay * 35 * 1.2
    #expect(abs(units(scenario, .store, where: isCoat) - 0.4 * bought) < 40)
    #expect(abs(units(scenario, .regional, where: isCoat) - 0.3 * bought) < 20)
    #expect(abs(units(scenario, .central, where: isCoat) - 0.3 * bought) < 20)
    #expect(bought > 2000)
  }

  /// The same units on the same places, a week later.
  @Test func aSeasonThatIsYetToBeginComesOnItsFirstDay() throws {
    var spec = try RetailSpec(text: RetailSpecs.full, file: "spec.yaml")
    spec.categories[0].season = RetailSpec.Season()
    let now = try RetailFolder(spec).read()
    #expect(now.receipts.isEmpty)
    spec.categories[0].season?.start = 7
    spec.stock.seasonBuy = 1
    spec.stock.skuErrorVariation = 0
    let folder = try RetailFolder(spec)
    let later = try folder.read()
    let isCoat = { (sku: SKUIndex) in later.skuCategories[Int(sku)] == "Coat" }
    #expect(later.stock.allSatisfy { !isCoat($0.sku) || $0.onHand == 0 })
    #expect(later.stock.contains { isCoat($0.sku) })
    #expect(later.receipts.allSatisfy { isCoat($0.sku) && $0.due == spec.start + 7 })
    let rates = later.skus.indices.filter { isCoat(SKUIndex($0)) }.map { folder.scenario.demand.rates(of: $0) }
    let perDay = rates.reduce(0.0) { $0 + $1.stores.reduce(0, +) + $1.zones.reduce(0, +) }
    // From the second week on, 14 weeks of the profile 1, 1.5, 0.5, 1: three rounds of 4, then 1.5 and 0.5.
    let units = later.receipts.reduce(0) { $0 + Int($1.quantity) }
    #expect(abs(Double(units) - perDay * 7 * 14) < 60)
  }

  @Test func withoutRegionalWarehousesTheCentreHasTheirShare() throws {
    var spec = try RetailSpec(text: RetailSpecs.full, file: "spec.yaml")
    spec.network.regional = 0
    spec.supply.tier = .central
    let scenario = try RetailFolder(spec).read()
    let isCoat = { (sku: SKUIndex) in scenario.skuCategories[Int(sku)] == "Coat" }
    let ratio = units(scenario, .central, where: isCoat) / units(scenario, .store, where: isCoat)
    #expect(abs(ratio - 0.6 / 0.4) < 0.1)
  }

  @Test func levelsAreDaysOfDemandRoundedUp() throws {
    let folder = try RetailFolder(RetailSpecs.full)
    let scenario = try folder.read()
    #expect(scenario.levels.count == scenario.stock.count)
    for row in scenario.levels where scenario.nodes[Int(row.node)].tier == .store {
      let rates = folder.scenario.demand.rates(of: Int(row.sku))
      let rate = rates.stores[Int(row.node) - folder.scenario.network.firstStore]
      #expect(row.baseStock == Int32((10 * rate).rounded(.up)))
      #expect(row.minimum == Int32((3 * rate).rounded(.up)))
      #expect(row.maximum == Int32((10 * rate).rounded(.up)))
    }
  }

  @Test func supplyIsOfTheTierThatBuys() throws {
    let scenario = try RetailFolder(RetailSpecs.full).read()
    #expect(scenario.supply.allSatisfy { scenario.nodes[Int($0.node)].tier == .regional })
    #expect(scenario.supply.allSatisfy { ($0.leadDays, $0.minimum) == (5, 4) && $0.orderCost.millionths == 3_000_000 })
    #expect(Set(scenario.supply.map(\.sku)).count == 15)
    var spec = try RetailSpec(text: RetailSpecs.full, file: "spec.yaml")
    spec.supply.buysSeasons = false
    let once = try RetailFolder(spec).read()
    #expect(!once.supply.isEmpty)
    #expect(once.supply.allSatisfy { once.skuCategories[Int($0.sku)] == "Milk" })
    spec.supply.tier = nil
    #expect(try RetailFolder(spec).read().supply.isEmpty)
  }
}
