import SupplyModel

/// A bound from prices together with covers, and all that proves it.
struct CoveredBound {
  /// Millionths.
  let value: Int64
  private let prices: Prices
  private let covers: CoverPrices
  private let walk: OrderWalk

  /// - Parameters:
  ///   - lockedCost: `ScenarioTables.lockedCost`.
  ///   - candidates: by line of the walk; become the likely rows at these prices.
  /// - Complexity: that of `LagrangianBound.evaluate`.
  init(
    _ prices: Prices, _ covers: CoverPrices, scenario: Scenario, walk: OrderWalk, lockedCost: Int64, threads: Int,
    candidates: RowCandidates?
  ) {
    self.prices = prices
    self.covers = covers
    self.walk = walk
    value =
      LagrangianBound.evaluate(
        prices, scenario: scenario, walk: walk, lockedCost: lockedCost, threads: threads, candidates: candidates,
        covers: covers
      ).value
  }

  /// What is written out, so that whoever doubts the bound can recompute it.
  func proof(_ tables: ScenarioTables) -> CoverProof {
    let stock = tables.stock
    var orderOf = [Int32](repeating: -1, count: walk.flat.orders.skus.count)
    for place in 0..<walk.count { for line in walk.flat.orders.lines(place) { orderOf[line] = Int32(place) } }
    return CoverProof(
      prices: prices.rows(tables),
      covers: covers.priced.map { cover, price in
        PricedCover(
          node: stock.nodes[Int(cover.row)], sku: stock.skus[Int(cover.row)], limit: cover.cover.limit,
          price: Money(millionths: price),
          terms: cover.cover.terms.map { term in
            let place = Int(orderOf[term.id])
            return PricedCover.Term(
              order: OrderIndex(walk.scenarioOrder(place)), line: LineIndex(term.id + walk.lineOffset(place)),
              coefficient: term.coefficient)
          })
      })
  }
}
