/// Covers as the bound charges for them: checked one by one, since a cover that some plan could violate proves nothing.
struct BoundCovers {
  /// What a line pays where a stock row serves it whole.
  private var charges: [LineIndex: [(row: Int, value: Int128)]] = [:]
  /// The prices times the limits.
  private(set) var limitTerm: Int128 = 0
  /// False where a cover does not hold for every plan, or has a negative price.
  private(set) var isProof = true

  /// - Complexity: O(terms x units of their rows).
  init(_ covers: [PricedCover], _ scenario: Scenario, _ stock: AuditStock) {
    for cover in covers {
      guard cover.price >= .zero, let row = stock.row(cover.node, cover.sku),
        BoundCovers.holds(cover, scenario, row: scenario.stock[row])
      else {
        isProof = false
        return
      }
      limitTerm += Int128(cover.price.millionths) * Int128(cover.limit)
      for term in cover.terms {
        charges[term.line, default: []].append((row, Int128(cover.price.millionths) * Int128(term.coefficient)))
      }
    }
  }

  func charge(_ line: LineIndex, row: Int) -> Int128 {
    guard !charges.isEmpty, let own = charges[line] else { return 0 }
    return own.reduce(0) { $1.row == row ? $0 + $1.value : $0 }
  }

  /// Whether no choice of the cover's lines that fits the row has coefficients above its limit: a knapsack over the
  /// row's units.
  private static func holds(_ cover: PricedCover, _ scenario: Scenario, row: StockRow) -> Bool {
    let lines = cover.terms.map { scenario.lines[Int($0.line)] }
    let isEach = Set(cover.terms.map(\.line)).count == lines.count
    guard isEach, lines.allSatisfy({ $0.sku == cover.sku && $0.lockedNode == nil }) else { return false }
    let ship = cover.terms.allSatisfy {
      if case .ship = scenario.orders[Int($0.order)].method { true } else { false }
    }
    guard let room = ship ? row.shippable : row.available else { return false }
    var most = [Int64](repeating: 0, count: Int(max(0, room)) + 1)
    for (term, line) in zip(cover.terms, lines) {
      let units = Int(line.quantity)
      guard term.coefficient >= 0 else { return false }
      for left in stride(from: most.count - 1, through: units, by: -1) {
        most[left] = max(most[left], most[left - units] + Int64(term.coefficient))
      }
    }
    return (most.last ?? 0) <= Int64(cover.limit)
  }
}
