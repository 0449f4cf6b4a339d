import Forecasting
import SupplyModel

/// The two usual rules: order when stock falls to a minimum, up to a maximum; or keep the echelon's stock at a level.
///
/// Reviewed at the start of every period, with what is expected to be left then. Levels come from levels.csv; where it
/// has none, from the demand over lead time and review, at the service level of scenario.yaml.
struct LevelPolicy {
  enum Rule {
    /// Each node looks at its own stock. Takers are served in the order of nodes.csv.
    case minMax
    /// Each node looks at its own stock and that of all that it replenishes (Clark and Scarf 1960). What is short is
    /// divided so that all run the same risk.
    case baseStock
  }

  /// Where scenario.yaml has no `service_level`.
  static let defaultServiceLevel = 0.95

  private let context: SKUModel.Context
  private let rule: Rule
  private let serviceLevel: Double
  private var room: SharedRoom
  private var supplyLinks: [Int32]
  private var moves: [StockMove] = []

  init(_ context: SKUModel.Context, limits: SharedLimits, rule: Rule) {
    self.context = context
    self.rule = rule
    room = limits.room
    // Stock in store is what sales leave of it: counted where it is planned for, not here.
    room.storage = room.storage.map { _ in SharedRoom.unlimited }
    serviceLevel = context.scenario.settings.replenishment.serviceLevel ?? LevelPolicy.defaultServiceLevel
    supplyLinks = [Int32](repeating: -1, count: context.scenario.nodes.count)
    for (index, link) in context.network.links.enumerated() where context.network.parents[Int(link.to)] == link.from {
      supplyLinks[Int(link.to)] = Int32(index)
    }
  }

  /// The moves of all periods. Complexity: O(rows x periods).
  mutating func run() -> [StockMove] {
    for sku in context.scenario.skus.indices where !context.goods.rows(of: SKUIndex(sku)).isEmpty {
      run(SKUIndex(sku))
    }
    return moves
  }

  /// A SKU at a node, as it is expected to be.
  private struct State {
    var onHand: Double
    /// Units of it that were there when the period began, and can be sent on.
    var sendable: Double
    /// Units that come, by the period for whose sales they count.
    var coming: [Double]
    /// The same units by the period in which they can be sent on.
    var comingToSend: [Double]
    var parent: Int?
    var children: [Int] = []
    /// Days from an order to its arrival; nil where nothing can be ordered.
    var leadDays: Int32?
    /// Days from this node's stock to the customer of the farthest node below, one of them for each node in between:
    /// today's departures take from what was there in the morning, so that what comes today leaves tomorrow.
    var downstreamDays: Int32 = 0

    /// - Parameter period: the current one; what comes on its first day has missed its departures.
    mutating func expect(_ units: Int32, _ trip: LinkSchedule.Trip, in period: Int) {
      coming[Int(trip.servesFrom)] += Double(units)
      let sentFrom = max(Int(trip.sentFrom), period + 1)
      if trip.sentFrom >= 0 && sentFrom < comingToSend.count { comingToSend[sentFrom] += Double(units) }
    }

    func position(from period: Int) -> Double { coming[period...].reduce(onHand, +) }
  }

  private mutating func run(_ sku: SKUIndex) {
    let rows = context.goods.rows(of: sku)
    let terms = SKUTerms(context.scenario, sku, periods: context.periods)
    guard terms.isTraded else { return }
    var states = states(rows)
    for period in 0..<context.periods.count where period <= terms.seasonEnd {
      for index in states.indices {
        states[index].onHand += states[index].coming[period]
        states[index].coming[period] = 0
        states[index].sendable = min(states[index].onHand, states[index].sendable + states[index].comingToSend[period])
      }
      for index in states.indices.reversed() { serveChildren(index, period, sku, rows, terms, &states) }
      for index in states.indices { buy(index, period, sku, rows, terms, &states) }
      for (index, row) in rows.enumerated() {
        let forecast = context.goods.rows[row].forecast
        guard forecast >= 0 else { continue }
        let demand = context.forecast.means[Int(forecast) * context.periods.count + period]
        states[index].onHand -= min(states[index].onHand, demand)
        // What is left of old stock after sales, at most.
        states[index].sendable = min(states[index].sendable, states[index].onHand)
      }
    }
  }

