import SupplyModel

/// The stock of all nodes of a SKU, if some moves are made.
struct MoveProjection: Sendable {
  private let context: SKUModel.Context

  init(_ context: SKUModel.Context) { self.context = context }

  /// Row by row of the SKU, what comes and goes in each period.
  func changes(_ sku: SKUIndex, moves: some Sequence<StockMove>) -> [StockProjection.Change] {
    let (rows, periods) = (context.goods.rows(of: sku), context.periods.count)
    var changes = [StockProjection.Change](repeating: StockProjection.Change(), count: rows.count * periods)
    for (index, row) in rows.enumerated() {
      for receipt in context.goods.receipts(of: row) {
        guard let trip = context.schedule.receipt(receipt) else { continue }
        changes[index * periods + Int(trip.servesFrom)].received += receipt.quantity
      }
    }
    func index(_ node: NodeIndex) -> Int? {
      context.goods.row(of: sku, at: node).map { $0 - rows.lowerBound }
    }
    for move in moves {
      if let to = index(move.to) { changes[to * periods + Int(move.servesFrom)].received += move.units }
      if let link = move.link, let from = index(context.network.links[Int(link)].from) {
        changes[from * periods + Int(move.period)].sent += move.units
      }
    }
    return changes
  }

  /// The projection of one row.
  func project(_ row: Int, _ changes: [StockProjection.Change], _ terms: SKUTerms) -> StockProjection {
    let periods = context.periods.count
    let goods = context.goods.rows[row]
    let figures = goods.forecast >= 0 ? context.forecast.figures(Int(goods.forecast)) : 0..<0
    let none = ArraySlice([Double](repeating: 0, count: periods))
    let shelfPeriods = terms.aged(goods.age).shelfPeriods
    return StockProjection(
      available: goods.available, changes: changes, means: figures.isEmpty ? none : context.forecast.means[figures],
      deviations: figures.isEmpty ? none : context.forecast.deviations[figures], waits: !terms.waiting.isEmpty,
      shelfPeriods: shelfPeriods, lasting: shelfPeriods == nil ? nil : lasting(row))
  }

  /// Units of today's stock that can still be sold after each period, where their ages are known.
  private func lasting(_ row: Int) -> [Int32]? {
    guard let lots = context.goods.lots(of: row) else { return nil }
    let periods = context.periods
    return (1...periods.count).map { next in
      // The day that decides for what comes, too: a lot counts for a period as long as it lasts for half of it.
      let day = next < periods.count ? periods.start(next) + Int32(periods.length(next)) / 2 : periods.end
      return lots.reduce(0) { $1.lastDay >= day ? $0 + $1.units : $0 }
    }
  }

  /// Units by row and period that count as supplied though they are not: expected to be lost before the period, as far as
  /// goods come after the loss, less those expected to have spoiled.
  /// - Parameter until: by row, the period up to which losses count; nil = all.
  private func shifts(_ sku: SKUIndex, moves: [StockMove], until: [Int]?) -> [Int32] {
    let (rows, periods) = (context.goods.rows(of: sku), context.periods.count)
    let terms = SKUTerms(context.scenario, sku, periods: context.periods)
    let changes = changes(sku, moves: moves)
    var shifts = [Int32](repeating: 0, count: rows.count * periods)
    if !terms.waiting.isEmpty && terms.shelfPeriods == nil { return shifts }
    for (index, row) in rows.enumerated() where context.goods.rows[row].forecast >= 0 || terms.shelfPeriods != nil {
      // What comes today leaves nothing to be lost before.
      if let until, until[index] == 0 && terms.shelfPeriods == nil { continue }
      let own = Array(changes[index * periods..<(index + 1) * periods])
      let projection = project(row, own, terms)
      let fits = until == nil && terms.waiting.isEmpty && context.goods.rows[row].forecast >= 0
      let fitted = fits ? fitted(row, own, projection) : []
      var (lost, spoiled) = (0.0, 0.0)
      for period in 0..<periods {
        var shift = -Int(spoiled.rounded(.toNearestOrAwayFromZero))
        shift += fits ? Int(fitted[period]) : Int(lost.rounded(.toNearestOrAwayFromZero))
        shifts[index * periods + period] = Int32(clamping: shift)
        let now = projection.periods[period]
        if terms.waiting.isEmpty && period < until?[index] ?? periods { lost += now.short }
        spoiled += now.spoiled
      }
    }
    return shifts
  }

