/// The Lagrangian bound at given prices, recomputed by the audit's own slow and simple code.
package struct PriceBound: Hashable, Sendable {
  /// Below this no plan can cost; nil where a price is negative or of something without a limit or a cover does not
  /// hold, so that nothing is proven, or where the bound does not fit money.
  package var bound: Money?
  /// Orders whose least priced way could not be found exactly; a simple lower bound stands for each.
  package var inexactOrders: Int

  package init(bound: Money?, inexactOrders: Int) {
    self.bound = bound
    self.inexactOrders = inexactOrders
  }

  /// What can be said of a bound that a plan states.
  package enum Verdict: Hashable, Sendable {
    /// The prices prove at least the stated bound.
    case confirmed
    /// The prices prove less than is stated.
    case refuted(PlanBreach)
    /// Too many orders could not be done exactly.
    case undecided
  }

  /// Judges a stated bound. A lower one than recomputed is proven all the same.
  /// - Parameter column: the key of summary.json that states it.
  package func verdict(on stated: Money, _ column: String = "price_bound") -> Verdict {
    if let bound, stated <= bound { return .confirmed }
    if inexactOrders > 0, bound != nil { return .undecided }
    return .refuted(
      .figure(.summary, column: column, stated: stated.description, recomputed: bound?.description ?? "null"))
  }
}

extension PlanAudit {
  /// Recomputes the Lagrangian bound from prices alone (Fisher 1981), in exact integers.
  ///
  /// Every order takes its least priced way; every limit pays back its price; a node's activation is worth opening only
  /// where its price would bring in more than it costs. Of an order alone, all limits hold exactly: ways that would break
  /// one by themselves are not counted.
  /// - Parameters:
  ///   - covers: what more the prices are of; none for prices.csv.
  ///   - threads: the bound is the same for any number.
  /// - Complexity: for each order O(nodes that could serve it x 3^lines); orders with over 1,024 states are relaxed.
  package static func priceBound(
    scenario: Scenario, prices: [Price], covers: [PricedCover] = [], threads: Int = 1
  ) -> PriceBound {
    let market = BoundMarket(scenario, prices, covers)
    guard market.isProof else { return PriceBound(bound: nil, inexactOrders: 0) }
    // From here on nothing changes it any more.
    nonisolated(unsafe) let shared = market
    let (orders, size) = (scenario.orders.count, 2_048)
    let parts = concurrentMap((orders + size - 1) / size, threads: threads) { part in
      OrderBounds(shared, part * size..<min(orders, (part + 1) * size))
    }
    var all = OrderBounds(market, 0..<0)
    for part in parts { all.add(part) }
    let total = all.total + market.activationTerm(all.servable) - market.limitTerm
    guard let millionths = Int64(exactly: total) else {
      return PriceBound(bound: nil, inexactOrders: all.inexactOrders)
    }
    return PriceBound(bound: Money(millionths: millionths), inexactOrders: all.inexactOrders)
  }
}

/// The least priced ways of some orders, added up.
private struct OrderBounds: Sendable {
  private(set) var total: Int128 = 0
  private(set) var inexactOrders = 0
  /// For each node, the orders with open lines that it could serve.
  private(set) var servable: [Int64]

  init(_ market: BoundMarket, _ orders: Range<Int>) {
    servable = [Int64](repeating: 0, count: market.scenario.nodes.count)
    var search = BoundSearch(market)
    for index in orders {
      let result = search.leastPricedWay(index)
      total += result.value
      if !result.isExact { inexactOrders += 1 }
      for node in result.servingNodes { servable[Int(node)] += 1 }
    }
  }

  mutating func add(_ other: OrderBounds) {
    total += other.total
    inexactOrders += other.inexactOrders
    for node in servable.indices { servable[node] += other.servable[node] }
  }
}
