import SupplyModel

/// `cheapest`: the whole order from the cheapest node that can; else the cheapest split among those that fill most.
struct CheapestRule: OrderRule {
  /// What `FlatCheapest.leastUseCosts` gives, where it is known already.
  var leastUse: FlatArray<Int64>?

  func serve(_ finder: WayFinder, _ query: WayQuery) -> [Piece] {
    if finder.searchWhole(query) { return finder.pieces }
    if finder.problem.split == .never { return [] }
    var query = query
    query.fillsMost = true
    finder.search(query)
    return finder.pieces
  }

  func flatRule(_ flat: FlatScenario) -> FlatCheapest {
    FlatCheapest(flat, leastUse: leastUse ?? FlatCheapest.leastUseCosts(flat))
  }
}