  /// The shifts at which the curves cost what the projection says that is lost; between none and all that was lost before.
  private func fitted(
    _ row: Int, _ changes: [StockProjection.Change], _ projection: StockProjection
  ) -> [Int32] {
    let goods = context.goods.rows[row]
    let figures = context.forecast.figures(Int(goods.forecast))
    var before: [Int32] = []
    var gone = 0.0
    for period in changes.indices {
      before.append(Int32(clamping: Int(gone.rounded(.toNearestOrAwayFromZero))))
      gone += projection.periods[period].short
    }
    if before.allSatisfy({ $0 == 0 }) { return before }
    let demand = CumulativeDemand(
      means: context.forecast.means[figures], deviations: context.forecast.deviations[figures], lost: before[...])
    var shifts = [Int32](repeating: 0, count: changes.count)
    var supplied = Int(goods.available)
    var spoiled = 0.0
    for period in changes.indices {
      supplied += Int(changes[period].received) - Int(changes[period].sent)
      let kept = supplied - Int(spoiled.rounded(.toNearestOrAwayFromZero))
      spoiled += projection.periods[period].spoiled
      let most = Int(before[period])
      let wanted = projection.periods[period].short
      if most <= 0 { continue }
      var excess = demand.excess(in: period, kept)
      var shift = 0
      while shift < most && excess > wanted {
        // A unit further on, the loss is less by the probability that it falls into this period.
        excess -= demand.above(period, kept + shift) - demand.above(before: period, kept + shift)
        shift += 1
      }
      shifts[period] = Int32(shift)
    }
    return shifts
  }

  /// After a plan.
  func shifts(_ sku: SKUIndex, moves: [StockMove]) -> [Int32] { shifts(sku, moves: moves, until: nil) }

  /// Before any plan: what is lost before anything could come.
  func unavoidable(_ sku: SKUIndex) -> [Int32] { shifts(sku, moves: [], until: firstArrivals(sku)) }

  /// By row of a SKU, the first period for whose sales anything could come; `periods.count` where nothing can. Goods come
  /// from who has them, is about to have them, or buys.
  /// - Complexity: O(links of its nodes x nodes in between).
  func firstArrivals(_ sku: SKUIndex) -> [Int] {
    let (rows, periods) = (context.goods.rows(of: sku), context.periods.count)
    let pack = context.scenario.skus[Int(sku)].packSize
    var slot = [Int32](repeating: -1, count: context.scenario.nodes.count)
    var arrivals = [Int](repeating: periods, count: rows.count)
    // The period from which on each row has something to send.
    var ready = arrivals
    for (index, row) in rows.enumerated() {
      let goods = context.goods.rows[row]
      slot[Int(goods.node)] = Int32(index)
      if goods.available - goods.protected >= pack { ready[index] = 0 }
      for trip in context.goods.receipts(of: row).lazy.compactMap({ context.schedule.receipt($0) }) {
        ready[index] = min(ready[index], Int(trip.servesFrom) + 1)
      }
      if goods.supply >= 0 && goods.isRanged {
        let days = context.scenario.supply[Int(goods.supply)].leadDays
        for period in 0..<periods {
          guard let trip = context.schedule.purchase(goods.node, leadDays: days, period) else { continue }
          arrivals[index] = min(arrivals[index], Int(trip.servesFrom))
          if trip.sentFrom >= 0 { ready[index] = min(ready[index], max(Int(trip.sentFrom), period + 1)) }
        }
      }
    }
    var isSettled = false
    while !isSettled {
      isSettled = true
      for (index, row) in rows.enumerated() where ready[index] < periods {
        for link in context.schedule.links(from: context.goods.rows[row].node) {
          let to = Int(slot[Int(context.network.links[link].to)])
          guard to >= 0, context.goods.rows[rows.lowerBound + to].isRanged,
            let period = (ready[index]..<periods).first(where: { context.schedule.trip(link, $0) != nil }),
            let trip = context.schedule.trip(link, period)
          else { continue }
          arrivals[to] = min(arrivals[to], Int(trip.servesFrom))
          guard trip.sentFrom >= 0, max(Int(trip.sentFrom), period + 1) < ready[to] else { continue }
          ready[to] = max(Int(trip.sentFrom), period + 1)
          isSettled = false
        }
      }
    }
    return arrivals
  }
}
