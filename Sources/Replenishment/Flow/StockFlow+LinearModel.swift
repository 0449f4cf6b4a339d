import LinearProgramming

extension StockFlow {
  /// The same problem as a linear program: a row a vertex (what leaves less what comes = supply), a column an arc. The
  /// root needs none.
  func linearModel() throws(LinearProgramError) -> LinearModel {
    var model = LinearModel()
    var rows = LinearRows()
    for supply in supplies { try rows.append(.equal(Double(supply))) }
    try model.addRows(rows)
    var columns = LinearColumns()
    for arc in arcs {
      var (ends, coefficients): ([Int32], [Double]) = ([], [])
      if Int(arc.tail) != root { (ends, coefficients) = ([arc.tail], [1]) }
      if Int(arc.head) != root {
        ends.append(arc.head)
        coefficients.append(-1)
      }
      try columns.append(
        cost: Double(arc.cost) / 1e6,
        bounds: arc.capacity == StockFlow.unlimited ? .nonNegative : .range(0, Double(arc.capacity)), rows: ends,
        coefficients: coefficients)
    }
    try model.addColumns(columns)
    return model
  }
}
