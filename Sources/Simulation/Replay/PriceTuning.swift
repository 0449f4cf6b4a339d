import Forecasting
import Fulfillment
import RandomStreams
import SupplyModel

/// What units and places will be missed for, found anew every few days: the prices by which `optimal` decides.
///
/// The orders of the last weeks stand for those to come until goods are expected again. Lagrangian prices say what a
/// unit is worth to them; at a node with walk-in customers it is worth at least the chance that one of them would have
/// come for it, times the margin. Before the first orders there are no prices, and `optimal` is the cheapest way.
final class PriceTuning {
  /// Days of orders that are looked back at.
  private static let memory = 28
  /// Lines of an order of a sample at most: longer ones are taken apart. Their lines compete for stock all the same, and
  /// each search stays short.
  private static let mostLines = 6
  /// Orders of all samples together, at most: what a tuning takes is about the same, however many orders are to come.
  private static let mostOrders = 5_000
  /// Lines of its orders at most, before they are taken apart.
  private static let mostSampleLines = 15_000
  /// Samples at most: each looks at the whole network anew, and 30 are hardly better.
  private static let mostSamples = 8
  /// Days of the mean demand for a SKU that every place is credited with, so that a place without sales yet is not
  /// taken for one where nobody comes.
  private static let credit = 7.0

  private let world: SimulationWorld
  private let calendar: DemandCalendar
  /// Orders before the first day and how many days before it, latest first; none that is never looked back at.
  private let history: [(order: Int32, daysBefore: Int)]
  private let seed: RandomStreamFamily
  /// By row: units that walk-in customers asked for in the days remembered.
  private var asked: [Int32]
  private let refillDays: Int

  init(_ world: SimulationWorld, session: FulfillmentSession, calendar: DemandCalendar, seed: RandomStreamFamily) {
    self.world = world
    self.calendar = calendar
    self.seed = seed
    let clock = world.scenario.settings.clock
    let start = world.window.start
    let known = world.scenario.orders.indices.compactMap { index -> (order: Int32, daysBefore: Int)? in
      guard let time = world.scenario.orders[index].placedAt else { return nil }
      let before = Int(start - clock.local(time).day)
      return before > 0 && before <= PriceTuning.memory ? (Int32(index), before) : nil
    }
    history = known.sorted { ($0.daysBefore, $0.order) < ($1.daysBefore, $1.order) }
    asked = [Int32](repeating: 0, count: session.rows.count)
    for row in world.scenario.demand where row.day < start && start - row.day <= Int32(PriceTuning.memory) {
      let place = session.rows.row(node: row.node, sku: row.sku)
      if place >= 0 { asked[Int(place)] += row.quantity }
    }
    let network = world.network
    let slowest = world.scenario.nodes.indices.compactMap { network.supplyDays(NodeIndex($0)) }.max() ?? 0
    refillDays = world.window.reviewDays + Int(slowest)
  }

  /// Whether prices are due on a day.
  func isDue(_ day: Int) -> Bool { day % Int(world.scenario.settings.simulation.retuneDays) == 0 }

  /// Remembers a day, and forgets one. Complexity: O(walk-ins of both).
  func remember(_ day: Int) {
    for customer in calendar.walkIns(day) where customer.row >= 0 { asked[Int(customer.row)] += customer.quantity }
    guard day >= PriceTuning.memory else { return }
    for customer in calendar.walkIns(day - PriceTuning.memory) where customer.row >= 0 {
      asked[Int(customer.row)] = max(0, asked[Int(customer.row)] - customer.quantity)
    }
  }

  /// Prices for the days from `day` on.
  /// - Parameter isReplenished: whether goods come again before the replay ends.
  /// - Complexity: that of `ScarcitySearch` on the sample, and O(rows).
  func prices(_ day: Int, session: FulfillmentSession, isReplenished: Bool, threads: Int) -> ScarcityPrices {
    var prices = ScarcityPrices(session)
    let past = pastOrders(day)
    let known = historyDays(day)
    let left = world.window.days - day
    let ahead = isReplenished ? min(left, refillDays) : left
    let walkIns = expectedWalkIns(known: known, ahead: ahead, session)
    if !past.isEmpty && known > 0 {
      priceOrders(past, known: known, ahead: ahead, walkIns, day, session, threads, &prices)
    }
    priceWalkIns(walkIns, session, &prices)
    return prices
  }

