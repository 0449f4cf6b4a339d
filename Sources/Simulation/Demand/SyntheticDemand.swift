import RandomStreams
import SupplyModel

/// Demand drawn from forecast.csv: rows of nodes are customers in stores, rows of zones online orders.
///
/// Customers of a series come as a Poisson process whose rate goes with weekday, month and promotions; each takes one
/// unit, or with a dispersion above 1 a logarithmic number, which makes a day's demand negative binomial with that ratio
/// of variance to mean (Quenouille 1949). Where they are many, each day's number is drawn by itself instead of a day for
/// each of them, which is the same process.
struct SyntheticDemand {
  private let scenario: Scenario
  private let settings: SyntheticDemandSettings
  private let window: ReplayWindow
  private let rates: ForecastRates
  private let seed: UInt64
  private let replication: Int

  /// A unit or more that one customer asks for at a place.
  private struct Draw: Sendable {
    var day: Int32
    var place: Int32
    var sku: SKUIndex
    var quantity: Int32
  }

  init(_ scenario: Scenario, _ settings: SyntheticDemandSettings, window: ReplayWindow, seed: UInt64, replication: Int)
  {
    self.scenario = scenario
    self.settings = settings
    self.window = window
    self.seed = seed
    self.replication = replication
    rates = ForecastRates(scenario, window: window)
  }

  /// The scenario with drawn demand and orders instead of those of its files from the start of the window on; what lies
  /// before stays as history.
  /// - Complexity: O(series + units).
  func scenario(threads: Int) -> Scenario {
    let weights = DayWeights(scenario, settings, window: window, family: family("days of a category"))
    let size = 4_096
    let series = rates.series
    let parts = concurrentMap((series.count + size - 1) / size, threads: threads) { part in
      draws(part * size..<min(series.count, (part + 1) * size), weights)
    }
    var result = emptied()
    let customers = CustomerPools(scenario, customers: settings.customers)
    addWalkIns(parts.flatMap { $0.filter { $0.place >= 0 } }, customers, &result)
    addOrders(parts.flatMap { $0.filter { $0.place < 0 } }, customers, &result)
    if settings.customers > 0 {
      result.customers = IdentifierTable()
      for customer in 0..<settings.customers { _ = result.customers.insert("customer-\(customer + 1)") }
    }
    return result
  }

  /// The scenario without demand and orders from the start of the window on. Complexity: O(demand + lines).
  func emptied() -> Scenario {
    var result = scenario
    result.demand.removeAll { $0.day >= window.start }
    dropOrders(&result)
    return result
  }

  /// Whether all demand is of customers in stores who have no names.
  var isOfStoresOnly: Bool { settings.customers == 0 && !rates.series.contains { $0.place < 0 } }

  /// The same demand as that of `scenario`, of stores only, as units a day and not customer by customer; with nodes for
  /// rows.
  /// - Complexity: O(series x days + units where customers are few).
  func ofStores(threads: Int) -> SKUDemand {
    let weights = DayWeights(scenario, settings, window: window, family: family("days of a category"))
    let terms = terms
    // Series go by SKU; a part has whole SKUs.
    var starts = [0]
    for index in rates.series.indices.dropFirst()
    where index - starts[starts.count - 1] >= 1_024 && rates.series[index].sku != rates.series[index - 1].sku {
      starts.append(index)
    }
    starts.append(rates.series.count)
    let (bounds, days) = (starts, window.days)
    let parts = concurrentMap(starts.count - 1, threads: threads) { part in
      var (entries, ends): ([SKUDemand.Entry], [SKUDemand.Part.End]) = ([], [])
      let units = FlatArray<Int32>(repeating: 0, count: days)
      for index in bounds[part]..<bounds[part + 1] {
        forEachDraw(index, weights, terms) { day, customers, quantity in units[day] += customers * quantity }
        for day in 0..<days where units[day] > 0 {
          entries.append(SKUDemand.Entry(day: Int32(day), row: rates.series[index].place, units: units[day]))
          units[day] = 0
        }
        if index + 1 < bounds[part + 1], rates.series[index + 1].sku == rates.series[index].sku { continue }
        ends.append(SKUDemand.Part.End(sku: rates.series[index].sku, entries: entries.count))
      }
      return SKUDemand.Part(entries: entries, ends: ends)
    }
    return SKUDemand(parts, skus: scenario.skus.count)
  }

