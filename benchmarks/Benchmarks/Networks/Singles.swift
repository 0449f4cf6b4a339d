import Foundation
import LinearProgramming
@_spi(Benchmarks) import Replenishment
@_spi(Benchmarks) import ScenarioFiles

/// SKUs at even distances, each by itself at no price of anything shared.
func singles(_ scenario: String, into folder: URL, count: Int) throws -> [SingleAnswer] {
  let kernels = try ReplenishmentKernels(try FileKernels.readStock(scenario, threads: 1), threads: 1)
  let all = kernels.skus
  let chosen = (0..<min(count, all.count)).map { all[$0 * all.count / min(count, all.count)] }
  return try chosen.map { try single($0, kernels, folder) }
}

private func single(_ sku: Int, _ kernels: ReplenishmentKernels, _ folder: URL) throws -> SingleAnswer {
  var network = kernels.network(sku)
  let build = least { network.build() }
  let solve = least { network.solve() }
  let model = try network.linearModel()
  try model.text(.freeMPS).write(to: folder.appendingPathComponent("\(sku).mps"), atomically: false, encoding: .utf8)
  var glpk = (cost: 0.0, load: Double.infinity, solve: Double.infinity)
  for _ in 0..<3 {
    let clock = ContinuousClock()
    let start = clock.now
    // In one session: what belongs to the solver must not leave it.
    let (solution, loaded, solved) = try model.withSolver { (solver) throws(LinearProgramError) in
      let loaded = clock.now
      let solution = try solver.solveRelaxation()
      return (solution, loaded, clock.now)
    }
    glpk = (
      solution.objective, min(glpk.load, (loaded - start).inSeconds), min(glpk.solve, (solved - loaded).inSeconds)
    )
  }
  return SingleAnswer(
    sku: sku, rows: model.rowCount, columns: model.columnCount, cost: network.cost, buildSeconds: build,
    solveSeconds: solve, glpkCost: glpk.cost, glpkLoadSeconds: glpk.load, glpkSolveSeconds: glpk.solve)
}

/// The least seconds of five calls.
private func least(_ body: () -> Void) -> Double {
  let clock = ContinuousClock()
  return (0..<5).map { _ in clock.measure(body).inSeconds }.min() ?? 0
}
