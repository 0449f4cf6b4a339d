import SupplyModel

/// The network of one SKU: its nodes over the periods, as a `StockFlow` in packs.
///
/// A node in a period is one vertex, or two where goods can be sent on: what is there when the period starts (`early`)
/// can leave, what comes later is for sale only. Buffers are kept from one SKU to the next.
struct SKUModel {
  /// What an arc moves.
  enum Move: Hashable {
    /// A link of the network, in the period of departure.
    case transfer(link: Int32, period: Int16)
    /// A purchase for a row, in the period of the order.
    case purchase(row: Int32, period: Int16)
  }

  /// What a pack bears on a link that is closed: more than any could be worth. The network keeps its shape, so that the
  /// search goes on where it ended.
  private static let closed = 1e15

  /// An arc that is a decision.
  struct Decision {
    var arc: Int32
    var move: Move
    /// Row within the SKU.
    var to: Int32
    var servesFrom: Int16
    /// Packs that it has beside those of the arc.
    var forced: Int32 = 0
  }

  private(set) var flow = StockFlow()
  private(set) var decisions: [Decision] = []
  /// What a unit on each arc costs without the prices of what SKUs share (millionths).
  private(set) var plainCosts: [Int64] = []

  private var early: [Int32] = []
  private var slot: [Int32]

  init(nodes: Int) { slot = [Int32](repeating: -1, count: nodes) }

  /// Everything that is the same for all SKUs.
  struct Context: Sendable {
    let scenario: Scenario
    let network: SupplyNetwork
    let schedule: LinkSchedule
    let goods: GoodsTable
    let forecast: DemandForecast
    /// Links that are closed altogether in a period: not worth a journey. By link and period.
    var closed: [Bool]

    var periods: PlanningPeriods { forecast.periods }
  }

  /// Builds the network of a SKU.
  /// - Parameters:
  ///   - shifts: by row and period, see `StockCurve`.
  ///   - shares: what a unit bears beside the prices, a value for each transfer in their order; nil = nothing.
  ///   - room: limits left for this SKU by arc, where it has to fit in; nil = none but its own.
  /// - Complexity: O(links of its nodes x periods + units that demand may reach).
  mutating func build(
    _ sku: SKUIndex, _ context: Context, terms: SKUTerms, baseline: Baseline, curves: StockCurveTable,
    prices: SharedPrices, room: SharedRoom? = nil, purchases: PurchaseTerms, shares: [Double]? = nil
  ) {
    let rows = context.goods.rows(of: sku)
    flow.removeAll()
    plainCosts.removeAll(keepingCapacity: true)
    decisions.removeAll(keepingCapacity: true)
    for (index, row) in rows.enumerated() { slot[Int(context.goods.rows[row].node)] = Int32(index) }
    placeVertices(rows, context, terms, baseline)
    addStock(rows, context, curves, prices)
    let weight = context.scenario.skus[Int(sku)].weight
    addTransfers(rows, context, terms, prices, room, weight, shares)
    addPurchases(rows, context, terms, prices, room, purchases)
    for row in rows { slot[Int(context.goods.rows[row].node)] = -1 }
  }

  /// Late vertices first, row by row; early ones where goods can be sent on.
  private mutating func placeVertices(
    _ rows: Range<Int>, _ context: Context, _ terms: SKUTerms, _ baseline: Baseline
  ) {
    let periods = context.periods.count
    let pack = terms.pack
    early = [Int32](repeating: -1, count: rows.count * periods)
    flow.supplies = [Int32](repeating: 0, count: rows.count * periods)
    for (index, row) in rows.enumerated() {
      let goods = context.goods.rows[row]
      let shippable = max(0, goods.available - goods.protected) / pack
      let out = context.schedule.links(from: goods.node)
      for period in 0..<periods where terms.isTraded && period <= terms.seasonEnd {
        let leads = out.contains { link in
          slot[Int(context.network.links[link].to)] >= 0 && context.schedule.trip(link, period) != nil
        }
        guard leads && (period > 0 || shippable > 0) else { continue }
        early[index * periods + period] = Int32(flow.supplies.count)
        flow.supplies.append(0)
      }
      var before: Int32 = 0
      for period in 0..<periods {
        let place = index * periods + period
        let packs = baseline.packs(place, of: pack)
        var fresh = packs - before
        before = packs
        if period == 0, early[place] >= 0 {
          flow.supplies[Int(early[place])] = shippable
          fresh -= shippable
        }
        flow.supplies[place] = fresh
      }
    }
  }

  private mutating func addStock(
    _ rows: Range<Int>, _ context: Context, _ curves: StockCurveTable, _ prices: SharedPrices
  ) {
    let periods = context.periods.count
    flow.chains = [Range<Int32>](repeating: 0..<0, count: flow.supplies.count)
    let root = Int32(flow.root)
    let pack = Double(curves.pack)
    for (index, row) in rows.enumerated() {
      let node = Int(context.goods.rows[row].node)
      for period in 0..<periods {
        let place = index * periods + period
        let next = period + 1 == periods ? root : early[place + 1] >= 0 ? early[place + 1] : Int32(place + 1)
        let first = Int32(flow.arcs.count)
        let price = prices.storage[node * periods + period] * pack
        for piece in curves.pieces(row: index, period: period) {
          if price == 0 && !piece.isFixed {
            flow.arcs.append(
              StockFlow.Arc(tail: Int32(place), head: next, capacity: piece.width, cost: piece.whole))
            plainCosts.append(piece.whole)
            continue
          }
          add(
            Int32(place), next, capacity: piece.width, plain: piece.isFixed ? 0 : piece.slope,
            extra: piece.isFixed ? piece.slope + price : price)
        }
        flow.chains[place] = first..<Int32(flow.arcs.count)
        guard early[place] >= 0 else { continue }
        flow.chains[Int(early[place])] = Int32(flow.arcs.count)..<Int32(flow.arcs.count + 1)
        add(early[place], Int32(place), capacity: StockFlow.unlimited, plain: 0, extra: 0)
      }
    }
  }

