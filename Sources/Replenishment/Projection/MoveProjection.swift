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
    return StockProjection(
      available: goods.available, changes: changes, means: figures.isEmpty ? none : context.forecast.means[figures],
      deviations: figures.isEmpty ? none : context.forecast.deviations[figures], waits: !terms.waiting.isEmpty,
      shelfPeriods: terms.shelfPeriods)
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
      let own = Array(changes[index * periods..<(index + 1) * periods])
      let projection = project(row, own, terms)
      if until == nil && terms.waiting.isEmpty && terms.shelfPeriods == nil {
        let fitted = fitted(row, own, projection)
        for period in 0..<periods { shifts[index * periods + period] = fitted[period] }
        continue
      }
      var sum = 0.0
      for period in 1..<max(periods, 1) where period < periods {
        let past = projection.periods[period - 1]
        if period - 1 < until?[index] ?? periods { sum += (terms.waiting.isEmpty ? past.short : 0) - past.spoiled }
        shifts[index * periods + period] = Int32(clamping: Int(sum.rounded(.toNearestOrAwayFromZero)))
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
    let demand = CumulativeDemand(
      means: context.forecast.means[figures], deviations: context.forecast.deviations[figures], lost: before[...])
    var shifts = [Int32](repeating: 0, count: changes.count)
    var supplied = Int(goods.available)
    for period in changes.indices {
      supplied += Int(changes[period].received) - Int(changes[period].sent)
      let most = Int(before[period])
      let wanted = projection.periods[period].short
      if most <= 0 { continue }
      var excess = demand.excess(in: period, supplied)
      var shift = 0
      while shift < most && excess > wanted {
        // A unit further on, the loss is less by the probability that it falls into this period.
        excess -= demand.above(period, supplied + shift) - demand.above(before: period, supplied + shift)
        shift += 1
      }
      shifts[period] = Int32(shift)
    }
    return shifts
  }

  /// After a plan.
  func shifts(_ sku: SKUIndex, moves: [StockMove]) -> [Int32] { shifts(sku, moves: moves, until: nil) }

  /// Before any plan: what is lost before anything could come.
  func unavoidable(_ sku: SKUIndex) -> [Int32] {
    let (rows, periods) = (context.goods.rows(of: sku), context.periods.count)
    var first = [Int](repeating: periods, count: rows.count)
    for (index, row) in rows.enumerated() {
      let goods = context.goods.rows[row]
      first[index] = context.schedule.firstArrival[Int(goods.node)]
      guard goods.supply >= 0 else { continue }
      let supply = context.scenario.supply[Int(goods.supply)]
      for period in 0..<periods {
        if let trip = context.schedule.purchase(goods.node, leadDays: supply.leadDays, period) {
          first[index] = min(first[index], Int(trip.servesFrom))
        }
      }
    }
    return shifts(sku, moves: [], until: first)
  }
}