  private func states(_ rows: Range<Int>) -> [State] {
    let periods = context.periods.count
    var states: [State] = []
    for row in rows {
      let goods = context.goods.rows[row]
      let none = [Double](repeating: 0, count: periods)
      let available = Double(goods.available)
      let sendable = available - Double(goods.protected)
      var state = State(onHand: available, sendable: sendable, coming: none, comingToSend: none)
      for receipt in context.goods.receipts(of: row) {
        if let trip = context.schedule.receipt(receipt) { state.expect(receipt.quantity, trip, in: 0) }
      }
      let link = supplyLinks[Int(goods.node)]
      if goods.supply >= 0 {
        state.leadDays = context.scenario.supply[Int(goods.supply)].leadDays
      } else if link >= 0 {
        state.leadDays = context.network.links[Int(link)].transitDays
        state.parent = rows.firstIndex { context.goods.rows[$0].node == context.network.links[Int(link)].from }
          .map { $0 - rows.lowerBound }
      }
      states.append(state)
    }
    for index in states.indices.reversed() {
      guard let parent = states[index].parent else { continue }
      states[parent].children.append(index)
      states[parent].downstreamDays = max(
        states[parent].downstreamDays, states[index].downstreamDays + (states[index].leadDays ?? 0) + 1)
    }
    return states
  }

  /// Demand of a node and of all below it over a number of days.
  private func demand(_ index: Int, _ days: Int32, _ period: Int, _ rows: Range<Int>, _ states: [State]) -> CoverDemand
  {
    let forecast = context.goods.rows[rows.lowerBound + index].forecast
    let own = forecast >= 0 ? CoverDemand.over(days, from: period, context.forecast, row: Int(forecast)) : CoverDemand()
    return states[index].children.reduce(own) { $0 + demand($1, days, period, rows, states) }
  }

  private func coverDays(_ index: Int, _ period: Int, _ states: [State]) -> Int32 {
    let review = context.periods.length(period)
    let downstream = rule == .baseStock ? states[index].downstreamDays : 0
    return (states[index].leadDays ?? 0) + downstream + review
  }

  /// What a node asks for in a period, units.
  private func request(
    _ index: Int, _ period: Int, _ rows: Range<Int>, _ terms: SKUTerms, _ states: [State]
  ) -> (units: Int32, demand: CoverDemand) {
    let goods = context.goods.rows[rows.lowerBound + index]
    let cover = demand(index, coverDays(index, period, states), period, rows, states)
    guard goods.isRanged else { return (0, cover) }
    let level = goods.level >= 0 ? context.scenario.levels[Int(goods.level)] : nil
    let distribution = DemandDistribution(mean: cover.mean, variance: cover.variance)
    var lacking = 0.0
    switch rule {
    case .minMax:
      let least =
        level?.minimum ?? level?.maximum.map { $0 / 2 } ?? Int32(clamping: distribution.quantile(serviceLevel))
      let next = demand(index, context.periods.length(period), period, rows, states).mean
      let most = level?.maximum ?? max(least, Int32(clamping: Int((Double(least) + next).rounded(.up))))
      let position = states[index].position(from: period)
      if position <= Double(least) { lacking = Double(most) - position }
    case .baseStock:
      let target = level?.baseStock.map(Double.init) ?? Double(distribution.quantile(serviceLevel))
      lacking = target - echelon(index, period, states)
    }
    let packs = min(
      (max(0, lacking - 1e-9) / Double(terms.pack)).rounded(.up), Double(StockFlow.unlimited / terms.pack))
    return (Int32(packs) * terms.pack, cover)
  }

  private func echelon(_ index: Int, _ period: Int, _ states: [State]) -> Double {
    states[index].children.reduce(states[index].position(from: period)) { $0 + echelon($1, period, states) }
  }

