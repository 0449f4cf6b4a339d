import SupplyModel
import TestSupport
import Testing

/// Drawn demand has the moments that it is asked to have. Every tolerance is five standard errors of what is compared.
@Suite struct SlowSyntheticDemandTests {
  /// 20,000 SKU-days. The variance of a sample variance is (k4 + 2 v^2) / n, and a compound Poisson sum of rate r has
  /// cumulants r E[X^k], here of a logarithmic X.
  @Test(arguments: [(1.0, 1.5), (2.5, 1.5), (6, 1.5), (1, 7), (1, 30)])
  func aDayHasTheMeanAndTheDispersion(phi: Double, rate: Double) throws {
    var demand = DrawnDemand(days: 100, skus: 200, rate: rate, stores: 1)
    demand.settings.dispersion = phi
    let values = demand.units(of: try demand.drawn()).flatMap { $0 }
    let found = moments(values)
    let count = Double(values.count)
    let variance = rate * phi
    #expect(abs(found.mean - rate) < 5 * (variance / count).squareRoot())
    var fourth = rate
    if phi > 1 {
      let q = 1 - 1 / phi
      var (sum, weight, term) = (0.0, 0.0, 1.0)
      for k in 1...400 {
        term *= q
        weight += term / Double(k)
        sum += term * Double(k * k * k)
      }
      let mean = (q / (1 - q)) / weight
      fourth = rate / mean * sum / weight
    }
    #expect(abs(found.variance - variance) < 5 * ((fourth + 2 * variance * variance) / count).squareRoot())
  }

  /// Totals of Poisson demand of known means.
  @Test func weekdaysMonthsPromotionsAndSeasonsRaiseAndLower() throws {
    var demand = DrawnDemand(days: 70, skus: 100, rate: 2, stores: 1)
    demand.settings.weekdays = [0.5, 1, 1, 1, 1.5, 2, 0]
    demand.settings.months = (1...12).map { 0.2 * Double($0) }
    demand.replay.simulation.demandScale = 1.5
    for sku in 0..<50 { demand.replay.hand.scenario.skuCategories[sku] = "shoes" }
    let sale = (from: demand.replay.day(20), to: demand.replay.day(24))
    demand.replay.simulation.promotions = [
      Promotion(from: sale.from, to: sale.to, category: "shoes", factor: 3),
      Promotion(from: sale.to, to: sale.to, category: nil, factor: 0.5),
    ]
    demand.replay.hand.scenario.skus[99].seasonStart = demand.replay.day(10)
    demand.replay.hand.scenario.skus[99].seasonEnd = demand.replay.day(30)
    let units = demand.units(of: try demand.drawn())
    for day in 0..<70 {
      let date = demand.replay.day(Int32(day))
      let factor =
        1.5 * demand.settings.weekdays[Int(date.weekday.rawValue)] * demand.settings.months[date.date.month - 1]
      for (skus, isShoe) in [(0..<50, true), (50..<99, false), (99..<100, false)] {
        var mean = 2 * factor * Double(skus.count)
        if isShoe && sale.from <= date && date <= sale.to { mean *= 3 }
        if date == sale.to { mean *= 0.5 }
        if skus.count == 1 && !(10...30).contains(day) { mean = 0 }
        let found = units[day][skus].reduce(0, +)
        // Some 210 comparisons: a Poisson number lies within five deviations and a few units of its mean.
        #expect(abs(found - mean) <= 5 * mean.squareRoot() + (mean > 0 ? 5 : 0), "\(date): \(found), mean \(mean)")
      }
    }
  }

  /// A SKU's factor holds at both stores, a place's at one: variances c^2 and d^2 of totals over their mean, and 1 / mean
  /// of the Poisson demand itself. A lognormal factor has an excess kurtosis of w^4 + 2 w^3 + 3 w^2 - 6, w = 1 + c^2.
  @Test func hitsAndFlopsAreTheSameEverywhereAndLocalTasteIsNot() throws {
    let (skus, mean) = (4_000, 40.0)
    var demand = DrawnDemand(days: 10, skus: skus, rate: mean / 10, stores: 2)
    demand.settings.skuError = 0.5
    demand.settings.placeError = 0.3
    let drawn = try demand.drawn()
    let totals = ([1, 2] as [NodeIndex]).map { store -> [Double] in
      let units = demand.units(of: drawn, store: store)
      return (0..<skus).map { sku in units.reduce(0) { $0 + $1[sku] } / mean }
    }
    let variance = 1.25 * 1.09 - 1 + 1 / mean
    let w = 1 + variance
    let spread = ((w * w * w * w + 2 * w * w * w + 3 * w * w - 4) / Double(skus)).squareRoot()
    for total in totals {
      let found = moments(total)
      #expect(abs(found.mean - 1) < 5 * (variance / Double(skus)).squareRoot())
      #expect(abs(found.variance / variance - 1) < 5 * spread)
    }
    // What they have in common is the SKU's factor.
    #expect(abs(covariance(totals[0], totals[1]) - 0.25) < 5 * spread * variance)
  }

