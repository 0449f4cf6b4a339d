import SupplyModel

/// Turns the moves of a plan into its rows and figures.
struct PlanReport {
  private let context: SKUModel.Context
  private let limits: SharedLimits
  private let threads: Int

  init(_ context: SKUModel.Context, limits: SharedLimits, threads: Int) {
    self.context = context
    self.limits = limits
    self.threads = threads
  }

  /// - Parameters:
  ///   - moves: of all SKUs.
  ///   - leavesOut: whether moves of SKUs are left out whose projection says that they cost more than they save.
  /// - Returns: the plan, and the SKUs that were left out.
  /// - Complexity: O(rows x periods x what a projection takes + moves log moves).
  func plan(
    _ policy: ReplenishmentPolicy, _ moves: [StockMove], leavesOut: Bool = false
  ) -> (plan: ReplenishmentPlan, leftOut: [Int]) {
    var summary = ReplenishmentSummary(
      scenario: context.scenario.settings.name, policy: policy, periods: context.periods)
    var bySKU = [[StockMove]](repeating: [], count: context.scenario.skus.count)
    for move in moves { bySKU[Int(move.sku)].append(move) }
    let projector = MoveProjection(context)
    let given = bySKU
    var parts = concurrentMap(given.count, threads: threads) { sku in
      SKUReport(SKUIndex(sku), given[sku], context, projector)
    }
    var leftOut: [Int] = []
    for sku in bySKU.indices where leavesOut && !bySKU[sku].isEmpty {
      // What the SKU's goods add to journeys; journeys as such are shared.
      let paid = bySKU[sku].reduce(Money.zero) { $0 + ownCost($1) }
      guard parts[sku].after.cost.total + paid > parts[sku].before.cost.total else { continue }
      leftOut.append(sku)
      bySKU[sku] = []
      parts[sku] = SKUReport(SKUIndex(sku), [], context, projector)
    }
    let moves = bySKU.flatMap(\.self)
    var plan = ReplenishmentPlan(summary: summary)
    for part in parts {
      plan.projection += part.projection
      summary.before.add(part.before)
      summary.after.add(part.after)
    }
    summary.skuNodes = context.goods.rows.count
    summary.skus = context.goods.starts.indices.dropLast().count { !context.goods.rows(of: SKUIndex($0)).isEmpty }
    plan.transfers = transfers(bySKU, parts)
    plan.purchases = purchases(moves)
    for row in plan.transfers {
      summary.after.cost[.transfer] += row.cost
      summary.after.cost[.holding] += holdingUnderWay(row)
    }
    summary.transfers = plan.transfers.count
    summary.transferUnits = plan.transfers.reduce(0) { $0 + Int64($1.quantity) }
    for row in plan.purchases {
      let standard = context.scenario.skus[Int(row.sku)].unitCost
      summary.after.cost[.purchase] += row.orderCost + (row.unitCost - standard) * Int64(row.quantity)
      summary.spend += row.orderCost + row.unitCost * Int64(row.quantity)
      summary.purchaseUnits += Int64(row.quantity)
    }
    summary.purchases = plan.purchases.count
    plan.summary = summary
    return (plan, leftOut)
  }

  /// The moves that a plan begins before a day, but for those of SKUs whose projection says that they cost more than they save.
  func beginning(_ moves: [StockMove], before day: Day) -> [GoodsMove] {
    var bySKU = [[StockMove]](repeating: [], count: context.scenario.skus.count)
    for move in moves { bySKU[Int(move.sku)].append(move) }
    let projector = MoveProjection(context)
    let given = bySKU
    let isWorthIt = concurrentMap(given.count, threads: threads) { sku in
      guard given[sku].contains(where: { begins($0) < day }) else { return false }
      let report = SKUReport(SKUIndex(sku), given[sku], context, projector, isBrief: true)
      let paid = given[sku].reduce(Money.zero) { $0 + ownCost($1) }
      return report.after.cost.total + paid <= report.before.cost.total + report.carried
    }
    return moves.filter { isWorthIt[Int($0.sku)] && begins($0) < day }.compactMap { move in
      let from = move.link.map { context.network.links[Int($0)].from }
      return trip(move).map {
        GoodsMove(
          sku: move.sku, from: from, to: move.to, units: move.units, departs: $0.departs, arrives: $0.arrives)
      }
    }.sorted { ($0.departs, $0.from ?? -1, $0.to, $0.sku) < ($1.departs, $1.from ?? -1, $1.to, $1.sku) }
  }

  private func begins(_ move: StockMove) -> Day { trip(move)?.departs ?? context.periods.end }

  private func trip(_ move: StockMove) -> LinkSchedule.Trip? {
    if let link = move.link { return context.schedule.trip(Int(link), Int(move.period)) }
    guard let supply = supply(of: move) else { return nil }
    return context.schedule.purchase(move.to, leadDays: supply.leadDays, Int(move.period))
  }