  private mutating func serveChildren(
    _ index: Int, _ period: Int, _ sku: SKUIndex, _ rows: Range<Int>, _ terms: SKUTerms, _ states: inout [State]
  ) {
    let children = states[index].children.filter { child in
      let link = Int(supplyLinks[Int(context.goods.rows[rows.lowerBound + child].node)])
      return context.schedule.trip(link, period).map(terms.isInTime) ?? false
    }.sorted { context.goods.rows[rows.lowerBound + $0].node < context.goods.rows[rows.lowerBound + $1].node }
    if children.isEmpty { return }
    let goods = context.goods.rows[rows.lowerBound + index]
    let own = goods.forecast >= 0 ? context.forecast.means[Int(goods.forecast) * context.periods.count + period] : 0
    // What is there when the period starts, without what its own customers will ask for.
    let free = min(states[index].sendable, states[index].onHand - max(own, Double(goods.protected)))
    var available = Int32(clamping: Int(max(0, free + 1e-9))) / terms.pack * terms.pack
    let asked = children.map { request($0, period, rows, terms, states) }
    let takers = zip(children, asked).map {
      EqualFractile.Taker(position: echelon($0, period, states), request: $1.units, demand: $1.demand)
    }
    let shares =
      rule == .baseStock ? EqualFractile.divide(available, pack: terms.pack, among: takers) : asked.map(\.units)
    for (child, share) in zip(children, shares) {
      let node = context.goods.rows[rows.lowerBound + child].node
      let link = Int(supplyLinks[Int(node)])
      guard let trip = context.schedule.trip(link, period) else { continue }
      let most = room.transfer(link, period, Int(goods.node), Int(node), Int(trip.servesFrom), pack: terms.pack)
      let units = min(share, available / terms.pack * terms.pack, Int32(clamping: Int64(most) * Int64(terms.pack)))
      guard units > 0 else { continue }
      let move = StockMove(
        sku: sku, link: Int32(link), to: node, period: Int16(period), servesFrom: trip.servesFrom, units: units)
      available -= units
      states[index].onHand -= Double(units)
      states[index].sendable -= Double(units)
      arrive(child, units, trip, period, &states)
      room.take(move, network: context.network)
      moves.append(move)
    }
  }

  private mutating func buy(
    _ index: Int, _ period: Int, _ sku: SKUIndex, _ rows: Range<Int>, _ terms: SKUTerms, _ states: inout [State]
  ) {
    let goods = context.goods.rows[rows.lowerBound + index]
    guard goods.supply >= 0 else { return }
    let supply = context.scenario.supply[Int(goods.supply)]
    guard let trip = context.schedule.purchase(goods.node, leadDays: supply.leadDays, period),
      terms.isInTime(trip)
    else { return }
    var units = request(index, period, rows, terms, states).units
    guard units > 0 else { return }
    units = max(units, (supply.minimum + terms.pack - 1) / terms.pack * terms.pack)
    let paid = Double(context.scenario.price(of: supply).millionths)
    let most = room.purchase(Int(goods.node), Int(trip.servesFrom), paid: paid, pack: terms.pack)
    units = min(units, Int32(clamping: Int64(most) * Int64(terms.pack)))
    guard units > 0, units >= supply.minimum else { return }
    let move = StockMove(
      sku: sku, link: nil, to: goods.node, period: Int16(period), servesFrom: trip.servesFrom, units: units,
      paid: Int64(paid) * Int64(units))
    arrive(index, units, trip, period, &states)
    room.take(move, network: context.network)
    moves.append(move)
  }

  private func arrive(
    _ index: Int, _ units: Int32, _ trip: LinkSchedule.Trip, _ period: Int, _ states: inout [State]
  ) {
    states[index].expect(units, trip, in: period)
    if Int(trip.servesFrom) <= period {
      states[index].onHand += states[index].coming[period]
      states[index].coming[period] = 0
    }
  }
}
