import LinearProgramming
import SupplyModel

/// Plans one SKU after the other at given prices of what they share; each thread has one of its own.
struct SKUPlanner {
  private(set) var context: SKUModel.Context
  private var model: SKUModel
  private var simplex = FlowSimplex()
  private let method: FlowMethod
  private var linear = LinearFlowSolver()
  /// Why linear programming failed, where it did: then no plan is given out.
  private(set) var failure: LinearProgramError?
  /// What units bear of journeys beside prices, while a SKU is planned for a bound.
  private var shares: [Double]?

  init(_ context: SKUModel.Context, method: FlowMethod = .network) {
    self.context = context
    self.method = method
    model = SKUModel(nodes: context.scenario.nodes.count)
  }

  /// Forgets what other SKUs left behind, so that no plan depends on which thread makes it.
  mutating func beginStretch() { linear.forget() }

  /// Sets the links that are closed, by link and period.
  mutating func use(_ closed: [Bool]) { context.closed = closed }

  /// What is worked out once for a SKU and holds at any prices.
  struct Prepared: Sendable {
    let terms: SKUTerms
    let baseline: Baseline
    let curves: StockCurveTable
    /// By row and period, units.
    let shifts: [Int32]
    /// Packs that the SKU's demand could use in all.
    let reach: Int32
    /// What the SKU costs where nothing is moved or bought (millionths).
    let idleCost: Double
  }

  struct Outcome: Sendable {
    var moves: [StockMove] = []
    /// What the plan costs without the prices of what SKUs share, order costs included (millionths).
    var cost: Double = 0
    /// No plan of the SKU costs less, the prices included (millionths).
    var bound: Double = 0
    /// The plan's own cost with the prices.
    var priced: Double = 0
    /// Units of every transfer that there could be, those that are none too; only where shares were given.
    var transfers: [Double] = []
    /// Where the search for it ended; of use as long as the SKU's network differs in nothing but prices.
    var basis: FlowSimplex.Basis?
  }

  /// - Parameter shifts: see `StockCurve`.
  func prepare(_ sku: SKUIndex, shifts: [Int32]) -> Prepared {
    let rows = context.goods.rows(of: sku)
    var terms = SKUTerms(context.scenario, sku, periods: context.periods)
    for row in rows where context.goods.rows[row].supply >= 0 {
      let price = context.scenario.price(of: context.scenario.supply[Int(context.goods.rows[row].supply)])
      terms.discount = max(
        terms.discount, Double((context.scenario.skus[Int(sku)].unitCost - price).millionths))
    }
    let baseline = Baseline(rows, goods: context.goods, schedule: context.schedule)
    let echelon =
      terms.shelfPeriods == nil
        && rows.allSatisfy { StockWorth.days(context.goods.rows[$0].carriage, terms, context.periods) == nil }
      ? nil : EchelonDemand(rows, goods: context.goods, forecast: context.forecast, network: context.network)
    let curves = StockCurveTable(
      rows, goods: context.goods, forecast: context.forecast, terms: terms, baseline: baseline, shifts: shifts,
      canLeave: canLeave(rows), echelon: echelon)
    let reach = curves.reach.reduce(Int64(0)) { $0 + Int64($1) }
    return Prepared(
      terms: terms, baseline: baseline, curves: curves, shifts: shifts,
      reach: Int32(clamping: min(reach, Int64(StockFlow.unlimited / 4))),
      idleCost: curves.cost(baseline.units.indices.map { baseline.packs($0, of: terms.pack) }))
  }

  /// The links and periods of all transfers that a SKU could make, in the order of its network.
  mutating func transferPlaces(_ sku: SKUIndex, _ prepared: Prepared, prices: SharedPrices) -> [(link: Int, place: Int)]
  {
    model.build(
      sku, context, terms: prepared.terms, baseline: prepared.baseline, curves: prepared.curves, prices: prices,
      purchases: PurchaseTerms(everywhere: prepared.reach, periods: context.periods.count))
    return model.decisions.compactMap { decision in
      guard case .transfer(let link, let period) = decision.move else { return nil }
      return (Int(link), Int(link) * context.periods.count + Int(period))
    }
  }

  /// Whether the stock of each row can be sent to another row in any period.
  private func canLeave(_ rows: Range<Int>) -> [Bool] {
    let here = Set(rows.map { context.goods.rows[$0].node })
    return rows.map { row in
      context.schedule.links(from: context.goods.rows[row].node).contains {
        here.contains(context.network.links[$0].to)
      }
    }
  }

