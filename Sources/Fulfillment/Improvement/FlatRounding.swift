import SupplyModel

/// A first plan of the flat orders from prices: those that are hardest to place come first, each takes its least
/// priced way among what is left.
///
/// Orders are asked batch by batch, in parallel, against what was left before the batch; where two want the same unit,
/// the later one is asked again.
struct FlatRounding {
  let scenario: Scenario
  let flat: FlatScenario

  /// - Complexity: a little more than one search an order; in parallel.
  func run(_ plan: FlatPlan, _ prices: Prices, budget: Budget) {
    let flatPrices = FlatPrices(prices, flat)
    let sequence = largestFirst()
    let pool = WorkerPool(threads: budget.threads) { OrderSearch(flat, scenario: scenario) }
    let wishes = FlatArray<Int32>(repeating: -1, count: scenario.lines.count)
    var last = OrderSearch(flat, scenario: scenario)
    let size = max(64, min(32_768, sequence.count / 24))
    for start in stride(from: 0, to: sequence.count, by: size) {
      budget.report(PhaseReport(phase: "rounding", done: start, total: sequence.count))
      let batch = sequence[start..<min(sequence.count, start + size)]
      let byDestination = batch.sorted { (flat.orders.destinations[$0], $0) < (flat.orders.destinations[$1], $1) }
      let tasks = 16
      pool.run(tasks) { search, task in
        search.forget()
        for order in byDestination[byDestination.count * task / tasks..<byDestination.count * (task + 1) / tasks] {
          search.searchFlat(order, flatPrices, left: plan.left.base)
          for (position, line) in flat.orders.lines(order).enumerated() {
            wishes[line] = search.flatSearch.isUnresolved ? -1 : search.flatSearch.choice[position]
          }
        }
      }
      for order in batch {
        let wish = wishes.base + flat.orders.lines(order).lowerBound
        if !plan.fits(order, wish) {
          last.forget()
          last.searchFlat(order, flatPrices, left: plan.left.base)
          if last.flatSearch.isUnresolved { continue }
          plan.serve(order, last.flatSearch.choice.base)
        } else {
          plan.serve(order, wish)
        }
      }
    }
  }

  /// By falling number of lines, then units: a large order finds room only while there is much.
  private func largestFirst() -> [Int] {
    var keys: [(size: Int64, order: Int32)] = []
    keys.reserveCapacity(flat.orders.count)
    for order in scenario.orders.indices where flat.orders.isFlat(order) {
      let lines = flat.orders.lines(order)
      var size = Int64(lines.count) << 32
      for line in lines { size += Int64(flat.orders.quantities[line]) }
      keys.append((-size, Int32(order)))
    }
    keys.sort { ($0.size, $0.order) < ($1.size, $1.order) }
    return keys.map { Int($0.order) }
  }
}
