extension EngineProbe {
  /// The greatest value of items within a limit of units, and which are taken; both for each of several problems that
  /// one table solves one after the other.
  package static func knapsackTable(
    _ problems: [(values: [Int64], units: [Int], limit: Int)]
  ) -> [(value: Double, isTaken: [Bool], cells: Int)] {
    var table = KnapsackTable()
    return problems.map { problem in
      table.removeAll()
      for (value, units) in zip(problem.values, problem.units) { table.add(value: Double(value), units: units) }
      let value = table.solve(limit: problem.limit)
      return (value, table.isTaken, table.cells(limit: problem.limit))
    }
  }
}