  /// The best plan of a SKU that is found, and a bound on all.
  mutating func plan(
    _ sku: SKUIndex, _ prepared: Prepared, prices: SharedPrices, room: SharedRoom? = nil,
    from basis: FlowSimplex.Basis? = nil, shares: [Double]? = nil
  ) -> Outcome {
    self.shares = shares
    defer { self.shares = nil }
    var purchases = PurchaseTerms(everywhere: most(sku, prepared), periods: context.periods.count)
    let orders = OrderTerms(sku, context)
    guard orders.matter else {
      var outcome = solve(sku, prepared, prices, room, purchases, orders, basis)
      if room == nil && method == .network { outcome.basis = simplex.basis }
      return outcome
    }
    // An order's cost, spread over as much as could be bought at most, is never more than what is paid.
    purchases.extras = orders.costs.map {
      purchases.everywhere > 0 ? $0 / Double(purchases.everywhere * prepared.terms.pack) : 0
    }
    let relaxed = solve(sku, prepared, prices, room, purchases, orders)
    var best = settled(sku, prepared, prices, room, relaxed, purchases, orders)
    best.bound = relaxed.bound
    if shares != nil { return relaxed }
    // Slope scaling (Kim and Pardalos 1999): each unit bears the order's cost by the quantity last bought.
    var last = relaxed
    for _ in 0..<4 {
      var scaled = purchases
      scaled.extras = orders.spread(last.moves, over: scaled.extras, rows: context.goods.rows(of: sku), context)
      last = solve(sku, prepared, prices, room, scaled, orders)
      let trial = settled(sku, prepared, prices, room, last, scaled, orders)
      if trial.priced < best.priced - 0.5 {
        best = Outcome(moves: trial.moves, cost: trial.cost, bound: relaxed.bound, priced: trial.priced)
      } else {
        break
      }
    }
    purchases.limits = [Int32](repeating: 0, count: orders.costs.count)
    let none = solve(sku, prepared, prices, room, purchases, orders)
    if none.priced < best.priced {
      best = Outcome(moves: none.moves, cost: none.cost, bound: relaxed.bound, priced: none.priced)
    }
    return best
  }

  /// A plan within what is left of the limits, which it takes from them.
  /// - Parameter basis: where the SKU's last plan ended, where there are no limits.
  mutating func fit(
    _ sku: SKUIndex, _ prepared: Prepared, prices: SharedPrices, into room: inout SharedRoom,
    from basis: FlowSimplex.Basis? = nil
  ) -> Outcome {
    if room.hasNoLimits { return plan(sku, prepared, prices: prices, from: basis) }
    // Moves of one SKU may need one limit together; then all but the first have to make do with less.
    var trial: SharedRoom?
    for _ in 0..<4 {
      let outcome = plan(sku, prepared, prices: prices, room: trial ?? room)
      // Nearly always all is there, and the limits of all nodes need not be copied.
      if room.takeIfThere(outcome.moves, network: context.network) { return outcome }
      var left = room
      for move in outcome.moves { left.take(move, network: context.network) }
      if !left.isExceeded(beyond: room) {
        room = left
        return outcome
      }
      var tight = trial ?? room
      tight.tighten(by: left, below: room)
      trial = tight
    }
    return Outcome(cost: prepared.idleCost, bound: 0, priced: prepared.idleCost)
  }

  private func most(_ sku: SKUIndex, _ prepared: Prepared) -> Int32 {
    let least =
      context.goods.rows(of: sku).lazy.compactMap { row -> Int32? in
        let supply = self.context.goods.rows[row].supply
        return supply >= 0 ? self.context.scenario.supply[Int(supply)].minimum : nil
      }.max() ?? 0
    return max(prepared.reach, (least + prepared.terms.pack - 1) / prepared.terms.pack)
  }

  /// Purchases below a supplier's minimum are raised to it or left out, whichever is better, the smallest first.
  private mutating func settled(
    _ sku: SKUIndex, _ prepared: Prepared, _ prices: SharedPrices, _ room: SharedRoom?, _ outcome: Outcome,
    _ purchases: PurchaseTerms, _ orders: OrderTerms
  ) -> Outcome {
    var (outcome, purchases) = (outcome, purchases)
    let (rows, periods) = (context.goods.rows(of: sku), context.periods.count)
    for _ in 0..<2 * periods * rows.count {
      let low = outcome.moves.filter { $0.link == nil && $0.units < orders.minimum($0, context) }
      guard let least = low.min(by: { $0.units < $1.units }),
        let row = context.goods.row(of: sku, at: least.to)
      else { break }
      let place = (row - rows.lowerBound) * periods + Int(least.period)
      if purchases.limits.isEmpty {
        purchases.limits = [Int32](repeating: purchases.everywhere, count: rows.count * periods)
      }
      if purchases.forced.isEmpty { purchases.forced = [Int32](repeating: 0, count: rows.count * periods) }
      let pack = prepared.terms.pack
      var raised = purchases
      raised.forced[place] = (orders.minimum(least, context) + pack - 1) / pack
      purchases.limits[place] = 0
      let without = solve(sku, prepared, prices, room, purchases, orders)
      let with = solve(sku, prepared, prices, room, raised, orders)
      let isRaised = with.moves.contains {
        $0.link == nil && $0.to == least.to && $0.period == least.period
          && $0.units >= orders.minimum($0, context)
      }
      if isRaised && with.priced < without.priced {
        (outcome, purchases) = (with, raised)
      } else {
        outcome = without
      }
    }
    return outcome
  }

