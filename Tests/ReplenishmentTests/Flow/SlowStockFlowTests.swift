import LinearProgramming
import Replenishment
import SupplyModel
import Testing

/// The flow of one SKU against linear programming.
@Suite struct SlowStockFlowTests {
  /// Hundreds of networks: the same least cost as GLPK's simplex on the exported model, and whole numbers from both.
  @Test(arguments: 0..<8 as Range<UInt64>)
  func flowIsTheLinearProgramsOptimumAndWhole(block: UInt64) throws {
    for seed in block * 75..<(block + 1) * 75 {
      let network = HandNetwork.random(seed, periods: Int32(seed % 4) + 1)
      let found = try ReplenishmentProbe(network.scenario, forecast: network.forecast).network(0)
      guard found.model.columnCount > 0 else { continue }
      let solution = try found.model.solve()
      #expect(solution.status == .optimal, "seed \(seed)")
      #expect(abs(solution.objective - found.cost) < 1e-6 * max(1, abs(found.cost)), "seed \(seed)")
      // A network's matrix is totally unimodular: a vertex is whole.
      #expect(solution.values.allSatisfy { abs($0 - $0.rounded()) < 1e-6 }, "seed \(seed)")
      try expectConservation(found.model, found.flows.map(Double.init), "seed \(seed)")
    }
  }

  /// Every row and bound of the model holds for the planner's own flow.
  private func expectConservation(_ model: LinearModel, _ flows: [Double], _ name: String) throws {
    var activity = [Double](repeating: 0, count: model.rowCount)
    let columns = model.columns
    for column in 0..<model.columnCount {
      let bounds = model.bounds(ofColumn: Int32(column))
      #expect(flows[column] >= bounds.lower && flows[column] <= bounds.upper, "\(name): column \(column)")
      for entry in Int(columns.starts[column])..<Int(columns.starts[column + 1]) {
        activity[Int(columns.rows[entry])] += columns.coefficients[entry] * flows[column]
      }
    }
    for row in 0..<model.rowCount {
      #expect(activity[row] == model.bounds(ofRow: Int32(row)).lower, "\(name): row \(row)")
    }
  }
}