  /// The orders of the days remembered, those before the first day among them.
  private func pastOrders(_ day: Int) -> [Int32] {
    var orders = history.prefix { $0.daysBefore <= PriceTuning.memory - day }.map(\.order)
    for past in max(0, day - PriceTuning.memory)..<day { orders += calendar.arrivals(past).map(\.order) }
    return orders
  }

  /// How many days those are.
  private func historyDays(_ day: Int) -> Int { min(PriceTuning.memory, day + (history.last?.daysBefore ?? 0)) }

  // MARK: In stores

  /// By row: units that walk-in customers are expected to ask for in the days ahead.
  private func expectedWalkIns(known: Int, ahead: Int, _ session: FulfillmentSession) -> [Float] {
    let stock = session.rows
    var expected = [Float](repeating: 0, count: stock.count)
    guard known > 0 else { return expected }
    for sku in 0..<stock.starts.count - 1 {
      let rows = Int(stock.starts[sku])..<Int(stock.starts[sku + 1])
      var (units, places) = (0.0, 0.0)
      for row in rows where world.scenario.nodes[Int(stock.nodes[row])].tier == .store {
        units += Double(asked[row])
        places += 1
      }
      guard units > 0 else { continue }
      let credit = units / places / Double(known) * PriceTuning.credit
      for row in rows where world.scenario.nodes[Int(stock.nodes[row])].tier == .store {
        let perDay = (Double(asked[row]) + credit) / (Double(known) + PriceTuning.credit)
        expected[row] = Float(perDay * Double(ahead))
      }
    }
    return expected
  }

  /// A unit in a store is worth at least the chance that a customer there comes for it, times the margin.
  private func priceWalkIns(_ expected: [Float], _ session: FulfillmentSession, _ prices: inout ScarcityPrices) {
    for row in expected.indices where expected[row] > 0 {
      let available = session.available(row)
      guard available > 0, available < .max else { continue }
      let sku = world.scenario.skus[Int(session.rows.skus[row])]
      let margin = Double(max(0, (sku.price ?? .zero).millionths - sku.unitCost.millionths))
      let chance = poissonTail(Double(expected[row]), atLeast: Int(available))
      prices.rows[row] = max(prices.rows[row], Int64(margin * chance))
    }
  }

  /// P(D >= units) of a Poisson demand. Complexity: O(units), at most some deviations above the mean.
  private func poissonTail(_ mean: Double, atLeast units: Int) -> Double {
    let deviation = mean.squareRoot()
    if Double(units) > mean + 8 * deviation + 8 { return 0 }
    if Double(units) < mean - 8 * deviation { return 1 }
    if mean > 600 { return 1 - NormalDistribution.probability(atMost: (Double(units) - 0.5 - mean) / deviation) }
    var term = PortableMath.exp(-mean)
    var below = 0.0
    for count in 0..<units {
      below += term
      term *= mean / Double(count + 1)
    }
    return max(0, 1 - below)
  }

  // MARK: Online

  /// Prices by samples of as many orders as are to come: what single samples happen to hold differs, and the mean of
  /// their prices is nearer to what a unit will be missed for than those of one (sample average approximation).
  private func priceOrders(
    _ past: [Int32], known: Int, ahead: Int, _ walkIns: [Float], _ day: Int, _ session: FulfillmentSession,
    _ threads: Int, _ prices: inout ScarcityPrices
  ) {
    let wanted = max(1, past.count * ahead / known)
    let lines = past.reduce(0) { $0 + world.scenario.orders[Int($1)].lines.count }
    let most = min(PriceTuning.mostOrders, max(1, PriceTuning.mostSampleLines * past.count / max(1, lines)))
    let count = min(wanted, most)
    // Few orders to come: more samples for the same work. A smaller sample than that competes for as much less.
    let samples = max(1, min(PriceTuning.mostSamples, most / count))
    let share = Double(count) / Double(wanted)
    var isPriced = false
    for number in 0..<samples {
      var stream = RandomStream(family: seed, index: UInt64(day * PriceTuning.mostSamples + number))
      var sample = drawn(past, count, &stream)
      sample.settings.asOf = world.window.start + Int32(day)
      sample.stock = stockRows(session, walkIns, share: share, of: sample)
      guard !sample.stock.isEmpty else { continue }
      setNodes(&sample, days: Double(ahead) * share, usesPoolOnly: session.options.usesPoolOnly)
      add(ScarcitySearch().prices(sample, threads: threads), session, to: &prices)
      isPriced = true
    }
    guard isPriced else { return }
    prices.divide(by: Int64(samples))
    let perNodeDay = max(1, Double(past.count) / Double(known) / Double(world.scenario.nodes.count))
    prices.activation = world.scenario.nodes.map { Int64(Double($0.activationCost.millionths) / perNodeDay) }
  }