  private mutating func flows(from basis: FlowSimplex.Basis?) -> [Int32] {
    if method == .glpk {
      do { return try linear.flows(model.flow) } catch { failure = failure ?? error }
    }
    simplex.solve(model.flow, from: basis)
    return simplex.flows
  }

  private mutating func solve(
    _ sku: SKUIndex, _ prepared: Prepared, _ prices: SharedPrices, _ room: SharedRoom?, _ purchases: PurchaseTerms,
    _ orders: OrderTerms, _ basis: FlowSimplex.Basis? = nil
  ) -> Outcome {
    let rows = context.goods.rows(of: sku)
    model.build(
      sku, context, terms: prepared.terms, baseline: prepared.baseline, curves: prepared.curves, prices: prices,
      room: room, purchases: purchases, shares: shares)
    let flows = flows(from: basis)
    var outcome = Outcome(cost: prepared.curves.constant)
    var extra = 0.0
    for (arc, units) in flows.enumerated() where units > 0 {
      outcome.cost += Double(model.plainCosts[arc]) * Double(units)
      var more = Double(model.flow.arcs[arc].cost - model.plainCosts[arc])
      // What bars fixed stock from leaving is no cost.
      if more < StockCurve.barrier / 2 { more -= StockCurve.barrier }
      extra += more * Double(units)
    }
    var (orderCosts, spread) = (0.0, 0.0)
    for decision in model.decisions {
      let packs = flows[Int(decision.arc)] + decision.forced
      guard packs > 0 else { continue }
      outcome.cost += Double(model.plainCosts[Int(decision.arc)]) * Double(decision.forced)
      extra +=
        Double(model.flow.arcs[Int(decision.arc)].cost - model.plainCosts[Int(decision.arc)]) * Double(decision.forced)
      var move = StockMove(
        sku: sku, to: context.goods.rows[rows.lowerBound + Int(decision.to)].node, period: 0,
        servesFrom: decision.servesFrom, units: packs * prepared.terms.pack)
      switch decision.move {
      case .transfer(let link, let period): (move.link, move.period) = (link, period)
      case .purchase(let row, let period):
        move.period = period
        let supply = context.scenario.supply[Int(context.goods.rows[rows.lowerBound + Int(row)].supply)]
        move.paid = context.scenario.price(of: supply).millionths * Int64(move.units)
        let place = Int(row) * context.periods.count + Int(period)
        if orders.matter { orderCosts += orders.costs[place] }
        spread += purchases.extra(row: Int(row), period: Int(period)) * Double(move.units)
      }
      outcome.moves.append(move)
    }
    if shares != nil { outcome.transfers = model.transferUnits(flows, prepared.terms.pack) }
    outcome.bound = outcome.cost + extra
    outcome.cost += orderCosts
    outcome.priced = outcome.bound - spread + orderCosts
    return outcome
  }
}

/// Order costs and minimum quantities of the purchases of one SKU.
struct OrderTerms {
  /// Millionths, by row and period.
  private(set) var costs: [Double] = []
  private(set) var matter = false

  init(_ sku: SKUIndex, _ context: SKUModel.Context) {
    let rows = context.goods.rows(of: sku)
    for row in rows where context.goods.rows[row].supply >= 0 {
      let supply = context.scenario.supply[Int(context.goods.rows[row].supply)]
      if supply.orderCost > .zero || supply.minimum > 1 { matter = true }
    }
    guard matter else { return }
    for row in rows {
      let supply = context.goods.rows[row].supply
      let cost = supply >= 0 ? Double(context.scenario.supply[Int(supply)].orderCost.millionths) : 0
      costs += [Double](repeating: cost, count: context.periods.count)
    }
  }

  /// Units that a purchase has to have.
  func minimum(_ move: StockMove, _ context: SKUModel.Context) -> Int32 {
    guard let row = context.goods.row(of: move.sku, at: move.to) else { return 0 }
    let supply = context.goods.rows[row].supply
    return supply >= 0 ? context.scenario.supply[Int(supply)].minimum : 0
  }

  /// Each order's cost by the units bought; where none are, as before.
  func spread(_ moves: [StockMove], over extras: [Double], rows: Range<Int>, _ context: SKUModel.Context) -> [Double] {
    var extras = extras
    for move in moves where move.link == nil {
      guard let row = context.goods.row(of: move.sku, at: move.to) else { continue }
      let place = (row - rows.lowerBound) * context.periods.count + Int(move.period)
      extras[place] = costs[place] / Double(max(1, move.units))
    }
    return extras
  }
}
