import SupplyModel

extension EngineProbe {
  /// A lifted cover: coefficients by item, 0 = none.
  package struct Cover: Sendable {
    package var coefficients: [Int]
    package var limit: Int
  }

  /// The lifted covers of one knapsack that shares violate.
  package static func liftedCovers(units: [Int32], shares: [Double], room: Int32) -> [Cover] {
    let items = units.indices.map { LiftedCover.Item(id: $0, units: units[$0], share: shares[$0]) }
    return LiftedCover.violated(by: items, room: room).map { lifted in
      var cover = Cover(coefficients: [Int](repeating: 0, count: units.count), limit: Int(lifted.limit))
      for term in lifted.terms { cover.coefficients[term.id] = Int(term.coefficient) }
      return cover
    }
  }

  /// The bound at some prices together with those of covers, and the covers that it stands on; nil where none is
  /// violated.
  /// - Parameters:
  ///   - passes: the stock row of each line of the scenario, or -1, pass by pass: which covers there are.
  ///   - price: of the next cover (millionths).
  package func coveredBound(
    at vector: PriceVector, passes: [[Int32]], price: () -> Int64, threads: Int = 1
  ) -> (value: Int64, proof: CoverProof)? {
    let walk = OrderWalk(FlatScenario(scenario, tables: tables))
    let shares = RowShares(lines: walk.flat.orders.skus.count)
    let choices = FlatArray<Int32>(repeating: -1, count: walk.flat.orders.skus.count)
    for pass in passes {
      for place in 0..<walk.count where walk.flat.orders.isFlat(place) {
        for line in walk.flat.orders.lines(place) { choices[line] = pass[line + walk.lineOffset(place)] }
      }
      shares.remember(choices)
    }
    let covers = StockCover.violated(by: shares, walk.flat)
    guard !covers.isEmpty else { return nil }
    let priced = CoverPrices(
      covers, prices: covers.map { _ in price() }, scales: covers.map { _ in 1 }, lines: choices.count, batches: 1)
    let bound = CoveredBound(
      vector.prices(tables), priced, scenario: scenario, walk: walk, lockedCost: lockedCost, threads: threads,
      candidates: nil)
    return (bound.value, bound.proof(tables))
  }
}