  private func family(_ purpose: String) -> RandomStreamFamily {
    RandomStreamFamily(seed: seed, purpose: "\(purpose) of replication \(replication)")
  }

  // MARK: Units

  private func draws(_ range: Range<Int>, _ weights: DayWeights) -> [Draw] {
    let terms = terms
    var draws: [Draw] = []
    for index in range {
      let series = rates.series[index]
      forEachDraw(index, weights, terms) { day, customers, quantity in
        let draw = Draw(day: Int32(day), place: series.place, sku: series.sku, quantity: quantity)
        draws.append(contentsOf: repeatElement(draw, count: Int(customers)))
      }
    }
    return draws
  }

  /// What all series have in common.
  private struct Terms: Sendable {
    let units: RandomStreamFamily
    let skuErrors: RandomStreamFamily
    let placeErrors: RandomStreamFamily
    let scale: Double
    /// Units a customer: 1, or P(k) proportional to q^k / k.
    let isClustered: Bool
    let q: Double
  }

  private var terms: Terms {
    let phi = settings.dispersion
    // A customer takes (phi - 1) / ln phi units in the mean.
    let clusters = phi > 1 ? PortableMath.log(phi) / (phi - 1) : 1
    return Terms(
      units: family("demand"), skuErrors: family("hits and flops"), placeErrors: family("local taste"),
      scale: scenario.settings.simulation.demandScale * clusters, isClustered: phi > 1, q: 1 - 1 / phi)
  }

  /// Customers a day from which on days are drawn and not customers.
  private static let many = 4.0

  /// Draws a series: calls `body` with a day, how many customers come, and what each of them takes; days may come again.
  @inline(__always)
  private func forEachDraw(
    _ index: Int, _ weights: DayWeights, _ terms: Terms, _ body: (_ day: Int, _ customers: Int32, _ each: Int32) -> Void
  ) {
    let series = rates.series[index]
    var factor = terms.scale
    factor *= lognormal(settings.skuError, terms.skuErrors, UInt64(series.sku))
    factor *= lognormal(settings.placeError, terms.placeErrors, series.key)
    guard factor > 0 else { return }
    var stream = RandomStream(family: terms.units, index: series.key)
    for piece in rates.pieces(index) {
      let days = weights.days(series.sku, piece.days)
      let mean = min(1e9, piece.perDay * factor * days.total)
      if !terms.isClustered && mean >= SyntheticDemand.many * Double(piece.days.count) {
        for day in piece.days {
          let customers = stream.poisson(mean: min(1e9, piece.perDay * factor * days.weight(day)))
          if customers > 0 { body(day, Int32(customers), 1) }
        }
        continue
      }
      let customers = stream.poisson(mean: mean)
      for _ in 0..<customers {
        let day = days.draw(&stream)
        body(day, 1, terms.isClustered ? logarithmic(terms.q, &stream) : 1)
      }
    }
  }

  /// A factor of mean 1.
  private func lognormal(_ variation: Double, _ family: RandomStreamFamily, _ index: UInt64) -> Double {
    guard variation > 0 else { return 1 }
    var stream = RandomStream(family: family, index: index)
    let variance = PortableMath.log(1 + variation * variation)
    return PortableMath.exp(stream.normal(mean: -variance / 2, standardDeviation: variance.squareRoot()))
  }

  /// P(k) proportional to q^k / k, by inversion.
  private func logarithmic(_ q: Double, _ stream: inout RandomStream) -> Int32 {
    var left = stream.unit() * -PortableMath.log(1 - q)
    var term = q
    var k = 1.0
    while left > term / k && k < 1e6 {
      left -= term / k
      term *= q
      k += 1
    }
    return Int32(k)
  }

  // MARK: In stores

