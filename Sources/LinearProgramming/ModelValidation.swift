/// What is checked before the solver sees a number: it would abort the process, or call a NaN cost optimal.
extension LinearModel {
  func check(row: Int32) throws(LinearProgramError) {
    guard row >= 0, row < rowCount else { throw .unknownRow(row, count: rowCount) }
  }

  func check(column: Int32) throws(LinearProgramError) {
    guard column >= 0, column < columnCount else { throw .unknownColumn(column, count: columnCount) }
  }

  func checkSize(_ what: String, _ count: Int) throws(LinearProgramError) {
    guard count < Int(Int32.max) else { throw .tooLarge(what, count: count) }
  }

  /// Checks columns to come; errors name them by the numbers they would have had.
  func validate(_ new: LinearColumns) throws(LinearProgramError) {
    for k in 0..<new.count {
      let column = Int32(columnCount + k)
      guard new.costs[k].isFinite else { throw .notFinite(.cost(column: column), value: new.costs[k]) }
      try LinearBounds(lower: new.lower[k], upper: new.upper[k]).validate(.columnBound(column: column))
      let entries = new.entries(of: k)
      for entry in entries {
        let row = new.rows[entry]
        try check(row: row)
        guard new.coefficients[entry].isFinite else {
          throw .notFinite(.coefficient(row: row, column: column), value: new.coefficients[entry])
        }
      }
      if let row = firstRepeated(in: new.rows[entries]) { throw .duplicateEntry(row: row, column: column) }
    }
  }

  /// Checks rows to come; errors name them by the numbers they would have had.
  func validate(_ new: LinearRows) throws(LinearProgramError) {
    for k in 0..<new.count {
      let row = Int32(rowCount + k)
      try LinearBounds(lower: new.lower[k], upper: new.upper[k]).validate(.rowBound(row: row))
      let entries = new.entries(of: k)
      for entry in entries {
        let column = new.columns[entry]
        try check(column: column)
        guard new.coefficients[entry].isFinite else {
          throw .notFinite(.coefficient(row: row, column: column), value: new.coefficients[entry])
        }
      }
      if let column = firstRepeated(in: new.columns[entries]) { throw .duplicateEntry(row: row, column: column) }
    }
  }
}

/// The least id that occurs twice, or nil. Patterns have a few entries: those are compared pair by pair.
private func firstRepeated(in ids: ArraySlice<Int32>) -> Int32? {
  if ids.count <= 12 {
    var least: Int32?
    for later in ids.indices.dropFirst() {
      for earlier in ids.startIndex..<later where ids[earlier] == ids[later] {
        least = min(least ?? ids[later], ids[later])
      }
    }
    return least
  }
  let sorted = ids.sorted()
  for position in sorted.indices.dropFirst() where sorted[position] == sorted[position - 1] { return sorted[position] }
  return nil
}
