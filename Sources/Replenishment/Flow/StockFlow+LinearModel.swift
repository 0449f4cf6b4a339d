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
      // What cannot leave is a bound here and no cost: a barrier's size would drown everything else.
      let capacity = Double(arc.capacity)
      var (cost, bounds) = (Double(arc.cost), LinearBounds.range(0, capacity))
      if cost < StockCurve.barrier / 2 {
        (cost, bounds) = (cost - StockCurve.barrier, .range(capacity, capacity))
      } else if arc.capacity == StockFlow.unlimited {
        bounds = .nonNegative
      }
      try columns.append(cost: cost / 1e6, bounds: bounds, rows: ends, coefficients: coefficients)
    }
    try model.addColumns(columns)
    return model
  }
}
