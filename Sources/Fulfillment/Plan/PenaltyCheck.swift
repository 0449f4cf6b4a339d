import SupplyModel

/// Counts orders whose unfilled penalty is below what their cheapest way of being served costs: a plan at least cost
/// leaves them, which is seldom what a retailer means.
struct PenaltyCheck {
  private let finder: WayFinder
  private let prices: Prices
  private let limits: [Int32]
  private(set) var count = 0

  private let flat: FlatScenario
  private let flatPrices: FlatPrices
  private var fillsMost: FlatCheapest
  private var costsLeast: FlatSearch
  /// By line of a flat order: the stock row that serves it.
  private let rows = FlatArray<Int32>(repeating: -1, count: FlatOrders.maxLines)

  /// What all checks of a plan share: prices are all zero.
  struct Shared: Sendable {
    let flat: FlatScenario
    let noPrices: Prices
    let flatPrices: FlatPrices
    let leastUse: FlatArray<Int64>

    /// - Complexity: O(resources).
    init(_ flat: FlatScenario) {
      self.flat = flat
      noPrices = Prices(flat.tables)
      flatPrices = FlatPrices(noPrices, flat)
      leastUse = FlatCheapest.leastUseCosts(flat)
    }
  }

  init(scenario: Scenario, _ shared: Shared) {
    finder = WayFinder(scenario: scenario, tables: shared.flat.tables)
    flat = shared.flat
    flatPrices = shared.flatPrices
    fillsMost = FlatCheapest(flat, leastUse: shared.leastUse)
    costsLeast = FlatSearch(flat)
    prices = shared.noPrices
    limits = shared.flat.tables.resources.limits
  }

  /// Looks at an order that a plan leaves, or serves at more than its penalty: all others are served for less already.
  /// - Complexity: two searches.
  mutating func look(at order: Int) {
    if flat.orders.isFlat(order), let isDearer = lookFlat(at: order) {
      if isDearer { count += 1 }
      return
    }
    finder.load(order)
    guard !finder.problem.sources.isEmpty else { return }
    let problem = finder.problem
    let nothing = problem.unfilledCost { problem.lines[$0].quantity }
    let isDearer = withQuery(prices, remaining: limits) { query in
      var most = query
      most.fillsMost = true
      finder.search(most)
      guard !finder.pieces.isEmpty else { return false }
      finder.search(query)
      return finder.pieces.isEmpty || problem.cost(of: finder.pieces) > nothing
    }
    if isDearer { count += 1 }
  }

  /// Whether any way to serve a flat order costs as much as its penalty; nil where the flat search cannot tell.
  private mutating func lookFlat(at order: Int) -> Bool? {
    limits.withUnsafeBufferPointer { limits in
      guard let left = limits.baseAddress, fillsMost.choose(order, left: left, rows: rows.base) else { return nil }
      let lines = flat.orders.lines(order).count
      if (0..<lines).allSatisfy({ rows[$0] < 0 }) { return false }
      costsLeast.enter(flat.orders.destinations[order], flatPrices, left: left)
      costsLeast.search(order, WholeRows(flatPrices))
      if costsLeast.isUnresolved { return nil }
      return (0..<lines).allSatisfy { costsLeast.choice[$0] < 0 }
    }
  }

  /// What a plan says of so many such orders; nil where there is none.
  static func notice(orders count: Int) -> Notice? {
    guard count > 0 else { return nil }
    return Notice(
      "\(count) order\(count == 1 ? " has an unfilled penalty" : "s have unfilled penalties") below the cost of the "
        + "cheapest way to serve \(count == 1 ? "it" : "them"): the cheapest plan leaves \(count == 1 ? "it" : "them"); "
        + "raise `unfilled` in scenario.yaml if that is not meant")
  }
}