  private mutating func addTransfers(
    _ rows: Range<Int>, _ context: Context, _ terms: SKUTerms, _ prices: SharedPrices, _ room: SharedRoom?,
    _ weight: Weight, _ shares: [Double]?
  ) {
    var transfers = 0
    let periods = context.periods.count
    let pack = Double(terms.pack)
    for (index, row) in rows.enumerated() {
      let node = Int(context.goods.rows[row].node)
      for period in 0..<periods where early[index * periods + period] >= 0 {
        for link in context.schedule.links(from: NodeIndex(node)) {
          let to = context.network.links[link].to
          let other = slot[Int(to)]
          guard other >= 0, context.goods.rows[rows.lowerBound + Int(other)].isRanged,
            let trip = context.schedule.trip(link, period), terms.isInTime(trip)
          else { continue }
          let arrival = Int(trip.servesFrom)
          let share = shares?[transfers] ?? 0
          transfers += 1
          let price =
            share + prices.links[link * periods + period] + prices.sending[node * periods + period]
            + prices.receiving[Int(to) * periods + arrival]
          // Goods under way are held like any others.
          let held = terms.holding[period..<arrival].reduce(0.0) {
            $0 + ($1 * pack).rounded(.toNearestOrAwayFromZero)
          }
          let cost = Double(context.network.links[link].marginalCost(weight).millionths)
          let capacity = room?.transfer(link, period, node, Int(to), arrival, pack: terms.pack) ?? StockFlow.unlimited
          guard capacity > 0 else { continue }
          decisions.append(
            Decision(
              arc: Int32(flow.arcs.count), move: .transfer(link: Int32(link), period: Int16(period)),
              to: other, servesFrom: trip.servesFrom))
          add(
            early[index * periods + period], vertex(Int(other), trip, periods), capacity: capacity,
            plain: cost * pack + held,
            extra: context.closed[link * periods + period] ? SKUModel.closed : price * pack)
        }
      }
    }
  }

  private mutating func addPurchases(
    _ rows: Range<Int>, _ context: Context, _ terms: SKUTerms, _ prices: SharedPrices, _ room: SharedRoom?,
    _ purchases: PurchaseTerms
  ) {
    guard terms.isTraded else { return }
    let periods = context.periods.count
    let pack = Double(terms.pack)
    for (index, row) in rows.enumerated() {
      let goods = context.goods.rows[row]
      guard goods.supply >= 0, goods.isRanged else { continue }
      let supply = context.scenario.supply[Int(goods.supply)]
      for period in 0..<periods where period <= terms.seasonEnd {
        guard let trip = context.schedule.purchase(goods.node, leadDays: supply.leadDays, period),
          terms.isInTime(trip)
        else { continue }
        let arrival = Int(trip.servesFrom)
        let paid = Double(context.scenario.price(of: supply).millionths)
        let price = prices.receiving[Int(goods.node) * periods + arrival] + prices.budget * paid
        var capacity = room?.purchase(Int(goods.node), arrival, paid: paid, pack: terms.pack) ?? StockFlow.unlimited
        capacity = min(capacity, purchases.most(row: index, period: period))
        let forced = min(purchases.least(row: index, period: period), capacity)
        guard capacity > 0 else { continue }
        decisions.append(
          Decision(
            arc: Int32(flow.arcs.count), move: .purchase(row: Int32(index), period: Int16(period)),
            to: Int32(index), servesFrom: trip.servesFrom, forced: forced))
        let head = vertex(index, trip, periods)
        flow.supplies[Int(head)] += forced
        add(
          Int32(flow.root), head, capacity: capacity - forced, plain: (paid - terms.unitCost + terms.discount) * pack,
          extra: (price + purchases.extra(row: index, period: period)) * pack)
      }
    }
  }

  /// Where goods arrive: with those that can be sent on, if they come in time for it.
  private func vertex(_ row: Int, _ trip: LinkSchedule.Trip, _ periods: Int) -> Int32 {
    let place = row * periods + Int(trip.servesFrom)
    return trip.sentFrom == trip.servesFrom && trip.departs < trip.arrives && early[place] >= 0
      ? early[place] : Int32(place)
  }

  /// Units of every transfer, in their order.
  func transferUnits(_ flows: [Int32], _ pack: Int32) -> [Double] {
    decisions.compactMap { decision in
      guard case .transfer = decision.move else { return nil }
      return Double(flows[Int(decision.arc)]) * Double(pack)
    }
  }

  private mutating func add(_ tail: Int32, _ head: Int32, capacity: Int32, plain: Double, extra: Double) {
    flow.arcs.append(
      StockFlow.Arc(tail: tail, head: head, capacity: capacity, cost: SKUModel.rounded(plain + extra)))
    plainCosts.append(SKUModel.rounded(plain))
  }

  static func rounded(_ cost: Double) -> Int64 { Int64(min(max(cost, -1e15), 1e15).rounded(.toNearestOrAwayFromZero)) }
}
