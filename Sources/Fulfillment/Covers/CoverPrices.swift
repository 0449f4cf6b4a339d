import SupplyModel

/// Prices on covers of stock rows: what a line pays, beyond the price of its units, for standing in the way of lines
/// that fit the row only without it.
final class CoverPrices: Sendable {
  /// A term of a cover as the search of its line meets it.
  private struct Term: BitwiseCopyable {
    var row: Int32
    var cover: Int32
    var coefficient: Int64
  }

  let covers: [StockCover]
  /// First term of each line of the walk; one longer.
  private let starts: FlatArray<Int32>
  private let terms: FlatArray<Term>
  /// By cover: the price that searches read, and the exact one (millionths).
  private let prices: FlatArray<Int64>
  private let exact: FlatArray<Double>
  /// By cover: what a use of twice the limit adds in a pass at step 1.
  private let scales: [Double]
  /// By cover: the coefficients of what a batch's orders take.
  private let counts: BatchCounts

  /// - Parameters:
  ///   - prices: where they start, by cover.
  ///   - lines: lines of the walk.
  /// - Complexity: O(lines + terms + batches x covers).
  init(_ covers: [StockCover], prices: [Int64], scales: [Double], lines: Int, batches: Int) {
    self.covers = covers
    self.scales = scales
    self.prices = FlatArray(prices, padding: 0)
    exact = FlatArray(prices.map(Double.init), padding: 0)
    let starts = FlatArray<Int32>(repeating: 0, count: lines + 1)
    for cover in covers { for term in cover.cover.terms { starts[term.id + 1] += 1 } }
    for line in 0..<lines { starts[line + 1] += starts[line] }
    self.starts = starts
    terms = FlatArray(repeating: Term(row: -1, cover: -1, coefficient: 0), count: Int(starts[lines]))
    var next = (0..<lines).map { Int(starts[$0]) }
    for (index, cover) in covers.enumerated() {
      for term in cover.cover.terms {
        terms[next[term.id]] = Term(row: cover.row, cover: Int32(index), coefficient: Int64(term.coefficient))
        next[term.id] += 1
      }
    }
    counts = BatchCounts(batches: batches, width: covers.count)
  }

  /// Whether any of these lines is in a cover. Complexity: O(1).
  @inline(__always)
  func touch(_ lines: Range<Int>) -> Bool { starts[lines.lowerBound] < starts[lines.upperBound] }

  /// What a line pays for its covers where a row serves it (millionths). Complexity: O(covers of the line).
  @inline(__always)
  func charge(_ line: Int, row: Int) -> Int64 {
    var charge: Int64 = 0
    for index in Int(starts[line])..<Int(starts[line + 1]) where terms[index].row == Int32(row) {
      charge += prices[Int(terms[index].cover)] * terms[index].coefficient
    }
    return charge
  }

  /// Calls `body` with each row at which a line pays for a cover, and what (millionths). Complexity: O(covers of the line).
  @inline(__always)
  func forEachTerm(of line: Int, _ body: (_ row: Int32, _ charge: Float) -> Void) {
    for index in Int(starts[line])..<Int(starts[line + 1]) {
      let price = prices[Int(terms[index].cover)]
      if price > 0 { body(terms[index].row, Float(price * terms[index].coefficient)) }
    }
  }

  /// Counts the rows of an order of a batch in or out.
  /// - Parameter sign: 1 or -1.
  @inline(__always)
  func count(_ lines: Range<Int>, _ rows: UnsafePointer<Int32>, batch: Int, sign: Int32) {
    guard touch(lines) else { return }
    for (position, line) in lines.enumerated() where rows[position] >= 0 {
      for index in Int(starts[line])..<Int(starts[line + 1]) where terms[index].row == rows[position] {
        counts.add(sign &* Int32(terms[index].coefficient), to: Int(terms[index].cover), of: batch)
      }
    }
  }

  /// What a batch took becomes dearer, every cover cheapens by its limit's worth, and searches see the new prices.
  /// - Parameter share: of a pass, since the last time.
  /// - Complexity: O(covers).
  func settle(batch: Int, step: Double, share: Double) {
    for cover in covers.indices {
      let use = Double(counts.count(cover, of: batch)) / Double(covers[cover].cover.limit)
      let price = max(0, exact[cover] + step * scales[cover] * (use - share))
      exact[cover] = price
      prices[cover] = Int64(price)
    }
  }

  /// The exact price of a cover (millionths).
  func exactPrice(_ cover: Int) -> Double { exact[cover] }

  /// Makes the mean over some passes the prices.
  func take(_ mean: PriceMean) {
    for cover in covers.indices { prices[cover] = mean.price(cover, now: exact[cover]) }
  }

  /// The covers that have a price, with it (millionths): the others prove nothing.
  var priced: [(cover: StockCover, price: Int64)] {
    covers.indices.filter { prices[$0] > 0 }.map { (covers[$0], prices[$0]) }
  }

  /// What the prices take off a bound (millionths).
  var worth: Int64 { covers.indices.reduce(0) { $0 + prices[$1] * Int64(covers[$1].cover.limit) } }
}
