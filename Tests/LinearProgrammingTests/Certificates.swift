import LinearProgramming
import Testing

/// Checks an optimal solution of a linear program by itself: feasible, dual feasible, complementary, strong duality.
func expectOptimal(
  _ solution: Solution, of model: LinearModel, tolerance: Double = 1e-5,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(solution.status == .optimal, sourceLocation: sourceLocation)
  guard solution.status == .optimal else { return }
  let sign: Double = model.sense == .minimize ? 1 : -1
  let activities = model.activities(of: solution.values)
  var reduced = model.columns.costs
  let all = model.triplets()
  for entry in all.rows.indices {
    reduced[Int(all.columns[entry])] -= all.coefficients[entry] * solution.rowDuals[Int(all.rows[entry])]
  }
  var faults: [String] = []
  var dualObjective = model.constant
  func check(_ name: String, _ value: Double, _ bounds: LinearBounds, _ dual: Double) {
    let slack = tolerance * max(1, value.magnitude)
    if value < bounds.lower - slack || value > bounds.upper + slack { faults.append("\(name) is outside") }
    if sign * dual > tolerance {
      if !(value <= bounds.lower + slack) { faults.append("\(name): dual \(dual) off its lower bound") }
      dualObjective += dual * bounds.lower
    } else if sign * dual < -tolerance {
      if !(value >= bounds.upper - slack) { faults.append("\(name): dual \(dual) off its upper bound") }
      dualObjective += dual * bounds.upper
    }
  }
  for row in 0..<model.rowCount {
    if (activities[row] - solution.rowActivities[row]).magnitude > tolerance { faults.append("activity \(row)") }
    check("row \(row)", activities[row], model.bounds(ofRow: Int32(row)), solution.rowDuals[row])
  }
  for column in 0..<model.columnCount {
    if (reduced[column] - solution.reducedCosts[column]).magnitude > tolerance {
      faults.append("reduced cost \(column): \(solution.reducedCosts[column]), is \(reduced[column])")
    }
    check("column \(column)", solution.values[column], model.bounds(ofColumn: Int32(column)), reduced[column])
  }
  let scale = max(1, solution.objective.magnitude)
  if (dualObjective - solution.objective).magnitude > 10 * tolerance * scale {
    faults.append("dual objective \(dualObjective), primal \(solution.objective)")
  }
  if (model.objective(of: solution.values) - solution.objective).magnitude > tolerance * scale {
    faults.append("objective")
  }
  if solution.bestBound != solution.objective { faults.append("bound") }
  #expect(faults == [], sourceLocation: sourceLocation)
}

/// Whether a point meets all bounds, and whole columns are whole.
func isFeasible(_ values: [Double], in model: LinearModel) -> Bool {
  for (column, value) in values.enumerated() {
    let bounds = model.bounds(ofColumn: Int32(column))
    if value < bounds.lower - 1e-6 || value > bounds.upper + 1e-6 { return false }
    if model.columns.isInteger[column], value != value.rounded() { return false }
  }
  for (row, activity) in model.activities(of: values).enumerated() {
    let bounds = model.bounds(ofRow: Int32(row))
    if activity < bounds.lower - 1e-6 || activity > bounds.upper + 1e-6 { return false }
  }
  return true
}

/// Best objective over all whole points in the box; nil if none is feasible. All columns must be whole and boxed.
func bruteForce(_ model: LinearModel) -> Double? {
  var point = model.columns.lower.map { $0.rounded(.up) }
  var best: Double?
  if zip(point, model.columns.upper).contains(where: { $0 > $1 }) { return nil }
  while true {
    if isFeasible(point, in: model) {
      let objective = model.objective(of: point)
      if best.map({ model.sense == .minimize ? objective < $0 : objective > $0 }) ?? true { best = objective }
    }
    var column = 0
    while column < point.count, point[column] + 1 > model.columns.upper[column] {
      point[column] = model.columns.lower[column].rounded(.up)
      column += 1
    }
    if column == point.count { return best }
    point[column] += 1
  }
}
