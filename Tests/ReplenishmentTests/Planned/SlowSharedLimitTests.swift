import LinearProgramming
import Replenishment
import SupplyModel
import Testing

/// Bound and plan against the whole integer program, where SKUs share lanes, docks and journeys.
@Suite struct SlowSharedLimitTests {
  @Test(arguments: 0..<6 as Range<UInt64>)
  func boundIsBelowThePlanAndThePlanKeepsLimits(block: UInt64) throws {
    for seed in block * 20..<(block + 1) * 20 {
      let network = HandNetwork.random(1_000 + seed, skus: 4, periods: 2, shared: true)
      let plan = try ReplenishmentPlanner(network.scenario, forecast: network.forecast).plan(.planned)
      let (cost, bound) = (try #require(plan.summary.objective), try #require(plan.summary.lowerBound))
      #expect(bound <= cost, "seed \(seed)")
      #expect(plan.summary.after.cost.total.double <= plan.summary.before.cost.total.double + 1e-3, "seed \(seed)")
      expectLimits(network, plan, "seed \(seed)")
    }
  }

  /// The first pose of the problem (no losses foreseen) as one program: no plan of it is below the bound.
  @Test(arguments: 0..<4 as Range<UInt64>)
  func nothingIsBelowTheBound(block: UInt64) throws {
    var checked = 0
    for seed in block * 12..<(block + 1) * 12 {
      // One period: nothing is foreseen to be lost before it, so the planner never poses the problem anew.
      let network = HandNetwork.random(2_000 + seed, skus: 3, periods: 1, shared: true)
      let plan = try ReplenishmentPlanner(network.scenario, forecast: network.forecast).plan(.planned)
      let (program, constant) = try ReplenishmentProbe(network.scenario, forecast: network.forecast).wholeProgram()
      guard program.columnCount > 0 else { continue }
      var options = LinearOptions()
      options.presolve = true
      options.nodeLimit = 20_000
      let solution = try program.solve(options)
      guard solution.status == .optimal else { continue }
      checked += 1
      let least = solution.objective + constant
      let bound = try #require(plan.summary.lowerBound).double
      let cost = try #require(plan.summary.objective).double
      #expect(bound <= least + 1e-4 * max(1, abs(least)), "seed \(seed): bound \(bound), optimum \(least)")
      #expect(cost >= least - 1e-4 * max(1, abs(least)), "seed \(seed): plan \(cost), optimum \(least)")
      #expect(cost <= least + 0.1 * max(1, abs(least)), "seed \(seed): plan \(cost), optimum \(least)")
    }
    #expect(checked > 6)
  }

  /// Several periods, posed as the planner poses them in the end: bound, optimum and plan of the very same program.
  @Test(arguments: 0..<4 as Range<UInt64>)
  func boundAndPlanEncloseTheOptimumAsPosedInTheEnd(block: UInt64) throws {
    var checked = 0
    for seed in block * 10..<(block + 1) * 10 {
      let network = HandNetwork.random(3_000 + seed, skus: 3, periods: 2 + Int32(seed % 2), shared: true)
      let probe = ReplenishmentProbe(network.scenario, forecast: network.forecast)
      let planned = try probe.planned()
      let (limited, constant) = try probe.wholeProgram(planned, hasPlannersJourneys: true)
      guard limited.columnCount > 0 else { continue }
      let relaxed = try limited.withSolver { (solver) throws(LinearProgramError) in try solver.solveRelaxation() }
      #expect(relaxed.status == .optimal, "seed \(seed)")
      let tolerance = 1e-4 * max(1, abs(relaxed.objective + constant))
      // Journeys limited alike, the bound is a dual solution of this relaxation.
      #expect(planned.lowerBound <= relaxed.objective + constant + tolerance, "seed \(seed)")
      let (program, _) = try probe.wholeProgram(planned)
      var options = LinearOptions()
      options.presolve = true
      options.nodeLimit = 20_000
      let solution = try program.solve(options)
      guard solution.status == .optimal else { continue }
      checked += 1
      let least = solution.objective + constant
      #expect(planned.lowerBound <= least + tolerance, "seed \(seed): bound \(planned.lowerBound), optimum \(least)")
      #expect(planned.objective >= least - tolerance, "seed \(seed): plan \(planned.objective), optimum \(least)")
    }
    #expect(checked > 4)
  }

  private func expectLimits(_ network: HandNetwork, _ plan: ReplenishmentPlan, _ name: String) {
    var sent = [[Int32]: Int32]()
    for row in plan.transfers { sent[[row.from, row.to, row.departsOn.number], default: 0] += row.quantity }
    for lane in network.scenario.lanes {
      guard case .node(let to) = lane.destination, let limit = lane.capacityUnits else { continue }
      for (journey, units) in sent where journey[0] == lane.origin && journey[1] == to {
        #expect(units <= limit, "\(name): lane \(journey)")
      }
    }
    var taken = [[Int32]: Int64]()
    let periods = plan.summary.periods
    for row in plan.projection {
      let receipts = network.scenario.receipts.filter { $0.node == row.node && $0.sku == row.sku }
      #expect(receipts.isEmpty)
      taken[[row.node, Int32(row.period)], default: 0] += Int64(row.received)
    }
    for (key, units) in taken {
      guard let daily = network.scenario.nodes[Int(key[0])].receivingUnits else { continue }
      #expect(units <= daily * Int64(periods.length(Int(key[1]))), "\(name): dock of node \(key[0])")
    }
  }
}
