import LinearProgramming
import SupplyModel

/// What the planner's parts find, in plain values: the door through which tests and benchmarks look at them. The planner
/// itself does not use it.
package struct ReplenishmentProbe: Sendable {
  let context: SKUModel.Context
  let limits: SharedLimits

  package init(_ scenario: Scenario, forecast: DemandForecast) {
    let planner = ReplenishmentPlanner(scenario, forecast: forecast)
    (context, limits) = (planner.context, planner.limits)
  }

  init(_ context: SKUModel.Context, _ limits: SharedLimits) { (self.context, self.limits) = (context, limits) }

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

  /// - Parameter shifts: see `StockCurve`; nil = before any plan.
  func built(_ sku: SKUIndex, shifts: [Int32]? = nil) -> (SKUModel, SKUPlanner.Prepared) {
    let planner = SKUPlanner(context)
    let prepared = planner.prepare(sku, shifts: shifts ?? MoveProjection(context).unavoidable(sku))
    var model = SKUModel(nodes: context.scenario.nodes.count)
    model.build(sku, context, prepared)
    return (model, prepared)
  }
}

extension SKUModel {
  /// The network of a SKU without a price of anything shared.
  mutating func build(_ sku: SKUIndex, _ context: Context, _ prepared: SKUPlanner.Prepared) {
    let periods = context.periods.count
    build(
      sku, context, terms: prepared.terms, baseline: prepared.baseline, curves: prepared.curves,
      prices: SharedPrices(links: context.network.links.count, nodes: context.scenario.nodes.count, periods: periods),
      purchases: PurchaseTerms(everywhere: prepared.reach, periods: periods))
  }
}
