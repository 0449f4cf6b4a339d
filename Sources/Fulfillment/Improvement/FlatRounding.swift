import SupplyModel

/// A first plan of the flat orders from prices: those that are hardest to place come first, each takes its least
/// priced way among what is left.
///
/// Orders are asked batch by batch, in parallel, against what was left before the batch; where two want the same unit,
/// the later one is asked again.
struct FlatRounding {
  let scenario: Scenario
  let walk: OrderWalk
  var candidates: RowCandidates?
  /// By line of the walk: what orders chose when the prices came to rest. All together they take about what there is,
  /// while the least priced ways at one set of prices would all lean the same way.
  var choices: FlatArray<Int32>?

  private var flat: FlatScenario { walk.flat }

  /// - Complexity: a little more than one search an order; in parallel.
  func run(_ plan: FlatPlan, _ prices: Prices, budget: Budget) {
    let flatPrices = FlatPrices(prices, flat)
    let flat = self.flat
    let pool = WorkerPool(threads: budget.threads) { OrderSearch(flat, scenario: scenario, candidates: candidates) }
    let sequence = hardestFirst(flatPrices, pool).filter { !serve($0, plan) }
    let wishes = FlatArray<Int32>(repeating: -1, count: flat.orders.skus.count)
    var last = OrderSearch(flat, scenario: scenario, candidates: candidates)
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
          last.searchOnce(order, flatPrices, left: plan.left.base)
          if last.flatSearch.isUnresolved { continue }
          plan.serve(order, last.flatSearch.choice.base)
        } else {
          plan.serve(order, wish)
        }
      }
    }
  }

  /// Serves an order as it chose last, if that is whole and fits.
  private func serve(_ order: Int, _ plan: FlatPlan) -> Bool {
    guard let choices else { return false }
    let lines = flat.orders.lines(order)
    let rows = choices.base + lines.lowerBound
    guard (0..<lines.count).allSatisfy({ rows[$0] >= 0 }), plan.fits(order, rows) else { return false }
    plan.serve(order, rows)
    return true
  }

  /// Orders of several lines come first, then those with large quantities, since they find room only while there is
  /// much; among equals those that would lose most by going elsewhere (Martello & Toth 1990).
  private func hardestFirst(_ prices: FlatPrices, _ pool: WorkerPool<OrderSearch>) -> [Int] {
    let flat = self.flat
    let losses = FlatArray<Int64>(repeating: 0, count: walk.count)
    let tasks = walk.tasks
    pool.run(tasks.count) { search, task in
      search.forget()
      for order in tasks[task] where flat.orders.isFlat(order) {
        search.searchAlone(order, prices)
        let least = search.flatSearch.value
        var dearest: (price: Int64, node: Int) = (-1, -1)
        for (position, line) in flat.orders.lines(order).enumerated() {
          let row = Int(search.flatSearch.choice[position])
          guard row >= 0 else { continue }
          let price = (prices.rows[row].price - flat.useCosts[row]) * Int64(flat.orders.quantities[line])
          if price > dearest.price { dearest = (price, Int(flat.rowNodes[row])) }
        }
        if dearest.node < 0 { continue }
        search.searchAlone(order, prices, without: dearest.node)
        losses[order] = search.flatSearch.value - least
      }
    }
    var keys: [(size: Int32, loss: Int64, order: Int32)] = []
    keys.reserveCapacity(flat.orders.count)
    for order in 0..<walk.count where flat.orders.isFlat(order) {
      var size: Int32 = 0
      for line in flat.orders.lines(order) { size = max(size, flat.orders.quantities[line]) }
      if flat.orders.lines(order).count > 1 { size += 1 << 16 }
      keys.append((-size, -losses[order], Int32(order)))
    }
    keys.sort { ($0.size, $0.loss, $0.order) < ($1.size, $1.loss, $1.order) }
    return keys.map { Int($0.order) }
  }
}
