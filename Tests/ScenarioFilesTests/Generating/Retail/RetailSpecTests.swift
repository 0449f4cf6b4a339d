import ScenarioFiles
import SupplyModel
import Testing

@Suite struct RetailSpecTests {
  @Test func theLeastSpecHasTheDefaults() throws {
    let spec = try RetailSpec(text: "skus: [ { count: 3 } ]\n", file: "spec.yaml")
    let defaults = RetailSpec.Category()
    #expect("\(spec.start)" == "2026-01-01")
    #expect((spec.days, spec.historyDays, spec.writesDemand, spec.seed) == (365, 0, false, 1))
    #expect(spec.network == RetailSpec.Network())
    #expect(spec.demand == RetailSpec.Demand())
    #expect(spec.stock == RetailSpec.Stock())
    #expect(spec.supply == RetailSpec.Supply())
    #expect(spec.levels.isEmpty)
    #expect(spec.categories.count == 1)
    #expect((spec.categories[0].count, spec.categories[0].price) == (3, defaults.price))
    #expect(
      (spec.tiers.store.onlinePool, spec.tiers.store.pickup, spec.tiers.store.acceptsReturns) == (false, true, true))
    #expect((spec.tiers.central.onlinePool, spec.tiers.central.pickup) == (true, false))
  }

  @Test func everyKeyIsTaken() throws {
    let spec = try RetailSpec(text: RetailSpecs.full, file: "spec.yaml")
    #expect((spec.name, spec.currency, spec.seed, spec.days, spec.historyDays) == ("all-keys", "EUR", 7, 56, 14))
    #expect("\(spec.start)" == "2025-03-03")
    #expect(spec.writesDemand)
    let network = spec.network
    #expect((network.central, network.regional, network.stores, network.zones, network.cities) == (2, 3, 12, 9, 4))
    #expect((network.ruralShare, network.widthKilometres, network.storeZonePull) == (0.1, 300, 0.5))
    #expect(network.writesLanes)
    let store = spec.tiers.store
    #expect((store.onlinePool, store.pickup, store.acceptsReturns, store.ships) == (true, false, false, true))
    #expect((store.handlingPerShipment, store.handlingPerUnit, store.activationCost) == (2_500_000, 250_000, 9_000_000))
    #expect((store.commissionRate, store.rejectRate) == (80_000_000, 40_000_000))
    #expect((store.cutoff, store.openDays) == ("16:30", "mon;tue;wed;thu;fri;sat"))
    #expect((spec.tiers.central.capacityOrders, spec.tiers.central.capacityUnits) == (500, 900))
    #expect((spec.tiers.regional.onlinePool, spec.tiers.regional.ships) == (false, false))
    let coat = spec.categories[0]
    #expect((coat.name, coat.count, coat.margin, coat.demandFactor, coat.holdingRate) == ("Coat", 10, 0.6, 2, 0.3))
    #expect((coat.price.lower, coat.price.upper, coat.weightKilograms.lower) == (100, 400, 0.8))
    #expect((coat.season?.start, coat.season?.days, coat.season?.salvageShare) == (-7, 42, 0.2))
    let milk = spec.categories[1]
    #expect((milk.price.lower, milk.price.upper, milk.shelfLifeDays, milk.packSize) == (1.2, 1.2, 6, 12))
    #expect(milk.season == nil)
    let demand = spec.demand
    #expect((demand.unitsPerStoreDay, demand.storeSizeVariation, demand.popularity) == (15, 0.4, 0.8))
    #expect((demand.localVariation, demand.rangeShare, demand.onlineShare) == (0.3, 0.7, 0.25))
    #expect(demand.seasonProfile == [1, 1.5, 0.5, 1])
    #expect((demand.leastRate, demand.unitsPerOrder) == (0.01, [0.5, 0.5]))
    #expect(spec.stock.days == TierValues(central: 20, regional: 10, store: 14))
    #expect(spec.stock.seasonShares == TierValues(central: 0.3, regional: 0.3, store: 0.4))
    #expect((spec.stock.seasonBuy, spec.stock.errorVariation, spec.stock.skuErrorVariation) == (1.2, 0.5, 0.2))
    #expect((spec.supply.tier, spec.supply.leadDays, spec.supply.orderCost) == (.regional, 5, 3_000_000))
    #expect((spec.supply.minimum, spec.supply.buysSeasons) == (4, true))
    #expect(spec.levels.baseStockDays == TierValues(central: 30, regional: 20, store: 10))
    #expect(spec.levels.minimumDays == TierValues(central: 10, regional: 7, store: 3))
    #expect(spec.levels.maximumDays == TierValues(central: 30, regional: 20, store: 10))
  }

  @Test func tiersThatAreNotNamedKeepTheDefault() throws {
    let spec = try RetailSpec(
      text: "skus: [ { count: 1 } ]\nstock: { days: { store: 9 } }\nsupply: { tier: none }\n", file: "spec.yaml")
    #expect(spec.stock.days == TierValues(central: 45, regional: 0, store: 9))
    #expect(spec.supply.tier == nil)
  }

  @Test func scalingKeepsWhatASKUSellsInAStore() throws {
    let spec = try RetailSpec(
      text: """
        network: { stores: 100, zones: 30, regional: 4 }
        skus: [ { count: 300 }, { count: 100 }, { count: 2 } ]
        demand: { units_per_store_day: 40.2 }
        tiers: { store: { capacity_orders: 20 }, central: { capacity_orders: 1000, capacity_units: 3 } }
        """, file: "spec.yaml")
    let scaled = spec.scaled(by: 0.1)
    #expect((scaled.network.stores, scaled.network.zones, scaled.network.regional) == (10, 3, 4))
    #expect(scaled.categories.map(\.count) == [30, 10, 1])
    #expect(abs(scaled.demand.unitsPerStoreDay / 41 - 40.2 / 402) < 1e-12)
    #expect(scaled.tiers.store.capacityOrders == 2)
    #expect((scaled.tiers.central.capacityOrders, scaled.tiers.central.capacityUnits) == (10, 1))
    #expect(scaled.tiers.regional.capacityOrders == nil)
  }
}
