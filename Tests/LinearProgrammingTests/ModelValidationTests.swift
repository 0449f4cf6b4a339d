import LinearProgramming
import Testing

@Suite struct ModelValidationTests {
  private func model() throws -> LinearModel {
    var model = LinearModel()
    for _ in 0..<20 { try model.addRow(.atLeast(1)) }
    for _ in 0..<20 { try model.addColumn(cost: 1) }
    return model
  }

  private func expect(
    _ error: LinearProgramError, _ message: String, _ change: (inout LinearModel) throws -> Void,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    var model = try model()
    let before = model
    #expect(throws: error, sourceLocation: sourceLocation) { try change(&model) }
    #expect(error.description == message, sourceLocation: sourceLocation)
    #expect(model == before, "a rejected change leaves the model", sourceLocation: sourceLocation)
  }

  @Test func coefficients() throws {
    try expect(.duplicateEntry(row: 3, column: 20), "column 20 has two coefficients in row 3") {
      try $0.addColumn(cost: 1, rows: [7, 3, 1, 3, 7], coefficients: [1, 1, 1, 1, 1])
    }
    try expect(.duplicateEntry(row: 5, column: 20), "column 20 has two coefficients in row 5") {
      try $0.addColumn(
        cost: 1, rows: (0..<18).map { $0 } + [5], coefficients: [Double](repeating: 1, count: 19))
    }
    try expect(.duplicateEntry(row: 20, column: 2), "column 2 has two coefficients in row 20") {
      try $0.addRow(.free, columns: [2, 2], coefficients: [1, 0])
    }
    try expect(.unknownRow(20, count: 20), "there is no row 20: the model has 20 rows, counted from 0") {
      try $0.addColumn(cost: 1, rows: [20], coefficients: [1])
    }
    try expect(.unknownRow(-1, count: 20), "there is no row -1: the model has 20 rows, counted from 0") {
      try $0.addColumn(cost: 1, rows: [-1], coefficients: [1])
    }
    try expect(.unknownColumn(21, count: 20), "there is no column 21: the model has 20 columns, counted from 0") {
      try $0.addRow(.free, columns: [21], coefficients: [1])
    }
    try expect(
      .notFinite(.coefficient(row: 4, column: 20), value: .infinity),
      "the coefficient of column 20 in row 4: inf is not allowed here"
    ) { try $0.addColumn(cost: 1, rows: [4], coefficients: [.infinity]) }
    try expect(
      .lengthMismatch("coefficients of column 0", expected: 2, found: 1),
      "coefficients of column 0: expected 2 values, found 1"
    ) { try $0.addColumn(cost: 1, rows: [4, 5], coefficients: [1]) }
  }

  @Test func batchesNameTheFaultAndAddNothing() throws {
    try expect(.unknownRow(99, count: 20), "there is no row 99: the model has 20 rows, counted from 0") {
      var batch = LinearColumns()
      batch.append(cost: 1, onesInRows: [1])
      batch.append(cost: 1, onesInRows: [99])
      try $0.addColumns(batch)
    }
  }

  @Test func boundsAndCosts() throws {
    try expect(
      .emptyBounds(.rowBound(row: 20), lower: 2, upper: 1), "the bounds of row 20: lower 2.0 is above upper 1.0"
    ) { try $0.addRow(.range(2, 1)) }
    try expect(
      .notFinite(.columnBound(column: 3), value: .infinity), "the bounds of column 3: inf is not allowed here"
    ) { try $0.setBounds(ofColumn: 3, to: .atLeast(.infinity)) }
    try expect(
      .notFinite(.rowBound(row: 3), value: -.infinity), "the bounds of row 3: -inf is not allowed here"
    ) { try $0.setBounds(ofRow: 3, to: .atMost(-.infinity)) }
    try expect(
      .notFinite(.cost(column: 1), value: .infinity), "the cost of column 1: inf is not allowed here"
    ) { try $0.setCost(ofColumn: 1, to: .infinity) }
    try expect(
      .notFinite(.constant, value: -.infinity), "the objective's constant: -inf is not allowed here"
    ) { try $0.setConstant(-.infinity) }
    try expect(.unknownColumn(20, count: 20), "there is no column 20: the model has 20 columns, counted from 0") {
      try $0.setInteger(true, column: 20)
    }
  }

  @Test func notANumber() throws {
    var model = try model()
    #expect(throws: LinearProgramError.self) { try model.addColumn(cost: .nan) }
    #expect(throws: LinearProgramError.self) { try model.addRow(.equal(.nan)) }
    #expect(throws: LinearProgramError.self) { try model.addRow(.free, columns: [0], coefficients: [.nan]) }
    #expect(throws: LinearProgramError.self) { try model.setBounds(ofRow: 0, to: .atMost(.nan)) }
  }

  @Test func options() throws {
    let model = try model()
    var options = LinearOptions()
    options.tolerance = 0
    #expect(throws: LinearProgramError.invalidOption("tolerance 0.0 is not between 0 and 1")) {
      try model.solve(options)
    }
    options = LinearOptions()
    options.nodeLimit = 0
    #expect(throws: LinearProgramError.invalidOption("node limit 0 is less than 1")) { try model.solve(options) }
    options = LinearOptions()
    options.relativeGap = .infinity
    #expect(throws: LinearProgramError.self) { try model.solve(options) }
    options = LinearOptions()
    options.start = .basis(Basis(rows: [.atLower], columns: []))
    #expect(throws: LinearProgramError.invalidBasis(basic: 19, rows: 20)) { try model.solve(options) }
  }
}