  /// What a move costs beside journeys that others share.
  private func ownCost(_ move: StockMove) -> Money {
    let sku = context.scenario.skus[Int(move.sku)]
    if let link = move.link {
      return context.network.links[Int(link)].marginalCost(sku.weight) * Int64(move.units)
    }
    guard let supply = supply(of: move) else { return .zero }
    return supply.orderCost + (context.scenario.price(of: supply) - sku.unitCost) * Int64(move.units)
  }

  /// The row of supply.csv by which a purchase is made.
  private func supply(of move: StockMove) -> SupplyRow? {
    guard let row = context.goods.row(of: move.sku, at: move.to), context.goods.rows[row].supply >= 0 else {
      return nil
    }
    return context.scenario.supply[Int(context.goods.rows[row].supply)]
  }

  /// Goods that are sent are held until the period for whose sales they count.
  private func holdingUnderWay(_ row: Transfer) -> Money {
    let periods = context.periods
    guard let from = periods.period(of: row.departsOn),
      let to = context.schedule.calendar.period(servedFrom: row.arrivesOn)
    else { return .zero }
    let sku = context.scenario.skus[Int(row.sku)]
    let year = sku.unitCost.times(sku.holdingRate) * Int64(row.quantity)
    return Money(
      millionths: roundedProduct(year.millionths, Int64(periods.start(to) - periods.start(from)), per: 365))
  }

  private func purchases(_ moves: [StockMove]) -> [Purchase] {
    moves.filter { $0.link == nil }.compactMap { move -> Purchase? in
      guard let supply = supply(of: move), let trip = trip(move) else { return nil }
      return Purchase(
        node: move.to, sku: move.sku, quantity: move.units, orderedOn: trip.departs, arrivesOn: trip.arrives,
        unitCost: context.scenario.price(of: supply), orderCost: supply.orderCost)
    }.sorted { ($0.orderedOn, $0.node, $0.sku) < ($1.orderedOn, $1.node, $1.sku) }
  }

  /// Rows by day, origin, destination, SKU. What a journey costs as a whole is shared by units among its rows.
  private func transfers(_ moves: [[StockMove]], _ reports: [SKUReport]) -> [Transfer] {
    var sent: [Sent] = []
    for (moves, report) in zip(moves, reports) {
      for (index, move) in moves.lazy.filter({ $0.link != nil }).enumerated() {
        sent.append(Sent(move: move, reason: report.reasons[index], earns: report.earnings[index]))
      }
    }
    sent.sort { a, b in
      let (x, y) = (a.move, b.move)
      return (x.period, x.link ?? 0, x.sku) < (y.period, y.link ?? 0, y.sku)
    }
    var rows: [Transfer] = []
    var first = 0
    while first < sent.count {
      var last = first
      while last < sent.count, sent[last].move.link == sent[first].move.link,
        sent[last].move.period == sent[first].move.period
      {
        last += 1
      }
      rows += journey(Array(sent[first..<last]))
      first = last
    }
    return rows.sorted { ($0.departsOn, $0.from, $0.to, $0.sku) < ($1.departsOn, $1.from, $1.to, $1.sku) }
  }

  private struct Sent {
    var move: StockMove
    var reason: TransferReason
    var earns: Money
  }

  private func journey(_ sent: [Sent]) -> [Transfer] {
    guard let first = sent.first?.move, let index = first.link,
      let trip = context.schedule.trip(Int(index), Int(first.period))
    else { return [] }
    let link = context.network.links[Int(index)]
    var (units, weight) = (Int64(0), Weight.zero)
    for row in sent {
      units += Int64(row.move.units)
      weight += context.scenario.skus[Int(row.move.sku)].weight * Int64(row.move.units)
    }
    let total = link.cost(units: units, weight: weight) + limits.trucks(units: units)
    var (rest, unitsLeft) = (total.millionths, units)
    return sent.map { row in
      // Each takes its share of what is left, so that the rows add up to the journey.
      let share = roundedProduct(rest, Int64(row.move.units), per: max(1, unitsLeft))
      rest -= share
      unitsLeft -= Int64(row.move.units)
      return Transfer(
        from: link.from, to: link.to, sku: row.move.sku, quantity: row.move.units, departsOn: trip.departs,
        arrivesOn: trip.arrives, cost: Money(millionths: share), reason: row.reason.rawValue, earns: row.earns)
    }
  }
}

extension ReplenishmentOutlook {
  /// Adds what is expected of another SKU.
  mutating func add(_ other: ReplenishmentOutlook) {
    for term in ReplenishmentTerm.allCases { cost[term] += other.cost[term] }
    demand += other.demand
    sold += other.sold
    short += other.short
    spoiled += other.spoiled
    stockValueDays += other.stockValueDays
    soldValue += other.soldValue
  }
}