  /// 1,000 days of 50 units: c^2 / (c^2 + 1/50) is what two SKUs of a category have in common.
  @Test func aCategorySellsWellOrBadlyTogether() throws {
    var demand = DrawnDemand(days: 1_000, skus: 3, rate: 50, stores: 1)
    demand.settings.categoryVariation = 0.5
    demand.replay.hand.scenario.skuCategories = ["shoes", "shoes", "hats"]
    let units = demand.units(of: try demand.drawn())
    let series = (0..<3).map { sku in units.map { $0[sku] } }
    func correlation(_ a: Int, _ b: Int) -> Double {
      covariance(series[a], series[b]) / (moments(series[a]).variance * moments(series[b]).variance).squareRoot()
    }
    let wanted = 0.25 / (0.25 + 1.0 / 50)
    let (together, apart) = (correlation(0, 1), correlation(0, 2))
    #expect(abs(together - wanted) < 0.05, "\(together), not \(wanted)")
    #expect(abs(apart) < 5 / 1_000.0.squareRoot(), "\(apart)")
    let mean = moments(series[2]).mean
    let error = ((50 + 2_500 * 0.25) / 1_000.0).squareRoot()
    #expect(abs(mean - 50) < 5 * error, "\(mean)")
  }

  /// A day's last order of a zone may lack lines, and one in a hundred would have named a SKU twice.
  @Test func ordersHaveTheLinesThatTheyAreToHave() throws {
    var demand = DrawnDemand(days: 50, skus: 500, rate: 0.6, zones: 2)
    demand.settings.orderLines = [0.5, 0.3, 0.2]
    demand.settings.pickupShare = 0.25
    demand.settings.promiseDays = 2
    demand.settings.customers = 40
    demand.replay.hand.node("S", .store, at: (50, 8))
    for zone in 0..<2 { demand.replay.hand.scenario.zones[zone].coordinates = Coordinates(latitude: 50, longitude: 9) }
    let drawn = try demand.drawn()
    let count = Double(drawn.orders.count)
    for (lines, share) in [(1, 0.5), (2, 0.3), (3, 0.2)] {
      let found = Double(drawn.orders.count { $0.lines.count == lines }) / count
      let error = (share * (1 - share) / count).squareRoot()
      #expect(abs(found - share) < 5 * error + 100 / count + 0.01, "\(lines) lines: \(found)")
    }
    let units = drawn.lines.reduce(0.0) { $0 + Double($1.quantity) }
    #expect(abs(units - 30_000) < 5 * 30_000.0.squareRoot())
    let pickups = drawn.orders.count { $0.method == .pickup(node: 1) }
    #expect(abs(Double(pickups) / count - 0.25) < 5 * (0.1875 / count).squareRoot())
    var last = demand.replay.day(0)
    for order in drawn.orders {
      let skus = order.lines.map { drawn.lines[Int($0)].sku }
      #expect(Set(skus).count == skus.count)
      let placed = try #require(order.placedAt.map { drawn.settings.clock.local($0).day })
      #expect(placed >= last)
      last = placed
      #expect(order.promiseBy == placed + 2)
      // Every zone has customers of its own.
      let customer = try #require(order.customer)
      if case .ship(let zone) = order.method { #expect(customer / 20 == zone) }
    }
  }

  /// Replications differ, and one is the same whatever another policy, SKU or place asks for.
  @Test func aSeriesIsDrawnForItself() throws {
    let few = DrawnDemand(days: 20, skus: 3, rate: 1, stores: 2)
    let many = DrawnDemand(days: 20, skus: 5, rate: 1, stores: 2)
    let (a, b) = (few.units(of: try few.drawn()), many.units(of: try many.drawn()))
    #expect(a == b.map { Array($0.prefix(3)) })
    #expect(a != few.units(of: try few.drawn(replication: 2)))
    #expect(a != few.units(of: try few.drawn(seed: 2)))
  }

  /// What lies before the window stays as it was; returns.csv is of orders that are not replayed, and brings nothing back.
  @Test func historyStaysAndOrdersOfTheFilesGo() throws {
    var demand = DrawnDemand(days: 3, skus: 1, rate: 2, stores: 1, zones: 1)
    demand.replay.lane("W", "Z0")
    demand.replay.hand.stock("W", "A0", 100)
    demand.replay.walkIn(-1, "S0", 7, "A0")
    demand.replay.walkIn(1, "S0", 1_000, "A0")
    for (id, day) in [("old", -1), ("new", 1)] as [(String, Int32)] {
      demand.replay.order(id, day, to: "Z0", 500, "A0")
    }
    demand.replay.hand.scenario.returns = [
      ReturnRow(
        order: 1, sku: 0, quantity: 500, returnedAt: Instant(seconds: Int64(demand.replay.day(2).number) * 86_400),
        node: nil, resalable: true)
    ]
    let drawn = try demand.drawn()
    #expect(drawn.demand.first?.quantity == 7)
    #expect(drawn.demand.allSatisfy { $0.quantity < 1_000 })
    #expect(drawn.orders.first.map { drawn.lines[Int($0.lines.lowerBound)].quantity } == 500)
    #expect(drawn.orders.dropFirst().allSatisfy { $0.lines.allSatisfy { drawn.lines[Int($0)].quantity == 1 } })
    var replayed = demand.replay
    replayed.simulation.demand = demand.settings
    #expect(try replayed.replay()[.unitsReturned] == 0)
  }
}
