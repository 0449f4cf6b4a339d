import Glibc  // For the linker: rounding calls libm.

/// What a model says about a given point.
extension LinearModel {
  /// The objective at a point of one value a column. O(columns).
  public func objective(of values: [Double]) -> Double {
    zip(columns.costs, values).reduce(constant) { $0 + $1.0 * $1.1 }
  }

  /// The rows' activities at a point of one value a column. O(entries).
  public func activities(of values: [Double]) -> [Double] {
    var activities = [Double](repeating: 0, count: rowCount)
    for column in 0..<columnCount {
      for entry in columns.entries(of: column) {
        activities[Int(columns.rows[entry])] += columns.coefficients[entry] * values[column]
      }
    }
    for row in 0..<rowCount {
      for entry in rows.entries(of: row) {
        activities[row] += rows.coefficients[entry] * values[Int(rows.columns[entry])]
      }
    }
    return activities
  }

  /// All coefficients as (row, column, value): those given with columns first. O(entries).
  package func triplets() -> (rows: [Int32], columns: [Int32], coefficients: [Double]) {
    var rowIds: [Int32] = columns.rows
    var columnIds: [Int32] = []
    columnIds.reserveCapacity(entryCount)
    for column in 0..<columnCount {
      columnIds.append(contentsOf: repeatElement(Int32(column), count: columns.entries(of: column).count))
    }
    columnIds.append(contentsOf: rows.columns)
    for row in 0..<rowCount {
      rowIds.append(contentsOf: repeatElement(Int32(row), count: rows.entries(of: row).count))
    }
    return (rowIds, columnIds, columns.coefficients + rows.coefficients)
  }

  func isBetter(_ objective: Double, than other: Double) -> Bool {
    sense == .minimize ? objective < other : objective > other
  }

  /// Integer columns whose bounds are not whole, with the bounds rounded inwards.
  func roundedIntegerBounds() -> [(column: Int32, bounds: LinearBounds)] {
    var rounded: [(column: Int32, bounds: LinearBounds)] = []
    for column in 0..<columnCount where columns.isInteger[column] {
      let lower = columns.lower[column].rounded(.up)
      let upper = columns.upper[column].rounded(.down)
      guard lower != columns.lower[column] || upper != columns.upper[column] else { continue }
      rounded.append((Int32(column), LinearBounds(lower: lower, upper: upper)))
    }
    return rounded
  }

  /// A starting solution with its integer values made exactly whole. Throws where it is not feasible: the solver would
  /// take any numbers for a solution.
  func checkedStart(_ values: [Double]) throws(LinearProgramError) -> [Double] {
    guard values.count == columnCount else {
      throw .lengthMismatch("starting solution", expected: columnCount, found: values.count)
    }
    var start = values
    for column in 0..<columnCount {
      guard values[column].isFinite else { throw .notFinite(.start(column: Int32(column)), value: values[column]) }
      if columns.isInteger[column] {
        start[column] = values[column].rounded()
        let distance = (start[column] - values[column]).magnitude
        guard distance <= 1e-6 else { throw .infeasibleStart(.start(column: Int32(column)), violation: distance) }
      }
      let violation = bounds(ofColumn: Int32(column)).violation(of: start[column])
      guard violation <= 1e-6 else { throw .infeasibleStart(.columnBound(column: Int32(column)), violation: violation) }
    }
    for (row, activity) in activities(of: start).enumerated() {
      let bounds = bounds(ofRow: Int32(row))
      let violation = bounds.violation(of: activity)
      guard violation <= 1e-6 * max(1, activity.magnitude) else {
        throw .infeasibleStart(.rowBound(row: Int32(row)), violation: violation)
      }
    }
    return start
  }
}
