/// What a scenario holds: the figures that `check` prints.
package struct ScenarioContents: Hashable, Sendable {
  /// A name and how many there are of it.
  package struct Entry: Hashable, Sendable {
    package var name: String
    package var count: Int64
  }

  package var scenario: String
  package var asOf: Day
  /// By table, those that are empty left out.
  package var entries: [Entry]

  /// - Complexity: O(nodes + orders + lines + stock).
  package init(_ scenario: Scenario) {
    self.scenario = scenario.settings.name
    asOf = scenario.settings.asOf
    var all: [(String, Int64)] = [("nodes", Int64(scenario.nodes.count))]
    for tier in Tier.allCases { all.append(("nodes, \(tier)", Int64(scenario.nodes.count { $0.tier == tier }))) }
    let onHand = scenario.stock.reduce(Int64(0)) { $0 + Int64($1.onHand ?? 0) }
    let available = scenario.stock.reduce(Int64(0)) { $0 + Int64($1.available ?? 0) }
    let isPickup = { (order: Order) -> Bool in if case .pickup = order.method { true } else { false } }
    all += [
      ("SKUs", Int64(scenario.skus.count)), ("zones", Int64(scenario.zones.count)),
      ("stock rows", Int64(scenario.stock.count)), ("units on hand", onHand), ("units available", available),
      ("lane rows", Int64(scenario.lanes.count)), ("tariffs", Int64(scenario.settings.tariffs.count)),
      ("orders", Int64(scenario.orders.count)), ("orders to pick up", Int64(scenario.orders.count(where: isPickup))),
      ("order lines", Int64(scenario.lines.count)),
      ("locked lines", Int64(scenario.lines.count { $0.lockedNode != nil })),
      ("units ordered", scenario.lines.reduce(Int64(0)) { $0 + Int64($1.quantity) }),
      ("receipts", Int64(scenario.receipts.count)), ("walk-in demand rows", Int64(scenario.demand.count)),
      ("returns", Int64(scenario.returns.count)), ("forecast rows", Int64(scenario.forecast.count)),
      ("supply rows", Int64(scenario.supply.count)), ("stock levels", Int64(scenario.levels.count)),
      ("calendar rows", Int64(scenario.calendar.count)), ("stock history rows", Int64(scenario.stockHistory.count)),
    ]
    entries = all.filter { $0.1 > 0 }.map { Entry(name: $0.0, count: $0.1) }
  }
}
