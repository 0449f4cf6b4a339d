import Forecasting
import LinearProgramming
@_spi(Benchmarks) import SupplyModel

/// The door through which the benchmarks reach `planned` and its networks. Nothing else uses it.
@_spi(Benchmarks) public struct ReplenishmentKernels: Sendable {
  private let probe: ReplenishmentProbe
  private let threads: Int

  /// - Throws: where there is nothing to forecast from.
  public init(_ box: ScenarioBox, threads: Int) throws {
    let forecast = try Forecaster.forecast(box.scenario, threads: threads).forecast
    probe = ReplenishmentProbe(box.scenario, forecast: forecast)
    self.threads = threads
  }

  /// SKUs that are anywhere.
  public var skus: [Int] {
    probe.context.scenario.skus.indices.filter { !probe.context.goods.rows(of: SKUIndex($0)).isEmpty }
  }

  /// A SKU by itself, to be built and solved again and again.
  public func network(_ sku: Int) -> SKUNetwork { SKUNetwork(SKUIndex(sku), probe) }

  /// What `planned` finds.
  public func planned() throws -> PlannedAnswer { PlannedAnswer(outcome: try probe.planned(threads: threads)) }

  /// All SKUs as one integer program, posed as `planned` did in the end; money. See `ReplenishmentProbe.wholeProgram`.
  public func wholeProgram(
    _ answer: PlannedAnswer, hasPlannersJourneys: Bool
  ) throws -> (model: LinearModel, constant: Double) {
    try probe.wholeProgram(answer.outcome, hasPlannersJourneys: hasPlannersJourneys)
  }
}

/// What `planned` finds, in money.
@_spi(Benchmarks) public struct PlannedAnswer: Sendable {
  let outcome: PlannedOutcome

  /// What its model makes of its plan.
  public var objective: Double { outcome.objective }
  /// What it proves.
  public var lowerBound: Double { outcome.lowerBound }
}

/// The network of one SKU with the planner's own method, buffers kept from one call to the next as the planner keeps them.
@_spi(Benchmarks) public struct SKUNetwork: Sendable {
  private let sku: SKUIndex
  private let context: SKUModel.Context
  private let prepared: SKUPlanner.Prepared
  private var model: SKUModel
  private var simplex = FlowSimplex()

  init(_ sku: SKUIndex, _ probe: ReplenishmentProbe) {
    self.sku = sku
    context = probe.context
    (model, prepared) = probe.built(sku)
  }

  /// The network, from the curves of stock.
  public mutating func build() { model.build(sku, context, prepared) }

  /// A flow of least cost, from nothing.
  public mutating func solve() { simplex.solve(model.flow) }

  /// What the flow costs, in money; what cannot leave costs nothing.
  public var cost: Double {
    var sum = 0.0
    for (arc, flow) in zip(model.flow.arcs, simplex.flows) {
      let cost = Double(arc.cost)
      sum += (cost < StockCurve.barrier / 2 ? cost - StockCurve.barrier : cost) / 1e6 * Double(flow)
    }
    return sum
  }

  /// The same as a linear program.
  public func linearModel() throws -> LinearModel { try model.flow.linearModel() }
}
