import LinearProgramming
import Testing

@Suite struct LinearModelTests {
  @Test func countsWhatIsAdded() throws {
    var model = LinearModel(.maximize)
    #expect(try model.addRow(.atMost(4)) == 0)
    #expect(try model.addColumn(cost: 3, rows: [0], coefficients: [1]) == 0)
    #expect(try model.addRow(.atMost(12), columns: [0], coefficients: [2]) == 1)
    #expect(try model.addColumn(cost: 1, isInteger: true, rows: [1, 0], coefficients: [5, 6]) == 1)
    #expect(model.rowCount == 2 && model.columnCount == 2 && model.entryCount == 4 && model.integerCount == 1)
    try model.setInteger(false, column: 1)
    try model.setInteger(false, column: 1)
    #expect(model.integerCount == 0)
    #expect(model.activities(of: [1, 10]) == [61, 52])
    #expect(model.objective(of: [1, 10]) == 13)
  }

  @Test func batchesGiveTheSameModel() throws {
    var one = LinearModel()
    var many = LinearModel()
    for _ in 0..<3 { try one.addRow(.atLeast(1)) }
    var rows = LinearRows()
    for _ in 0..<3 { try rows.append(.atLeast(1)) }
    #expect(try many.addRows(rows) == 0..<3)
    var batch = LinearColumns()
    for _ in 0..<2 {
      batch.removeAll()
      for k in 0..<4 {
        try one.addColumn(cost: Double(k), rows: [0, 2], coefficients: [1, 1])
        batch.append(cost: Double(k), onesInRows: [0, 2])
      }
      try many.addColumns(batch)
    }
    #expect(one == many)
  }
}
