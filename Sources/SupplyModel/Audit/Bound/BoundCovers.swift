/// Covers as the bound charges for them: checked one by one, since a cover that some plan could violate proves nothing.
struct BoundCovers {
  /// What a line pays where a stock row serves it whole.
  private var charges: [LineIndex: [(row: Int, value: Int128)]] = [:]
  /// The prices times the limits.
  private(set) var limitTerm: Int128 = 0
  /// False where a cover does not hold for every plan, or has a negative price.
  private(set) var isProof = true

  /// - Complexity: O(terms x limits).
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

  /// Limits beyond this prove nothing here: no table should grow with a number that a file states.
  private static let greatestLimit: Int32 = 1 << 16

  /// Whether no choice of the cover's lines that fits the row has coefficients above its limit: the least units of any
  /// choice whose coefficients come to more, by a knapsack over coefficients.
  private static func holds(_ cover: PricedCover, _ scenario: Scenario, row: StockRow) -> Bool {
    let lines = cover.terms.map { scenario.lines[Int($0.line)] }
    let isOnce = Set(cover.terms.map(\.line)).count == lines.count
    guard isOnce, (0...greatestLimit).contains(cover.limit),
      lines.allSatisfy({ $0.sku == cover.sku && $0.lockedNode == nil })
    else { return false }
    let ship = cover.terms.allSatisfy {
      if case .ship = scenario.orders[Int($0.order)].method { true } else { false }
    }
    guard let room = ship ? row.shippable : row.available else { return false }
    // By sum of coefficients, all above the limit together: the least units that reach it.
    let above = Int(cover.limit) + 1
    var least = [Int64?](repeating: nil, count: above + 1)
    least[0] = 0
    for (term, line) in zip(cover.terms, lines) {
      guard term.coefficient >= 0 else { return false }
      for sum in stride(from: above, through: 0, by: -1) {
        guard let units = least[sum] else { continue }
        let next = min(above, sum + Int(term.coefficient))
        least[next] = min(least[next] ?? .max, units + Int64(line.quantity))
      }
    }
    return least[above].map { $0 > Int64(room) } ?? true
  }
}
