import SupplyModel

extension EngineProbe {
  /// What the search for facilities finds (millionths, locked lines apart).
  package struct Facilities: Hashable, Sendable {
    package var bound: Int64
    /// What its plan costs by the orders' ways.
    package var cost: Int64
    /// By order: what serves it.
    package var rows: [[Row]]
  }

  /// Runs the search for facilities from a plan that serves nobody.
  /// - Parameter maxWork: steps that it may take.
  /// - Returns: nil where the scenario is of another kind.
  package func facilities(threads: Int = 1, maxWork: Int = 200_000_000) -> Facilities? {
    guard var decision = FacilityDecision(scenario: scenario, tables: tables) else { return nil }
    decision.options.maxWork = maxWork
    var state = AssignmentState(orders: scenario.orders.count, tables: tables)
    let start = state.cost(scenario: scenario, tables: tables)
    let found = decision.improve(&state, cost: start, budget: Budget(threads: threads))
    return Facilities(
      bound: found.bound, cost: state.cost(scenario: scenario, tables: tables), rows: rows(state))
  }

  /// The most that items within a node's units save, and the share of each that is taken.
  /// - Parameter most: units of each that may be taken; all of them unless items may be divided.
  package static func facilityKnapsack(
    values: [Int64], units: [Int], most: [Int], limit: Int, divides: Bool
  ) -> (value: Double, shares: [Double]) {
    var items = values.indices.map { index in
      FacilityKnapsack.Item(
        ratio: Double(values[index]) / Double(units[index]), value: Double(values[index]), units: most[index],
        quantity: units[index], order: index)
    }
    items.sort { ($1.ratio, $0.order) < ($0.ratio, $1.order) }
    var knapsack = FacilityKnapsack()
    let value = knapsack.solve(items, limit: limit, divides: divides)
    var shares = [Double](repeating: 0, count: values.count)
    for (order, share) in knapsack.taken { shares[order] += share }
    return (value, shares)
  }

  /// The least that nodes cost that cover a demand, what they leave of it at a rate, and which nodes those are.
  package static func facilityCover(
    costs: [Int64], units: [Int], demand: Int, unfilled: Double
  ) -> (value: Double, chosen: [Int]) {
    var cover = FacilityCover()
    let candidates = zip(costs, units).map { (cost: Double($0), units: $1) }
    let value = cover.solve(candidates, demand: demand, unfilled: unfilled)
    return (value, cover.chosen.sorted())
  }
}