  /// The scenario with orders that stand for those to come: every past order as often as the others, as far as it goes;
  /// the rest by lot.
  private func drawn(_ past: [Int32], _ count: Int, _ stream: inout RandomStream) -> Scenario {
    let scenario = world.scenario
    var sample = scenario
    sample.orders = []
    sample.lines = []
    sample.demand = []
    let rest = stream.sample(count % past.count, outOf: past.count)
    let chosen = (0..<count - rest.count).map { past[$0 % past.count] } + rest.map { past[$0] }
    for index in chosen {
      var order = scenario.orders[Int(index)]
      order.placedAt = nil
      order.promiseBy = nil
      for start in stride(from: order.lines.lowerBound, to: order.lines.upperBound, by: PriceTuning.mostLines) {
        let first = Int32(sample.lines.count)
        for line in start..<min(order.lines.upperBound, start + Int32(PriceTuning.mostLines)) {
          sample.lines.append(scenario.lines[Int(line)])
        }
        var part = order
        part.lines = first..<Int32(sample.lines.count)
        sample.orders.append(part)
      }
    }
    return sample
  }

  /// Nodes as they are on all the days ahead together.
  private func setNodes(_ sample: inout Scenario, days: Double, usesPoolOnly: Bool) {
    func scaled(_ daily: Int32?) -> Int32? { daily.map { Int32(clamping: Int((Double($0) * days).rounded(.up))) } }
    for node in sample.nodes.indices {
      sample.nodes[node].capacityOrders = scaled(sample.nodes[node].capacityOrders)
      sample.nodes[node].capacityUnits = scaled(sample.nodes[node].capacityUnits)
      sample.nodes[node].activationCost = .zero
      sample.nodes[node].openDays = .everyDay
      if usesPoolOnly && !sample.nodes[node].onlinePool {
        sample.nodes[node].ships = false
        sample.nodes[node].pickup = false
      }
    }
    sample.calendar = []
  }

  private func add(_ found: ScarcitySearch.Found, _ session: FulfillmentSession, to prices: inout ScarcityPrices) {
    for row in 0..<found.stock.count {
      let place = session.rows.row(node: found.stock.nodes[row], sku: found.stock.skus[row])
      prices.rows[Int(place)] += found.rows[row]
    }
    for node in found.nodeOrders.indices {
      prices.nodeOrders[node] += found.nodeOrders[node]
      prices.nodeUnits[node] += found.nodeUnits[node]
    }
  }

  /// What is there for online orders: stock less what walk-in customers are expected to take.
  private func stockRows(
    _ session: FulfillmentSession, _ walkIns: [Float], share: Double, of sample: Scenario
  ) -> [StockRow] {
    let stock = session.rows
    var isAsked = [Bool](repeating: false, count: sample.skus.count)
    for line in sample.lines { isAsked[Int(line.sku)] = true }
    var rows: [StockRow] = []
    for sku in isAsked.indices where isAsked[sku] {
      for row in Int(stock.starts[sku])..<Int(stock.starts[sku + 1]) {
        let shippable = session.shippable(row)
        if shippable == .max {
          rows.append(StockRow(node: stock.nodes[row], sku: SKUIndex(sku), onHand: nil))
          continue
        }
        let free = (Double(shippable) - Double(walkIns[row])) * share
        guard shippable > 0, free > 0 else { continue }
        rows.append(
          StockRow(
            node: stock.nodes[row], sku: SKUIndex(sku), onHand: max(1, Int32(free.rounded())),
            useCost: Money(millionths: stock.useCost[row])))
      }
    }
    return rows
  }
}

extension Replay {
  /// Gives `optimal` prices for the days to come, where they are due.
  func retune() {
    guard let prices else { return }
    if prices.isDue(day) {
      let isReplenished = policy.replenishment != .none
      session.set(prices.prices(day, session: session, isReplenished: isReplenished, threads: options.threads))
    }
    prices.remember(day)
  }
}
