import LinearProgramming
import SupplyModel

/// What the planner's parts find, in plain values: the door through which tests and benchmarks look at them. The planner
/// itself does not use it.
package struct ReplenishmentProbe: Sendable {
  private let context: SKUModel.Context
  private let limits: SharedLimits

  package init(_ scenario: Scenario, forecast: DemandForecast) {
    let planner = ReplenishmentPlanner(scenario, forecast: forecast)
    (context, limits) = (planner.context, planner.limits)
  }

  /// One SKU by itself: its network as a linear program, and the flow that the planner's own method finds.
  package struct Network: Sendable {
    package var model: LinearModel
    /// One whole number a column.
    package var flows: [Int32]
    /// Money.
    package var cost: Double
    /// Money that the SKU costs beside what the columns do.
    package var constant: Double
  }

  /// The network of a SKU as the planner first solves it: no price of anything shared.
  /// - Throws: what the solver's room throws for a model it does not take.
  package func network(_ sku: SKUIndex) throws(LinearProgramError) -> Network {
    let (model, prepared) = built(sku)
    var simplex = FlowSimplex()
    simplex.solve(model.flow)
    let program = try model.flow.linearModel()
    var cost = 0.0
    for (column, flow) in simplex.flows.enumerated() { cost += program.columns.costs[column] * Double(flow) }
    return Network(model: program, flows: simplex.flows, cost: cost, constant: prepared.curves.constant / 1e6)
  }

  private func built(_ sku: SKUIndex) -> (SKUModel, SKUPlanner.Prepared) {
    let planner = SKUPlanner(context)
    let prepared = planner.prepare(sku, shifts: MoveProjection(context).unavoidable(sku))
    var model = SKUModel(nodes: context.scenario.nodes.count)
    let prices = SharedPrices(
      links: context.network.links.count, nodes: context.scenario.nodes.count, periods: context.periods.count)
    model.build(
      sku, context, terms: prepared.terms, baseline: prepared.baseline, curves: prepared.curves, prices: prices,
      purchases: PurchaseTerms(everywhere: prepared.reach, periods: context.periods.count))
    return (model, prepared)
  }

  /// The whole problem of all SKUs, as the planner first poses it, as one integer program: the networks side by side, the
  /// limits that they share, and a yes or no for each journey. Money.
  ///
  /// Without order costs and minimum quantities, trucks and storage.
  package func wholeProgram() throws(LinearProgramError) -> (model: LinearModel, constant: Double) {
    var model = LinearModel()
    var constant = 0.0
    let periods = context.periods.count
    // Columns and units a flow by link and period, node and period; and money by purchase.
    var links = [Int: [(Int32, Double)]]()
    var (sending, receiving) = (links, links)
    var budget: [(Int32, Double)] = []
    for sku in context.scenario.skus.indices where !context.goods.rows(of: SKUIndex(sku)).isEmpty {
      let (network, prepared) = built(SKUIndex(sku))
      constant += prepared.curves.constant / 1e6
      let part = try network.flow.linearModel()
      let (firstRow, firstColumn) = (Int32(model.rowCount), Int32(model.columnCount))
      var rows = LinearRows()
      for row in 0..<Int32(part.rowCount) { try rows.append(part.bounds(ofRow: row)) }
      try model.addRows(rows)
      var columns = LinearColumns()
      for (index, arc) in network.flow.arcs.enumerated() {
        var (ends, coefficients): ([Int32], [Double]) = ([], [])
        if Int(arc.tail) != network.flow.root { (ends, coefficients) = ([firstRow + arc.tail], [1]) }
        if Int(arc.head) != network.flow.root {
          ends.append(firstRow + arc.head)
          coefficients.append(-1)
        }
        try columns.append(
          cost: part.columns.costs[index], bounds: part.bounds(ofColumn: Int32(index)), isInteger: true, rows: ends,
          coefficients: coefficients)
      }
      try model.addColumns(columns)
      let pack = Double(prepared.terms.pack)
      for decision in network.decisions {
        let column = firstColumn + decision.arc
        let to = Int(context.goods.rows[context.goods.rows(of: SKUIndex(sku)).lowerBound + Int(decision.to)].node)
        receiving[to * periods + Int(decision.servesFrom), default: []].append((column, pack))
        switch decision.move {
        case .transfer(let link, let period):
          links[Int(link) * periods + Int(period), default: []].append((column, pack))
          let from = Int(context.network.links[Int(link)].from)
          sending[from * periods + Int(period), default: []].append((column, pack))
        case .purchase(let row, _):
          let goods = context.goods.rows[context.goods.rows(of: SKUIndex(sku)).lowerBound + Int(row)]
          let supply = context.scenario.supply[Int(goods.supply)]
          budget.append((column, (supply.unitCost ?? context.scenario.skus[sku].unitCost).double * pack))
        }
      }
    }
    let room = limits.room
    for (users, limit) in [(links, room.links), (sending, room.sending), (receiving, room.receiving)] {
      for (place, terms) in users.sorted(by: { $0.key < $1.key }) where limit[place] < SharedRoom.unlimited {
        try model.addRow(
          .atMost(Double(limit[place])), columns: terms.map(\.0), coefficients: terms.map(\.1))
      }
    }
    if room.budget < SharedRoom.unlimited, !budget.isEmpty {
      try model.addRow(
        .atMost(Double(room.budget) / 1e6), columns: budget.map(\.0), coefficients: budget.map(\.1))
    }
    for (place, terms) in links.sorted(by: { $0.key < $1.key }) where limits.leastJourney(place / periods, paid: 0) > 0
    {
      let journey = try model.addColumn(
        cost: limits.leastJourney(place / periods, paid: 0) / 1e6, bounds: .range(0, 1), isInteger: true)
      try model.addRow(
        .atMost(0), columns: terms.map(\.0) + [journey], coefficients: terms.map(\.1) + [-1e4])
    }
    return (model, constant)
  }
}
