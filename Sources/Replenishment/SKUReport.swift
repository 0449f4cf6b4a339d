import SupplyModel

/// The projection of one SKU with its moves and without them.
struct SKUReport: Sendable {
  private(set) var projection: [ProjectionRow] = []
  private(set) var before = ReplenishmentOutlook()
  private(set) var after = ReplenishmentOutlook()
  /// What is left more at the end with the moves than without has been carried already (see `StockWorth`).
  private(set) var carried = Money.zero
  /// Of each transfer among the moves, in their order.
  private(set) var reasons: [TransferReason] = []
  /// The same: what it is expected to save, before its cost.
  private(set) var earnings: [Money] = []

  /// - Parameter isBrief: whether only what the moves change is looked at: both outlooks lack the rest, rows and reasons
  ///   are left out.
  init(
    _ sku: SKUIndex, _ moves: [StockMove], _ context: SKUModel.Context, _ projector: MoveProjection,
    isBrief: Bool = false
  ) {
    let (rows, periods) = (context.goods.rows(of: sku), context.periods.count)
    if rows.isEmpty { return }
    let terms = SKUTerms(context.scenario, sku, periods: context.periods)
    let goods = context.scenario.skus[Int(sku)]
    let prices = ShortagePrices(context.scenario, sku, terms, context.periods)
    let idle = projector.changes(sku, moves: [])
    let planned = moves.isEmpty ? idle : projector.changes(sku, moves: moves)
    // What the plan saves at each row.
    var savings = [Money](repeating: .zero, count: rows.count)
    for (index, row) in rows.enumerated() {
      let sums = (before.cost.total, after.cost.total)
      defer { savings[index] = (before.cost.total - sums.0) - (after.cost.total - sums.1) }
      let own = index * periods..<(index + 1) * periods
      let isTouched = planned[own] != idle[own]
      if isBrief && !isTouched { continue }
      let base = projector.project(row, Array(idle[own]), terms)
      let result = isTouched ? projector.project(row, Array(planned[own]), terms) : base
      for period in 0..<periods {
        let forecast = context.goods.rows[row].forecast
        let demand = forecast >= 0 ? context.forecast.means[Int(forecast) * periods + period] : 0
        var line = ProjectionRow(node: context.goods.rows[row].node, sku: sku, period: Int16(period))
        line.received = planned[own.lowerBound + period].received
        line.sent = planned[own.lowerBound + period].sent
        line.fill(result.periods[period], demand: demand)
        after.add(line, prices, goods, context.periods, isSeasonEnd: period == terms.seasonEnd)
        var without = line
        without.fill(base.periods[period], demand: demand)
        before.add(without, prices, goods, context.periods, isSeasonEnd: period == terms.seasonEnd)
        if !isBrief { projection.append(line) }
      }
      let carriage = context.goods.rows[row].carriage
      guard StockWorth.days(carriage, terms, context.periods) != nil else { continue }
      let left = (result.periods.last?.mean ?? 0) - (base.periods.last?.mean ?? 0)
      carried += Money(millionths: Int64((carriage * left).rounded(.toNearestOrAwayFromZero)))
    }
    if isBrief { return }
    reasons = moves.filter { $0.link != nil }.map { TransferReason($0, context, terms, planned, rows) }
    earnings = MoveEarnings(moves, context, rows, savings).ofTransfers
  }
}

/// What a SKU's shortages and stock cost, as exact amounts of money.
struct ShortagePrices {
  /// A unit lost.
  let lost: Money
  /// A unit that waits for a day; nil where shortages are lost.
  let waitingPerDay: Money?
  /// A unit held for a year.
  let holdingPerYear: Money
  let markdown: Money

  init(_ scenario: Scenario, _ sku: SKUIndex, _ terms: SKUTerms, _ periods: PlanningPeriods) {
    let goods = scenario.skus[Int(sku)]
    waitingPerDay = scenario.settings.replenishment.backorderPerUnitDay
    lost = waitingPerDay == nil ? Money(millionths: Int64(terms.lost.rounded(.toNearestOrAwayFromZero))) : .zero
    holdingPerYear = goods.unitCost.times(goods.holdingRate)
    markdown = max(.zero, goods.unitCost - goods.salvageValue)
  }
}

extension ProjectionRow {
  mutating func fill(_ period: StockProjection.Period, demand: Double) {
    self.demand = ExpectedUnits(demand)
    sold = ExpectedUnits(period.sold)
    short = ExpectedUnits(period.short)
    spoiled = ExpectedUnits(period.spoiled)
    unsent = ExpectedUnits(period.unsent)
    mean = ExpectedUnits(period.mean)
    (low, median, high) = (period.low, period.median, period.high)
  }
}

extension ReplenishmentOutlook {
  /// Adds a row of the projection, by the formulas of scenarios/README.md.
  mutating func add(
    _ row: ProjectionRow, _ prices: ShortagePrices, _ goods: SKU, _ periods: PlanningPeriods, isSeasonEnd: Bool
  ) {
    let days = Int64(periods.length(Int(row.period)))
    demand += row.demand
    sold += row.sold
    short += row.short
    spoiled += row.spoiled
    cost[.holding] += Money(
      millionths: roundedProduct(row.mean.priced(prices.holdingPerYear).millionths, days, per: 365))
    if let waiting = prices.waitingPerDay {
      cost[.shortage] += row.short.priced(waiting) * days
    } else {
      cost[.shortage] += row.short.priced(prices.lost)
    }
    if isSeasonEnd { cost[.markdown] += row.mean.priced(prices.markdown) }
    cost[.spoilage] += row.spoiled.priced(goods.unitCost)
    stockValueDays += row.mean.priced(goods.unitCost) * days
    soldValue += row.sold.priced(goods.unitCost)
  }
}
