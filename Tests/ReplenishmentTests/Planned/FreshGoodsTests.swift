import Forecasting
import Replenishment
import SupplyModel
import Testing

/// Goods that do not keep, planned anew every day: supplier to warehouse to stores.
@Suite struct FreshGoodsTests {
  /// A warehouse that buys in a day, a depot below it where `depots`, and two stores; transfers come on their day.
  private func network(life: Int32?, days: Int32 = 7, depot: Bool = false, mean: Double = 8) -> HandNetwork {
    var network = HandNetwork()
    network.hand.scenario.settings.horizonDays = days
    network.hand.scenario.settings.replenishment.periodDays = 1
    network.node("dc", .central)
    if depot {
      network.node("rw", .regional, parent: "dc")
      network.lane("dc", "rw")
    }
    network.sku("a", price: 14, cost: 10, holding: 0.2) { $0.shelfLifeDays = life }
    network.supply("dc", "a", days: 1)
    for store in ["s1", "s2"] {
      network.node(store, .store, parent: depot ? "rw" : "dc")
      network.lane(depot ? "rw" : "dc", store)
      network.demand(store, "a", [mean], sd: [mean.squareRoot()])
    }
    return network
  }

  private func plan(
    _ network: HandNetwork, rhythm: PlanningRhythm = .rolling, lots: [[StockLot]]? = nil,
    _ policy: ReplenishmentPolicy = .planned
  ) throws -> ReplenishmentPlan {
    try ReplenishmentPlanner(network.scenario, forecast: network.forecast, rhythm: rhythm, lots: lots).plan(policy)
  }

  /// What is bought today comes tomorrow; whoever decides in the evening sends it the day after.
  @Test func whatComesIsSentOnTheNextDay() throws {
    let network = network(life: nil)
    let asOf = network.scenario.settings.asOf
    #expect(try plan(network, rhythm: .once).transfers.map(\.departsOn).min() == asOf + 1)
    #expect(try plan(network).transfers.map(\.departsOn).min() == asOf + 2)
  }

  /// Shelves are empty everywhere, and nothing reaches them for three days: what nobody gets until then needs no goods
  /// later, so that the first purchase is for one day's customers and a reserve, not for three days' more.
  @Test func goodsAreNotBoughtForWhoHasLeft() throws {
    for depot in [false, true] {
      let network = network(life: 4, depot: depot)
      let first = try plan(network).purchases.filter { $0.orderedOn == network.scenario.settings.asOf }
      let units = first.reduce(0) { $0 + $1.quantity }
      // 16 are asked for a day; the purchases of the next days are there a day later each.
      #expect(units >= 16 && units <= 30, "\(units) units, depot: \(depot)")
    }
  }

  /// Ages: a life of four days, two of them spent on the way by the depot, leaves two in the store.
  @Test func goodsGrowOldOnTheirWay() throws {
    var fresh = network(life: 4, depot: true, mean: 0.5)
    fresh.hand.stock("s1", "a", 20)
    let rows = try plan(fresh, .none).projection.filter { $0.node == fresh.hand.nodeIndex("s1") }
    #expect(rows[0].spoiled.double == 0)
    #expect(rows[1].spoiled.double > 18)
    let kept = try plan(network(life: 4, mean: 0.5), .none)
    #expect(kept.summary.after.spoiled.double == 0)
  }

  /// Where the ages of today's stock are known, what is old is no stock for tomorrow.
  @Test func oldStockIsReplacedInTime() throws {
    var network = network(life: 4)
    network.hand.stock("dc", "a", 60)
    for store in ["s1", "s2"] { network.hand.stock(store, "a", 24) }
    let asOf = network.scenario.settings.asOf
    func sentToday(_ days: Int32) throws -> Int32 {
      let lots = network.scenario.stock.map { row in
        [StockLot(lastDay: asOf + (row.node == 0 ? 3 : days), units: row.onHand ?? 0)]
      }
      let plan = try plan(network, lots: lots)
      return plan.transfers.filter { $0.departsOn <= asOf + 1 }.reduce(0) { $0 + $1.quantity }
    }
    // Two stores sell 16 a day: old stock is gone by the evening, fresh stock lasts until the day after tomorrow.
    let (old, fresh) = (try sentToday(0), try sentToday(3))
    #expect(old >= 16 && old >= fresh + 8, "\(old) units for old stock, \(fresh) for fresh")
  }

  /// Cases of 30 of which one a week is asked for in a good week: within four weeks none pays for its way, but whoever plans
  /// again and again counts on what is left of it. The first case is enough.
  @Test(arguments: [PlanningRhythm.once, .rolling])
  func whatIsLeftOfACaseHasBeenCarried(rhythm: PlanningRhythm) throws {
    var network = HandNetwork(periods: 4)
    network.node("dc", .central)
    network.node("st", .store, parent: "dc")
    network.lane("dc", "st", unit: 0.1)
    network.sku("a", price: 3, cost: 2) { $0.packSize = 30 }
    network.demand("st", "a", [0.3], sd: [0.6])
    network.hand.stock("dc", "a", 300)
    let planner = ReplenishmentPlanner(network.scenario, forecast: network.forecast, rhythm: rhythm)
    let moves = try planner.beginning(before: network.scenario.settings.asOf + 7, budget: Budget())
    #expect(moves.map(\.units) == (rhythm == .rolling ? [30] : []))
  }
}
