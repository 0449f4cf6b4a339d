import LinearProgramming

/// A seeded stream of numbers for tests (SplitMix64).
struct TestNumbers {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func whole(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  mutating func chance(_ probability: Double) -> Bool { Double(next() >> 11) / 9_007_199_254_740_992 < probability }
}

/// A model of any shape: every kind of row and column bounds, either sense, rows before and after columns, sometimes
/// infeasible or unbounded.
func anyModel(seed: UInt64, integers: Bool = false) throws -> LinearModel {
  var numbers = TestNumbers(seed: seed)
  var model = LinearModel(numbers.chance(0.5) ? .minimize : .maximize)
  let early = numbers.whole(1...6)
  let late = numbers.whole(0...3)
  let columnCount = numbers.whole(1...8)
  if numbers.chance(0.3) { try model.setConstant(Double(numbers.whole(-5...5))) }
  for _ in 0..<early { try model.addRow(anyBounds(&numbers, span: -5...12)) }
  for _ in 0..<columnCount {
    let rows = (0..<early).filter { _ in numbers.chance(0.6) }
    try model.addColumn(
      cost: Double(numbers.whole(-9...9)), bounds: columnBounds(&numbers, isBoxed: integers),
      isInteger: integers && numbers.chance(0.8), rows: rows.map(Int32.init),
      coefficients: rows.map { _ in anyCoefficient(&numbers) })
  }
  for _ in 0..<late {
    let columns = (0..<columnCount).filter { _ in numbers.chance(0.6) }
    try model.addRow(
      anyBounds(&numbers, span: -5...12), columns: columns.map(Int32.init),
      coefficients: columns.map { _ in anyCoefficient(&numbers) })
  }
  return model
}

private func anyCoefficient(_ numbers: inout TestNumbers) -> Double {
  Double(numbers.whole(-6...9)) / (numbers.chance(0.2) ? 4 : 1)
}

private func anyBounds(_ numbers: inout TestNumbers, span: ClosedRange<Int>) -> LinearBounds {
  let first = Double(numbers.whole(span))
  switch numbers.whole(0...9) {
  case 0: return .free
  case 1: return .equal(first)
  case 2, 3: return .range(first, first + Double(numbers.whole(1...8)))
  case 4...6: return .atLeast(first)
  default: return .atMost(first + 6)
  }
}

private func columnBounds(_ numbers: inout TestNumbers, isBoxed: Bool) -> LinearBounds {
  let lower = Double(numbers.whole(-3...1))
  if isBoxed { return .range(lower, lower + Double(numbers.whole(0...3))) }
  switch numbers.whole(0...7) {
  case 0: return .free
  case 1: return .equal(lower)
  case 2: return .atMost(lower)
  case 3, 4: return .range(lower, lower + 7)
  default: return .nonNegative
  }
}

/// A transport problem: `supplies` first, `demands` after them as rows, all arcs as columns.
func transportModel(sources: Int, sinks: Int, seed: UInt64) throws -> LinearModel {
  var numbers = TestNumbers(seed: seed)
  var model = LinearModel()
  for _ in 0..<sources { try model.addRow(.atMost(Double(20 * sinks / sources + numbers.whole(1...9)))) }
  for _ in 0..<sinks { try model.addRow(.atLeast(Double(numbers.whole(5...15)))) }
  var columns = LinearColumns()
  for source in 0..<sources {
    for sink in 0..<sinks {
      columns.append(cost: Double(numbers.whole(10...99)), onesInRows: [Int32(source), Int32(sources + sink)])
    }
  }
  try model.addColumns(columns)
  return model
}

/// A knapsack with several rows, integer, hard enough for a tree of some hundred nodes.
func knapsackModel(items: Int, rows: Int, seed: UInt64) throws -> LinearModel {
  var numbers = TestNumbers(seed: seed)
  var model = LinearModel(.maximize)
  for _ in 0..<rows { try model.addRow(.atMost(Double(items * 12))) }
  for _ in 0..<items {
    try model.addColumn(
      cost: Double(numbers.whole(20...60)), bounds: .unit, isInteger: true, rows: (0..<Int32(rows)).map { $0 },
      coefficients: (0..<rows).map { _ in Double(numbers.whole(10...50)) })
  }
  return model
}

/// A set covering relaxation: degenerate, so that simplex takes many iterations.
func coveringModel(rows: Int, columns: Int, seed: UInt64) throws -> LinearModel {
  var numbers = TestNumbers(seed: seed)
  var model = LinearModel()
  for _ in 0..<rows { try model.addRow(.atLeast(1)) }
  var batch = LinearColumns()
  for row in 0..<rows { batch.append(cost: 4_000, onesInRows: [Int32(row)]) }
  for _ in 0..<columns {
    let covered = Set((0..<4).map { _ in Int32(numbers.whole(0...rows - 1)) })
    batch.append(cost: Double(numbers.whole(500...3_000)), onesInRows: covered.sorted())
  }
  try model.addColumns(batch)
  return model
}
