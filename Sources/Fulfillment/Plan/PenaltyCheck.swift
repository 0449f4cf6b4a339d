import SupplyModel

/// Counts orders whose unfilled penalty is below what their cheapest way of being served costs: a plan at least cost
/// leaves them, which is seldom what a retailer means.
struct PenaltyCheck {
  private let finder: WayFinder
  private let prices: Prices
  private let limits: [Int32]
  private(set) var count = 0

  /// - Parameter noPrices: all zero.
  init(scenario: Scenario, tables: ScenarioTables, noPrices: Prices) {
    finder = WayFinder(scenario: scenario, tables: tables)
    prices = noPrices
    limits = tables.resources.limits
  }

  /// Looks at an order that a plan leaves, or serves at more than its penalty: all others are served for less already.
  /// - Complexity: two searches.
  mutating func look(at order: Int) {
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

  /// What a plan says of so many such orders; nil where there is none.
  static func notice(orders count: Int) -> Notice? {
    guard count > 0 else { return nil }
    return Notice(
      "\(count) order\(count == 1 ? " has an unfilled penalty" : "s have unfilled penalties") below the cost of the "
        + "cheapest way to serve \(count == 1 ? "it" : "them"): the cheapest plan leaves \(count == 1 ? "it" : "them"); "
        + "raise `unfilled` in scenario.yaml if that is not meant")
  }
}
