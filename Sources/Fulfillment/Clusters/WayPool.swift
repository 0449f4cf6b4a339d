import LinearProgramming
import SupplyModel

/// The ways of a master program on flat arrays, for bounds in whole numbers at any node of a tree.
struct WayPool: Sendable {
  let program: MasterProgram
  /// Ways of order `k` are `starts[k] ..< starts[k + 1]`.
  private(set) var starts: [Int] = [0]
  /// Cost of each way beyond its order's reference (millionths).
  private(set) var costs: [Int64] = []
  /// Entries of way `w` are `entryStarts[w] ..< entryStarts[w + 1]`.
  private var entryStarts: [Int32] = [0]
  private var entryRows: [Int32] = []
  private var entryCoefficients: [Int32] = []
  /// By node: what its activation opens of each row.
  private var opened: [(row: Int32, amount: Int64, node: NodeIndex)] = []
  /// Rows that no activation opens, and how much there is.
  private var open: [(row: Int32, amount: Int64)] = []

  /// - Parameter program: its ways sorted by order, in the sequence of its orders.
  init(_ program: MasterProgram) {
    self.program = program
    var way = 0
    for (index, order) in program.orders.enumerated() {
      while way < program.ways.count && program.ways[way].order == order {
        costs.append(program.ways[way].cost - program.references[index])
        for (row, coefficient) in program.entries(of: program.ways[way]) {
          entryRows.append(row)
          entryCoefficients.append(coefficient)
        }
        entryStarts.append(Int32(entryRows.count))
        way += 1
      }
      starts.append(way)
    }
    precondition(way == program.ways.count, "ways of a pool are sorted by order")
    for (row, kind) in program.rows.enumerated() {
      if case .order = kind { continue }
      if let node = program.gate(of: kind) {
        opened.append((Int32(row), program.activated(by: node, kind), node))
      } else {
        open.append((Int32(row), program.limit(of: kind)))
      }
    }
  }

  /// How an activation may stand at a node of the tree.
  enum Standing: UInt8, Sendable { case undecided, closed, active }

  /// A bound on the cost of every plan of these ways, none of them banned, from the duals of a relaxation. Whatever the
  /// duals are, it is valid: they are turned into whole fractions of a millionth first.
  /// - Returns: millionths beyond the references; nil where an order has no way left.
  /// - Complexity: O(entries).
  func bound(duals: [Double], banned: [Bool], standing: [Standing]) -> Int64? {
    // Fine enough that rounding is lost in the last millionth, coarse enough for every sum.
    var size = 1e6
    for (row, amount) in open { size += max(0, -duals[Int(row)]) * 1e6 * Double(amount) }
    for (row, amount, _) in opened { size += max(0, -duals[Int(row)]) * 1e6 * Double(amount) }
    for order in 0..<starts.count - 1 {
      var largest = 0.0
      for way in starts[order]..<starts[order + 1] { largest = max(largest, Double(costs[way].magnitude)) }
      size += largest
    }
    for node in program.activation { size += Double(node) }
    var shift: Int64 = 0
    while shift < 20 && size * Double(Int64(4) << shift) < 4e18 { shift += 1 }
    // Never with money that the border lets in; then nothing is known.
    guard size * 4 < 4e18 else { return .min / 4 }
    let scale = 1e6 * Double(Int64(1) << shift)
    let prices = duals.map { Int64((max(0, -$0) * scale).rounded()) }
    var sum: Int64 = 0
    for order in 0..<starts.count - 1 {
      var least = Int64.max
      for way in starts[order]..<starts[order + 1] where !banned[way] {
        var value = costs[way] << shift
        for entry in Int(entryStarts[way])..<Int(entryStarts[way + 1]) {
          value += prices[Int(entryRows[entry])] * Int64(entryCoefficients[entry])
        }
        least = min(least, value)
      }
      guard least < .max else { return nil }
      sum += least
    }
    for (row, amount) in open { sum -= prices[Int(row)] * amount }
    var worth = [Int64](repeating: 0, count: standing.count)
    for (row, amount, node) in opened { worth[Int(node)] += prices[Int(row)] * amount }
    for node in standing.indices where program.activation[node] > 0 {
      let net = (program.activation[node] << shift) - worth[node]
      switch standing[node] {
      case .undecided: sum += min(0, net)
      case .active: sum += net
      case .closed: break
      }
    }
    // Costs are whole millionths: a fraction more is one more.
    let whole = sum >> shift
    return whole << shift == sum ? whole : whole + 1
  }

  /// The ways of an order.
  func ways(ofOrder index: Int) -> Range<Int> { starts[index]..<starts[index + 1] }
}