  private func addWalkIns(_ draws: [Draw], _ customers: CustomerPools, _ result: inout Scenario) {
    var byDay = sortedByDay(draws)
    let shuffles = family("sequence of walk-ins")
    let buyers = family("customers in stores")
    result.demand.reserveCapacity(result.demand.count + draws.count)
    for day in 0..<window.days {
      var stream = RandomStream(family: shuffles, index: UInt64(day))
      stream.shuffle(&byDay[day])
      var buyer = RandomStream(family: buyers, index: UInt64(day))
      for draw in byDay[day] {
        result.demand.append(
          WalkInDemand(
            day: window.start + Int32(day), node: draw.place, sku: draw.sku, quantity: draw.quantity,
            customer: customers.draw(node: draw.place, &buyer)))
      }
    }
  }

  private func sortedByDay(_ draws: [Draw]) -> [[Draw]] {
    var byDay = [[Draw]](repeating: [], count: window.days)
    for draw in draws { byDay[Int(draw.day)].append(draw) }
    return byDay
  }

  // MARK: Online

  private func dropOrders(_ result: inout Scenario) {
    var lines: [OrderLine] = []
    var orders: [Order] = []
    for order in result.orders {
      guard let time = order.placedAt, scenario.settings.clock.local(time).day < window.start else { continue }
      var kept = order
      kept.lines = Int32(lines.count)..<Int32(lines.count + order.lines.count)
      lines += result.lines[Int(order.lines.lowerBound)..<Int(order.lines.upperBound)]
      orders.append(kept)
    }
    result.orders = orders
    result.lines = lines
    // Returns are of orders that are not replayed.
    result.returns = []
    // Drawn orders have numbers, not names.
    result.orderIDs = IdentifierTable()
    result.lineIDs = IdentifierTable()
  }

  private func addOrders(_ draws: [Draw], _ customers: CustomerPools, _ result: inout Scenario) {
    let sizes = CumulativeTable(weights: settings.orderLines)
    let places = PickupPlaces(scenario)
    let family = family("orders")
    for (day, lines) in sortedByDay(draws).enumerated() where !lines.isEmpty {
      var stream = RandomStream(family: family, index: UInt64(day))
      var sorted = lines
      stream.shuffle(&sorted)
      sorted.sort { $0.place < $1.place }
      var start = 0
      while start < sorted.count {
        // As many lines as the order is to have, of one zone and of different SKUs.
        let wanted = sizes.draw(from: &stream) + 1
        var end = start + 1
        while end < sorted.count, end - start < wanted, sorted[end].place == sorted[start].place,
          !sorted[start..<end].contains(where: { $0.sku == sorted[end].sku })
        {
          end += 1
        }
        add(sorted[start..<end], day, customers, places, &stream, &result)
        start = end
      }
    }
  }

  private func add(
    _ draws: ArraySlice<Draw>, _ day: Int, _ customers: CustomerPools, _ places: PickupPlaces,
    _ stream: inout RandomStream, _ result: inout Scenario
  ) {
    guard let zone = draws.first.map({ ~$0.place }) else { return }
    let first = Int32(result.lines.count)
    for (number, draw) in draws.enumerated() {
      result.lines.append(
        OrderLine(
          sku: draw.sku, quantity: draw.quantity, unitPrice: scenario.skus[Int(draw.sku)].price ?? .zero,
          lineID: Int32(number)))
    }
    let date = window.start + Int32(day)
    let seconds = Int64(date.number) * 86_400 + Int64(stream.uniform(below: 86_400))
    var method = DeliveryMethod.ship(zone: zone)
    let isPickup = stream.bernoulli(settings.pickupShare)
    if isPickup, let node = places.nearest(zone) { method = .pickup(node: node) }
    result.orders.append(
      Order(
        lines: first..<Int32(result.lines.count), method: method, service: scenario.settings.defaultService,
        placedAt: scenario.settings.clock.instant(localSeconds: seconds),
        promiseBy: settings.promiseDays.map { date + $0 }, customer: customers.draw(zone: zone, &stream),
        split: settings.split))
  }
}
