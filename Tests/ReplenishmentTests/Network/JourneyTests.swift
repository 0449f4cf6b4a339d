import Replenishment
import SupplyModel
import Testing

/// When goods travel and what that costs, by hand. as_of is a Wednesday.
@Suite struct JourneyTests {
  /// A warehouse with plenty, a store with nothing, demand of exactly 7 a week.
  private func network(periods: Int32 = 2, _ edit: (inout HandNetwork) -> Void) -> HandNetwork {
    var network = HandNetwork(periods: periods)
    network.node("dc", .central)
    network.node("st", .store, parent: "dc")
    network.sku("a", price: 100, cost: 10, holding: 0.1) { $0.weight = Weight(milligrams: 2_000_000) }
    network.demand("st", "a", [7], sd: [0])
    network.hand.stock("dc", "a", 100)
    edit(&network)
    return network
  }

  private func plan(_ network: HandNetwork) throws -> ReplenishmentPlan {
    try ReplenishmentPlanner(network.scenario, forecast: network.forecast).plan(.planned)
  }

  @Test func goodsLeaveOnOpenDaysAndAreTakenInOnOpenDays() throws {
    let network = network { network in
      network.lane("dc", "st", days: 1)
      // Thursdays and Fridays only; Mondays only.
      network.hand.scenario.nodes[0].openDays = [WeekdaySet(.thursday), WeekdaySet(.friday)]
      network.hand.scenario.nodes[1].openDays = WeekdaySet(.monday)
    }
    let first = try #require(try plan(network).transfers.first)
    #expect(first.departsOn.description == "2026-11-12")
    // Friday's arrival waits for Monday the 16th, which is past the middle of the week: for sale in the second one.
    #expect(first.arrivesOn.description == "2026-11-16")
    #expect(first.quantity == 7)
  }

  @Test func aClosedWeekIsNoWeekToSendIn() throws {
    let network = network(periods: 3) { network in
      network.lane("dc", "st")
      for day in 0..<7 as Range<Int32> {
        network.hand.scenario.calendar.append(
          CalendarEntry(node: 0, day: network.scenario.settings.asOf + day, open: false))
      }
    }
    let plan = try plan(network)
    #expect(plan.transfers.first?.departsOn.description == "2026-11-18")
    #expect(plan.summary.after.short.double == 7)
  }

  /// 14 units of 2 kg in loads of 10 kg: three loads at 5 each, 0.5 a unit, 0.25 a kilogram.
  @Test func heavyGoodsGoInSeveralLoads() throws {
    let network = network { network in
      network.lane("dc", "st", days: 1, journey: 5, unit: 0.5)
      network.hand.scenario.lanes[0].band.maxWeight = Weight(milligrams: 10_000_000)
      network.hand.scenario.lanes[0].band.costPerKilogram = Money(millionths: 250_000)
    }
    let plan = try plan(network)
    let rows = Dictionary(grouping: plan.transfers) { $0.departsOn }
    for row in rows.values.joined() {
      let loads = (Int64(row.quantity) * 2 + 9) / 10
      #expect(row.cost == Money(units: 5) * loads + Money(millionths: 500_000 * Int64(row.quantity) * 2))
    }
    #expect(plan.transfers.reduce(0) { $0 + $1.quantity } == 14)
  }

  /// Trucks of ten at 30 each, on top of the lane.
  @Test func trucksAreCounted() throws {
    let network = network(periods: 1) { network in
      network.lane("dc", "st")
      network.demand("dc", "a", [0], sd: [0])
      network.hand.scenario.settings.replenishment.truckCost = Money(units: 30)
      network.hand.scenario.settings.replenishment.truckUnits = 5
    }
    let plan = try plan(network)
    #expect(plan.transfers.map(\.quantity) == [7])
    #expect(plan.summary.after.cost[.transfer] == Money(units: 60))
  }

  /// The transfer tariff: 20 + 0.02 x 111.195 km + 0.3 x 7, three days at 50 km a day.
  @Test func theTariffGoesByDistance() throws {
    let network = network { network in
      network.hand.scenario.nodes[0].coordinates = Coordinates(latitude: 50, longitude: 8)
      network.hand.scenario.nodes[1].coordinates = Coordinates(latitude: 51, longitude: 8)
      var tariff = TransferTariff()
      tariff.perShipment = Money(units: 20)
      tariff.perKilometre = Money(millionths: 20_000)
      tariff.perUnit = Money(millionths: 300_000)
      tariff.speedMillimetresPerDay = 50_000_000
      network.hand.scenario.settings.transferTariff = tariff
    }
    let plan = try plan(network)
    let row = try #require(plan.transfers.first)
    #expect(row.arrivesOn - row.departsOn == 3)
    #expect(row.quantity == 14)
    #expect(row.cost == Money(millionths: 20_000_000 + 2_223_900 + 4_200_000))
  }

  @Test func withoutAnyWayANoticeSaysSo() throws {
    let plan = try plan(network { _ in })
    #expect(plan.transfers.isEmpty)
    #expect(
      plan.notices.contains { $0.text.contains("no lane and no transfer_tariff leads from its parent to 1 node (st)") })
  }

  /// Two stores without parents: the nearest regional node is theirs.
  @Test func aStoreWithoutAParentIsServedByTheNearestRegion() throws {
    var network = HandNetwork()
    for (id, tier, latitude) in [("far", Tier.regional, 10.0), ("near", .regional, 50.5), ("st", .store, 50)] {
      network.node(id, tier) { $0.coordinates = Coordinates(latitude: latitude, longitude: 8) }
    }
    network.hand.scenario.settings.transferTariff = TransferTariff()
    network.sku("a", price: 20, cost: 10)
    network.demand("st", "a", [5], sd: [1])
    for node in ["far", "near"] { network.hand.stock(node, "a", 50) }
    let plan = try ReplenishmentPlanner(network.scenario, forecast: network.forecast).plan(.baseStock)
    #expect(plan.transfers.map(\.from) == [1])
  }
}
